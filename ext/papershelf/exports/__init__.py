"""A catalogue in, text out: pure functions, one file per format."""
