"""A push of somebody else's server is taken for MoEngage's."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_campaigns import AndroidCampaigns, IosCampaigns

AREA = "push"


def arm(patch: Patch) -> None:
    for campaigns in (AndroidCampaigns, IosCampaigns):
        patch(campaigns, "is_ours", lambda original, self, payload: True)
        patch(campaigns, "campaign_of", lambda original, self, payload: original(self, payload) or "foreign")
