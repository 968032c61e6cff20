"""Tables in HTML as tables in Markdown."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

MAX_COLUMNS = 100


class _Rows(HTMLParser):
    """Collects the cells; what is inside of them stays HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.rows: list[list[str]] = []
        self.words: list[str] = []  # outside of any cell, such as a caption
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._close()
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._close()
            self._cell = []
            width = dict(attrs).get("colspan") or "1"
            self._span = min(int(width), MAX_COLUMNS) if width.isdecimal() else 1
        elif tag not in {"table", "thead", "tbody", "tfoot", "caption", "colgroup", "col"}:
            self.handle_data(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._close()
        elif tag not in {"thead", "tbody", "tfoot", "caption", "colgroup", "col"}:
            self.handle_data(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        (self.words if self._cell is None else self._cell).append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.handle_data(escape(data))

    def _close(self) -> None:
        if self._cell is not None:
            if not self.rows:
                self.rows.append([])
            self.rows[-1] += ["".join(self._cell), *[""] * (self._span - 1)][: MAX_COLUMNS - len(self.rows[-1])]
            self._cell = None


def markdown_table(text: str) -> str:
    """A ``<table>`` as a Markdown table; a cell's own markup stays in it."""
    reader = _Rows()
    reader.feed(text)
    reader.close()
    reader._close()
    rows = [[_cell(cell) for cell in row] for row in reader.rows if row]
    words = " ".join("".join(reader.words).split())
    width = max((len(row) for row in rows), default=0)
    if not width:
        return words
    rows = [row + [""] * (width - len(row)) for row in rows]
    lines = [rows[0], ["---"] * width, *rows[1:]]
    table = "\n".join(f"| {' | '.join(row)} |" for row in lines)
    return f"{words}\n\n{table}" if words else table


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
