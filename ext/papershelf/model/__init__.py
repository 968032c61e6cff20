"""Papers, catalogues and their order: pure records, no files, no Sphinx, no docutils."""
