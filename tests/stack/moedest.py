"""Plays the inputs of a recording of the real Android destination to the app in a JVM, and notes what calls come."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harness.jvm.artifacts import Release
from harness.jvm.compile import classes, sources
from harness.jvm.machine import Machine, make_trust
from tests.virtual.tls_proxy import Replying, Seen, TlsProxy

CONTRACT = Path(__file__).parent / "contract"
MAIN = "com.example.harness.contract.Main"
FAULTS = {
    "runtime": "RuntimeException", "state": "IllegalStateException",
    "linkage": "NoSuchMethodError", "error": "StackOverflowError",
}  # fmt: skip
QUIET_S, PATIENCE_S = 0.12, 8.0
LAUNCH_QUIET_S = 1.0
"""Then the SDK has written its settings and ids to disk."""
ABSENT = "__absent__"
Call = dict[str, Any]
Step = dict[str, Any]


def calls_of(line: str) -> Call:
    """A line of the stand-in, with its thread named as recordings name them."""
    said = json.loads(line)
    said["thread"] = re.sub(r"^pool-.*", "analytics-pool", said["thread"])
    return dict(said)


@dataclass
class Listener:
    """The other end of the stand-in's line: answers, and fails where it is told to."""

    faults: dict[str, str] = field(default_factory=dict)
    """Method, or ``*`` for all but the constructor -> what it throws."""
    calls: list[Call] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._changed = threading.Condition()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._server.close()

    def take(self, expected: int, quiet_s: float = QUIET_S) -> list[Call]:
        """What came since the last time: ``expected`` calls, and those that follow them closely."""
        with self._changed:
            self._changed.wait_for(lambda: len(self.calls) >= expected, PATIENCE_S if expected else 0)
            while self._changed.wait(quiet_s):
                continue
            taken, self.calls = self.calls, []
        return taken

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rwb") as lines:
            for line in lines:
                call = calls_of(line.decode())
                lines.write(json.dumps(self._note(call)).encode() + b"\n")
                lines.flush()

    def _note(self, call: Call) -> Mapping[str, str]:
        owner, _, method = call["api"].rpartition(".")
        if owner != "SegmentIntegrationHelper":
            return {}
        with self._changed:
            self.calls.append(call)
            self._changed.notify_all()
        kind = self.faults.get(method) or (self.faults.get("*") if method != "<init>" else None)
        return {"error": kind, "message": f"a fault in {method}"} if kind else {}


@dataclass
class Settings:
    """What the back end answers, by write key or for all."""

    status: int = 200
    entry: Any = None
    by_key: dict[str, Any] = field(default_factory=dict)
    text: str | None = None

    def reply(self, seen: Seen) -> Replying:
        if not seen.target.endswith("/settings"):
            return Replying()
        write_key = seen.target.split("/")[-2]
        entry = self.by_key.get(write_key, self.entry)
        integrations = {"Segment.io": {"apiKey": write_key, "apiHost": "api.segment.io/v1"}}
        integrations |= {} if entry == ABSENT else {"MoEngage": entry}
        document = {"integrations": integrations, "plan": {}, "edgeFunction": {}, "metrics": {"sampleRate": 0}}
        return Replying(self.status, body=(self.text or json.dumps(document)).encode())


class Player:
    """One run: a back end, MoEngage's end of the line, and processes of the app one after the other."""

    def __init__(self, release: Release, run_on: Release, destination: str, folder: Path) -> None:
        self._compiled = classes(release, [*sources(), CONTRACT])
        self._run_on = run_on
        self._destination = destination
        self._folder = folder
        self.settings = Settings(entry={"apiKey": "WS1"})
        self.listener = Listener()
        self._proxy = TlsProxy(folder, reply=self.settings.reply)
        self._trust = make_trust(self._proxy.ca_file, self._proxy.port, folder)
        self._machine: Machine | None = None
        self._installations = 0

    def launch(self, *, is_fresh: bool = True, lifecycle: str = "false", **arguments: str) -> None:
        if self._machine:
            self._machine.kill()
        self._installations += is_fresh
        self._machine = Machine(self._run_on, self._trust, compiled=self._compiled, main=MAIN)
        data = str(self._folder / f"data-{self._installations}")
        app = {"data": data, "label": "Sample", "versionName": "1.0", "versionCode": "1"}
        self._machine.ask("begin", moengage=self.listener.port, **app)
        own = {"flushAt": "1000", "flushInterval": "3600", "writeKey": "wk_main", "debug": "false"}
        self.ask("open", extras={**own, "lifecycle": lifecycle, "destination": self._destination, **arguments})

    def ask(self, op: str, **arguments: Any) -> None:
        assert self._machine is not None
        self._machine.ask(op, **arguments)

    def perform(self, inputs: Sequence[Mapping[str, Any]]) -> None:
        for one in inputs:
            if one.get("op") == "deeplink":
                self.ask("open", url=one["url"])
            elif "m" in one:
                self.ask("call", **{key: value for key, value in one.items() if key != "op"})
            else:
                self.ask(one["op"], **{key: value for key, value in one.items() if key != "op"})

    def close(self) -> None:
        if self._machine:
            self._machine.kill()
        self.listener.close()
        self._proxy.close()


def steps_of(file: Path) -> Iterator[Step]:
    """With the run's versions in each (``about``)."""
    about: Step = {}
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        if "about" in row:
            about = row
        elif "calls" in row:
            yield {**row, "about": about}
