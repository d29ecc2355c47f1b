"""A model of MoEngage's destination for analytics-kotlin, as it was recorded when it ran (moedest.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from harness.virtual.facts import rests_on
from harness.virtual.sdk.coercion import Coercion
from harness.virtual.sdk.destination_generation import find_generation
from harness.virtual.sdk.destination_values import needed_object, number_of, read_api_key, text_of
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


class NotInitializedError(RuntimeError):
    """Kotlin's complaint about the helper of an older generation, which initialize makes."""


class SegmentIntegrationHelper(Protocol):
    """MoEngage's entry points for Segment; ``None`` stands for a workspace that is not known."""

    def initialize(self, workspace_id: str, meta: Mapping[str, str]) -> None: ...
    def track_anonymous_id(self, anonymous_id: str, workspace_id: str | None) -> None: ...
    def identify_user(self, identifier: str, workspace_id: str | None) -> None: ...
    def set_unique_id(self, identifier: Any, workspace_id: str | None) -> None: ...
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
        self._generation = find_generation(version)
        self._coercion = Coercion(serialization)
        self._workspace_id: str | None = None

    # settings

    def update(self, settings: Mapping[str, Any], is_initial: bool) -> None:
        self._guard("update", lambda: self.take_update(settings.get("integrations", {}), is_initial))

    @rests_on("moedest.md 1")
    def take_update(self, integrations: Mapping[str, Any], is_initial: bool) -> None:
        """Every delivery counts, the first and later ones; up to 3.1.1 only the first."""
        if is_initial or self._generation.acts_on_refresh:
            self.take_settings(integrations)

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

    @rests_on("moedest.md 1")
    def helper(self) -> SegmentIntegrationHelper:
        if self._workspace_id is None and not self._generation.makes_helper_at_once:
            raise NotInitializedError("lateinit property integrationHelper has not been initialized")
        return self._moengage

    # events

    def identify(self, event: Event) -> None:
        traits: Mapping[str, Any] = event.get("traits") or {}
        self._guard("identify", lambda: self.pass_user(event.get("userId") or "", traits))

    @rests_on("moedest.md 2")
    def pass_user(self, user_id: str, traits: Mapping[str, Any]) -> None:
        attributes = self.attributes_of(traits)
        if self._generation.signs_in:
            self.sign_in(user_id or self.take_user_id(attributes))
        if attributes or self._generation.signs_in:
            self.helper().track_user_attributes(attributes, self._workspace_id)
        self.pass_address(traits)
        self.pass_location(traits)

    @rests_on("moedest.md 1")
    def sign_in(self, user_id: Any) -> None:
        if self._generation.takes_text_ids_only:
            self.helper().identify_user(user_id, self._workspace_id)
        else:
            self.helper().set_unique_id(user_id, self._workspace_id)

    @rests_on("moedest.md 2")
    def take_user_id(self, attributes: dict[str, Any]) -> Any:
        """``traits.userId`` where nobody is known. One that is no text (any more) is lost since 3.3.0, and so is the
        attribute."""
        found = attributes.pop(UNIQUE_ID, "")
        return found if isinstance(found, str) or not self._generation.takes_text_ids_only else ""

    @rests_on("moedest.md 3")
    def attributes_of(self, traits: Mapping[str, Any]) -> dict[str, Any]:
        """In the order of the traits; of two for one key the later wins; nulls are dropped."""
        attributes: dict[str, Any] = {}
        for name, value in traits.items():
            if value is not None:
                attributes[WIRE_KEYS.get(name, name)] = self.attribute_of(value)
        return attributes

    @rests_on("moedest.md 1")
    def attribute_of(self, value: Any) -> Any:
        """An object is renamed inside too where it is a map."""
        if self._generation.renames_deeply and isinstance(value, Mapping):
            return self.attributes_of(value)
        return self._coercion.value_of(value)

    @rests_on("moedest.md 3")
    def pass_address(self, traits: Mapping[str, Any]) -> None:
        """City, country and state once more, as text and under their own names."""
        address = needed_object(traits, "address")
        for part in ADDRESS_PARTS:
            if text := text_of(address.get(part)):
                self.helper().track_user_attribute(part, text, self._workspace_id)

    @rests_on("moedest.md 3")
    def pass_location(self, traits: Mapping[str, Any]) -> None:
        """Parts that are missing, misnamed or no numbers become 0.0."""
        location = needed_object(traits, "location")
        if location:
            place = GeoLocation(number_of(location.get("latitude")), number_of(location.get("longitude")))
            self.helper().track_user_attribute(LOCATION, place, self._workspace_id)

    def track(self, event: Event) -> None:
        properties: Mapping[str, Any] = event.get("properties") or {}
        self._guard("track", lambda: self.pass_event(event["event"], properties))

    @rests_on("moedest.md 2")
    def pass_event(self, name: str, properties: Mapping[str, Any]) -> None:
        self.helper().track_event(name, self._coercion.json_object(properties), self._workspace_id)

    def alias(self, event: Event) -> None:
        self._guard("alias", lambda: self.pass_alias(event["userId"]))

    @rests_on("moedest.md 2")
    def pass_alias(self, new_id: str) -> None:
        self.helper().set_alias(new_id, self._workspace_id)

    def reset(self) -> None:
        self._guard("reset", self.pass_reset)

    @rests_on("moedest.md 2")
    def pass_reset(self) -> None:
        self.helper().logout(self._workspace_id)

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
