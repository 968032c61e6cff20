"""Documents as Sphinx reads them: which there are, what they take in, their tables of contents."""
