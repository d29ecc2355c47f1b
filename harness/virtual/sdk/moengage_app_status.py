"""Install and update, which MoEngage knows only because the app says so (moengage.md 2.2)."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, Literal

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_core import Core
from harness.virtual.sdk.moengage_keys import INSTALL, UPDATE
from harness.virtual.sdk.moengage_points import Point
from harness.virtual.sdk.moengage_wire import milliseconds

Status = Literal["INSTALL", "UPDATE"]
IS_INSTALLED, APP_BUILD = "is_install_tracked", "app_version_code"


class AppStatus:
    """The same on both platforms; that iOS's points look like Android's is a guess."""

    def __init__(self, core: Core, values: MutableMapping[str, Any], os: str, sdk_version: object) -> None:
        self._core = core
        self._values = values
        self._system = {"sdk_ver": sdk_version}, {"os": os}

    @rests_on("moengage.md 2.2")
    def note(self, status: Status, at: float) -> None:
        """A status that is refused, as the SDK is off, is not remembered either."""
        if self._core.admits_event(status):
            {INSTALL: self.track_install, UPDATE: self.track_update}[status](at)

    @rests_on("moengage.md 2.2")
    def track_install(self, at: float) -> None:
        """Once per installation."""
        if not self._values.get(IS_INSTALLED):
            self._values[IS_INSTALLED], self._values[APP_BUILD] = True, self.build
            version, system = self._system
            plain = {"VERSION": self.build, **version, "INSTALLED_TIME": milliseconds(at), **system}
            self._core.track(Point(INSTALL, at, plain))

    @rests_on("moengage.md 2.2")
    def track_update(self, at: float) -> None:
        """Not if the build is the one that is known."""
        known = int(self._values.get(APP_BUILD, 0))
        if known != self.build:
            self._values[APP_BUILD] = self.build
            dates = {"UPDATED_ON": milliseconds(at)}
            self._core.track(Point(UPDATE, at, {"VERSION_FROM": known, "VERSION_TO": self.build}, dates))

    @property
    def build(self) -> int:
        return int(self._core.process.app.build)
