"""Tables of papers, and tables that lay a page out."""
