"""What a modelled SDK is given. It knows no phone: a phone gives it these, and so can a test."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Protocol

Task = Callable[[], None]
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Request:
    """``headers`` are exactly those that go out (the transport adds Host and Content-Length, nothing else)."""

    method: str
    url: str
    headers: Headers = ()
    body: bytes = b""
    timeout_s: float = 60.0
    speaks_http2: bool = True


@dataclass(frozen=True)
class Response:
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes


@dataclass(frozen=True)
class NoAnswer:
    """The request failed below HTTP: refused, reset, timed out, not trusted."""

    reason: str


Answer = Response | NoAnswer


class Timer(Protocol):
    def cancel(self) -> None: ...


class Storage(Protocol):
    """One installation's data: survives the process, ends with the app's data."""

    def preferences(self, name: str) -> MutableMapping[str, Any]:
        """A SharedPreferences file, or a UserDefaults suite."""
        ...

    def files(self, folder: str) -> MutableMapping[str, bytes]:
        """A folder's files by name."""
        ...

    def keychain(self) -> MutableMapping[str, str]:
        """iOS: outlives the app's data, until the keychain is cleared."""
        ...


class Clock(Protocol):
    def wall(self) -> float:
        """Seconds since 1970 on the phone's clock."""
        ...

    def call_later(self, seconds: float, task: Task) -> Timer: ...


class Network(Protocol):
    def send(self, request: Request, then: Callable[[Answer], None]) -> None:
        """Returns at once; ``then`` runs as a turn of its own in the process, unless the process has ended."""
        ...

    def is_online(self) -> bool: ...


class Dispatcher(Protocol):
    """Where an SDK's own work runs after the caller's turn."""

    def launch(self, task: Task) -> None:
        """On a thread pool: tasks launched in one turn run in an order drawn from the phone's seed
        (Kotlin coroutines on a pool; facts: moedest.md 4)."""
        ...

    def queue(self, task: Task) -> None:
        """On a serial queue: first in, first out."""
        ...


class PushService(Protocol):
    """FCM on Android, APNs on iOS, and the notification centre, as one app sees them."""

    def request_token(self, then: Callable[[str], None]) -> None:
        """The token of this installation; ``then`` runs as a turn of its own, once the phone is online.
        FCM's is opaque text, APNs' lower-case hex (moengage.md 4.3)."""
        ...

    def show(self, payload: Mapping[str, Any]) -> None:
        """Puts a notification into the tray, where the app may show any."""
        ...

    @property
    def is_allowed(self) -> bool:
        """Whether the app may show notifications now."""
        ...


class NoPushService:
    """A phone without one: no token ever comes, nothing is shown."""

    is_allowed = False

    def request_token(self, then: Callable[[str], None]) -> None: ...
    def show(self, payload: Mapping[str, Any]) -> None: ...


class Draws:
    """Everything that the facts leave open is drawn here, from the printed seed."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)


MODULES = ("in-app", "cards", "push")
"""MoEngage's, beside its core, that a build can leave out."""


@dataclass(frozen=True)
class AppInfo:
    name: str
    """What a person sees: Android's label, CFBundleDisplayName; "" where the app says none."""
    app_id: str
    version: str
    build: str
    bundle_name: str = ""
    """iOS: CFBundleName."""
    modules: tuple[str, ...] = MODULES


@dataclass
class DeviceInfo:
    """Configured values of the phone, as an SDK reads them."""

    manufacturer: str
    model: str
    name: str
    os_name: str
    os_version: str
    api_level: int
    screen: tuple[float, float]
    density: float
    locale: str
    timezone: str
    timezone_offset_s: int
    user_agent: str
    identifier_for_vendor: str = ""
    calendar: str = "gregorian"
    has_wifi: bool = True
    has_cellular: bool = True


@dataclass
class Process:
    """One running process of the host app, as its SDKs see it. When the process ends nothing of it runs any more."""

    app: AppInfo
    device: DeviceInfo
    storage: Storage
    clock: Clock
    network: Network
    dispatcher: Dispatcher
    draws: Draws
    log: Callable[[str], None]
    arguments: Mapping[str, str] = field(default_factory=dict)
    is_debuggable: bool = True
    push: PushService = field(default_factory=NoPushService)
    permissions: Callable[[], frozenset[str]] = frozenset
    """What the app has been granted by now: ``notifications``, ``network_state`` (installed with the app)."""


class Lifecycle(Protocol):
    """What the system tells an app; the host app passes it to each SDK that listens, in the system's order."""

    def launched(self) -> None:
        """First activity created / didFinishLaunching."""
        ...

    def entered_foreground(self) -> None: ...
    def entered_background(self) -> None: ...
    def opened_link(self, url: str) -> None: ...
    def interrupted(self) -> None:
        """A dialog of the system lies over the app: onActivityPaused / willResignActive. Not the background."""
        ...

    def resumed(self) -> None:
        """It is gone again: onActivityResumed / didBecomeActive."""
        ...

    def rotated(self) -> None:
        """The phone was turned: Android makes the activity anew."""
        ...

    def screen_opened(self, name: str) -> None:
        """Another screen of the app over the one before: on Android an activity of its own."""
        ...

    def screen_closed(self) -> None:
        """Back to the one before."""
        ...
