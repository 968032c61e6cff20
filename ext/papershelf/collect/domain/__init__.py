"""The ``paper`` domain: what documents say about papers, its roles, links, and the sealed catalogue."""
