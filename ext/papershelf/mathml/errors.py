"""What is wrong with a formula."""

from __future__ import annotations


class FormulaError(ValueError):
    """A formula that cannot be shown; the message says why."""
