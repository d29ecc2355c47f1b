"""Stand-ins for the tests of the virtual phone: SDKs that note what they are told, and a network without a network."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from harness.builds import Build, load_builds
from harness.virtual.network import Transport
from harness.virtual.parts import Parts
from harness.virtual.phone import VirtualPhone
from harness.virtual.sdk.plugins import Destination
from harness.virtual.sdk.seams import Answer, Process, Request, Response
from harness.w3c.phone import Platform

APP = "com.example.sample"
CURRENT = {"android": "virtual-android-current", "ios": "virtual-ios-current"}
PREVIOUS = {"android": "virtual-android-previous", "ios": "virtual-ios-previous"}


def _said(context: Any) -> tuple[Any, ...]:
    return () if context is None else (context,)


class NotingAnalytics:
    """Notes every call as ``(name, arguments)``; keeps its anonymous id as a real one does."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.added: list[Destination] = []
        self.defect: Exception | None = None
        stored = process.storage.preferences("analytics")
        stored.setdefault("anonymous_id", str(process.draws.uuid()))
        self._stored = stored

    def _note(self, name: str, *arguments: Any) -> None:
        self.calls.append((name, arguments))
        if self.defect:
            raise self.defect

    def names(self) -> list[str]:
        return [name for name, _ in self.calls]

    def add(self, destination: Destination) -> None:
        self.added.append(destination)

    def identify(self, user_id: Any, traits: Any = None, integrations: Any = None, context: Any = None) -> None:
        self._stored["user_id"] = user_id
        self._note("identify", user_id, traits, integrations, *_said(context))

    def track(self, name: str, properties: Any = None, integrations: Any = None, context: Any = None) -> None:
        self._note("track", name, properties, integrations, *_said(context))

    def screen(self, name: str, category: Any = None, properties: Any = None, context: Any = None) -> None:
        self._note("screen", name, category, properties, *_said(context))

    def group(self, group_id: str, traits: Any = None, context: Any = None) -> None:
        self._note("group", group_id, traits, *_said(context))

    def alias(self, new_id: str, integrations: Any = None, context: Any = None) -> None:
        self._note("alias", new_id, integrations, *_said(context))

    def reset(self) -> None:
        self._note("reset")

    def flush(self) -> None:
        self._note("flush")

    def anonymous_id(self) -> str:
        return str(self._stored["anonymous_id"])

    def user_id(self) -> str | None:
        return self._stored.get("user_id")

    def set_device_token(self, token: str) -> None:
        self._note("set_device_token", token)

    def queued(self) -> int:
        return 3

    def launched(self) -> None:
        self._note("launched")

    def entered_foreground(self) -> None:
        self._note("entered_foreground")

    def entered_background(self) -> None:
        self._note("entered_background")

    def opened_link(self, url: str) -> None:
        self._note("opened_link", url)

    def interrupted(self) -> None:
        self._note("interrupted")

    def resumed(self) -> None:
        self._note("resumed")

    def rotated(self) -> None:
        self._note("rotated")

    def screen_opened(self, name: str) -> None:
        self._note("screen_opened", name)

    def screen_closed(self) -> None:
        self._note("screen_closed")

    def add_plugin(self, plugin: Any) -> None:
        self._note("add_plugin", plugin)

    def add_sub_plugin(self, key: str, plugin: Any) -> None:
        self._note("add_sub_plugin", key, plugin)

    def pause(self) -> None:
        self._note("pause")

    def resume(self) -> None:
        self._note("resume")

    def check_settings(self) -> None:
        self._note("check_settings")

    # what analytics-swift has besides
    def registered_for_remote_notifications(self, token_hex: str) -> None:
        self._note("registered_for_remote_notifications", token_hex)

    def failed_to_register(self, reason: str) -> None:
        self._note("failed_to_register", reason)

    def received_remote_notification(self, payload: Any) -> None:
        self._note("received_remote_notification", payload)

    def handle_action(self, identifier: str, payload: Any) -> None:
        self._note("handle_action", identifier, payload)


