"""An attribute that has a value again that it had before is not sent."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(Core, "is_news", is_first_news)


def is_first_news(original: Any, self: Any, name: str, value: Any, form: str, at: float) -> bool:
    seen = self.__dict__.setdefault("seen_attributes", set())
    is_new = (self.identity.unique_id, name, repr(value)) not in seen
    seen.add((self.identity.unique_id, name, repr(value)))
    return bool(original(self, name, value, form, at)) and is_new
