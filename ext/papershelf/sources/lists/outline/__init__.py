"""The headings of a list: sections, categories, and the text below them."""
