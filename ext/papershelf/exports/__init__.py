"""A catalogue in, text out: pure functions, a file per format. May import ``model`` and ``translations``; no Sphinx."""
