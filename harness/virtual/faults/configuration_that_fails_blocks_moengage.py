"""MoEngage's SDK reports nothing after its configuration was refused."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_engine import Engine
from harness.virtual.sdk.seams import Response

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(Engine, "take_config", block_after_refusal)
    patch(Engine, "may_send", lambda original, self: original(self) and not self.__dict__.get("is_refused"))


def block_after_refusal(original: Any, self: Any, answer: Any) -> None:
    original(self, answer)
    self.is_refused = not (isinstance(answer, Response) and answer.status == 200)
