from __future__ import annotations

import pytest

from harness.virtual.sdk.moengage_keys import ATTRIBUTE_OF, IDENTITY_KEYS, GeoLocation


def test_every_identity_has_one_attribute() -> None:
    assert {ATTRIBUTE_OF[short] for short in IDENTITY_KEYS.values()} == set(IDENTITY_KEYS)


@pytest.mark.parametrize(
    ("place", "text"), [(GeoLocation(12.9, 77.5), "12.9,77.5"), (GeoLocation(-1.0, 0.0), "-1.0,0.0")]
)
def test_a_place_is_two_numbers_and_a_comma(place: GeoLocation, text: str) -> None:
    assert place.text() == text
