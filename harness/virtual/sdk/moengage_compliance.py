"""The switches that an app gives its users: data tracking, and the whole SDK (moengage.md 4.3)."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from harness.virtual.facts import rests_on

IS_TRACKING, IS_SDK_ON = "is_data_tracking_enabled", "is_sdk_enabled"


class Compliance:
    """Both are on until the app says otherwise; they outlive the process and the user."""

    def __init__(self, values: MutableMapping[str, Any]) -> None:
        self._values = values

    @property
    def is_tracking(self) -> bool:
        return bool(self._values.get(IS_TRACKING, True))

    @property
    def is_sdk_on(self) -> bool:
        return bool(self._values.get(IS_SDK_ON, True))

    @rests_on("moengage.md 4.3", "inferred")
    def set_tracking(self, is_on: bool) -> None:
        self._values[IS_TRACKING] = is_on

    @rests_on("moengage.md 4.3", "inferred")
    def set_sdk(self, is_on: bool) -> None:
        self._values[IS_SDK_ON] = is_on

    @rests_on("moengage.md 1.5")
    def preferences(self) -> dict[str, bool]:
        """``dev_pref``: says something only when tracking is off."""
        return {} if self.is_tracking else {"e_t_p": False}
