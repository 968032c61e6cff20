"""The smallest promise: a library builds without a warning."""

from support import Site


def test_a_small_library_builds_without_warnings(small: Site) -> None:
    assert small.build() == ""
    assert "Grouped Queries" in small.page("papers/rag")
