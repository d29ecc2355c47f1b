from __future__ import annotations

import pytest

from harness.hostnames import is_among, matches, system_of


@pytest.mark.parametrize(
    ("name", "pattern", "is_match"),
    [
        ("api.segment.io", "api.segment.io", True),
        ("api.segment.io", "*.segment.io", True),
        ("a.b.segment.io", "*.segment.io", True),
        ("segment.io", "*.segment.io", False),
        ("notsegment.io", "*.segment.io", False),
    ],
)
def test_a_pattern_is_a_name_or_everything_below_a_domain(name: str, pattern: str, is_match: bool) -> None:
    assert matches(name, pattern) is is_match


def test_case_and_a_last_dot_mean_nothing() -> None:
    assert is_among("API.Segment.IO.", ["*.SEGMENT.io"])


@pytest.mark.parametrize(
    ("host", "system"),
    [("connectivitycheck.gstatic.com", "Android"), ("init.push.apple.com", "iOS"), ("ads.example.com", "")],
)
def test_what_an_operating_system_asks_by_itself_is_known(host: str, system: str) -> None:
    assert system_of(host) == system
