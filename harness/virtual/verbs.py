"""What the host app can be told to do: its verbs, read from a command (JSON) or from the fields of a form."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from harness.virtual.parts import MoEngage
from harness.virtual.sdk.plugins import Analytics


class Doer(Protocol):
    """What a verb acts on."""

    analytics: Analytics
    moengage: MoEngage

    def canary(self, url: str) -> None: ...
    def ask_permission(self) -> None: ...
    def register_for_push(self) -> None: ...
    def open_screen(self, name: str) -> None: ...
    def close_screen(self) -> None: ...
    def add_plugin(self, name: str) -> None: ...
    def check_settings(self) -> None: ...
    def take_token(self, token: str) -> None:
        """As if the push service had given it to the app."""
        ...


class CommandError(Exception):
    """The app cannot do what the command says; shown in the outcome label."""


@dataclass(frozen=True)
class Argument:
    name: str
    kind: Literal["text", "object"] = "text"
    is_required: bool = False
    choices: tuple[str, ...] = ()

    def parse(self, text: str) -> Any:
        """From a form's field."""
        try:
            return json.loads(text) if self.kind == "object" else text
        except ValueError as problem:
            raise CommandError(f"{self.name} is not JSON: {problem}") from problem

    def check(self, value: object) -> None:
        wanted: type = dict if self.kind == "object" else str
        if not isinstance(value, wanted):
            raise CommandError(f"{self.name} must be {'an object' if wanted is dict else 'text'}, not {value!r}")
        if self.choices and value not in self.choices:
            raise CommandError(f"{self.name} must be one of {', '.join(self.choices)}, not {value!r}")


@dataclass(frozen=True)
class Verb:
    arguments: tuple[Argument, ...]
    do: Callable[[Doer, Mapping[str, Any]], None]


@dataclass(frozen=True)
class Command:
    """An argument that is left out was not given, which an SDK tells from an empty one."""

    verb: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


TRAITS, PROPERTIES = Argument("traits", "object"), Argument("properties", "object")
NAME = Argument("name", is_required=True)
INTEGRATIONS, CONTEXT = Argument("integrations", "object"), Argument("context", "object")
TOKEN = Argument("token", is_required=True)
STATUS = Argument("status", is_required=True, choices=("install", "update"))
STATE = Argument("state", is_required=True, choices=("on", "off"))


def _identify(app: Doer, given: Mapping[str, Any]) -> None:
    app.analytics.identify(given.get("user_id"), given.get("traits"), given.get("integrations"), **_context(given))


def _track(app: Doer, given: Mapping[str, Any]) -> None:
    app.analytics.track(given["name"], given.get("properties"), given.get("integrations"), **_context(given))


def _screen(app: Doer, given: Mapping[str, Any]) -> None:
    app.analytics.screen(given["name"], given.get("category"), given.get("properties"), **_context(given))


def _group(app: Doer, given: Mapping[str, Any]) -> None:
    app.analytics.group(given["group_id"], given.get("traits"), **_context(given))


def _alias(app: Doer, given: Mapping[str, Any]) -> None:
    app.analytics.alias(given["user_id"], given.get("integrations"), **_context(given))


def _context(given: Mapping[str, Any]) -> dict[str, Any]:
    """Of this call alone. On iOS a group with one goes through the overload that keeps enrichments (segment.md 3.2)."""
    return {"context": given["context"]} if "context" in given else {}


def _set_app_status(app: Doer, given: Mapping[str, Any]) -> None:
    app.moengage.set_app_status("INSTALL" if given["status"] == "install" else "UPDATE")


VERBS: dict[str, Verb] = {
    "identify": Verb((Argument("user_id"), TRAITS, INTEGRATIONS, CONTEXT), _identify),
    "track": Verb((Argument("name", is_required=True), PROPERTIES, INTEGRATIONS, CONTEXT), _track),
    "screen": Verb((Argument("name", is_required=True), Argument("category"), PROPERTIES, CONTEXT), _screen),
    "group": Verb((Argument("group_id", is_required=True), TRAITS, CONTEXT), _group),
    "alias": Verb((Argument("user_id", is_required=True), INTEGRATIONS, CONTEXT), _alias),
    "reset": Verb((), lambda app, _: app.analytics.reset()),
    "flush": Verb((), lambda app, _: app.analytics.flush()),
    "canary": Verb((Argument("url", is_required=True),), lambda app, given: app.canary(given["url"])),
    "push_token": Verb((TOKEN,), lambda app, given: app.take_token(given["token"])),
    "device_token": Verb((TOKEN,), lambda app, given: app.analytics.set_device_token(given["token"])),
    "register_for_push": Verb((), lambda app, _: app.register_for_push()),
    "ask_permission": Verb((), lambda app, _: app.ask_permission()),
    "app_status": Verb((STATUS,), _set_app_status),
    "data_tracking": Verb((STATE,), lambda app, given: app.moengage.set_data_tracking(given["state"] == "on")),
    "moengage_sdk": Verb((STATE,), lambda app, given: app.moengage.set_sdk_state(given["state"] == "on")),
    "delete_user": Verb((), lambda app, _: app.moengage.delete_user()),
    "show_in_app": Verb((), lambda app, _: app.moengage.show_in_app()),
    "fetch_cards": Verb((), lambda app, _: app.moengage.fetch_cards()),
    "open_screen": Verb((NAME,), lambda app, given: app.open_screen(given["name"])),
    "close_screen": Verb((), lambda app, _: app.close_screen()),
    "add_plugin": Verb((NAME,), lambda app, given: app.add_plugin(given["name"])),
    "pause_events": Verb((), lambda app, _: app.analytics.pause()),
    "resume_events": Verb((), lambda app, _: app.analytics.resume()),
    "check_settings": Verb((), lambda app, _: app.check_settings()),
}


def parse_commands(text: str) -> list[Command]:
    """``{"verb": ..., "arguments": {...}}``, or a list of such: made back to back."""
    try:
        said = json.loads(text)
    except ValueError as problem:
        raise CommandError(f"the command is not JSON: {problem}") from problem
    commands = said if isinstance(said, list) else [said]
    if not commands:
        raise CommandError("the command says nothing to do")
    return [_parse_command(one) for one in commands]


def parse_form(verb: str, fields: Mapping[str, str]) -> Command:
    """``fields`` by argument name; an empty field is an argument that was not given."""
    typed = {one.name: one.parse(fields[one.name]) for one in VERBS[verb].arguments if fields.get(one.name)}
    return checked(Command(verb, typed))


def checked(command: Command) -> Command:
    arguments = VERBS[command.verb].arguments
    known = {one.name: one for one in arguments}
    for name, value in command.arguments.items():
        if name not in known:
            raise CommandError(f"{command.verb} has no argument {name!r}; it has {', '.join(known) or 'none'}")
        known[name].check(value)
    if missing := [one.name for one in arguments if one.is_required and one.name not in command.arguments]:
        raise CommandError(f"{command.verb} needs {', '.join(missing)}")
    return command


def _parse_command(said: object) -> Command:
    if not isinstance(said, dict) or not isinstance(said.get("arguments", {}), dict):
        raise CommandError('a command is an object such as {"verb": "reset", "arguments": {}}')
    verb = said.get("verb")
    if verb not in VERBS:
        raise CommandError(f"unknown verb {verb!r}; known are {', '.join(VERBS)}")
    given = {name: value for name, value in said.get("arguments", {}).items() if value is not None}
    return checked(Command(verb, given))
