"""Lists of numbers and of keys in few bytes. May import ``papershelf.search.places``."""
