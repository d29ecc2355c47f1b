"""One connection to the stand-in: a line of JSON for each thing said, a line for each answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from harness.builds import Build, find_build
from harness.errors import ConfigurationError
from harness.virtual.journal import Journal
from harness.virtual.loop import Loop
from harness.virtual.sdk.moengage_android import NotInitialisedError
from harness.virtual.sdk.org_json import JsonError
from harness.virtual.stand_in_apis import UnknownApiError
from harness.virtual.stand_in_process import Beginning, StandIn
from harness.virtual.stand_in_values import ArgumentError, arguments_of

Said = Mapping[str, Any]
Start = Callable[[Beginning], StandIn]
"""In a turn of the loop."""

NAMES: Mapping[type[Exception], str] = {
    NotInitialisedError: "IllegalStateException",
    UnknownApiError: "NoSuchMethodError",
    JsonError: "JSONException",
    ArgumentError: "IllegalArgumentException",
    ConfigurationError: "IllegalArgumentException",
}
"""What a model raises -> what its caller catches."""


class Talk:
    """Every line is answered, and what it caused is done and stored before that; one that cannot be read changes
    nothing. The end of the talk is the death of the process."""

    def __init__(self, loop: Loop, builds: Mapping[str, Build], journal: Journal, start: Start) -> None:
        self._loop = loop
        self._builds = builds
        self._start = start
        self._journal = journal
        self._running: StandIn | None = None

    def answer(self, line: bytes) -> bytes:
        try:
            value = self._do(parse_line(line))
            said = {} if value is None else {"value": value}
        except Exception as problem:
            said = self._refusal(problem)
        return json.dumps(said).encode() + b"\n"

    def end(self) -> None:
        if self._running is not None:
            self._loop.run(self._running.end)
            self._running = None

    def _do(self, said: Said) -> Any:
        if "begin" in said:
            return self._begin(said["begin"])
        value = self._loop.run(lambda: self._perform(self._live(), said))
        self._loop.drain()
        return value

    def _begin(self, said: Said) -> None:
        if self._running is not None:
            raise ArgumentError("the process has begun already: it ends with its connection")
        beginning = read_beginning(said, self._builds)
        self._running = self._loop.run(lambda: self._start(beginning))

    def _live(self) -> StandIn:
        if self._running is None:
            raise ArgumentError('no process has begun: the first line is {"begin": {...}}')
        return self._running

    def _perform(self, running: StandIn, said: Said) -> Any:
        if "api" in said:
            return running.call(str(said["api"]), arguments_of(said.get("args", [])))
        if "act" in said:
            return running.act(str(said["act"]), said)
        if "ask" in said:
            return running.ask(str(said["ask"]))
        raise ArgumentError(f"a line says begin, api, act or ask, not {', '.join(said) or 'nothing'}")

    def _refusal(self, problem: Exception) -> dict[str, str]:
        """What no caller's mistake explains is a defect of the model's."""
        name = NAMES.get(type(problem), "RuntimeException")
        if type(problem) not in NAMES:
            self._journal.write_defect(problem, "a line")
        self._journal.write(f"stand-in: {name}: {problem}")
        return {"error": name, "message": str(problem)}


def parse_line(line: bytes) -> Said:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise ArgumentError(f"the line is not JSON: {problem}") from problem
    if not isinstance(said, dict):
        raise ArgumentError(f"a line is an object, not {said!r:.80}")
    return said


def read_beginning(said: object, builds: Mapping[str, Build]) -> Beginning:
    """``{"build": NAME, "arguments": {...}, "data": FOLDER, "network": true, "device": {...}}``."""
    if not isinstance(said, dict) or not {"build", "data"} <= set(said):
        raise ArgumentError('begin says at least {"build": NAME, "data": FOLDER}')
    return Beginning(
        build=find_build(str(said["build"]), builds),
        data=Path(str(said["data"])),
        arguments={name: str(value) for name, value in members(said, "arguments").items()},
        device=members(said, "device"),
        is_online=bool(said.get("network", True)),
    )


def members(said: Said, name: str) -> Said:
    value = said.get(name, {})
    if not isinstance(value, dict):
        raise ArgumentError(f"{name} is an object, not {value!r:.80}")
    return value
