"""A model of MoEngage's destination for analytics-kotlin, as it was recorded when it ran (moedest.md, generation F)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from harness.virtual.facts import rests_on
from harness.virtual.sdk.coercion import Coercion, literal_text, parse_double
from harness.virtual.sdk.moengage_keys import (
    BIRTHDAY,
    EMAIL,
    FIRST_NAME,
    GENDER,
    LAST_NAME,
    LOCATION,
    MOBILE,
    NAME,
    SEGMENT_ID,
    UNIQUE_ID,
    GeoLocation,
)
from harness.virtual.sdk.plugins import Analytics, Event
from harness.virtual.sdk.seams import Process

KEY = "MoEngage"
WIRE_KEYS = {
    "userId": UNIQUE_ID,
    "anonymousId": SEGMENT_ID,
    "email": EMAIL,
    "firstName": FIRST_NAME,
    "lastName": LAST_NAME,
    "name": NAME,
    "phone": MOBILE,
    "gender": GENDER,
    "birthday": BIRTHDAY,
}
"""Standard trait -> MoEngage's key; every other trait keeps its name (moengage.md 3.3)."""
ADDRESS_PARTS = ("city", "country", "state")


class NotAnObjectError(ValueError):
    """kotlinx-serialization's complaint about a JSON value that should have been an object."""


class SegmentIntegrationHelper(Protocol):
    """MoEngage's entry points for Segment; ``None`` stands for a workspace that is not known."""

    def initialize(self, workspace_id: str, meta: Mapping[str, str]) -> None: ...
    def track_anonymous_id(self, anonymous_id: str, workspace_id: str | None) -> None: ...
    def identify_user(self, identifier: str, workspace_id: str | None) -> None: ...
    def track_user_attributes(self, attributes: Mapping[str, Any], workspace_id: str | None) -> None: ...
    def track_user_attribute(self, name: str, value: str | GeoLocation, workspace_id: str | None) -> None: ...
    def track_event(self, name: str, attributes: Mapping[str, Any], workspace_id: str | None) -> None: ...
    def set_alias(self, alias: str, workspace_id: str | None) -> None: ...
    def logout(self, workspace_id: str | None) -> None: ...


