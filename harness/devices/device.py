"""What a rig needs of a device, whatever it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from harness.builds import Build

Capability = Literal[
    "time_travel",
    "queues",
    "clean_data",
    "push",
    "radio",
    "place",
    "clock",
    "storage",
    "full_storage",
    "system",
    "races",
]
"""time_travel: its clock can be moved; queues: it tells what its SDKs still hold; clean_data: data can be cleared;
push: pushes can be delivered, notifications tapped, permissions asked for; radio: it can go offline; place: locale,
calendar and time zone can be set; clock: its wall clock can be wrong; storage: it can be read and written;
full_storage: it can be full; system: reboot, backup and what it
restores; races: the threads of its SDKs are real, and may meet as nobody meant."""

NEEDS: Mapping[str, Capability] = {
    "advance": "time_travel", "under_way": "time_travel",
    "queued": "queues", "set_online": "radio",
    "receive_push": "push", "notifications": "push", "tap_notification": "push", "clear_notification": "push",
    "push_token": "push", "rotate_push_token": "push", "answer_dialog": "push", "set_notifications": "push",
    "set_locale": "place", "set_timezone": "place", "set_clock": "clock",
    "fill_storage": "full_storage", "stored": "storage", "write_stored": "storage",
    "reboot": "system", "back_up": "system", "restore_backup": "system",
}  # fmt: skip
"""Methods of a ``Device`` that only one with that capability has."""

EngineKind = Literal["virtual", "jvm", "device"]
"""virtual: models of the SDKs; jvm: the released Segment SDK, and no device; device: all of it."""
KINDS: Mapping[str, EngineKind] = {"VirtualDevice": "virtual", "JvmDevice": "jvm"}
APP_ID = "com.example.sample"


@dataclass(frozen=True)
class Engine:
    """What really ran the app, read from the session's returned capabilities and from nothing else.

    A pass of a model must never be read as a pass of a device: ``label`` stands in every report.
    """

    automation: str
    label: str
    models: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    stand_ins: tuple[str, ...] = ()
    """Vendors whose SDK is not the released one there, though the other is: what is said of them is said of a model."""

    @property
    def kind(self) -> EngineKind:
        return KINDS.get(self.automation, "device")


@dataclass(frozen=True)
class Outcome:
    """What the host app's outcome label said after a verb: ``text`` is ``ok`` or ``error: ...``."""

    run: int
    text: str
    ids: frozenset[str] = field(default_factory=frozenset)
    settings: int = 0
    """How often the SDK has told its plugins settings, in this process."""
    pushes: tuple[str, ...] = ()
    """Titles of the pushes that the app handled itself, as they were not MoEngage's."""
    other: tuple[str, ...] = ()
    """What the app's other device-mode destination was given: ``track Bought``, ``identify ada-7f3a``."""
    pages: tuple[str, ...] = ()
    """URLs of the web pages that MoEngage's SDK opened inside the app (rich landing)."""

    @property
    def is_ok(self) -> bool:
        return self.text == "ok"


class Device(Protocol):
    """One phone with the host app on it, driven through one session."""

    name: str
    platform: str
    engine: Engine
    capabilities: frozenset[Capability]
    patience_s: float
    """How long an expected call may take to arrive, from the moment a flush was asked for."""

    def install(self, build: Build) -> None:
        """Over an installed app its data are kept; its process ends."""
        ...

    def clear(self) -> None:
        """Ends the app and forgets its data, the keychain's included."""
        ...

    def launch(self, arguments: Mapping[str, str]) -> Outcome:
        """Starts the app's process anew; returns what its outcome label says then."""
        ...

    def terminate(self) -> None: ...
    def background(self) -> None: ...
    def foreground(self) -> None: ...
    def open_link(self, url: str) -> None: ...
    def rotate(self) -> None:
        """The screen is turned by a quarter, and the app in front with it."""
        ...

    def run(self, command: str) -> Outcome:
        """Types a command (JSON) into the app's command field, presses Run and reads the outcome."""
        ...

    def send(self, command: str) -> None:
        """As ``run``, but the outcome cannot be read: a dialog of the system lies over the app."""
        ...

    def outcome(self) -> Outcome:
        """What the label says now."""
        ...

    def advance(self, seconds: float) -> None:
        """Moves the device's clock (capability ``time_travel``)."""
        ...

    def under_way(self) -> int:
        """Requests of the app that have no answer yet (capability ``time_travel``)."""
        ...

    def queued(self) -> Mapping[str, int]:
        """What its SDKs still hold, by vendor (capability ``queues``)."""
        ...

    def remove(self) -> None:
        """The app and its data; what iOS keeps in the keychain stays."""
        ...

    def set_online(self, is_online: bool) -> None:
        """All of its radios (capability ``radio``)."""
        ...

    # capability ``push``
    def receive_push(self, payload: Mapping[str, Any]) -> None: ...
    def notifications(self) -> Sequence[Mapping[str, Any]]:
        """Payloads of those in the tray, oldest first."""
        ...

    def tap_notification(self) -> None:
        """The newest."""
        ...

    def clear_notification(self) -> None: ...
    def push_token(self) -> str: ...
    def rotate_push_token(self) -> None: ...
    def answer_dialog(self, accept: bool) -> None:
        """The system's dialog over the app, if there is one."""
        ...

    def set_notifications(self, are_allowed: bool) -> None:
        """In the system's settings."""
        ...

    # capabilities ``place``, ``clock``
    def set_locale(self, locale: str, calendar: str) -> None: ...
    def set_timezone(self, timezone: str) -> None:
        """A name of the time zone database; "" is the one that the phone came with."""
        ...

    def set_clock(self, offset_s: float) -> None: ...
    def wall(self) -> float:
        """Seconds since 1970 on its own clock, whole ones."""
        ...

    # capabilities ``storage``, ``full_storage``
    def fill_storage(self, is_full: bool) -> None: ...
    def stored(self) -> Mapping[str, Any]:
        """``{"preferences": {file: {...}}, "files": {folder: {name: text}}, "keychain": {...}}``."""
        ...

    def write_stored(self, data: Mapping[str, Any]) -> None: ...

    def interrupt(self) -> None:
        """Control Centre, or the notification shade, over the app in front and away again."""
        ...

    # capability ``system``
    def reboot(self) -> None: ...
    def back_up(self) -> None: ...

    def restore_backup(self) -> None:
        """With the next installation, after the app was removed."""
        ...

    def log_tail(self, lines: int = 40) -> list[str]: ...
    def close(self) -> None: ...


def engine_of(capabilities: Mapping[str, Any]) -> Engine:
    """``capabilities`` as the session returned them, with or without Appium's prefix."""

    def said(name: str) -> Any:
        return capabilities.get(name, capabilities.get(f"appium:{name}"))

    automation = str(said("automationName") or "unknown")
    return Engine(
        automation,
        str(said("harness:engine") or automation),
        tuple(str(one) for one in said("harness:models") or ()),
        tuple(str(one) for one in said("harness:guessed") or ()),
        tuple(str(one) for one in said("harness:standIns") or ()),
    )
