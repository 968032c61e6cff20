"""Commands for single papers: new, rename, move, remove, refresh."""
