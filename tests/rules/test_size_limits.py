from __future__ import annotations

import pytest

from tests.rules.a_life import Life, a_life


@pytest.mark.parametrize(("platform", "severity"), [("android", "error"), ("ios", "warning")])
def test_an_event_that_is_too_large_is_found(platform: str, severity: str) -> None:
    life = a_life(platform)
    life.sent(life.message(properties={"text": "x" * 32_000}))
    (found,) = [one for one in life.judged(is_settled=False) if one.rule == "size_limits"]
    assert found.severity == severity
    assert found.message.startswith("track Bought has 32")


def test_an_event_of_thirty_kilobytes_is_none() -> None:
    life = a_life()
    life.sent(life.message(properties={"text": "x" * 30_000}))
    assert life.said(is_settled=False) == []


def test_a_batch_that_is_too_large_is_found() -> None:
    life = Life()
    life.sent(*(life.message(properties={"text": "x" * 30_000}) for _ in range(17)))
    assert [one for one in life.said(is_settled=False) if one.startswith("size_limits: a batch has")]


def test_a_report_with_too_many_points_is_found() -> None:
    life = a_life()
    life.reported(*(life.point() for _ in range(101)))
    assert "size_limits: a report has 101 data points, more than 100" in life.said(is_settled=False)
