"""The phone that is not there: one virtual Android phone or iPhone, for any thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from harness.builds import Build, load_builds
from harness.virtual import faults
from harness.virtual.acts import Acts
from harness.virtual.app import APP_ID
from harness.virtual.deliveries import Deliveries
from harness.virtual.devices import DEVICE_NAMES, make_device
from harness.virtual.journal import Journal
from harness.virtual.loop import Loop
from harness.virtual.models import guessed
from harness.virtual.network import Radio, Transport
from harness.virtual.parts import Assemble, assemble
from harness.virtual.permissions import ALLOW, DENY, NotificationPermission
from harness.virtual.pushes import PushCentre
from harness.virtual.regions import Region
from harness.virtual.runner import Runner
from harness.virtual.sdk.seams import Draws
from harness.virtual.system import System
from harness.w3c.phone import PermissionState, Platform, Widget

ENGINE = "virtual phone"


class VirtualPhone:
    """Implements ``harness.w3c.phone.Phone``: whatever it is asked for is done in a turn of its loop."""

    def __init__(
        self,
        platform: Platform,
        udid: str,
        transport: Transport,
        *,
        seed: str,
        builds: Mapping[str, Build] | None = None,
        assemble: Assemble = assemble,
    ) -> None:
        self.platform: Platform = platform
        self.udid = udid
        self._builds = load_builds() if builds is None else builds
        self._device = make_device(platform)
        self._loop = Loop(udid, lambda defect: self._journal.write_defect(defect))
        self._journal = Journal(self._loop.wall)
        self._radio = Radio(self._device)
        self._transport = transport
        self._region = Region(self._device)
        draws = Draws(f"{seed} {platform} device")
        self._permission = NotificationPermission(platform, self._loop)
        self._centre = PushCentre(platform, Draws(f"{seed} {platform} push"), self._radio, self._permission)
        runner = Runner(
            self._loop, self._journal, self._device, self._radio, transport, assemble, self._centre,
            f"{seed} {platform}",
        )  # fmt: skip
        self._system = System(platform, self._builds, runner, self._centre, self._device, draws, self._journal)
        self._deliveries = Deliveries(self._loop, self._system, self._centre, self._journal.write)
        self._acts = Acts(self._loop)

    def close(self) -> None:
        self._loop.run(self._system.end)
        self._loop.close()
        self._transport.close()

    def describe(self) -> Mapping[str, object]:
        """Before an app is installed the models are those of the platform's current build."""
        build = self._system.build or self._builds.get(f"virtual-{self.platform}-current")
        return {
            "harness:engine": ENGINE,
            "harness:models": list(build.sdks()) if build else [],
            "harness:guessed": guessed(self.platform),
            "harness:faults": [fault.name for fault in faults.armed()],
            "harness:defects": list(self._journal.defects()),
            "harness:locale": self._device.locale,
            "harness:timezone": self._device.timezone,
            "platformVersion": self._device.os_version,
            "deviceName": DEVICE_NAMES[self.platform],
        }

    # screen

    def widgets(self) -> Sequence[Widget]:
        return self._loop.run(self._widgets)

    def _widgets(self) -> Sequence[Widget]:
        """Android's dialog is a window of its own, which hides the app's; an iPhone's app is still there below it."""
        if self._permission.dialog and self.platform == "android":
            return self._permission.dialog_widgets()
        return app.widgets() if (app := self._system.foreground()) else ()

    def press(self, widget_id: str) -> None:
        if widget_id in (ALLOW, DENY) and self.platform == "android" and self.alert():
            self.answer_alert(widget_id == ALLOW)
        else:
            self._acts.do(lambda: self._system.shown().press(widget_id))

    def set_text(self, widget_id: str, text: str) -> None:
        self._loop.run(lambda: self._system.shown().type(widget_id, text))

    # apps

    def install(self, path: str) -> None:
        self._acts.do(lambda: self._system.install(path))

    def remove(self, app_id: str) -> bool:
        return self._loop.run(lambda: self._system.remove(app_id))

    def clear(self, app_id: str) -> None:
        self._loop.run(lambda: self._system.clear(app_id))

    def clear_keychain(self) -> None:
        self._loop.run(self._system.keychain.clear)

    def activate(self, app_id: str, arguments: Mapping[str, str] | None = None) -> None:
        self._acts.bring_up(lambda: self._system.start(app_id, arguments), self._system.show)

    def terminate(self, app_id: str) -> bool:
        return self._acts.do(lambda: app_id == APP_ID and self._system.end())

    def background(self) -> None:
        self._acts.do(self._system.hide)

    def is_installed(self, app_id: str) -> bool:
        return self._loop.run(lambda: self._system.is_installed(app_id))

    def app_version(self, app_id: str) -> str:
        return self._loop.run(lambda: self._system.require(app_id).build.version)

    def app_state(self, app_id: str) -> int:
        return self._loop.run(lambda: self._system.state(app_id))

    def foreground_app(self) -> str | None:
        return self._loop.run(lambda: APP_ID if self._system.foreground() else None)

    def open_link(self, url: str, app_id: str | None) -> None:
        self._acts.bring_up(lambda: self._system.start(app_id or APP_ID, None), lambda: self._system.open_link(url))

    def write_stored(self, app_id: str, data: Mapping[str, object]) -> None:
        self._loop.run(lambda: self._system.write_stored(app_id, data))

    def back_up(self) -> None:
        self._loop.drain()
        self._loop.run(self._system.back_up)

    def restore_backup(self) -> None:
        self._loop.run(self._system.restore_backup)

    def rotate(self) -> None:
        self._acts.do(self._system.rotate)

    def interrupt(self) -> None:
        for is_over in (False, True):
            self._acts.do(lambda is_over=is_over: self._system.interrupt(is_over))  # type: ignore[misc]

    # dialogs and permissions

    def alert(self) -> str | None:
        return self._loop.run(lambda: self._permission.dialog)

    def answer_alert(self, accept: bool) -> None:
        self._acts.do(lambda: self._permission.answer(accept))

    def notification_permission(self, app_id: str) -> PermissionState:
        return self._loop.run(lambda: self._system.permission(app_id))

    def set_notification_permission(self, app_id: str, state: PermissionState) -> None:
        self._acts.do(lambda: self._system.set_permission(app_id, state))

    # pushes and notifications

    def push(self, payload: Mapping[str, object]) -> None:
        self._acts.deliver(lambda: self._deliveries.push(payload))

    def notifications(self) -> Sequence[Mapping[str, object]]:
        self._loop.drain()
        return self._loop.run(self._centre.tray.payloads)

    def tap_notification(self, index: int = -1) -> None:
        payload = self._loop.run(lambda: self._centre.tray.take(index))
        self._acts.bring_up(lambda: self._system.start(APP_ID, None), lambda: self._system.open_notification(payload))

    def clear_notification(self, index: int = -1) -> None:
        self._acts.deliver(lambda: self._deliveries.clear_notification(index))

    def push_token(self) -> str:
        return self._loop.run(self._centre.tokens.current)

    def rotate_push_token(self) -> str:
        return self._acts.deliver(self._deliveries.rotate_token)

    # device

    def log(self) -> Sequence[tuple[float, str]]:
        return self._journal.lines()

    def wall(self) -> float:
        return self._loop.wall()

    def connectivity(self) -> Mapping[str, bool]:
        return self._radio.states()

    def set_connectivity(self, changes: Mapping[str, bool]) -> None:
        self._acts.do(lambda: self._radio.change(changes))

    def advance(self, seconds: float) -> None:
        self._loop.advance(seconds)
        self._loop.run(lambda: self._region.keep_time(self._loop.wall()))

    def reboot(self) -> None:
        self._acts.do(self._system.reboot)

    def set_locale(self, locale: str, calendar: str = "gregorian") -> None:
        self._acts.do(lambda: self._region.set_locale(locale, calendar))

    def set_timezone(self, name: str) -> None:
        self._acts.do(lambda: self._region.set_timezone(name, self._loop.wall()))

    def set_clock(self, offset_s: float) -> None:
        self._acts.do(lambda: self._set_clock(offset_s))

    def _set_clock(self, offset_s: float) -> None:
        self._loop.wall_error_s = offset_s
        self._region.keep_time(self._loop.wall())

    def fill_storage(self, is_full: bool) -> None:
        self._acts.do(lambda: setattr(self._system.disk, "is_full", is_full))

    def under_way(self) -> int:
        self._loop.drain()
        return self._loop.run(lambda: self._radio.under_way)

    def queued(self) -> Mapping[str, int]:
        self._loop.drain()
        return self._loop.run(self._system.queued)

    def stored(self, app_id: str) -> Mapping[str, object]:
        self._loop.drain()
        return self._loop.run(lambda: self._system.require(app_id).data.plain())
