"""Bibliographies: the text of a ``.bib``, CSL-JSON, Zotero, RIS or ``papers.json`` file in, records out.

A reader of a form in the table ``forms`` takes an entry apart into a draft; ``guesses`` adds what a careful person
would; ``finishing`` validates it. ``servers`` uses the reading of CSL-JSON: Crossref answers in it.
"""
