"""Who the user is to analytics-swift: one store, changed at once and written to UserDefaults."""

from __future__ import annotations

import copy
from collections.abc import Mapping, MutableMapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.seams import Draws
from harness.virtual.sdk.segment_preferences import kept_text

Defaults = MutableMapping[str, Any]
ANONYMOUS_ID, USER_ID, TRAITS = "segment.anonymousId", "segment.userId", "segment.traits"


@rests_on("segment.md 4.3")
def suite_name(write_key: str) -> str:
    return f"com.segment.storage.{write_key}"


class State:
    def __init__(self, defaults: Defaults, draws: Draws) -> None:
        self._defaults = defaults
        self._draws = draws
        self.anonymous_id: str = kept_text(defaults, ANONYMOUS_ID) or self.new_anonymous_id()
        self.user_id: str | None = kept_text(defaults, USER_ID)
        self.traits: dict[str, Any] = self.load_traits()
        self.referrer: str | None = None
        self.persist()

    @rests_on("segment.md 5", "guess")
    def load_traits(self) -> dict[str, Any]:
        """What cannot be decoded is forgotten."""
        found = self._defaults.get(TRAITS)
        return copy.deepcopy(found) if isinstance(found, dict) else {}

    def new_anonymous_id(self) -> str:
        return str(self._draws.uuid()).upper()

    @rests_on("segment.md 5")
    def persist(self) -> None:
        self._defaults[ANONYMOUS_ID] = self.anonymous_id
        self._defaults[TRAITS] = copy.deepcopy(self.traits)
        if self.user_id is None:
            self._defaults.pop(USER_ID, None)
        else:
            self._defaults[USER_ID] = self.user_id

    @rests_on("segment.md 5")
    def sign_in(self, user_id: str | None, traits: Mapping[str, Any] | None) -> None:
        """Traits are replaced, not merged; identify(userId:) alone keeps them, identify(traits:) keeps the user."""
        if user_id is not None:
            self.user_id = user_id
        if traits is not None:
            self.traits = copy.deepcopy(dict(traits))
        self.persist()

    @rests_on("segment.md 5")
    def become(self, new_id: str) -> None:
        """Alias: everywhere and for good."""
        self.user_id = new_id
        self.persist()

    @rests_on("segment.md 5")
    def reset(self) -> None:
        self.rotate_anonymous_id()
        self.forget_user()
        self.forget_traits()
        self.referrer = None
        self.persist()

    def rotate_anonymous_id(self) -> None:
        self.anonymous_id = self.new_anonymous_id()

    def forget_user(self) -> None:
        self.user_id = None

    def forget_traits(self) -> None:
        self.traits = {}
