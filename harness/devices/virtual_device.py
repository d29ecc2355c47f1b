"""One embedded virtual phone as a device."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from harness.builds import Build
from harness.devices.device import APP_ID, Capability, Engine, Outcome, engine_of
from harness.devices.phones import AndroidPhone, IosPhone
from harness.devices.session import Session
from harness.devices.spec import DeviceSpec
from harness.errors import DeviceError

HOME = "Asia/Kolkata"
"""The time zone that the virtual phones come with."""


class VirtualDevice:
    """One virtual phone as a device. State is in the phone: a new session finds the app as it was."""

    automation = "VirtualDevice"
    capabilities: frozenset[Capability] = frozenset(get_args(Capability)) - {"races"}
    patience_s = 5.0

    def __init__(self, spec: DeviceSpec, url: str, udid: str) -> None:
        self.name, self.platform = spec.text, spec.platform
        asked = {"platformName": spec.platform, "appium:automationName": self.automation, "appium:udid": udid}
        self._session = Session(url, {**asked, "appium:autoLaunch": False, "appium:noReset": True})
        self._phone = AndroidPhone(self._session) if spec.platform == "android" else IosPhone(self._session)
        self.engine: Engine = engine_of(self._session.capabilities)
        if self.engine.automation != self.automation:
            raise DeviceError(
                f"{self.name} turned out to be {self.engine.automation!r}", next_step="check the device's address"
            )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    def install(self, build: Build) -> None:
        self._phone.install(build)

    def clear(self) -> None:
        self._phone.clear()

    def launch(self, arguments: Mapping[str, str]) -> Outcome:
        return self._phone.launch(arguments)

    def terminate(self) -> None:
        self._phone.terminate()

    def background(self) -> None:
        self._phone.background()

    def foreground(self) -> None:
        self._phone.foreground()

    def open_link(self, url: str) -> None:
        self._phone.open_link(url)

    def rotate(self) -> None:
        self._phone.rotate()

    def run(self, command: str) -> Outcome:
        return self._phone.run(command)

    def send(self, command: str) -> None:
        self._phone.send(command)

    def outcome(self) -> Outcome:
        return self._phone.outcome()

    def advance(self, seconds: float) -> None:
        self._session.execute("virtual: advance", seconds=seconds)

    def under_way(self) -> int:
        return int(self._session.execute("virtual: underWay"))

    def queued(self) -> Mapping[str, int]:
        return {vendor: int(count) for vendor, count in self._session.execute("virtual: queued").items()}

    def remove(self) -> None:
        self._phone.remove()

    def set_online(self, is_online: bool) -> None:
        self._session.execute("virtual: setConnectivity", wifi=is_online, data=is_online)

    def receive_push(self, payload: Mapping[str, Any]) -> None:
        self._session.execute("virtual: push", payload=dict(payload))

    def notifications(self) -> Sequence[Mapping[str, Any]]:
        return list(self._session.execute("virtual: notifications"))

    def tap_notification(self) -> None:
        self._session.execute("virtual: tapNotification")
        self._phone.came_to_front()

    def clear_notification(self) -> None:
        self._session.execute("virtual: clearNotification")

    def push_token(self) -> str:
        return str(self._session.execute("virtual: pushToken"))

    def rotate_push_token(self) -> None:
        self._session.execute("virtual: rotatePushToken")

    def answer_dialog(self, accept: bool) -> None:
        self._phone.answer_dialog(accept)

    def set_notifications(self, are_allowed: bool) -> None:
        self._session.execute("virtual: setNotifications", isAllowed=are_allowed, appId=APP_ID, bundleId=APP_ID)

    def set_locale(self, locale: str, calendar: str) -> None:
        self._session.execute("virtual: setLocale", locale=locale, calendar=calendar)

    def set_timezone(self, timezone: str) -> None:
        self._session.execute("virtual: setTimeZone", timezone=timezone or HOME)

    def set_clock(self, offset_s: float) -> None:
        self._session.execute("virtual: setClock", offset=offset_s)

    def wall(self) -> float:
        return self._phone.wall()

    def fill_storage(self, is_full: bool) -> None:
        self._session.execute("virtual: fillStorage", isFull=is_full)

    def stored(self) -> Mapping[str, Any]:
        return dict(self._session.execute("virtual: stored", appId=APP_ID, bundleId=APP_ID))

    def write_stored(self, data: Mapping[str, Any]) -> None:
        self._session.execute("virtual: writeStored", appId=APP_ID, bundleId=APP_ID, data=dict(data))

    def interrupt(self) -> None:
        self._session.execute("virtual: interrupt")

    def reboot(self) -> None:
        self._session.execute("virtual: reboot")

    def back_up(self) -> None:
        self._session.execute("virtual: backUp")

    def restore_backup(self) -> None:
        self._session.execute("virtual: restoreBackup")

    def log_tail(self, lines: int = 40) -> list[str]:
        return self._phone.log_tail(lines)

    def close(self) -> None:
        self._session.close()
