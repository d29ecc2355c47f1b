"""The released Android SDK as a phone: real bytecode and real framework classes in a JVM, behind ``w3c.phone.Phone``.

SIGKILL is the only end of a process. There is no push service, no radio, no clock of its own and no other app.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from harness.builds import Build
from harness.clock import SYSTEM, pause
from harness.jvm.app_folder import AppFolder
from harness.jvm.artifacts import Release
from harness.jvm.machine import HostEndedError, Machine, Trust
from harness.jvm.partner import Partner, Session
from harness.w3c.phone import AppNotFoundError, AppNotInstalledError, PermissionState, Platform, UnfitInputError, Widget

APP_ID = "com.example.sample"
ENGINE = "JVM host, no device (classes of Android 15); MoEngage: stand-in"
STAND_IN = "moengage"
QUEUE = "app_segment-disk-queue"
MESSAGE = '"messageId"'
ACT_GAP_S = 0.3
"""A person's acts are so far apart at least: then the real SDK keeps their order (facts: moedest.md 4)."""
NOT_RUNNING, BEHIND, IN_FRONT = 1, 3, 4


class Running:
    """A process of the app, with what MoEngage's model knows of it."""

    def __init__(self, machine: Machine, partner: Session) -> None:
        self.machine = machine
        self.partner = partner
        self.is_shown = False
        self.is_in_front = False

    def show(self, **said: Any) -> None:
        """What ``said`` opens is a new screen; without it the one that is there comes back."""
        if said or not self.is_shown:
            self.machine.ask("open", **said)
        elif not self.is_in_front:
            self.machine.ask("foreground")
        self._tell_shown(str(said.get("url", "")))

    def _tell_shown(self, url: str) -> None:
        if not self.is_shown:
            self.partner.tell("launched")
        if url:
            self.partner.tell("opened_link", url=url)
        if not self.is_in_front:
            self.partner.tell("entered_foreground")
        self.is_shown = self.is_in_front = True

    def hide(self) -> None:
        if self.is_in_front:
            self.machine.ask("background")
            self.partner.tell("entered_background")
            self.is_in_front = False

    def end(self) -> None:
        self.machine.kill()
        self.partner.end()