class MoEngageDestination:
    """plugins.Destination. What MoEngage's SDK throws never gets past it (moedest.md 5)."""

    key = KEY

    def __init__(
        self,
        process: Process,
        moengage: SegmentIntegrationHelper,
        analytics: Analytics,
        version: str,
        serialization: str,
    ) -> None:
        self._process = process
        self._moengage = moengage
        self._analytics = analytics
        self._version = version
        self._coercion = Coercion(serialization)
        self._workspace_id: str | None = None

    # settings

    def update(self, settings: Mapping[str, Any], is_initial: bool) -> None:
        """Every delivery counts, the first and later ones."""
        del is_initial
        self._guard("update", lambda: self.take_settings(settings.get("integrations", {})))

    @rests_on("moedest.md 2.1")
    def take_settings(self, integrations: Mapping[str, Any]) -> None:
        """An entry that cannot be used leaves the workspace that is known, or none."""
        entry = integrations.get(KEY)
        if not isinstance(entry, Mapping):
            self._log("update", "settings have no usable MoEngage entry")
            return
        workspace_id = read_api_key(entry)
        if workspace_id != self._workspace_id:
            self.activate(workspace_id)

    @rests_on("moedest.md 5")
    def activate(self, workspace_id: str) -> None:
        """The workspace is remembered before the call: an initialize that fails is never repeated."""
        self._workspace_id = workspace_id
        self._moengage.initialize(workspace_id, {"type": "segment", "version": self._version})
        self._process.dispatcher.queue(lambda: self._guard("update", self.pass_anonymous_id))

    @rests_on("moedest.md 2")
    def pass_anonymous_id(self) -> None:
        """On an executor of its own, once per activation: the new id after a reset is not passed."""
        self._moengage.track_anonymous_id(self._analytics.anonymous_id(), self._workspace_id)

    # events

    def identify(self, event: Event) -> None:
        traits: Mapping[str, Any] = event.get("traits") or {}
        self._guard("identify", lambda: self.pass_user(event.get("userId") or "", traits))

    @rests_on("moedest.md 2")
    def pass_user(self, user_id: str, traits: Mapping[str, Any]) -> None:
        attributes = self.attributes_of(traits)
        if not user_id:
            user_id = take_user_id(attributes)
        self._moengage.identify_user(user_id, self._workspace_id)
        self._moengage.track_user_attributes(attributes, self._workspace_id)
        self.pass_address(traits)
        self.pass_location(traits)

    @rests_on("moedest.md 3")
    def attributes_of(self, traits: Mapping[str, Any]) -> dict[str, Any]:
        """In the order of the traits; of two for one key the later wins; nulls are dropped."""
        attributes: dict[str, Any] = {}
        for name, value in traits.items():
            if value is not None:
                attributes[WIRE_KEYS.get(name, name)] = self._coercion.value_of(value)
        return attributes

    @rests_on("moedest.md 3")
    def pass_address(self, traits: Mapping[str, Any]) -> None:
        """City, country and state once more, as text and under their own names."""
        address = needed_object(traits, "address")
        for part in ADDRESS_PARTS:
            if text := text_of(address.get(part)):
                self._moengage.track_user_attribute(part, text, self._workspace_id)

    @rests_on("moedest.md 3")
    def pass_location(self, traits: Mapping[str, Any]) -> None:
        """Parts that are missing, misnamed or no numbers become 0.0."""
        location = needed_object(traits, "location")
        if location:
            place = GeoLocation(number_of(location.get("latitude")), number_of(location.get("longitude")))
            self._moengage.track_user_attribute(LOCATION, place, self._workspace_id)

    def track(self, event: Event) -> None:
        properties: Mapping[str, Any] = event.get("properties") or {}
        self._guard("track", lambda: self.pass_event(event["event"], properties))

    @rests_on("moedest.md 2")
    def pass_event(self, name: str, properties: Mapping[str, Any]) -> None:
        self._moengage.track_event(name, self._coercion.json_object(properties), self._workspace_id)

    def alias(self, event: Event) -> None:
        self._guard("alias", lambda: self.pass_alias(event["userId"]))

    @rests_on("moedest.md 2")
    def pass_alias(self, new_id: str) -> None:
        self._moengage.set_alias(new_id, self._workspace_id)

    def reset(self) -> None:
        self._guard("reset", self.pass_reset)

    @rests_on("moedest.md 2")
    def pass_reset(self) -> None:
        self._moengage.logout(self._workspace_id)

    @rests_on("moedest.md 2")
    def screen(self, event: Event) -> None:
        """Not forwarded."""

    @rests_on("moedest.md 2")
    def group(self, event: Event) -> None:
        """Not forwarded."""

    @rests_on("moedest.md 2")
    def flush(self) -> None:
        """Not forwarded: on Android MoEngage sends by its own triggers only."""

    @rests_on("moedest.md 5")
    def _guard(self, verb: str, act: Callable[[], None]) -> None:
        """What was passed before an exception stays passed; the rest of the verb is lost."""
        try:
            self._log(verb, "will try")
            act()
        except Exception as problem:
            self._log(verb, f"caught {type(problem).__name__}: {problem}")

    def _log(self, verb: str, text: str) -> None:
        self._process.log(f"MoEngageDestination_{self._version} {verb}(): {text}")


@rests_on("moedest.md 2.1")
def read_api_key(entry: Mapping[str, Any]) -> str:
    """Any literal will do, as it is: blank, empty, a number, a truth value."""
    api_key = entry.get("apiKey")
    if api_key is None or isinstance(api_key, Mapping | list):
        raise NotAnObjectError("the MoEngage entry has no usable apiKey")
    return literal_text(api_key)


@rests_on("moedest.md 2")
def take_user_id(attributes: dict[str, Any]) -> str:
    """``traits.userId`` where nobody is known. One that is no text (any more) is lost, and so is the attribute."""
    found = attributes.pop(UNIQUE_ID, "")
    return found if isinstance(found, str) else ""


@rests_on("moedest.md 3")
def needed_object(traits: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """An absent trait is an empty object; text, a list or null is an exception."""
    value = traits.get(name, {})
    if not isinstance(value, Mapping):
        raise NotAnObjectError(f"{name} is not a JsonObject")
    return value


def text_of(value: Any) -> str:
    """The uncut text of a literal; "" for everything else."""
    return "" if value is None or isinstance(value, Mapping | list) else literal_text(value)


def number_of(value: Any) -> float:
    return parse_double(text_of(value)) or 0.0
