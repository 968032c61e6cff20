"""What people put around a title: year, short name, venue and state in brackets, check marks, words such as 작성중."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from papershelf.model import values
from papershelf.model.paper import Status

_STATES = {
    Status.WRITING: ("작성중", "작성 중", "정리중", "정리 중", "wip", "draft", "in progress", "writing", "초안"),
    Status.READING: ("읽는중", "읽는 중", "reading"),
    Status.PLANNED: ("읽을 논문", "읽을 예정", "예정", "미작성", "추후", "todo", "to do", "to read", "planned", "tbd"),
    Status.DONE: ("완료", "정리 완료", "done", "read", "finished"),
}
_STATE_OF = {word: status for status, words in _STATES.items() for word in words}
_SIGNS = {
    **dict.fromkeys(("✅", "☑", "✔", "🟢"), Status.DONE),
    **dict.fromkeys(("🚧", "📝", "✏", "✍", "🟡"), Status.WRITING),
    **dict.fromkeys(("📖", "👀"), Status.READING),
    **dict.fromkeys(("⬜", "🔜", "⏳", "🔲", "❌", "🔴"), Status.PLANNED),
}
_BOX = re.compile(r"\s*(?:\[(?P<box>[ xX])\]|\(\s*(?P<round>[ xX])\s*\))\s+")
_WORD = re.compile(rf"\s*(?P<word>{'|'.join(map(re.escape, sorted(_STATE_OF, key=len, reverse=True)))})\s*[:：]\s*", re.IGNORECASE)

_VENUES = """AAAI AACL ACCV ACL AISTATS ASPLOS ATC BMVC CCS CHI CIKM COLING COLM COLT CVPR CoLM CoRL CoRR EACL ECCV ECIR EMNLP
FAccT HPCA ICASSP ICCV ICDE ICDM ICLR ICML ICRA IJCAI IJCV IROS ISCA Interspeech INTERSPEECH JAIR JMLR KDD MICCAI MICRO
MLSys MLHC NAACL NDSS NIPS NSDI NeurIPS OSDI PAMI PNAS RecSys RSS SIGGRAPH SIGIR SIGMOD SOSP TACL TKDE TMLR TNNLS TOG TPAMI
UAI UIST USENIX VLDB WACV WSDM WWW Nature Science""".split()
_VENUE = re.compile(
    rf"(?:(?:Findings of|Proceedings of(?: the)?|Findings)\s+)?(?P<name>{'|'.join(_VENUES)})(?:[ -](?P<more>Findings|Asia|Workshops?|"
    r"Oral|Spotlight|Poster|Demo))?(?P<year>[ ,'’-]*(?:(?:19|20)?\d\d))?(?:[ ,(]*(?:Oral|Spotlight|Poster|Best Paper|Findings|"
    r"Workshops?|Long|Short|Main)\)?)*(?![\w])"
)
_NAMED_YEAR = re.compile(r"[A-Z][\w&+-]*(?:[ :][A-Z&][\w&+-]*){0,4}[ '’]+(?:19|20)\d\d")
_PREPRINT = re.compile(r"(?:arxiv|preprint|corr|biorxiv)(?:[ ,']*(?P<year>(?:19|20)\d\d))?", re.IGNORECASE)
_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)(?:\s*[-./년]\s*(?P<month>\d{1,2})(?:\s*[-./월]\s*(?P<day>\d{1,2}))?)?\s*[년월일.]?")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ")
_MONTH = re.compile(rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?,?\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_SHORT = re.compile(r"[^\W_][\w.+/-]*(?: [\w.+/-]+)?")
_TAIL = re.compile(r"\s*(?:\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\]|（(?P<wide>[^（）]*)）|【(?P<lens>[^【】]*)】)\s*\Z")
_HEAD = re.compile(r"\s*(?:\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\]|（(?P<wide>[^（）]*)）|【(?P<lens>[^【】]*)】)\s*")


@dataclass
class Marks:
    """What the words around a title tell."""

    title: str = ""
    short_title: str = ""
    date: str = ""
    venue: str = ""
    status: Status | None = None

    def note(self, name: str, value: str) -> bool:
        """Take a fact over; whether it says nothing else than what is known."""
        if name == "status":
            self.status = self.status or Status(value)
            return True
        known = str(getattr(self, name))
        if not known or (name == "date" and value.startswith(known)):
            setattr(self, name, value)
        return not known or known.startswith(value) or value.startswith(known)


def read_title(text: str, marks: Marks) -> None:
    """Take check marks and brackets with year, short name, venue and state off a title."""
    text = leading(values.text(text), marks)
    while (match := _HEAD.match(text)) and match.end() < len(text) and _group(_inside(match), marks):
        text = leading(text[match.end() :], marks)
    text = _trailing_signs(text, marks)
    while (match := _TAIL.search(text, max(0, len(text) - 200))) and match.start() > 0 and _group(_inside(match), marks):
        text = _trailing_signs(text[: match.start()], marks)
    marks.title = text.strip().rstrip(",;:").strip().removeprefix("📄").strip()


def leading(text: str, marks: Marks) -> str:
    """Take check boxes, signs and words such as ``WIP:`` off the beginning."""
    while True:
        if match := _BOX.match(text + " "):
            box = match["box"] or match["round"]
            marks.status = marks.status or (Status.DONE if box in "xX" else Status.PLANNED)
        elif match := _WORD.match(text):
            marks.status = marks.status or _STATE_OF[match["word"].lower()]
        elif text.lstrip()[:1] in _SIGNS:
            marks.status = marks.status or _SIGNS[text.lstrip()[0]]
            text = text.lstrip()[1:].lstrip("\ufe0f ")
            continue
        else:
            return text.lstrip()
        text = text[match.end() :]


def _trailing_signs(text: str, marks: Marks) -> str:
    while True:
        bare = text.rstrip(" \ufe0f\u200d")
        if bare[-1:] not in _SIGNS:
            return bare
        marks.status = marks.status or _SIGNS[bare[-1]]
        text = bare[:-1]


def _inside(match: re.Match[str]) -> str:
    return next((text for text in match.groups() if text is not None), "")


def _group(text: str, marks: Marks) -> bool:
    """Whether all of a bracket's parts are facts about the paper; then they are noted."""
    whole = classify(text)
    if whole is not None:
        return marks.note(*whole)
    parts = [part.strip() for part in re.split(r"[,;·|/，]|\s[-–—]\s", text) if part.strip()]
    facts = [classify(part) for part in parts]
    known = [fact for fact in facts if fact is not None]
    unknown = [part for part, fact in zip(parts, facts, strict=True) if fact is None]
    if not known or len(unknown) > 1:
        return False
    if unknown and (marks.short_title or not _SHORT.fullmatch(unknown[0]) or len(unknown[0]) > 30):
        return False
    for name, value in known:
        marks.note(name, value)
    if unknown:
        marks.short_title = unknown[0]
    return True


