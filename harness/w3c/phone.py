"""What the WebDriver server needs of a phone: any process that offers this can be driven by appium-python-client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["field", "button", "text"]
Platform = Literal["android", "ios"]


@dataclass(frozen=True)
class Widget:
    """One element of the screen, found by its accessibility id."""

    id: str
    role: Role
    text: str
    is_enabled: bool = True


class AppNotInstalledError(Exception):
    """No app of that id is on the phone."""


class AppNotFoundError(Exception):
    """The path or build to install does not exist."""


class Phone(Protocol):
    """A phone with apps on it. Its state outlives sessions; every method may be called from any thread."""

    udid: str
    platform: Platform

    def describe(self) -> Mapping[str, object]:
        """Capabilities to return beside the asked ones: ``harness:engine`` (text), ``harness:models`` (list of
        texts), ``harness:guessed`` (list of behaviours that rest on a guess), ``platformVersion``, ``deviceName``."""
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
        """Brings the app to the foreground; starts its process with these launch arguments if it does not run."""
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

    # what only a phone that is not there can do; never part of the drivers' contracts
    def advance(self, seconds: float) -> None:
        """Moves the phone's clock and fires what falls due, in order."""
        ...

    def queued(self) -> Mapping[str, int]:
        """Calls that an SDK still holds, by vendor: ``{"segment": 0, "moengage": 2}``."""
        ...

    def stored(self, app_id: str) -> Mapping[str, object]:
        """The app's preferences and files, as plain values."""
        ...
