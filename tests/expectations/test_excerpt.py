from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.expectations.excerpt import MOST_LINES, MOST_MARKED, chosen, clipped, one_line


@given(st.integers(0, 300), st.data())
def test_never_more_lines_than_fit_and_never_fewer_than_there_are(count: int, data: st.DataObject) -> None:
    marked = sorted(data.draw(st.sets(st.integers(0, count - 1)))) if count else []

    shown = chosen(count, marked)

    assert len(shown) == min(count, MOST_LINES)
    assert shown == sorted(set(shown))
    assert set(marked[:MOST_MARKED]) <= set(shown)
    assert not count or shown[-1] == count - 1


def test_what_is_around_a_marked_line_is_shown_with_it() -> None:
    assert chosen(200, [50])[:5] == [48, 49, 50, 51, 52]


@pytest.mark.parametrize(("text", "line"), [("a\r\nb", r"a\r\nb"), ("Zoë 🎉", "Zoë 🎉"), ("\x1b[2J", r"\x1b[2J")])
def test_a_text_is_one_line_that_moves_no_cursor(text: str, line: str) -> None:
    assert one_line(text) == line


def test_a_clipped_text_says_so_and_is_not_longer() -> None:
    assert clipped("abcdefgh", 6) == "abc..."
    assert clipped("abcdef", 6) == "abcdef"
