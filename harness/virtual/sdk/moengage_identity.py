"""Who the user is to MoEngage: the SDK's own ids, the identities the app gave, Segment's anonymous id."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_keys import USER
from harness.virtual.sdk.seams import Draws

STORED_UNIQUE_ID = "unique_id"
IDENTITIES, PREVIOUS = "core_user_identifiers", "core_previous_user_identifiers"
SEGMENT_ID = "segment_id"


class Identity:
    """``device_ids`` is where the device's id lives: the app's data on Android, the keychain on iOS."""

    def __init__(
        self, values: MutableMapping[str, Any], device_ids: MutableMapping[str, str], key: str, draws: Draws
    ) -> None:
        self._values = values
        self._device_ids = device_ids
        self._device_key = key
        self._draws = draws

    @property
    def unique_id(self) -> str:
        """The SDK's name for this user on this device; another one after every logout."""
        if STORED_UNIQUE_ID not in self._values:
            self._values[STORED_UNIQUE_ID] = str(self._draws.uuid())
        return str(self._values[STORED_UNIQUE_ID])

    @property
    def device_id(self) -> str:
        if self._device_key not in self._device_ids:
            self._device_ids[self._device_key] = str(self._draws.uuid())
        return self._device_ids[self._device_key]

    def is_known_device(self) -> bool:
        return self._device_key in self._device_ids

    @property
    def identities(self) -> dict[str, str]:
        return dict(self._values.get(IDENTITIES, {}))

    @property
    def user_id(self) -> str | None:
        return self.identities.get(USER)

    @rests_on("moengage.md 2.3")
    def has(self, identities: Mapping[str, str]) -> bool:
        return identities.items() <= self.identities.items()

    @rests_on("moengage.md 2.3")
    def adopt(self, identities: Mapping[str, str]) -> None:
        """Over those that are there; they are remembered as the previous ones."""
        known = self.identities
        if known:
            self._values[PREVIOUS] = known
        self._values[IDENTITIES] = {**known, **identities}

    def remember_segment_id(self, anonymous_id: str) -> None:
        self._values[SEGMENT_ID] = anonymous_id

    @rests_on("moengage.md 1.5")
    def identifiers(self) -> dict[str, Any]:
        """The member of a report: what is not known is absent, the two maps are always there."""
        known = {"moe_user_id": self.user_id, "segment_id": self._values.get(SEGMENT_ID)}
        said: dict[str, Any] = {name: value for name, value in known.items() if value is not None}
        return {**said, "user_identities": self.identities, "previous_identities": dict(self._values.get(PREVIOUS, {}))}

    @rests_on("moengage.md 4.1", "likely")
    def forget(self) -> None:
        """After a logout: nobody, another unique id, the same device. Segment's id goes with the storage."""
        for key in (IDENTITIES, PREVIOUS, SEGMENT_ID):
            self._values.pop(key, None)
        self._values[STORED_UNIQUE_ID] = str(self._draws.uuid())
