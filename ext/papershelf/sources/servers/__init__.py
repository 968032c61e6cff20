"""Servers: identifiers in, metadata out, from arXiv and Crossref or from the cache. No other room asks the network.

``lookup`` is the door: it knows the cache (``metadata``) and the two servers (``arxiv``, ``crossref``). ``renewing``
says what of the metadata is new to a paper.
"""
