"""Events of pushes name the campaign that came first."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_campaigns import AndroidCampaigns, IosCampaigns

AREA = "push"


def arm(patch: Patch) -> None:
    patch(AndroidCampaigns, "campaign_of", name_the_first)
    patch(IosCampaigns, "campaign_of", name_the_first)


def name_the_first(original: Any, self: Any, payload: Any) -> str:
    self.first = getattr(self, "first", "") or original(self, payload)
    return str(self.first)
