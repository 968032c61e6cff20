"""The text of pages: where papers and files are named in it, and edits that leave the rest as it is."""
