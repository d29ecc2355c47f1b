"""Links that an app hands to analytics-swift, which looks for none itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.swift_release import Release
from harness.virtual.sdk.swift_state import State

Track = Callable[[str, dict[str, Any] | None], None]


class DeepLinks:
    def __init__(self, state: State, track: Track, release: Release) -> None:
        self._state = state
        self._track = track
        self._release = release

    @rests_on("segment.md 6")
    def open_url(self, url: str, options: dict[str, Any] | None = None) -> None:
        """Later events carry it as their referrer. What UIKit's own options become is not modelled (segment.md 6)."""
        self._state.referrer = url
        own = {"url": url} if self._release.links_carry_url else {}
        self._track("Deep Link Opened", {**(options or {}), **own})

    @rests_on("segment.md 6", "inferred")
    def continue_user_activity(self, url: str) -> None:
        """A universal link has a title, which is empty where the page gave none."""
        self.open_url(url, {"title": ""})