class JvmPhone:
    """``pin``: the release of analytics-kotlin that runs whatever a build names; None is the build's own."""

    platform: Platform = "android"

    def __init__(
        self,
        udid: str,
        builds: Mapping[str, Build],
        trust: Trust,
        partner: Partner,
        folder: Path,
        pin: str | None = None,
    ) -> None:
        self.udid = udid
        self._builds = builds
        self._trust = trust
        self._partner = partner
        self._data = AppFolder(folder / "data")
        self._models = folder / "moengage"
        self._pin = pin
        self._build: Build | None = None
        self._running: Running | None = None
        self._log: list[tuple[float, str]] = []
        self._next_act = SYSTEM.now()

    def close(self) -> None:
        self._end()

    def describe(self) -> Mapping[str, object]:
        build = self._build or self._builds["virtual-android-current"]
        return {
            "automationName": "JvmDevice",
            "harness:engine": ENGINE,
            "harness:models": [f"analytics-kotlin {self._release(build).segment}"],
            "harness:standIns": [STAND_IN],
            "harness:guessed": [],
            "harness:faults": [],
            "harness:defects": [],
            "harness:locale": "en-US",
            "harness:timezone": "",
            "platformVersion": "15",
            "deviceName": "jvm",
        }

    # screen

    def widgets(self) -> Sequence[Widget]:
        running = self._living()
        if running is None or not running.is_in_front:
            return ()
        return [Widget(one["id"], one["role"], one["text"], one["enabled"]) for one in running.machine.ask("widgets")]

    def press(self, widget_id: str) -> None:
        self._await_moment()
        self._shown().machine.ask("press", on=widget_id)

    def set_text(self, widget_id: str, text: str) -> None:
        self._shown().machine.ask("type", on=widget_id, text=text)

    def rotate(self) -> None:
        running = self._shown()
        running.machine.ask("rotate")
        running.partner.tell("rotated")

    def interrupt(self) -> None:
        for is_over in (True, False):
            self._shown().machine.ask("interrupt", isOver=is_over)

    # apps

    def install(self, path: str) -> None:
        """Over an installed app its data stay: another version of it is an update."""
        name = path.rsplit("/", 1)[-1]
        named = [one for one in self._builds.values() if one.name in name and one.platform == self.platform]
        if not named:
            raise AppNotFoundError(path)
        if self._living():
            pause(ACT_GAP_S)
        self._end()
        self._build = max(named, key=lambda build: len(build.name))

    def remove(self, app_id: str) -> bool:
        was_installed = self.is_installed(app_id)
        if was_installed:
            self.clear(app_id)
            self._build = None
        return was_installed

    def clear(self, app_id: str) -> None:
        self._require(app_id)
        self._end()
        self._data.clear()
        AppFolder(self._models).clear()

    def clear_keychain(self) -> None:
        self._refuse("a keychain")

    def activate(self, app_id: str, arguments: Mapping[str, str] | None = None) -> None:
        self._await_moment()
        running, is_new = self._start(app_id, arguments)
        running.show(**({"extras": dict(arguments or {})} if is_new else {}))

    def open_link(self, url: str, app_id: str | None) -> None:
        self._await_moment()
        running, _ = self._start(app_id or APP_ID, None)
        running.show(url=url)

    def terminate(self, app_id: str) -> bool:
        pause(ACT_GAP_S)  # what was answered just now has been taken in
        did_run = self._living() is not None and app_id == APP_ID
        self._end()
        return did_run

    def background(self) -> None:
        self._await_moment()
        if running := self._living():
            running.hide()

    def is_installed(self, app_id: str) -> bool:
        return app_id == APP_ID and self._build is not None

    def app_version(self, app_id: str) -> str:
        return self._require(app_id).version

    def app_state(self, app_id: str) -> int:
        if not self.is_installed(app_id):
            return 0
        running = self._living()
        if running is None:
            return NOT_RUNNING
        return IN_FRONT if running.is_in_front else BEHIND

    def foreground_app(self) -> str | None:
        running = self._living()
        return APP_ID if running is not None and running.is_in_front else None

    # device

    def log(self) -> Sequence[tuple[float, str]]:
        return [*self._log, *(self._running.machine.lines if self._running else ())]

    def wall(self) -> float:
        return SYSTEM.wall()

    def connectivity(self) -> Mapping[str, bool]:
        return {"wifi": True, "data": True, "airplaneMode": False}

    def queued(self) -> Mapping[str, int]:
        """Segment's by its files; what waits in the memory of its process is not seen."""
        files = self._data.plain()["files"].get(QUEUE, {})
        running = self._living()
        moengage = int(running.partner.ask({"ask": "queued"})) if running else 0
        return {"segment": sum(str(text).count(MESSAGE) for text in files.values()), "moengage": moengage}

    def stored(self, app_id: str) -> Mapping[str, object]:
        self._require(app_id)
        return self._data.plain()

    def write_stored(self, app_id: str, data: Mapping[str, object]) -> None:
        self._require(app_id)
        if self._living():
            raise UnfitInputError("the app runs and would not see what is stored behind its back: terminate it first")
        self._data.write(data)

    # what a JVM does not have

    def set_connectivity(self, changes: Mapping[str, bool]) -> None:
        self._refuse(f"a radio ({', '.join(changes)})")

    def alert(self) -> str | None:
        return None

    def answer_alert(self, accept: bool) -> None:
        self._refuse(f"dialogs of the system to answer with {accept}")

    def notification_permission(self, app_id: str) -> PermissionState:
        return "granted" if self.is_installed(app_id) else "unset"

    def set_notification_permission(self, app_id: str, state: PermissionState) -> None:
        self._refuse(f"permissions for {app_id} to be {state}")

    def push(self, payload: Mapping[str, object]) -> None:
        self._refuse(f"a push service for {len(payload)} values")

    def notifications(self) -> Sequence[Mapping[str, object]]:
        return ()

    def tap_notification(self, index: int = -1) -> None:
        self._refuse(f"notifications, the {index}th among them")

    def clear_notification(self, index: int = -1) -> None:
        self._refuse(f"notifications, the {index}th among them")

    def push_token(self) -> str:
        self._refuse("a push service")

    def rotate_push_token(self) -> str:
        self._refuse("a push service")

    def advance(self, seconds: float) -> None:
        self._refuse(f"a clock that jumps by {seconds:g} s")

    def under_way(self) -> int:
        self._refuse("a view of requests under way")

    def reboot(self) -> None:
        self._refuse("a system to start again")

    def set_locale(self, locale: str, calendar: str) -> None:
        self._refuse(f"other places ({locale}, {calendar})")

    def set_timezone(self, name: str) -> None:
        self._refuse(f"other places ({name})")

    def set_clock(self, offset_s: float) -> None:
        self._refuse(f"a clock of its own, {offset_s:g} s off")

    def fill_storage(self, is_full: bool) -> None:
        self._refuse(f"storage that can be full ({is_full})")

    def back_up(self) -> None:
        self._refuse("backups")

    def restore_backup(self) -> None:
        self._refuse("backups")

    def _refuse(self, what: str) -> NoReturn:
        raise UnfitInputError(f"the JVM host has not {what}")

    # processes

    def _start(self, app_id: str, arguments: Mapping[str, str] | None) -> tuple[Running, bool]:
        build = self._require(app_id)
        running = self._living()
        if running is not None:
            return running, False
        machine = Machine(self._release(build), self._trust)
        partner = self._partner.begin(build.name, arguments or {}, self._models)
        self._running = Running(machine, partner)
        said = {"versionName": build.version, "versionCode": build.build, "destination": build.destination}
        label = "" if build.display_name == "none" else "Sample"
        network = (arguments or {}).get("networkState", "true") != "false"
        machine.ask(
            "begin", data=str(self._data.path), label=label, networkState=network, moengage=partner.port, **said
        )
        return self._running, True

    def _release(self, build: Build) -> Release:
        return Release(self._pin or build.analytics_version, build.serialization or "1.5.1")

    def _living(self) -> Running | None:
        """A process that died by itself is noticed here."""
        if self._running is not None and not self._running.machine.is_alive:
            self._end()
        return self._running

    def _await_moment(self) -> None:
        pause(max(0.0, self._next_act - SYSTEM.now()))
        self._next_act = SYSTEM.now() + ACT_GAP_S

    def _shown(self) -> Running:
        running = self._living()
        if running is None or not running.is_in_front:
            raise HostEndedError("the app is not in front", next_step="activate it first")
        return running

    def _end(self) -> None:
        if self._running is not None:
            self._running.end()
            self._log += self._running.machine.lines
            self._running = None

    def _require(self, app_id: str) -> Build:
        if app_id != APP_ID or self._build is None:
            raise AppNotInstalledError(app_id)
        return self._build
