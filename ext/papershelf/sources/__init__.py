"""Text in, records out: papershelf pages, queues and lists. No Sphinx."""
