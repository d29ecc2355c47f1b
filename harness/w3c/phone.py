"""What the WebDriver server needs of a phone: any process that offers this can be driven by appium-python-client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["field", "button", "text"]
Platform = Literal["android", "ios"]
PermissionState = Literal["unset", "denied", "granted"]
"""``unset``: nobody has been asked yet."""


@dataclass(frozen=True)
class Widget:
    """One element of the screen, found by its accessibility id."""

    id: str
    """Or, of a window that is not the app's, its whole resource id: ``package:id/name``."""
    role: Role
    text: str
    is_enabled: bool = True


class AppNotInstalledError(Exception):
    """No app of that id is on the phone."""


class AppNotFoundError(Exception):
    """The path or build to install does not exist."""


class UnfitInputError(Exception):
    """What the phone was given has the wrong form or comes at the wrong time; the text says what is right."""


class DialogOpenError(Exception):
    """A dialog of the system lies over the app: answer it first. The text is the dialog's."""


class Phone(Protocol):
    """A phone with apps on it. Its state outlives sessions; every method may be called from any thread."""

    udid: str
    platform: Platform

    def describe(self) -> Mapping[str, object]:
        """Capabilities to return beside the asked ones: ``harness:engine`` (text), ``harness:models`` (list of
        texts), ``harness:guessed`` (list of behaviours that rest on a guess), ``harness:locale``, ``harness:timezone``,
        ``platformVersion``, ``deviceName``."""
        ...

    # screen of the app in the foreground
    def widgets(self) -> Sequence[Widget]: ...
    def press(self, widget_id: str) -> None:
        """Returns when the app's main thread has handled the press."""
        ...

    def set_text(self, widget_id: str, text: str) -> None: ...

    # apps
    def install(self, path: str) -> None:
        """``path`` is a build's name of apps/builds.toml or a file; over an installed app its data are kept."""
        ...

    def remove(self, app_id: str) -> bool: ...
    def clear(self, app_id: str) -> None:
        """Ends the app and forgets its data (on iOS its keychain items stay: see ``clear_keychain``)."""
        ...

    def clear_keychain(self) -> None: ...
    def activate(self, app_id: str, arguments: Mapping[str, str] | None = None) -> None:
        """Brings the app to the foreground; starts its process with these launch arguments if it does not run, or
        with those of its last launch if there are none."""
        ...

    def terminate(self, app_id: str) -> bool:
        """Ends the process at once, as the system would; says whether one ran."""
        ...

    def background(self) -> None: ...
    def is_installed(self, app_id: str) -> bool: ...
    def app_version(self, app_id: str) -> str: ...
    def app_state(self, app_id: str) -> int:
        """0 not installed, 1 not running, 3 in the background, 4 in the foreground (Appium's numbers)."""
        ...

    def foreground_app(self) -> str | None: ...
    def open_link(self, url: str, app_id: str | None) -> None: ...
    def rotate(self) -> None:
        """It was turned by a quarter, and the app in front turns with it."""
        ...

    # device
    def log(self) -> Sequence[tuple[float, str]]:
        """Every line so far: seconds since 1970 on the phone's clock, text."""
        ...

    def wall(self) -> float:
        """Seconds since 1970 on the phone's own clock."""
        ...

    def connectivity(self) -> Mapping[str, bool]: ...
    def set_connectivity(self, changes: Mapping[str, bool]) -> None:
        """Keys ``wifi``, ``data``, ``airplaneMode``."""
        ...

    # the system's dialogs
    def alert(self) -> str | None:
        """What the dialog says that lies over the app, if there is one."""
        ...

    def answer_alert(self, accept: bool) -> None: ...
    def notification_permission(self, app_id: str) -> PermissionState: ...
    def set_notification_permission(self, app_id: str, state: PermissionState) -> None: ...

    # pushes and notifications
    def push(self, payload: Mapping[str, object]) -> None:
        """As FCM or APNs brings it: a flat map of texts on Android, an object with ``aps`` on iOS. Who of system and
        app is told depends on the platform and on whether the app runs."""
        ...

    def notifications(self) -> Sequence[Mapping[str, object]]:
        """The payloads of those that are shown, oldest first."""
        ...

    def tap_notification(self, index: int = -1) -> None: ...
    def clear_notification(self, index: int = -1) -> None: ...
    def push_token(self) -> str: ...
    def rotate_push_token(self) -> str:
        """The push service gives the app another token, which is returned."""
        ...

    # what only a phone that is not there can do; never part of the drivers' contracts
    def interrupt(self) -> None:
        """Control Centre, or the notification shade, is pulled over the app and put away again."""
        ...

    def advance(self, seconds: float) -> None:
        """Moves the phone's clock and fires what falls due, in order."""
        ...

    def under_way(self) -> int:
        """Requests that have no answer yet."""
        ...

    def queued(self) -> Mapping[str, int]:
        """Calls that an SDK still holds, by vendor: ``{"segment": 0, "moengage": 2}``."""
        ...

    def stored(self, app_id: str) -> Mapping[str, object]:
        """The app's preferences and files, as plain values."""
        ...

    def write_stored(self, app_id: str, data: Mapping[str, object]) -> None:
        """Puts values into the data of an app that does not run, in the form of ``stored``; others stay."""
        ...

    def reboot(self) -> None:
        """Every process ends and starts by no means by itself; no notification is left."""
        ...

    def set_locale(self, locale: str, calendar: str) -> None: ...
    def set_timezone(self, name: str) -> None: ...
    def set_clock(self, offset_s: float) -> None:
        """How far the phone's wall clock is wrong from now on. Fires no timer."""
        ...

    def fill_storage(self, is_full: bool) -> None: ...
    def back_up(self) -> None:
        """The system's backup of the installed app's data; what the app's rules exclude is left out."""
        ...

    def restore_backup(self) -> None:
        """With the next installation of the app, after it was removed."""
        ...
