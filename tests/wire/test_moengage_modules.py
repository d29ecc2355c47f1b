from __future__ import annotations

import pytest

from harness.wire.moengage_modules import BEGINNINGS, EXACTLY, Purpose, purpose_of


@pytest.mark.parametrize(
    ("path", "purpose"),
    [
        ("/v3/campaigns/inapp/live", ("in_app_fetched", None)),
        ("/v3/campaigns/inapp/templates", ("requested", "in-app statistics")),
        ("/v1/cards/user", ("cards_fetched", None)),
        ("/v1/cards/user/delete", ("requested", "cards")),
        ("/v1/geoFences", ("requested", "geofences")),
        ("/v1/geoFenceHit", ("requested", "geofences")),
        ("/v2/sdk/user/delete/W", ("user_deleted", None)),
        ("/v1/sdk", None),
        ("/", None),
        ("", None),
    ],
)
def test_a_path_says_what_for(path: str, purpose: Purpose | None) -> None:
    assert purpose_of(path) == purpose


def test_no_beginning_hides_another() -> None:
    starts = list(BEGINNINGS)

    hidden = [later for index, later in enumerate(starts) for earlier in starts[:index] if later.startswith(earlier)]

    assert hidden == []
    assert all(path == path.rstrip("/") for path in EXACTLY)
