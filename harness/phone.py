"""The phone around the app: what its owner, the network or the system do to it. All of it is undone at a test's end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from harness.calls import Entry
from harness.host import Host


class Phone:
    """The device of one test. What it cannot do is missing among its capabilities: mark the test ``needs(...)``."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._device = host.device
        self._undo: dict[str, Callable[[], object]] = {}

    def __repr__(self) -> str:
        return f"<Phone {self._device.name}>"

    # network, clock, place (capability ``radio``, ``settings``)

    def go_offline(self) -> Entry:
        entry = self._host.note("go_offline")
        self._undo["radio"] = lambda: self._device.set_online(True)
        self._device.set_online(False)
        return entry

    def go_online(self) -> Entry:
        entry = self._host.note("go_online")
        self._device.set_online(True)
        self._undo.pop("radio", None)
        return entry

    def set_locale(self, locale: str, calendar: str = "gregorian") -> Entry:
        """``de-DE``, ``ar-SA`` with ``islamic-umalqura``; apps read it when they start, some while they run."""
        entry = self._host.note("set_locale", locale=locale, calendar=calendar)
        self._undo["locale"] = lambda: self._device.set_locale("en-US", "gregorian")
        self._device.set_locale(locale, calendar)
        return entry

    def set_timezone(self, timezone: str) -> Entry:
        """``Pacific/Auckland``."""
        entry = self._host.note("set_timezone", timezone=timezone)
        self._undo["timezone"] = lambda: self._device.set_timezone("")
        self._device.set_timezone(timezone)
        return entry

    def set_clock(self, offset_s: float) -> Entry:
        """The wall clock goes wrong by so much; timers do not notice."""
        entry = self._host.note("set_clock", offset_s=offset_s)
        self._undo["clock"] = lambda: self._device.set_clock(0.0)
        self._device.set_clock(offset_s)
        return entry

    def now_s(self) -> float:
        """Seconds since 1970 on the phone's own clock, which tests before this one may have moved."""
        return self._device.wall()

    # storage (capability ``storage``)

    def fill_storage(self) -> Entry:
        """Nothing more can be written."""
        entry = self._host.note("fill_storage")
        self._undo["storage"] = lambda: self._device.fill_storage(False)
        self._device.fill_storage(True)
        return entry

    def free_storage(self) -> Entry:
        entry = self._host.note("free_storage")
        self._device.fill_storage(False)
        self._undo.pop("storage", None)
        return entry

    def stored(self) -> Mapping[str, Any]:
        """The app's ``{"preferences": {...}, "files": {...}, "keychain": {...}}``, as plain values."""
        return self._device.stored()

    def write_stored(self, data: Mapping[str, Any]) -> Entry:
        """Seeds what an older version left; only while the app does not run."""
        entry = self._host.note("write_stored", data=dict(data))
        self._device.write_stored(data)
        return entry

    # permissions, push (capability ``push``)

    def ask_permission(self) -> Entry:
        """The app asks to show notifications: the system's dialog lies over it until it is answered."""
        entry = self._host.note("ask_permission")
        self._undo["dialog"] = lambda: self._device.answer_dialog(False)
        self._host.send("ask_permission")
        return entry

    def answer_permission(self, accept: bool) -> Entry:
        entry = self._host.note("answer_permission", accept=accept)
        self._undo.pop("dialog", None)
        self._device.answer_dialog(accept)
        return entry

    def set_notifications(self, *, are_allowed: bool) -> Entry:
        """In the system's settings, for which a person leaves the app first: ``app.background()``, and afterwards
        ``app.foreground()``. Android ends an app from which a permission is taken."""
        entry = self._host.note("set_notifications", are_allowed=are_allowed)
        self._device.set_notifications(are_allowed)
        return entry

    def notifications(self) -> Sequence[Mapping[str, Any]]:
        """The payloads of those in the tray, oldest first."""
        return self._device.notifications()

    def push_token(self) -> str:
        """The one that the push service has given the app."""
        return self._device.push_token()

    def rotate_push_token(self) -> Entry:
        """The push service gives the app another one."""
        entry = self._host.note("rotate_push_token")
        self._device.rotate_push_token()
        return entry

    # the screen; the system (capability ``system``)

    def rotate(self) -> Entry:
        """By a quarter: upright becomes lying, and lying upright."""
        entry = self._host.note("rotate")
        self._device.rotate()
        return entry

    def interrupt(self) -> Entry:
        """Control Centre, or the notification shade, is pulled over the app and put away."""
        entry = self._host.note("interrupt")
        self._device.interrupt()
        return entry

    def reboot(self) -> Entry:
        entry = self._host.note("reboot")
        self._device.reboot()
        self._host.note_end()
        return entry

    def back_up(self) -> Entry:
        """The system's backup takes the app's data, without what the app excludes."""
        entry = self._host.note("back_up")
        self._device.back_up()
        return entry

    def put_back(self) -> None:
        """Everything as the next test expects it."""
        while self._undo:
            self._undo.popitem()[1]()
