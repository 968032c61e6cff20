"""The search files: the words of each page, and where each term stands."""