def classify(text: str) -> tuple[str, str] | None:
    """The fact about a paper that a few words state: ``date``, ``venue`` or ``status`` with its value."""
    text = text.strip().strip("`*_")
    plain = " ".join(text.lower().replace("\ufe0f", "").split())
    if plain in _STATE_OF:
        return "status", _STATE_OF[plain].value
    if text in _SIGNS or text.rstrip("\ufe0f") in _SIGNS:
        return "status", _SIGNS[text[0]].value
    for sign in _SIGNS:
        if text.startswith(sign):
            return classify(text[len(sign) :].lstrip("\ufe0f "))
    if date := read_date(text):
        return "date", date
    if match := _PREPRINT.fullmatch(text):
        return "date", match["year"] or ""
    if is_venue(text):
        return "venue", values.text(text)
    return None


def read_date(text: str) -> str:
    """``2021``, ``2021.06``, ``2021-06-17``, ``Jun 2021`` as an ISO date; empty for anything else."""
    text = text.strip()
    if match := _MONTH.fullmatch(text):
        return f"{match['year']}-{_MONTHS.index(match['month'].lower()) + 1:02}"
    match = _DATE.fullmatch(text)
    if match is None:
        return ""
    parts = [match["year"], *(f"{int(part):02}" for part in (match["month"], match["day"]) if part)]
    try:
        return values.partial_date("-".join(parts))
    except ValueError:
        return ""


def is_venue(text: str) -> bool:
    """Whether a text is nothing but the name of a conference or journal."""
    return len(text) <= 60 and bool(_VENUE.fullmatch(text) or _NAMED_YEAR.fullmatch(text))


def venue_at(text: str) -> str:
    """The well-known venue that a text begins with, as it is written; or nothing."""
    match = _VENUE.match(text)
    return match[0].strip(" ,(") if match and (match["year"] or len(match[0]) == len(text.rstrip(" ."))) else ""


def without_signs(text: str) -> str:
    """A heading without emoji, numbering and marks around it."""
    kept = "".join(char for char in text if unicodedata.category(char) not in {"So", "Sk", "Cs", "Mn"} and char not in "\ufe0f\u200d")
    kept = re.sub(r"^\s*(?:\d+(?:\.\d+)*[.)]|[IVX]+[.)]|§)\s+", "", kept)
    return values.text(kept).strip("-–—:|·•*# ")
