"""A library read from its folder: pages, settings, bibliographies, and what lies beside them."""
