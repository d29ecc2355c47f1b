"""What MoEngage is asked for beside data tracking, by path (facts: moengage.md 1.2)."""

from __future__ import annotations

Purpose = tuple[str, str | None]
"""A call's kind and name; what has no kind of its own is ``requested`` by the name of its purpose."""

EXACTLY: dict[str, Purpose] = {
    "/v3/campaigns/inapp/live": ("in_app_fetched", None),
    "/v1/cards/user": ("cards_fetched", None),
    "/v1/cards/get": ("cards_fetched", None),
}
"""Of the cards' paths the first is iOS's; Android's are known by their names only (cards_get, cards_user)."""

BEGINNINGS: dict[str, Purpose] = {
    "/v2/sdk/user/delete": ("user_deleted", None),
    "/integration/register_device": ("requested", "validation registration"),
    "/integration/unregister_device": ("requested", "validation end"),
    "/v1/sdk_logging/": ("requested", "remote log"),
    "/v3/campaigns/inapp/": ("requested", "in-app statistics"),
    "/v1/cards/": ("requested", "cards"),
    "/v1/getInboxMessages": ("requested", "inbox messages"),
    "/v2/categories/add": ("requested", "push categories"),
    "/v1/geoFence": ("requested", "geofences"),
    "/v1/geoFs/get": ("requested", "geofences"),
    "/v1/sdk-trigger/": ("requested", "real-time triggers"),
    "/v2/device/enrol/": ("requested", "user enrolment"),
    "/v2/device/derol/": ("requested", "user withdrawal"),
    "/gatekeepersdk/v1/": ("requested", "authentication"),
}
"""Beginning of a path -> what for. Where a user is deleted is a guess: that the request is made is known
(``MoECoreHelper.deleteUser``), its path is not."""


def purpose_of(path: str) -> Purpose | None:
    """None for a path that nobody knows."""
    exact = EXACTLY.get(path.rstrip("/"))
    return exact or next((purpose for start, purpose in BEGINNINGS.items() if path.startswith(start)), None)
