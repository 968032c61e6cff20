"""``papershelf check``: what it found, in the forms that it is asked for."""
