"""What stands in a .bib file: fields, values, LaTeX, and repairs of all of them."""
