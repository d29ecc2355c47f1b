"""A push token that came while nobody was signed in is forgotten when somebody does."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core
from harness.virtual.sdk.moengage_device import PUSH_ID

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Core, "identify", identify_without_the_token)


def identify_without_the_token(original: Any, self: Any, identities: Any, at: float) -> None:
    if self.identity.user_id is None and self.usable(identities) and self.admits_users():
        self.store.values.pop(PUSH_ID, None)
        self.device.forget()
    original(self, identities, at)
