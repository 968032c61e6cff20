"""The book for TeX: the builder and writer, formulas and signs that are safe in it, its settings."""
