from __future__ import annotations

import pytest

from tests.rules.a_life import MOENGAGE, Life, a_life, changed


@pytest.mark.parametrize(
    "said",
    [
        "2026-01-02T03:04:07Z",
        "2026-01-02T03:04:07.123+0000",
        "2026-01-02 03:04:07.123Z",
        "\u0662\u0660\u0662\u0666-01-02T03:04:07.123Z",
        "2569-01-02T03:04:07.12Z",
        "2026-13-02T03:04:07.123Z",
    ],
)
@pytest.mark.parametrize("place", ["timestamp", "sentAt"])
def test_a_time_is_strictly_written(said: str, place: str) -> None:
    life = a_life()
    if place == "timestamp":
        life.sent(changed(life.message(), "timestamp", said))
    else:
        life.sent(life.message(), sent_at=said)
    assert [one for one in life.said(is_settled=False) if one.startswith(f"timestamps: {place} is '")]


@pytest.mark.parametrize(
    ("said", "where"), [("2026-01-02T02:00:00.000Z", "before"), ("2026-01-02T04:00:00.000Z", "after")]
)
def test_a_time_lies_in_the_observed_window(said: str, where: str) -> None:
    life = a_life()
    life.sent(changed(life.message(), "timestamp", said))
    assert f"timestamps: timestamp is {where} the time in which it can have been made" in life.said(is_settled=False)


def test_a_phone_whose_clock_was_set_may_say_other_times() -> None:
    life = Life()
    life.told("set_clock", offset_s=3600.0)
    life.sent(life.message(timestamp="2026-01-02T04:04:06.000Z"), sent_at="2026-01-02T04:04:06.500Z")
    assert life.said(is_settled=False) == []


def test_time_that_a_test_lets_pass_counts() -> None:
    life = Life()
    life.told("let_pass", seconds=600.0)
    life.sent(life.message(timestamp="2026-01-02T03:14:06.000Z"), sent_at="2026-01-02T03:14:06.500Z")
    assert life.said(is_settled=False) == []


def test_a_batch_is_not_sent_before_its_events() -> None:
    life = a_life()
    life.sent(life.message(), sent_at="2026-01-02T03:04:01.000Z")
    assert "timestamps: a batch is said to be sent before an event in it was made" in life.said(is_settled=False)


def test_a_batch_is_not_sent_after_its_request() -> None:
    life = a_life()
    life.sent(life.message(), sent_at="2026-01-02T03:34:01.000Z")
    assert "timestamps: sentAt lies after the request that carries it" in life.said(is_settled=False)


def test_a_batch_has_a_time() -> None:
    life = a_life()
    life.asked("https://api.segment.io/v1/b", {"batch": [life.message()], "writeKey": "WRITE-KEY"})
    assert "timestamps: sentAt is missing" in life.said(is_settled=False)


def test_a_points_two_times_agree() -> None:
    life = a_life()
    life.reported(life.point(EVENT_L_TIME="2:1:2026:4:4:8"))
    assert [one for one in life.said(is_settled=False) if "EVENT_L_TIME differs from EVENT_G_TIME" in one]


def test_they_agree_in_the_phones_zone() -> None:
    life = a_life()
    report = changed(
        life.report(life.point(EVENT_L_TIME="2:1:2026:8:34:8")), "query_params.device_tz_offset", "19800000"
    )
    life.asked(f"{MOENGAGE}/v2/sdk/report/WORKSPACE_DEBUG", report, **life.app_key())
    assert life.said(is_settled=False) == []
