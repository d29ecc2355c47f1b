from __future__ import annotations

import pytest

from tests.rules.a_life import a_life


def test_an_event_that_moengage_did_not_get_is_found() -> None:
    life = a_life()
    life.sent(life.message(event="Sold"))
    assert life.said() == ["one_to_one: track 'Sold': Segment has 1, MoEngage has 0"]


def test_an_event_that_segment_did_not_get_is_found() -> None:
    life = a_life()
    life.reported(life.point("Sold"))
    assert life.said() == ["one_to_one: track 'Sold': Segment has 0, MoEngage has 1"]


def test_an_event_that_moengage_got_twice_is_found() -> None:
    life = a_life()
    life.reported(life.point())
    assert life.said() == ["one_to_one: track 'Bought': Segment has 1, MoEngage has 2"]


def test_a_reset_is_told_once() -> None:
    life = a_life().told("reset")
    assert life.said() == ["one_to_one: reset was told 1 times, MoEngage was told 0 times"]
    life.reported(life.point("MOE_LOGOUT", {"type": "normal"}))
    assert life.said() == []


def test_what_is_kept_from_moengage_is_not_missing() -> None:
    life = a_life()
    life.sent(life.message(event="Private", integrations={"MoEngage": False}))
    assert life.said() == []


def test_ios_drops_what_has_no_properties() -> None:
    life = a_life("ios")
    bare = life.message(event="Bare")
    del bare["properties"]
    assert life.sent(bare).said() == []


@pytest.mark.parametrize("verb", ["kill", "opt_out", "upgrade_to"])
def test_nothing_is_said_where_a_call_may_rightly_be_lost(verb: str) -> None:
    life = a_life().told(verb)
    life.sent(life.message(event="Sold"))
    assert life.said() == []


def test_nothing_is_said_before_everything_has_arrived() -> None:
    life = a_life()
    life.sent(life.message(event="Sold"))
    assert life.said(is_settled=False) == []
