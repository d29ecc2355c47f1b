"""Who the user is, for analytics-kotlin: in its store, in its memory, and on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, replace
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.kotlin_events import Event
from harness.virtual.sdk.seams import Draws
from harness.virtual.sdk.segment_preferences import kept_text

Preferences = MutableMapping[str, Any]


@rests_on("segment.md 1.4")
def preferences_file(write_key: str) -> str:
    return f"analytics-android-{write_key}"


@dataclass
class UserInfo:
    anonymous_id: str
    user_id: str | None = None
    traits: Mapping[str, Any] | None = None


class Identity:
    """Two copies that can disagree (segment.md 5): the store, which is kept on disk and changes in coroutines, and
    what the UserInfo plugin remembers, which is what the app reads and what most events carry."""

    def __init__(self, preferences: Preferences, draws: Draws) -> None:
        self._preferences = preferences
        self._draws = draws
        self.stored = self.load()
        self.remembered = replace(self.stored)

    @rests_on("segment.md 5")
    def load(self) -> UserInfo:
        found = self._preferences
        anonymous_id = kept_text(found, "segment.anonymousId") or self.new_anonymous_id()
        return UserInfo(anonymous_id, kept_text(found, "segment.userId"), self.load_traits())

    @rests_on("segment.md 5", "guess")
    def load_traits(self) -> dict[str, Any]:
        """What is no JSON object is forgotten."""
        try:
            found = json.loads(kept_text(self._preferences, "segment.traits") or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @rests_on("segment.md 4.3")
    def persist(self) -> None:
        self._preferences["segment.anonymousId"] = self.stored.anonymous_id
        self._keep("segment.userId", self.stored.user_id)
        traits = self.stored.traits
        self._keep("segment.traits", None if traits is None else json.dumps(traits, ensure_ascii=False))

    def _keep(self, key: str, value: str | None) -> None:
        if value is None:
            self._preferences.pop(key, None)
        else:
            self._preferences[key] = value

    def new_anonymous_id(self) -> str:
        return str(self._draws.uuid())

    # what verbs do to the store

    @rests_on("segment.md 5")
    def sign_in(self, user_id: str, traits: Mapping[str, Any]) -> None:
        """User and traits are replaced, not merged."""
        self.stored.user_id = user_id
        self.replace_traits(traits)

    @rests_on("segment.md 5")
    def replace_traits(self, traits: Mapping[str, Any]) -> None:
        self.stored.traits = dict(traits)
        self.persist()

    @rests_on("segment.md 5")
    def become(self, new_id: str) -> None:
        """Alias changes the store only: what is remembered stays the old user until the process ends."""
        self.stored.user_id = new_id
        self.persist()

    @rests_on("segment.md 5")
    def previous_id(self) -> str:
        return self.stored.user_id if self.stored.user_id is not None else self.stored.anonymous_id

    @rests_on("segment.md 5")
    def reset(self, info: UserInfo, new_anonymous_id: str) -> None:
        """Of what is remembered: at once. Of what is stored: in a coroutine."""
        self.rotate_anonymous_id(info, new_anonymous_id)
        self.forget_user(info)
        self.forget_traits(info)

    def rotate_anonymous_id(self, info: UserInfo, new_anonymous_id: str) -> None:
        info.anonymous_id = new_anonymous_id

    def forget_user(self, info: UserInfo) -> None:
        info.user_id = None

    def forget_traits(self, info: UserInfo) -> None:
        info.traits = None

    # what events carry

    @rests_on("segment.md 2.3")
    def attach_stored(self, event: Event) -> None:
        """Base data from the store; an event that names a user keeps it, also when it is replayed."""
        event["anonymousId"] = self.stored.anonymous_id
        event["integrations"] = {}
        if not event["userId"].strip():
            event["userId"] = self.stored.user_id or ""

    @rests_on("segment.md 5")
    def attach_remembered(self, event: Event) -> None:
        """The UserInfo plugin: identify and alias teach it, every other event is told by it."""
        if event["type"] == "identify":
            self.remember_user(event)
        elif event["type"] == "alias":
            self.remembered.anonymous_id = event["anonymousId"]
        else:
            event["userId"] = self.user_for_event(event)
            event["anonymousId"] = self.anonymous_id_for_event()

    def remember_user(self, event: Event) -> None:
        self.remembered = UserInfo(event["anonymousId"], event["userId"], event["traits"])

    @rests_on("segment.md 5", "inferred")
    def user_for_event(self, event: Event) -> str:
        """The event's own only while nobody is remembered; after identify(traits) of nobody a blank is."""
        return event["userId"] if self.remembered.user_id is None else self.remembered.user_id

    def anonymous_id_for_event(self) -> str:
        return self.remembered.anonymous_id
