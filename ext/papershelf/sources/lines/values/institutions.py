"""Institutions beside a title, ``Univ. Toronto + Google``: neither a title nor a short title."""

from __future__ import annotations

import re

_KIND = re.compile(
    r"\b(?:Universit(?:y|é|ät|at|à)|Univ\b\.?|Institutes?\b|Laborator(?:y|ies)\b|Academy\b|College\b|School of\b|"
    r"Polytechni|Corporation\b|Inc\b)|대학교|大学|大學|研究院|研究所|연구소|연구원"
)
_NAMES = frozenset(
    """google|google brain|google research|google ai|google ai language|google deepmind|deepmind|microsoft|
    microsoft research|ms|msr|msra|openai|anthropic|facebook|facebook ai|fair|meta|meta ai|baidu|baidu research|tencent|
    tencent ai lab|alibaba|huawei|bytedance|amazon|apple|nvidia|ibm|ibm research|intel|adobe|adobe research|salesforce|
    samsung|naver|kakao|mila|stanford|berkeley|uc berkeley|mit|cmu|nyu|ucla|uiuc|ucsd|uml|uts|caltech|princeton|harvard|
    yale|cornell|columbia|oxford|cambridge|eth|eth zurich|epfl|ku leuven|inria|mpi|kaist|postech|snu|tsinghua|peking|
    pku|zju|sjtu|shanghai jiao tong|cas|ustc|hkust|hku|cuhk|nus|ntu|mbzuai|ut austin|toronto|montreal|ai2|
    allen institute|vector institute|zhejiang univ|airbnb|criteo|twitter|linkedin|yahoo|netflix|uber|pinterest|
    spotify|jd|meituan|kuaishou|thu|sjtu|
    umich|sbu|ukon|ucl|uiuc|hit-huawei|ruc|bupt|middle east tech""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)


_UNIT = re.compile(r"(?<=\w)(?: (?:AI|Brain|Labs?|Research|Language|Asia))+$")
"""What a company calls the part of it that does research."""


def is_institution(words: str) -> bool:
    """Whether words are nothing but the names of universities, companies or the like, each in a few words."""
    parts = [part.strip(" .*_`()[]") for part in re.split(r"\s*(?:[+/&;,]|\band\b)\s*", words)]
    parts = [part for part in parts if part]
    known = [_UNIT.sub("", part).lower() in _NAMES or bool(_KIND.search(part)) for part in parts]
    joined = "+" in words and not re.search(r"[&;,]|\band\b", words)  # Idiap + EPFL + Facebook
    if not known or not (known[0] or (joined and any(known))) or len(words) > 90:
        return False
    return all(
        ok or bool(re.fullmatch(r"[A-Z][\w-]*(?: [A-Z][\w-]*){0,2}", part))
        for ok, part in zip(known, parts, strict=True)
    ) and all(len(part.split()) <= 6 for part in parts)


_PART = re.compile(
    r"\b(?:Universit\w+|Univ\b|Institut\w*|Laborator\w+|Labs?|Department|Dept|School|Academy|College|Faculty|Polytechnic\w*|"
    r"Cent(?:er|re) (?:for|of)|Technologies|Inc|Corp\w*|Ltd|Hospital|Research)\b|"
    r"대학교|대학원|연구소|연구원|연구실|학과|大学|大學|学院|研究院|研究所|实验室|公司"
)
_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "at", "de", "la", "und", "et"})
_SENTENCE = re.compile(r"[.!?。！？]\s|[。！？다요]\s*$")


def is_affiliation(words: str) -> bool:
    """Whether words are where authors are, as below their names: ``2 Key Laboratory of …, Peking University``."""
    words = re.sub(r"\{[^{}]*\}|\S+@\S+", " ", words).strip(" *_.,;")
    words = re.sub(r"^(?:[\d†‡§*∗⋆♯♠,;. )]+)", "", words)
    if len(words) > 300 or not (_PART.search(words) or is_institution(words)) or _SENTENCE.search(words):
        return False
    if re.search(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]", words):
        return len(words) < 60
    counted = [word for word in re.findall(r"[^\W\d_][\w.'’-]*", words) if word not in _SMALL]
    return bool(sum(word[0].isupper() for word in counted) * 10 >= len(counted) * 9 > 0)


def abbreviates(short: str, title: str) -> bool:
    """Whether a title's first words begin with the letters of its short name, which may be an institution's, too."""
    words = re.findall(r"[^\W\d_]+", title)
    return (
        short.isalpha() and len(short) > 2 and "".join(word[0] for word in words[: len(short)]).lower() == short.lower()
    )
