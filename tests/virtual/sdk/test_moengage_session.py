from __future__ import annotations

from typing import Any

from harness.virtual.sdk.moengage_config import RemoteConfig
from harness.virtual.sdk.moengage_session import Session
from harness.virtual.sdk.seams import Draws


def a_session(values: dict[str, Any] | None = None) -> Session:
    kept: dict[str, Any] = {} if values is None else values
    return Session(kept, RemoteConfig(kept), Draws("seed"))


def test_the_first_time_in_front_begins_one() -> None:
    session = a_session()
    assert session.described() is None

    assert session.enter(1_800_000_000.0)
    assert (session.described() or {})["start_time"] == "2027-01-15T08:00:00.000Z"


def test_it_ends_when_the_app_was_away_for_longer_than_allowed() -> None:
    session = a_session()
    session.enter(0.0)
    session.leave(10.0)
    assert not session.enter(10.0 + 1800)
    session.leave(2000.0)

    assert session.enter(2000.0 + 1801)


def test_it_outlives_the_process() -> None:
    values: dict[str, Any] = {}
    session = a_session(values)
    session.enter(0.0)

    assert not a_session(values).enter(10_000.0)
    assert a_session(values).described() == session.described()
