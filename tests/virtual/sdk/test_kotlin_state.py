from __future__ import annotations

from typing import Any

from harness.virtual.sdk.kotlin_state import Identity
from harness.virtual.sdk.seams import Draws

STORED = {"segment.anonymousId": "a1", "segment.userId": "u1", "segment.traits": '{"plan": "pro"}'}


def identity(stored: dict[str, Any] | None = None) -> Identity:
    return Identity(dict(STORED) if stored is None else stored, Draws("seed"))


def event(kind: str = "track", user_id: str = "") -> dict[str, Any]:
    return {"type": kind, "userId": user_id, "traits": {}, "anonymousId": "event's"}


def test_the_stored_identity_is_loaded() -> None:
    """segment.md 4.3"""
    loaded = identity().stored

    assert (loaded.anonymous_id, loaded.user_id, loaded.traits) == ("a1", "u1", {"plan": "pro"})


def test_a_fresh_installation_gets_a_lower_case_id() -> None:
    """segment.md 5"""
    fresh = identity({}).stored

    assert fresh.anonymous_id == fresh.anonymous_id.lower()
    assert len(fresh.anonymous_id) == 36
    assert fresh.user_id is None


def test_base_data_come_from_the_store_unless_the_event_names_a_user() -> None:
    """segment.md 5"""
    known = identity()
    bare, named = event(), event(user_id="u2")
    known.attach_stored(bare)
    known.attach_stored(named)

    assert (bare["userId"], bare["anonymousId"], bare["integrations"]) == ("u1", "a1", {})
    assert named["userId"] == "u2"


def test_identify_teaches_and_other_events_are_told() -> None:
    """segment.md 5"""
    known = identity()
    known.attach_remembered(event("identify", "u2"))
    later = event(user_id="store's")
    known.attach_remembered(later)

    assert later["userId"] == "u2"
    assert later["anonymousId"] == "event's"


def test_alias_teaches_the_anonymous_id_only() -> None:
    """segment.md 5"""
    known = identity()
    known.attach_remembered(event("alias", "u2"))

    assert (known.remembered.user_id, known.remembered.anonymous_id) == ("u1", "event's")


def test_an_event_keeps_its_own_user_while_nobody_is_remembered() -> None:
    """segment.md 5"""
    known = identity({})
    told = event(user_id="store's")
    known.attach_remembered(told)

    assert told["userId"] == "store's"


def test_the_two_copies_are_reset_one_by_one() -> None:
    """segment.md 5"""
    known = identity()
    known.reset(known.remembered, "a2")

    assert (known.remembered.user_id, known.remembered.anonymous_id, known.remembered.traits) == (None, "a2", None)
    assert (known.stored.user_id, known.stored.anonymous_id) == ("u1", "a1")
