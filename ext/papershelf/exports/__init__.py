"""A catalogue in, text out: pure functions, one file per format. May import ``model``; no Sphinx."""
