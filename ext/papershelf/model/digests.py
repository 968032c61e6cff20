"""Digests of plain data, to tell whether something is what it was."""

from __future__ import annotations

import hashlib


def digest(value: object) -> str:
    """Digest of what ``repr`` gives: for records, tuples, lists, texts and numbers; not for sets.

    :returns: 32 hexadecimal digits.
    """
    return of_bytes(repr(value).encode("utf-8", "surrogatepass"))


def of_bytes(data: bytes) -> str:
    """Digest of bytes; 32 hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
