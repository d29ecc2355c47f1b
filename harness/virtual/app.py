"""The host app: one running process of it, its screen, and how the system's and a person's acts reach the SDKs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from harness.virtual.own_plugins import Plugging
from harness.virtual.parts import AT_START, Parts, argument
from harness.virtual.permissions import NotificationPermission
from harness.virtual.push_ways import Payload, checked_token, make_way
from harness.virtual.screen import RUN, NoSuchWidgetError, Screen
from harness.virtual.sdk.plugins import Event
from harness.virtual.sdk.seams import Answer, Lifecycle, Process, Request
from harness.virtual.verbs import VERBS, Command, CommandError, parse_commands, parse_form
from harness.w3c.phone import Widget

APP_ID = "com.example.sample"
OnDefect = Callable[[BaseException, str], None]


@dataclass
class SettingsWatch:
    """A plugin that only counts settings checks, failed ones included, so that the screen can tell when the SDK has
    its settings. Its key is in no settings, so it gets no event and is in no ``_metadata`` (segment.md 3.1, 3.6)."""

    seen: Callable[[], None]
    key: str = "Sample Settings Watch"

    def update(self, settings: Mapping[str, Any], is_initial: bool) -> None:  # noqa: ARG002 (a destination's)
        self.seen()

    def identify(self, event: Event) -> None: ...
    def track(self, event: Event) -> None: ...
    def screen(self, event: Event) -> None: ...
    def group(self, event: Event) -> None: ...
    def alias(self, event: Event) -> None: ...
    def reset(self) -> None: ...
    def flush(self) -> None: ...


class HostApp:
    """Every method is called in turns of the phone's loop."""

    def __init__(self, process: Process, parts: Parts, on_defect: OnDefect, permission: NotificationPermission) -> None:
        self._process = process
        self._on_defect = on_defect
        self._permission = permission
        self._runs = 0
        self._screen = Screen()
        self.analytics = parts.analytics
        self.moengage = parts.moengage
        self._settings = 0
        self._outcome = "ready"
        self._pushes = make_way(process, parts, self._render)
        self._plugging = Plugging(process, parts.analytics, parts.add_destination, self._render)
        for name in argument(process, "plugins").split(","):
            self._plugging.add(name)
        self._pages: list[str] = []
        self.moengage.add_page_listener(self._note_page)
        self._render()
        self.analytics.add(SettingsWatch(self._count_settings))
        self._guard("starting with pushes", self._pushes.started)
        if commands := process.arguments.get(AT_START):
            self._do(lambda: parse_commands(commands))

    # the system's acts, passed to each SDK that listens

    def launched(self) -> None:
        self._tell("launched", lambda sdk: sdk.launched())

    def entered_foreground(self) -> None:
        self._tell("entered_foreground", lambda sdk: sdk.entered_foreground())

    def entered_background(self) -> None:
        self._tell("entered_background", lambda sdk: sdk.entered_background())

    def opened_link(self, url: str) -> None:
        self._tell("opened_link", lambda sdk: sdk.opened_link(url))

    def interrupted(self) -> None:
        self._tell("interrupted", lambda sdk: sdk.interrupted())

    def resumed(self) -> None:
        self._tell("resumed", lambda sdk: sdk.resumed())

    def rotated(self) -> None:
        self._tell("rotated", lambda sdk: sdk.rotated())

    # the push service's and the notification centre's acts, handled as the app's launch argument says

    def got_token(self, token: str) -> None:
        self._guard("a push token", lambda: self._pushes.got_token(token))

    def received(self, payload: Payload) -> None:
        self._guard("a push", lambda: self._pushes.received(payload))

    def clicked(self, payload: Payload) -> None:
        self._guard("a notification's click", lambda: self._pushes.clicked(payload))

    def cleared(self, payload: Payload) -> None:
        self._guard("a notification's end", lambda: self._pushes.cleared(payload))

    def permission_answered(self, is_granted: bool) -> None:
        self._guard("the permission's answer", lambda: self.moengage.permission_answered(is_granted))

    def queued(self) -> dict[str, int]:
        return {"segment": self.analytics.queued(), "moengage": self.moengage.queued()}

    # a person's acts

    def widgets(self) -> Sequence[Widget]:
        return self._screen.widgets()

    def type(self, widget_id: str, text: str) -> None:
        self._screen.type(widget_id, text)

    def press(self, widget_id: str) -> None:
        """Run and the forms' buttons end in the same place: commands, made back to back."""
        if widget_id == RUN:
            self._perform(lambda: parse_commands(self._screen.command()))
        elif widget_id in VERBS:
            self._perform(lambda: [parse_form(widget_id, self._screen.form(widget_id))])
        else:
            raise NoSuchWidgetError(f"{widget_id!r} is no button of the screen")

    def canary(self, url: str) -> None:
        headers = (("User-Agent", self._process.device.user_agent),)
        self._process.network.send(Request("GET", url, headers), self._note_canary)

    def ask_permission(self) -> None:
        self._permission.ask(self)

    def open_screen(self, name: str) -> None:
        """Over the one that is shown; the widgets of this app's screens are the same."""
        self._tell("screen_opened", lambda sdk: sdk.screen_opened(name))

    def close_screen(self) -> None:
        self._tell("screen_closed", lambda sdk: sdk.screen_closed())

    def add_plugin(self, name: str) -> None:
        self._plugging.add(name)

    def check_settings(self) -> None:
        """A call of the app's own; analytics-swift has none that is public."""
        if self._process.device.os_name == "iOS":
            raise CommandError("this SDK lets no app ask for its settings")
        self.analytics.check_settings()

    def register_for_push(self) -> None:
        self._require_push_code()
        self._pushes.register()

    def take_token(self, token: str) -> None:
        self._require_push_code()
        self._pushes.got_token(checked_token(self._process.device.os_name, token))

    def _require_push_code(self) -> None:
        if not self._pushes.can_push:
            raise CommandError("this app has no push code (launch argument pushBy)")

    def _note_canary(self, answer: Answer) -> None:
        self._process.log(f"app: the canary got {answer!r:.200}")

    def _perform(self, commands: Callable[[], Sequence[Command]]) -> None:
        self._runs += 1
        self._do(commands)

    def _do(self, commands: Callable[[], Sequence[Command]]) -> None:
        try:
            for command in commands():
                VERBS[command.verb].do(self, command.arguments)
        except CommandError as problem:
            self._show(f"error: {problem}")
        except Exception as defect:
            self._on_defect(defect, "a verb")
            self._show(f"error: {type(defect).__name__}: {defect}")
        else:
            self._show("ok")

    def _count_settings(self) -> None:
        self._settings += 1
        self._render()

    def _note_page(self, url: str) -> None:
        """An activity of MoEngage's came up, with a page in it."""
        self._pages.append(url)
        self._render()

    def _show(self, outcome: str) -> None:
        self._outcome = outcome
        self._render()

    def _render(self) -> None:
        said: dict[str, Any] = {"run": self._runs, "outcome": self._outcome, "settings": self._settings}
        said |= {"pushes": list(self._pushes.not_moengages), "tokens": self._pushes.tokens}
        said |= {"other": self._plugging.other.heard} if self._plugging.other.heard else {}
        said |= {"pages": list(self._pages)} if self._pages else {}
        said |= {"anonymous_id": None, "user_id": None}
        try:
            said |= {"anonymous_id": self.analytics.anonymous_id(), "user_id": self.analytics.user_id()}
        except Exception as defect:
            self._on_defect(defect, "reading the ids")
        self._screen.outcome = json.dumps(said)

    def _tell(self, what: str, tell: Callable[[Lifecycle], None]) -> None:
        for sdk in (self.analytics, self.moengage):
            self._guard(what, partial(tell, sdk))

    def _guard(self, what: str, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as defect:
            self._on_defect(defect, what)
