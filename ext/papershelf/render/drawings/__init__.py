"""Drawings of papers as SVG: the graph, the timeline, the overview, and where things stand in them."""
