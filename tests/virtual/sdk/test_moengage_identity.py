from __future__ import annotations

from typing import Any

import pytest

from harness.virtual.sdk.moengage_identity import Identity
from harness.virtual.sdk.seams import Draws


@pytest.fixture
def values() -> dict[str, Any]:
    return {}


def an_identity(values: dict[str, Any], devices: dict[str, str] | None = None, seed: str = "seed") -> Identity:
    return Identity(values, {} if devices is None else devices, "device", Draws(seed))


def test_ids_are_made_once_and_stay(values: dict[str, Any]) -> None:
    devices: dict[str, str] = {}
    first = an_identity(values, devices)
    unique_id, device_id = first.unique_id, first.device_id

    later = an_identity(values, devices, "other")

    assert (later.unique_id, later.device_id) == (unique_id, device_id)
    assert unique_id != device_id


def test_nobody_has_no_user_id_and_two_empty_maps(values: dict[str, Any]) -> None:
    assert an_identity(values).identifiers() == {"user_identities": {}, "previous_identities": {}}


def test_identities_are_merged_and_the_old_ones_remembered(values: dict[str, Any]) -> None:
    identity = an_identity(values)
    identity.adopt({"uid": "ada", "u_em": "ada@example.com"})
    identity.adopt({"uid": "bea"})

    assert identity.identifiers() == {
        "moe_user_id": "bea",
        "user_identities": {"uid": "bea", "u_em": "ada@example.com"},
        "previous_identities": {"uid": "ada", "u_em": "ada@example.com"},
    }


def test_it_has_what_it_adopted_and_any_part_of_it(values: dict[str, Any]) -> None:
    identity = an_identity(values)
    identity.adopt({"uid": "ada", "u_em": "ada@example.com"})

    assert identity.has({"uid": "ada"})
    assert not identity.has({"uid": "bea"})
    assert not identity.has({"u_mb": "1"})


def test_forgetting_keeps_the_device_only(values: dict[str, Any]) -> None:
    devices: dict[str, str] = {}
    identity = an_identity(values, devices)
    unique_id, device_id = identity.unique_id, identity.device_id
    identity.adopt({"uid": "ada"})
    identity.adopt({"uid": "bea"})
    identity.remember_segment_id("anon-1")

    identity.forget()

    assert identity.identifiers() == {"user_identities": {}, "previous_identities": {}}
    assert identity.unique_id != unique_id
    assert identity.device_id == device_id
