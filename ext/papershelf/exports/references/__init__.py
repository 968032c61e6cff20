"""A paper as one line of a list of references, as APA 7 has it."""
