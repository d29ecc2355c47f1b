"""A session of MoEngage's SDK: it ends with a logout, or when the app was away for long enough."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from harness.clock import iso_utc
from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_config import RemoteConfig
from harness.virtual.sdk.seams import Draws

SESSION, LEFT_AT = "session", "session_left_at"


class Session:
    def __init__(self, values: MutableMapping[str, Any], config: RemoteConfig, draws: Draws) -> None:
        self._values = values
        self._config = config
        self._draws = draws

    @rests_on("moengage.md 4.3")
    def enter(self, now: float) -> bool:
        """The app is in front again; True when this begins a new session."""
        is_new = SESSION not in self._values or self.has_ended(now)
        if is_new:
            self.restart(now)
        self._values.pop(LEFT_AT, None)
        return is_new

    @rests_on("moengage.md 4.2")
    def has_ended(self, now: float) -> bool:
        left_at = self._values.get(LEFT_AT)
        return left_at is not None and now - float(left_at) > self._config.session_inactivity_s

    def leave(self, now: float) -> None:
        self._values[LEFT_AT] = now

    @rests_on("moengage.md 1.5", "guess")
    def restart(self, now: float) -> None:
        """Which text the start has is not known: the form of ``request_time`` is taken."""
        self._values[SESSION] = {"session_id": str(self._draws.uuid()), "start_time": iso_utc(now)}

    def described(self) -> dict[str, str] | None:
        return self._values.get(SESSION)
