"""MoEngage's SDK where the real one is not served: its model, in a process of its own, and the line to it.

Whatever the app's process calls on MoEngage comes in here and is handed on, one line at a time; what the system does
to the app is told to the model on the same line.
"""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from harness.errors import DeviceError

START_S, ANSWER_S, END_S = 20.0, 30.0, 5.0
HERE = "127.0.0.1"


class Partner:
    """The model's process: one for the device's life. Each of the app's processes has a ``Session`` of it."""

    def __init__(self, ca_file: Path, proxy_port: int, seed: str) -> None:
        asked = ["--ca", str(ca_file), "--proxy", str(proxy_port), "--seed", seed]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "harness.virtual.stand_in", *asked],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        try:
            self.port = int(json.loads(line)["port"])
        except (ValueError, KeyError):
            raise DeviceError(f"MoEngage's model did not start: {line!r}", next_step="see what it says") from None

    @property
    def pid(self) -> int:
        return self._process.pid

    def begin(self, build: str, arguments: Mapping[str, str], data: Path) -> Session:
        return Session(self.port, {"build": build, "arguments": dict(arguments), "data": str(data), "network": True})

    def close(self) -> None:
        try:
            self._process.communicate(timeout=END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()


class Session:
    """One process of the app, as MoEngage's model knows it: ends with that process."""

    def __init__(self, port: int, begin: Mapping[str, object]) -> None:
        self._asking = threading.Lock()
        self._model = socket.create_connection((HERE, port), ANSWER_S)
        self._answers = self._model.makefile("rb")
        self._listener = socket.create_server((HERE, 0))
        self.port = self._listener.getsockname()[1]
        self.ask({"begin": begin})
        self._relay = threading.Thread(target=self._serve, daemon=True)
        self._relay.start()

    def ask(self, line: Mapping[str, object]) -> Any:
        answer = json.loads(self._exchange(json.dumps(line).encode() + b"\n"))
        if "error" in answer:
            raise DeviceError(f"MoEngage's model: {answer['error']}: {answer.get('message', '')}")
        return answer.get("value")

    def tell(self, act: str, **arguments: object) -> None:
        self.ask({"act": act, **arguments})

    def end(self) -> None:
        for one in (self._listener, self._model):
            with contextlib.suppress(OSError):  # nobody is at the other end
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._relay.join()

    def _exchange(self, line: bytes) -> bytes:
        with self._asking:
            self._model.sendall(line)
            return self._answers.readline()

    def _serve(self) -> None:
        """The app's process connects once; OSError is the end of either side."""
        try:
            app, _ = self._listener.accept()
            with app, app.makefile("rb") as lines:
                self._hand_on(app, lines)
        except OSError:
            return

    def _hand_on(self, app: socket.socket, lines: IO[bytes]) -> None:
        app.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for line in lines:
            app.sendall(self._exchange(line))
