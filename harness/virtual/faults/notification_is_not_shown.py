"""MoEngage's SDK reports a push as received and shows nothing; what the system shows by itself is not told."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_campaigns import AndroidCampaigns
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(AndroidCampaigns, "is_visible", lambda original, self, payload: False)
    patch(Push, "may_show", may_show_what_it_shows_itself)


def may_show_what_it_shows_itself(original: Any, self: Any, payload: Any) -> bool:
    return original(self, payload) and "aps" not in payload
