"""What goes out of a library: the site, the PDF, lists."""
