"""Sentences that links stand in, told apart from the lines of entries.

In: the runs of a line. Out: whether it is prose: news, thanks, a rule, a title within a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.sources.lines.markup.runs import Run
from papershelf.sources.lines.plain import is_title_like
from papershelf.sources.lines.values.names import begins_with_names, read_names
from papershelf.sources.lines.values.statements import classify, fact_in
from papershelf.sources.words.links import label_field

_ANNOUNCED = re.compile(
    r"\b(?:we|our|ours|us|please|feel free|thanks?|welcome|has been|have been|is now|are now|now available|"
    r"accepted (?:at|by|to)|"
    r"check (?:out|it)|stay tuned|subscribe|contact (?:me|us|the|at)|e-?mail|join (?:us|our|the)|"
    r"pull requests?|maintain(?:ed|ers?)|contribut\w+|"
    r"this (?:repo|repository|list|page|survey|work|paper|section)|you can|if you|i will|i have|star us|cite|"
    r"released|is coming|coming soon|is available|are available|updated)\b|"
    r"欢迎|请|感谢|我们|本仓库|本文|更新|입니다|합니다|습니다|해주세요|부탁|です。|ます。",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\[\^[^\[\]\s]+\]|"
    r"\W*(?:(?:\d{1,2}/(?:19|20)\d\d|(?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?)\W+"
    r"(?:we|our|added|adds?|released?|wrote|updated?|fixed|removed?|created?|uploaded?|supports?)\b|.{0,20}(?:公众号|微信群)|"
    r"\W*(?:转载|轉載|转帖)\b|"
    r"must[- ]read papers (?:on|about|for)\b|"
    r"\W*(?:updates?|news)\W+(?:on |of |from )?(?:[a-z]{3,9}\W+)?(?:\d{1,2}\W+)?(?:19|20)\d\d\b|"
    r"a (?:curated |collected )?(?:list|collection) of\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\W*(?:deadline|due(?: date)?|instructions?|syllabus|homework|assignment|optional video|lecture notes?|"
    r".{0,60}\blecture"
    r"office hours?|마감|과제)(?:\s*\d{1,2}\b|\W*$|\s*[:：(\[])",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\W*(?:查看(?:全部|完整|更多).{0,12}|(?:view|see|show) (?:all|more|the full list)\b.{0,20}|"
    r"(?:please )?(?:read|see|check out|click) (?:here|(?:our|the|this|my) .{0,40})|"
    r"(?:전체|더) ?보기.{0,8}|"
    r"もっと見る|table of contents|toc|and (?:so on|more)|etc|기타|등등|等等|など)\W*",
    re.IGNORECASE,
)
"""A link to the rest of a list."""
_WHOLE = re.compile(
    r"(?:[A-Z][A-Za-z-]*(?: ?'?\d{2,4})? ?){1,4}(?:accepted[ _]papers?|open access|proceedings)", re.IGNORECASE
)
_FIRST_PERSON = re.compile(
    r"\b(?:we|our|ours|us|please|feel free|thanks|welcome to|(?:has|have) been (?:released|accepted|updated|"
    r"added)|is (?:now|coming)|i (?:have the|look forward|would like|hope)|"
    r"accepted (?:at|by|to)|check (?:out|it))\b|欢迎|感谢|我们|본 저장소|입니다|합니다|습니다|です。|ます。",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?<=\w )We(?= [A-Z])")
"""What a title asks: ``Do We Need …``, ``What Can We Learn …``."""
_SPEAKS = re.compile(
    r"\W*(?:we|our|please|see|check|this|here|in this|if|for|read|you|thanks|also|more|find|note|the (?:code|"
    r"paper|list)|new|news|\[?\d{4})\b",
    re.IGNORECASE,
)
_NAMED_BY = re.compile(r"\s+by:? (?:[A-Z][\w.'’-]*,? ){1,4}")
"""Who wrote a paper, behind its title: ``by Alan M. Turing, 1950``."""
_GOES_ON = re.compile(r" (?:with|for|via|in|from|of|on|to|without|as|through|at) (?:an? |the )?[A-Z]")
"""How a title goes on behind a link with its first words."""
_RUNNING = re.compile(
    r"^\s+(?:is|are|was|were|for|and|or|to|of|in|on|from|with|which|that|by|as|has|have|if|at|but|who|can|will|the|a|를|을|은|는|이|가|의|에|와|과|도|로)\b",
    re.IGNORECASE,
)


def is_more(text: str) -> bool:
    """Whether words say nothing but that there is more elsewhere: ``查看全部 29 个``."""
    return bool(_MORE.fullmatch(text.strip()))


def is_announced(text: str) -> bool:
    """Whether a line is news with its day, what a course asks for, or the whole of a conference."""
    return bool(
        _MORE.fullmatch(text.strip()) or _NEWS.match(text) or _ASKED.match(text) or _WHOLE.fullmatch(text.strip(" ."))
    )


_CJK_SENTENCE = re.compile(
    r"[\u3040-\u30ff\u4e00-\u9fff]{4}.*(?:です|ます|ました|ください|でした|である)(?:[。．.：:]|\s*$|（)|"
    r"(?:这里|这个|本仓库|详见|参见|参考|欢迎|如下).*[。！][)）]?\s*$|"
    r"[가-힣]{2}.*(?:습니다|합니다|입니다|세요|됩니다)[.!)\s]*$"
)
"""A sentence of Japanese, Chinese or Korean, as its end tells."""


def is_prose(runs: Sequence[Run], outside: str, start: str, strong: bool, facts: set[str]) -> bool:
    """Whether a line is a sentence.

    :param outside: its words without links and emphasis; ``start``, the look of what it begins with.
    :param strong: whether something in it leads to a paper; ``facts``, what else tells of one.
    """
    words = outside.split()
    if start in {"note", "link"}:
        place = next((n for n, run in enumerate(runs) if run.href and not run.image and run.text.strip()), 0)
        while (
            place + 2 < len(runs) and runs[place + 1].text.strip() in {"and", "or", ",", "&"} and runs[place + 2].href
        ):
            place += 2
        after = "".join(run.text for run in runs[place + 1 :] if not run.image)
        if strong and len(runs[place].text.split()) > 3 and re.match(r"\s+(?:an?|the) ", after):
            return False  # [Title of a paper](…) a paper that tells …
        whole = f"{runs[place].text} {re.split(r'[|｜│]', after)[0].strip()}"
        if strong and (
            runs[place].text.rstrip().endswith((":", "：")) or (_GOES_ON.match(after) and is_title_like(whole))
        ):
            return False  # [RowNet](…) for Counting Reeds
        return bool(_RUNNING.match(after)) and len(after.split()) > 4 and not _NAMED_BY.match(after)
    if start == "hollow" or (not start and _ends_with_venue(runs)):
        return False
    head = classify(outside.partition(",")[0])
    linked = any(run.href for run in runs)
    if linked and not start and head is not None and head[0] in {"venue", "date"} and len(words) > 4:
        return False  # ICML 2023, Where are we …
    if (_FIRST_PERSON if strong else _ANNOUNCED).search(_ASKS.sub(" ", outside)) and len(words) > 4:
        cited = strong and not start and begins_with_names(outside)
        return not cited and not (strong and (_bracketed_end(runs) or (facts and start in {"bold", "quote"})))
    link = next((n for n, run in enumerate(runs) if run.href and not run.image), None)
    if link is not None and not start and _CJK_SENTENCE.search(outside):
        return True
    if link is None or not strong:
        return len(words) > 25 and outside.count(". ") > 1 and not facts
    if start in {"bold", "quote"} and facts:
        return False
    before = "".join(run.text for run in runs[:link])
    after = "".join(run.text for run in runs[link + 1 :] if not run.href)
    flows = (
        before[-1:] in {" ", ""}
        and re.search(r"[a-z,]\s$", before)
        and re.match(r"^(?:\s+[a-z]|(?:[),.:\s]|\b(?:and|or)\b)*$)", after)
    )
    return bool(flows) and len(before.split()) > 2 and not _is_label(runs[link]) and not read_names(before.strip(" ,"))


def _ends_with_venue(runs: Sequence[Run]) -> bool:
    """Whether words end with a venue or a year in brackets, before their links: ``Who are we? (VLDB 2020) [code]``."""
    words = "".join(run.text for run in runs if not run.href and not run.image).strip(" .,;|·[]-–—")
    last = re.search(r"(?:[(（][^()（）]{2,60}[)）]\s*)+$", words)
    inside = re.findall(r"[^()（）]{2,}", last[0]) if last else []
    return any((classify(one.strip()) or ("",))[0] == "venue" or re.search(r"\b(?:19|20)\d\d$", one) for one in inside)


def _bracketed_end(runs: Sequence[Run]) -> bool:
    """Whether the line ends with links in brackets, as entries do."""
    last = next((n for n in range(len(runs) - 1, -1, -1) if runs[n].href), None)
    if last is None:
        return False
    before = runs[last - 1].text.rstrip()[-1:] if last else ""
    after = "".join(run.text for run in runs[last + 1 :]).strip(" .,;|")
    begins = "".join(run.text for run in runs)
    if label_field(runs[last].text.strip(" []()")) and not after and not _SPEAKS.match(begins):
        return True
    if len(after.split()) > 2:
        return False
    return before in {"[", "("} or runs[last].text.strip()[:1] == "[" or runs[last].image


def _is_label(run: Run) -> bool:
    words = run.text.strip(" []()")
    return bool(label_field(words)) or fact_in(words) is not None or run.text.strip()[:1] == "["
