"""Latin letters for titles and file names in other scripts: what keys, slugs and addresses are made of.

Hangul by Revised Romanization, kana by Hepburn, both without what changes at the border of two syllables; Chinese
characters by pinyin, each a word of its own, and whatever else there is as `anyascii` has it.
"""

from __future__ import annotations

import hashlib
import unicodedata

from papershelf.model.text import values
from papershelf.model.text.patterns import pattern

_INITIALS, _VOWELS, _FINALS = (
    tuple(sounds.replace("-", "") for sounds in row.split())
    for row in (
        "g kk n d tt r m b pp s ss - j jj ch k t p h",
        "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
        "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t",
    )
)
_SYLLABLES = pattern(r"[\uac00-\ud7a3]")
_KANA = pattern(r"[\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe]+")
_HAN = pattern(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SMALL_Y, _SMALL_VOWELS, _DOUBLING, _LENGTH = "ゃゅょ", "ぁぃぅぇぉ", "っ", "ー"


def romanised(text: str) -> str:
    """Text with its Hangul, kana and Chinese characters in Latin letters; the rest stays as it is."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    text = _SYLLABLES.sub(lambda match: _syllable(match[0]), text)
    text = _KANA.sub(lambda match: f" {_kana(match[0])} ", text)
    return _HAN.sub(lambda match: f" {_latin(match[0])} ", text)


def slug(text: str) -> str:
    """Lower-case ASCII words joined by ``-``, of a text in any script; empty where nothing of it is a letter or digit.

    Of letters beside Latin ones that are none of the above, only a text that has no others is made.
    """
    return values.slug(romanised(text)) or ("" if text.isascii() else values.slug(_latin(text)))


def numbered(text: str) -> str:
    """A key for a text of which no letter is left: the same text, however it is written, has the same."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(char for char in folded if char.isalnum()) or text
    return "paper-" + hashlib.blake2b(letters.encode("utf-8", "replace"), digest_size=4).hexdigest()


def _syllable(char: str) -> str:
    initial, rest = divmod(ord(char) - 0xAC00, 588)
    vowel, final = divmod(rest, 28)
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]


def _latin(text: str) -> str:
    from anyascii import anyascii  # half as long as the rest of the model, and few names need it

    return str(anyascii(text))


def _kana(run: str) -> str:
    """One word of kana: small letters change the sound before or after them."""
    word, doubled = "", False
    for char in run:
        char = chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char
        if char == _DOUBLING:
            doubled = True
            continue
        sound = "" if char == _LENGTH else _latin(char)
        if char in _SMALL_Y and word.endswith(("e", "i", "u")):
            word = word[:-1]
            sound = sound[1:] if word.endswith(("sh", "ch", "j")) else sound
        elif char in _SMALL_VOWELS and word[-1:] in {"a", "e", "i", "o", "u"}:
            word = "w" if word == "u" else word[:-1]
        if doubled and sound:
            word += "t" if sound.startswith("ch") else sound[0].strip("aeiou")
        word, doubled = word + sound, doubled and not sound
    return word