class NotingMoEngage:
    """Notes the lifecycle as texts, everything else as ``(name, arguments)``. A payload is MoEngage's if it says so;
    such a one it shows."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.told: list[str] = []
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.token_listeners: list[Callable[[str], None]] = []
        self.page_listeners: list[Callable[[str], None]] = []
        self.other_listeners: list[Callable[[Any], None]] = []

    def _note(self, name: str, *arguments: Any) -> None:
        self.calls.append((name, arguments))

    def set_app_status(self, status: str) -> None:
        self._note("set_app_status", status)

    def set_data_tracking(self, is_on: bool) -> None:
        self._note("set_data_tracking", is_on)

    def set_sdk_state(self, is_on: bool) -> None:
        self._note("set_sdk_state", is_on)

    def delete_user(self) -> None:
        self._note("delete_user")

    def show_in_app(self) -> None:
        self._note("show_in_app")

    def fetch_cards(self) -> None:
        self._note("fetch_cards")

    def initialise_default_instance(self) -> None:
        self._note("initialise_default_instance")

    def add_page_listener(self, listener: Callable[[str], None]) -> None:
        self.page_listeners.append(listener)

    def pass_push_token(self, token: str) -> None:
        self._note("pass_push_token", token)

    def is_from_moengage(self, payload: Any) -> bool:
        return payload.get("push_from") == "moengage" or "moengage" in payload

    def pass_push_payload(self, payload: Any) -> None:
        self._note("pass_push_payload", payload)
        self.process.push.show(payload)

    def notification_clicked(self, payload: Any) -> None:
        self._note("notification_clicked", payload)

    def notification_cleared(self, payload: Any) -> None:
        self._note("notification_cleared", payload)

    def permission_answered(self, is_granted: bool) -> None:
        self._note("permission_answered", is_granted)

    def register_for_push(self) -> None:
        self.process.push.request_token(self.service_new_token)

    def service_new_token(self, token: str) -> None:
        self._note("service_new_token", token)
        for listener in self.token_listeners:
            listener(token)

    def service_received(self, payload: Any) -> None:
        self._note("service_received", payload)
        if self.is_from_moengage(payload):
            self.process.push.show(payload)
            return
        for listener in self.other_listeners:
            listener(payload)

    def add_token_listener(self, listener: Callable[[str], None]) -> None:
        self.token_listeners.append(listener)

    def add_non_moengage_listener(self, listener: Callable[[Any], None]) -> None:
        self.other_listeners.append(listener)

    def launched(self) -> None:
        self.told.append("launched")

    def entered_foreground(self) -> None:
        self.told.append("entered_foreground")

    def entered_background(self) -> None:
        self.told.append("entered_background")

    def opened_link(self, url: str) -> None:
        self.told.append(f"opened_link {url}")

    def interrupted(self) -> None:
        self.told.append("interrupted")

    def resumed(self) -> None:
        self.told.append("resumed")

    def rotated(self) -> None:
        self.told.append("rotated")

    def screen_opened(self, name: str) -> None:
        self.told.append(f"screen_opened {name}")

    def screen_closed(self) -> None:
        self.told.append("screen_closed")

    def queued(self) -> int:
        return 2


@dataclass
class HeldTransport:
    """Keeps every request until the test answers it."""

    sent: list[Request] = field(default_factory=list)
    given_up: list[Request] = field(default_factory=list)
    answer: dict[int, Callable[[Answer], None]] = field(default_factory=dict)
    answers_at_once: bool = False

    def send(self, request: Request, then: Callable[[Answer], None]) -> Callable[[], None]:
        self.sent.append(request)
        self.answer[len(self.sent) - 1] = then
        if self.answers_at_once:
            then(Response(200, {}, b""))
        return lambda: self.given_up.append(request)

    def close(self) -> None:
        self.sent.clear()


@dataclass
class Bench:
    """A phone with noting SDKs inside; ``analytics`` and ``process`` are those of the latest launch."""

    phone: VirtualPhone
    transport: HeldTransport
    """What the phone sends by, unless the test gave it another."""
    launches: list[tuple[Process, NotingAnalytics, NotingMoEngage, Build]]

    @property
    def process(self) -> Process:
        return self.launches[-1][0]

    @property
    def analytics(self) -> NotingAnalytics:
        return self.launches[-1][1]

    @property
    def moengage(self) -> NotingMoEngage:
        return self.launches[-1][2]

    def outcome(self) -> dict[str, Any]:
        return dict(json.loads(self.text("outcome")))

    def do(self, verb: str, **arguments: Any) -> None:
        self.phone.set_text("command", json.dumps({"verb": verb, "arguments": arguments}))
        self.phone.press("run")

    def defects(self) -> object:
        return self.phone.describe()["harness:defects"]

    def install_and_launch(self, **arguments: str) -> None:
        self.phone.install(CURRENT[self.phone.platform])
        self.phone.activate(APP, arguments)

    def run(self, command: str) -> str:
        self.phone.set_text("command", command)
        self.phone.press("run")
        return self.text("outcome")

    def text(self, widget_id: str) -> str:
        return next(one.text for one in self.phone.widgets() if one.id == widget_id)

    def log(self) -> str:
        return "\n".join(text for _, text in self.phone.log())


def make_bench(
    platform: Platform,
    seed: str = "seed",
    on_launch: Callable[[Process], None] | None = None,
    carrier: Transport | None = None,
) -> Bench:
    launches: list[tuple[Process, NotingAnalytics, NotingMoEngage, Build]] = []

    def assemble(process: Process, build: Build) -> Parts:
        if on_launch:
            on_launch(process)
        parts = Parts(NotingAnalytics(process), NotingMoEngage(process))
        launches.append((process, parts.analytics, parts.moengage, build))  # type: ignore[arg-type]  # made above
        return parts

    transport = HeldTransport()
    phone = VirtualPhone(platform, "phone-1", carrier or transport, seed=seed, builds=load_builds(), assemble=assemble)
    return Bench(phone, transport, launches)
