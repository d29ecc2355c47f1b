"""MoEngage's logout forgets the user but goes on under the same unique id: the next person is merged into the last."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_identity import STORED_UNIQUE_ID, Identity

AREA = "reset"


def arm(patch: Patch) -> None:
    patch(Identity, "forget", forget_all_but_the_unique_id)


def forget_all_but_the_unique_id(original: Any, self: Any) -> None:
    unique_id = self.unique_id
    original(self)
    self._values[STORED_UNIQUE_ID] = unique_id
