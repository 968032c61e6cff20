"""Which blocks of a list are papers, by what they look like and by their neighbours."""
