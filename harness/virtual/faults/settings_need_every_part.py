"""A settings document that lacks one of its usual parts is refused."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_settings import RejectedError
from harness.virtual.sdk.kotlin_settings import SettingsFetch as AndroidFetch
from harness.virtual.sdk.swift_settings import SettingsFetch as IosFetch

AREA = "settings"
PARTS = ("plan", "edgeFunction", "middlewareSettings", "metrics", "consentSettings")


def arm(patch: Patch) -> None:
    patch(AndroidFetch, "read", lambda original, self, answer: checked(original, self, answer, RejectedError("a part")))
    patch(IosFetch, "read", lambda original, self, answer: checked(original, self, answer, None))


def checked(original: Any, self: Any, answer: Any, refusal: Any) -> Any:
    text = getattr(answer, "body", b"").decode("utf-8", "replace")
    return original(self, answer) if all(f'"{part}"' in text for part in PARTS) else refusal
