"""Which entries of a source are one paper, and which are in the library already."""
