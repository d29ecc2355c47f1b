from __future__ import annotations

import pytest

from harness.w3c.time_format import format_moment

AT = 1_767_348_245.678
"""2026-01-02 10:04:05.678 UTC, a Friday."""


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("YYYY-MM-DDTHH:mm:ssZ", "2026-01-02T10:04:05+00:00"),
        ("YY/M/D H:m:s.SSS ZZ", "26/1/2 10:4:5.678 +0000"),
        ("dddd, MMMM D, YYYY h:mm A", "Friday, January 2, 2026 10:04 AM"),
        ("ddd MMM DD hh a", "Fri Jan 02 10 am"),
        ("[at] X", "at 1767348245"),
        ("x", "1767348245678"),
        ("", ""),
    ],
)
def test_a_moment_is_written_as_moment_js_writes_it(pattern: str, text: str) -> None:
    assert format_moment(AT, pattern) == text
