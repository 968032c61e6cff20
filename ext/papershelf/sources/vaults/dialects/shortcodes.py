"""What blogs have in their posts besides Markdown: Liquid of Jekyll, shortcodes of Hugo, attributes of kramdown.

In: a post. Out: Markdown; what shows a picture or code becomes that, anything else its own text, with a remark.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_BLOCK = re.compile(
    r"\{%-?\s*highlight\s+(?P<language>[\w+#.-]+)[^%\n]*%\}\n?(?P<code>.*?)\n?[ \t]*\{%-?\s*endhighlight\s*-?%\}",
    re.DOTALL,
)
_HUGO_BLOCK = re.compile(
    r"\{\{<\s*highlight\s+(?P<language>[\w+#.-]+)[^<>\n]*>\}\}\n?(?P<code>.*?)\n?[ \t]*\{\{<\s*/\s*highlight\s*>\}\}",
    re.DOTALL,
)
_GONE = re.compile(r"(?:end)?(?:raw|comment)|assign\s.*|capture\s.*|endcapture|toc", re.IGNORECASE)
_SITE = re.compile(r"\{\{-?\s*(?:site|page)\.(?:base_?url|url)\s*(?:\|[^{}]*)?-?\}\}", re.IGNORECASE)
_FILTERED = re.compile(
    r"\{\{-?\s*(?:site\.base_?url\s*\|\s*append:\s*)?[\"'](?P<path>[^\"'{}]+)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend:[^{}]*)\s*-?\}\}"
)
_POST = re.compile(r"\{%-?\s*(?:post_url|link)\s+(?P<path>\S+)\s*-?%\}")
_REF = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+[\"']?(?P<path>[^\"'<>%\s]+)[\"']?\s*[>%]\}\}")
_FIGURE = re.compile(r"figure|image|img|picture", re.IGNORECASE)
_GIVEN = re.compile(r"(?P<name>[\w-]+)\s*=\s*(?:\"(?P<two>[^\"]*)\"|'(?P<one>[^']*)'|(?P<bare>[^\s\"'>]+))")
_SHORTCODE = re.compile(r"\{\{[<%]\s*(?P<inner>/?[^{}\n]{0,1000}?)\s*/?[>%]\}\}")
_TOC = re.compile(r"^[ \t]*[-*+][ \t]+\S.*\n[ \t]*\{:[ \t]*toc[^{}\n]*\}[ \t]*$", re.MULTILINE | re.IGNORECASE)
_NOTICE = re.compile(
    r"notice(?:--(?P<kind>\w+))?|prompt-(?P<chirpy>\w+)|\.(?P<own>note|tip|warning|important|info|danger)"
)
_BOTH = re.compile(r"\\\\(?P<open>[(\[])(?P<tex>.+?)\\\\[)\]]", re.DOTALL)


@dataclass
class Shortcodes:
    """The shortcodes of a post.

    :param picture: words, address and sizes of a picture to its Markdown.
    """

    picture: Callable[[str, str, dict[str, str]], str]
    remarks: list[str] = field(default_factory=list)

    def blocks(self, text: str) -> str:
        """Text outside of code: what encloses lines, and addresses with the site's own in front."""
        for pattern in (_BLOCK, _HUGO_BLOCK):
            text = pattern.sub(lambda m: f"```{m['language']}\n{m['code']}\n```", text)
        return _TOC.sub("", text)

    def addresses(self, text: str) -> str:
        """A paragraph whose addresses are paths of the site."""
        text = _SITE.sub("", text)
        text = _FILTERED.sub(lambda m: m["path"], text)
        text = _POST.sub(lambda m: m["path"].rpartition("/")[2].removesuffix(".md") + ".md", text)
        text = _REF.sub(lambda m: m["path"], text)
        return _BOTH.sub(lambda m: f"${m['tex'].strip()}$" if m["open"] == "(" else f"$$\n{m['tex'].strip()}\n$$", text)

    def liquid(self, match: re.Match[str]) -> str | None:
        """``{% … %}``."""
        order = match["order"]
        if _GONE.fullmatch(order):
            return ""
        name, _blank, given = order.partition(" ")
        told = _given(given)
        if name == "include" and _FIGURE.search(given.split(" ")[0]) and (shown := self._picture(told)):
            return shown
        if name in {"figure", "image", "img"} and (shown := self._picture(told)):
            return shown
        return self._kept(match[0])

    def macro(self, match: re.Match[str]) -> str | None:
        """``{{ … }}`` and ``{{< … >}}``."""
        code = _SHORTCODE.fullmatch(match[0])
        if code is None:
            return self._kept(match[0])
        name, _blank, given = code["inner"].partition(" ")
        if _FIGURE.fullmatch(name) and (shown := self._picture(_given(given))):
            return shown
        if name.lower() in {"youtube", "vimeo"} and (found := re.search(r"[\w-]{6,}", given)):
            hosts = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
            return f"<{hosts[name.lower()]}{found[0]}>"
        return self._kept(match[0])

    def _picture(self, told: dict[str, str]) -> str:
        address = next((told[name] for name in ("src", "url", "image_path", "path", "link", "") if told.get(name)), "")
        if not address:
            return ""
        alt = told.get("alt") or told.get("caption") or told.get("title") or ""
        sizes = {
            name: told[name] for name in ("width", "height") if re.fullmatch(r"\d{1,4}(?:px|%)?", told.get(name, ""))
        }
        return self.picture(alt, address, sizes)

    def _kept(self, text: str) -> str:
        self.remarks.append(f"the shortcode {text[:60]} is text")
        return "`" + text.replace("`", "'") + "`"


def _given(text: str) -> dict[str, str]:
    """The parameters of a shortcode; one without a name has none."""
    found = {m["name"]: m["two"] or m["one"] or m["bare"] or "" for m in _GIVEN.finditer(text)}
    if not found and (bare := re.match(r"\s*[\"']?(?P<path>[^\s\"']+\.\w{2,5})", text)):
        found[""] = bare["path"]
    return found


def notice(lists: str) -> str:
    """The kind of admonition that attributes of a paragraph mean; nothing for those that mean none."""
    match = _NOTICE.search(lists)
    if match is None:
        return ""
    kind = (match["kind"] or match["chirpy"] or match["own"] or "note").lower()
    return {"primary": "note", "info": "note", "success": "tip"}.get(kind, kind)
