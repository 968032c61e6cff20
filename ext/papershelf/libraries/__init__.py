"""Other libraries, known by their ``papers.json``. May import ``exports`` and ``sources``; no Sphinx."""
