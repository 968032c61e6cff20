"""Records of papers, the catalogue and its order, without files. May import no other; no Sphinx, no docutils."""
