"""Text in, records out: pages, lists, notes, vaults, bibliographies, servers. May import ``mathtext``; no Sphinx."""
