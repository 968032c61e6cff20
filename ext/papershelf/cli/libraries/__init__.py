"""Commands for whole libraries: init, split, join; and how they require papershelf."""
