"""Markdown that people read: pages, their twins, lists, the README, llms.txt."""
