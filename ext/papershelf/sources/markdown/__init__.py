"""Markdown as people write it, read as forges show it and made fit for MyST."""
