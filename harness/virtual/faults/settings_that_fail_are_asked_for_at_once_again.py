"""Settings that cannot be had are asked for again without any pause, ten times."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_settings import SettingsFetch as AndroidFetch
from harness.virtual.sdk.swift_settings import SettingsFetch as IosFetch

AREA = "settings"
MOST_TRIES = 10


def arm(patch: Patch) -> None:
    for fetch in (AndroidFetch, IosFetch):
        patch(fetch, "start", ask_again)


def ask_again(original: Any, self: Any, then: Any, tries: int = 1) -> None:
    def answered(found: Any) -> None:
        if isinstance(found, dict) or tries == MOST_TRIES:
            then(found)
        else:
            ask_again(original, self, then, tries + 1)

    original(self, answered)
