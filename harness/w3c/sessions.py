"""Sessions with phones: how one begins and ends, and what it keeps for itself.

A session keeps elements, Appium settings, timeouts and how far it has read the log. Everything else is the phone's
and is there for the next session. No session ends by itself: ``newCommandTimeout`` is remembered only.
"""

from __future__ import annotations

import threading
import uuid
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from harness.w3c.app_setup import AppSetup
from harness.w3c.arguments import Arguments, Json
from harness.w3c.capabilities import Capabilities, answer_asked, list_alternatives, read_asked
from harness.w3c.contract import Contract, contract_of
from harness.w3c.elements import Elements
from harness.w3c.errors import WebDriverError, no_such_session, session_not_created
from harness.w3c.handset import Handset
from harness.w3c.logs import LogReader
from harness.w3c.phone import Phone, Platform

SETTINGS: Mapping[Platform, Mapping[str, Json]] = {
    "android": {"ignoreUnimportantViews": False, "allowInvisibleElements": False},
    "ios": {"nativeWebTap": False, "useFirstMatch": False, "boundElementsByIndex": False},
}
KEPT_COMMANDS = 500


@dataclass
class Session:
    id: str
    handset: Handset
    capabilities: Capabilities
    setup: AppSetup
    features: frozenset[str]
    """Insecure features that are allowed, without scope: ``adb_shell``."""
    elements: Elements
    log: LogReader
    settings: dict[str, Json]
    timeouts: dict[str, float] = field(default_factory=lambda: {"script": 30_000, "pageLoad": 300_000, "implicit": 0})
    events: dict[str, list[int]] = field(default_factory=dict)
    commands: deque[dict[str, Json]] = field(default_factory=lambda: deque(maxlen=KEPT_COMMANDS))

    @property
    def phone(self) -> Phone:
        return self.handset.phone

    @property
    def platform(self) -> Platform:
        return self.handset.platform

    @property
    def contract(self) -> Contract:
        return contract_of(self.platform)

    @property
    def app_id(self) -> str | None:
        """The app under test: asked for, or else the one in front."""
        return self.setup.app_id or self.phone.foreground_app()


class Sessions:
    """All of a server's. ``features`` are the server's insecure features, with scope: ``*:adb_shell``."""

    def __init__(self, phones: Sequence[Phone], features: Sequence[str] = ()) -> None:
        self._handsets = [Handset(phone) for phone in phones]
        self._features = tuple(features)
        self._open: dict[str, Session] = {}
        self._lock = threading.Lock()

    def begin(self, body: Arguments) -> Session:
        problems = []
        for capabilities in list_alternatives(body):
            try:
                handset = self._find_handset(read_asked(capabilities))
            except WebDriverError as problem:
                problems.append(problem)
            else:
                return self._begin(handset, capabilities)
        raise problems[0]

    def get(self, session_id: str) -> Session:
        session = self._open.get(session_id)
        if session is None:
            raise no_such_session()
        return session

    def end(self, session_id: str) -> None:
        with self._lock:
            session = self._open.pop(session_id, None)
        if session is None:
            raise no_such_session()
        session.setup.take_down(session.handset)

    def _begin(self, handset: Handset, capabilities: Capabilities) -> Session:
        wanted = read_asked(capabilities)
        setup = AppSetup.of(handset.platform, wanted)
        log = LogReader(handset)
        if wanted.flag("clearDeviceLogsOnStart"):
            log.skip()
        setup.prepare(handset)
        session = Session(
            id=str(uuid.uuid4()),
            handset=handset,
            capabilities=answer_asked(capabilities, handset.phone.udid, handset.phone.describe()),
            setup=setup,
            features=read_features((*self._features, *wanted.items("allowInsecure", [])), handset.platform),
            elements=Elements(handset),
            log=log,
            settings={**SETTINGS[handset.platform], **_asked_settings(wanted)},
        )
        with self._lock:
            self._open[session.id] = session
        return session

    def _find_handset(self, wanted: Arguments) -> Handset:
        """By ``udid``, or the only phone of the platform."""
        platform, udid = wanted.text("platformName", "").lower(), wanted.text("udid", "")
        if platform not in ("android", "ios"):
            raise session_not_created(f"'platformName' must be Android or iOS, not {wanted.any('platformName')!r}")
        fitting = [one for one in self._handsets if one.platform == platform]
        found = [one for one in fitting if udid in ("", one.phone.udid)]
        there = ", ".join(one.phone.udid for one in fitting) or "none"
        if not found:
            missing = f"Device {udid}" if udid else "A device"
            raise session_not_created(f"{missing} was not in the list of connected devices ({platform}: {there})")
        if len(found) > 1:
            raise session_not_created(f"'appium:udid' must say which phone is meant ({platform}: {there})")
        return found[0]


AUTOMATIONS: Mapping[Platform, str] = {"android": "uiautomator2", "ios": "xcuitest"}


def read_features(scoped: Sequence[Json], platform: Platform) -> frozenset[str]:
    """Appium 3 wants a scope before each: the driver's automation name or ``*`` (facts: appium.md 1)."""
    features = set()
    for feature in scoped:
        scope, _, name = str(feature).partition(":")
        if name and scope.lower() in ("*", "virtualdevice", AUTOMATIONS[platform]):
            features.add(name)
    return frozenset(features)


def _asked_settings(wanted: Arguments) -> dict[str, Json]:
    """Capabilities like ``appium:settings[waitForIdleTimeout]``."""
    return {
        name[len("settings[") : -1]: value
        for name, value in wanted.values.items()
        if name.startswith("settings[") and name.endswith("]")
    }
