"""From a source to files of a library: what is found, fetched, sorted, and what came of it."""
