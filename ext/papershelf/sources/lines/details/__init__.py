"""What a line has around its title and beside it, and the draft that it fills."""
