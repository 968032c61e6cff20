"""Lines of text with their markup."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from papershelf.model.text import spans
from papershelf.model.text.spans import FORMULA, TEXT, Builder, Line, Span

LINE = (
    Span(TEXT, "One "),
    Span("em", inside=(Span(TEXT, "soft "), Span(FORMULA, "a/b", r"\frac{a}{b}", shown="<math>"))),
    Span(TEXT, " by "),
    Span("citet", "rag", "rag"),
    Span("code", inside=(Span(TEXT, "x. y"),)),
)


def test_a_line_as_text() -> None:
    assert spans.plain(LINE) == "One soft a/b by ragx. y"
    assert spans.mask(LINE) == "One soft \ufffc by \ufffc\ufffc"
    assert spans.plain(spans.named(LINE, lambda span: span.target.upper())) == "One soft a/b by RAGx. y"
    assert spans.refers(LINE)
    assert not spans.is_plain(LINE)
    assert spans.marked([(Span(TEXT, "plain"),)]) == ()
    assert spans.marked([(Span(TEXT, "plain"),), LINE]) == ((), LINE)


def test_what_is_cut_keeps_its_markup() -> None:
    assert spans.cut(LINE, 4, 8) == (Span("em", inside=(Span(TEXT, "soft"),)),)
    assert spans.cut(LINE, 2, 4) == (Span(TEXT, "e "),)
    assert spans.stripped((Span(TEXT, "  a "), Span("em", inside=(Span(TEXT, "b "),)))) == (
        Span(TEXT, "a "),
        Span("em", inside=(Span(TEXT, "b"),)),
    )


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("text"), st.text("ab \n", max_size=4)),
        st.tuples(st.just("begin"), st.sampled_from(["em", "code", "strong"])),
        st.tuples(st.just("end"), st.sampled_from(["em", "code", "strong", ""])),
        st.tuples(st.just("add"), st.just(Span(FORMULA, "x²", "x^2"))),
    )
)


def built(steps: list[tuple[str, object]]) -> tuple[Builder, Line]:
    build = Builder()
    for name, value in steps:
        getattr(build, name)(value)
    return build, build.line()


@given(STEPS, st.integers(0, 20))
def test_whatever_is_built_can_be_cut_anywhere(steps: list[tuple[str, object]], place: int) -> None:
    build, line = built(steps)
    text = spans.mask(line)
    assert len(text) == build.size
    first, second = spans.cut(line, 0, place), spans.cut(line, place, len(text))
    assert spans.mask(first) + spans.mask(second) == text
    assert spans.mask(spans.stripped(line)) == text.strip()
