"""Nodes that docutils does not have, with their visitors, and formulas."""
