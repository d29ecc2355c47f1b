"""What a phone's system does with apps: it keeps what is installed, starts, shows, hides and ends processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from harness.builds import Build
from harness.virtual.app import APP_ID, HostApp
from harness.virtual.backups import Plain, restore_backup, take_backup, write_data
from harness.virtual.journal import Journal
from harness.virtual.parts import AT_START
from harness.virtual.pushes import Payload, PushCentre
from harness.virtual.runner import Installed, Runner
from harness.virtual.running import Running
from harness.virtual.screen import NoSuchWidgetError
from harness.virtual.sdk.seams import DeviceInfo, Draws
from harness.virtual.storage import AppData, Disk, Kept
from harness.w3c.phone import (
    AppNotFoundError,
    AppNotInstalledError,
    DialogOpenError,
    PermissionState,
    Platform,
    UnfitInputError,
)


class System:
    """Its methods are called in turns of the phone's loop."""

    def __init__(
        self,
        platform: Platform,
        builds: Mapping[str, Build],
        runner: Runner,
        pushes: PushCentre,
        device: DeviceInfo,
        draws: Draws,
        journal: Journal,
    ) -> None:
        self._platform = platform
        self._builds = builds
        self._runner = runner
        self._pushes = pushes
        self._device = device
        self._draws = draws
        self._journal = journal
        self._installed: Installed | None = None
        self._backup: Plain | None = None
        self._restores_backup = False
        self.running: Running | None = None
        self.keychain: Kept[str] = Kept()
        self.disk = Disk()

    @property
    def build(self) -> Build | None:
        return self._installed.build if self._installed else None

    # what is installed

    def install(self, path: str) -> None:
        build = self._find_build(path)
        self.end()
        if self._installed is None:
            self._installed = self._install_anew(build)
        else:
            self._installed.build = build

    def _install_anew(self, build: Build) -> Installed:
        if self._platform == "ios":
            self._device.identifier_for_vendor = str(self._draws.uuid()).upper()
        data = self._fresh_data()
        if self._restores_backup and self._backup is not None:
            restore_backup(self._backup, data)
            self._restores_backup = False
        return Installed(build, data)

    def remove(self, app_id: str) -> bool:
        was_installed = self.is_installed(app_id)
        if was_installed:
            self.end()
            self._installed = None
            self._pushes.forget()
            self._pushes.tokens.forget()
        return was_installed

    def clear(self, app_id: str) -> None:
        installed = self.require(app_id)
        self.end()
        installed.data, installed.arguments = self._fresh_data(), {}
        self._pushes.forget()

    def is_installed(self, app_id: str) -> bool:
        return app_id == APP_ID and self._installed is not None

    def require(self, app_id: str) -> Installed:
        if app_id != APP_ID or self._installed is None:
            raise AppNotInstalledError(app_id)
        return self._installed

    def _fresh_data(self) -> AppData:
        """On iOS the keychain is the phone's own and outlives the app (facts: moengage.md 1.8)."""
        return AppData(self.keychain if self._platform == "ios" else Kept(), self.disk)

    def back_up(self) -> None:
        installed = self.require(APP_ID)
        self._backup = take_backup(self._platform, installed.build, installed.data)

    def restore_backup(self) -> None:
        if self._backup is None:
            raise UnfitInputError("there is no backup yet: back up first")
        self._restores_backup = True

    def write_stored(self, app_id: str, said: Mapping[str, object]) -> None:
        installed = self.require(app_id)
        if self.running:
            raise UnfitInputError("the app runs and would not see what is stored behind its back: terminate it first")
        write_data(said, installed.data)

    def _find_build(self, path: str) -> Build:
        """The path's last part names the build; of several the longest name is meant."""
        file = path.rsplit("/", 1)[-1]
        named = [one for one in self._builds.values() if one.name in file and self._can_run(one)]
        if not named:
            raise AppNotFoundError(path)
        return max(named, key=lambda build: len(build.name))

    def _can_run(self, build: Build) -> bool:
        return build.platform == self._platform and build.name.startswith("virtual-")

    # what runs

    def start(self, app_id: str, arguments: Mapping[str, str] | None = None) -> None:
        """Without arguments with those of the last time, but for what was to be done at that start alone."""
        installed = self.require(app_id)
        if self.running is None:
            installed.arguments = installed.arguments if arguments is None else dict(arguments)
            self.running = self._runner.start(installed)
            installed.arguments = {name: text for name, text in installed.arguments.items() if name != AT_START}

    def wake(self) -> None:
        """For a push: in the background, not shown."""
        self.start(APP_ID)
        if self.running:
            self.running.wake()

    def tell(self, tell: Callable[[HostApp], None]) -> None:
        if self.running:
            tell(self.running.app)

    def end(self) -> bool:
        """The process is gone at once; nothing of it is told."""
        ended, self.running = self.running, None
        if ended:
            self._pushes.permission.withdraw_dialog()
            ended.life.end()
            self._journal.write("app: the process ended")
        return ended is not None

    def show(self) -> None:
        if self.running:
            self.running.show()

    def hide(self) -> None:
        if self.running:
            self._pushes.permission.withdraw_dialog()
            self.running.hide()

    def rotate(self) -> None:
        if self.running:
            self.running.rotate()

    def interrupt(self, is_over: bool) -> None:
        """Control Centre takes an iPhone's app its touches; Android's shade says nothing to an activity."""
        if self._platform == "ios" and (app := self.foreground()):
            (app.resumed if is_over else app.interrupted)()

    def open_link(self, url: str) -> None:
        if self.running:
            self.running.open_link(url, is_shown_first=self._platform == "ios")

    def open_notification(self, payload: Payload) -> None:
        """In front first, then the app is told of the click."""
        if self.running:
            self.running.show()
            self.running.app.clicked(payload)

    def permission(self, app_id: str) -> PermissionState:
        self.require(app_id)
        return self._pushes.permission.state

    def set_permission(self, app_id: str, state: PermissionState) -> None:
        """From outside of the app; Android ends a process that something is taken away from."""
        self.require(app_id)
        was_granted = self._pushes.permission.is_granted
        self._pushes.permission.set(state)
        if was_granted and state != "granted" and self._platform == "android":
            self.end()

    def reboot(self) -> None:
        """The tray is empty then; what an app stored stays."""
        self.end()
        self._pushes.tray.clear()
        self._journal.write("the phone was started again")

    def foreground(self) -> HostApp | None:
        return self.running.app if self.running and self.running.is_in_foreground else None

    def shown(self) -> HostApp:
        """The app that can be touched."""
        if dialog := self._pushes.permission.dialog:
            raise DialogOpenError(dialog)
        if (app := self.foreground()) is None:
            raise NoSuchWidgetError("no app is in the foreground")
        return app

    def state(self, app_id: str) -> int:
        """Appium's numbers: 0 not installed, 1 not running, 3 in the background, 4 in the foreground."""
        if not self.is_installed(app_id):
            return 0
        if self.running is None:
            return 1
        return 4 if self.running.is_in_foreground else 3

    def queued(self) -> dict[str, int]:
        """Of the running process; what a dead one left on disk only its SDKs can read."""
        return self.running.app.queued() if self.running else {}
