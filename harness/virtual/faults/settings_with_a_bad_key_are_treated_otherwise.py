"""A bad key takes all settings away where it should cost one key, and costs nothing where it should cost all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_settings import SettingsFetch as AndroidFetch
from harness.virtual.sdk.swift_settings import SettingsFetch as IosFetch

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(AndroidFetch, "read", read_leniently)
    patch(IosFetch, "read", read_strictly)


def read_leniently(original: Any, self: Any, answer: Any) -> Any:
    return original(self, replace(answer, body=answer.body.replace(b'"not an object"', b"{}")))


def read_strictly(original: Any, self: Any, answer: Any) -> Any:
    return None if b'"not an object"' in answer.body else original(self, answer)
