"""The capture process as the harness holds it: one port per device, one thread that reads what it sees."""

from __future__ import annotations

import itertools
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from harness.calls import Exchange, Note
from harness.capture.authority import create_authority
from harness.capture.conditions import Condition, to_json
from harness.capture.frames import Frame, Unpacker, pack, unpack_exchange
from harness.capture.hosts import Hosts
from harness.capture.replies import Answers
from harness.errors import CaptureError, InfrastructureError

START_S = 20.0
MARK_S = 10.0
END_S = 5.0
TRIES = 3
PIECE = 262144
INTERPRETER = "HARNESS_PROXY_PYTHON"


class Proxy:
    """``on_exchange`` and ``on_note`` are called on the reader thread, in order, before an answer leaves the proxy;
    ``on_death`` when the process ends without having been asked to."""

    def __init__(
        self,
        devices: Sequence[str],
        *,
        hosts: Hosts,
        folder: Path,
        on_exchange: Callable[[Exchange], None],
        on_note: Callable[[Note], None],
        on_death: Callable[[CaptureError], None],
        python: str | None = None,
    ) -> None:
        self._on_exchange, self._on_note, self._on_death = on_exchange, on_note, on_death
        self._python = python or os.environ.get(INTERPRETER) or sys.executable
        self._changed = threading.Condition()
        self._numbers = itertools.count(1)
        self._last_mark = 0
        self._open: dict[str, int] = {}
        self._is_ready = self._is_over = self._is_closing = False
        self.authority = create_authority(folder, hosts.domains)
        self.ports: Mapping[str, int] = {}
        self._log = folder / "proxy.log"
        self._start(devices, hosts)

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return not self._is_over

    # what a device is answered

    def serve(self, device: str, answers: Answers) -> None:
        self._send("serve", device=device, settings=dict(answers.settings), sdkconfig=dict(answers.sdkconfig))

    def apply(self, device: str, condition: Condition) -> None:
        self._send("apply", device=device, condition=to_json(condition))

    def lift(self, device: str) -> None:
        """Undoes every condition of the device; answers that were held back leave now."""
        self._send("lift", device=device)

    def advance(self, seconds: float) -> None:
        """Moves the proxy's time: what would be held back so much longer leaves now."""
        self._send("advance", seconds=seconds)
        self.settle()

    def held(self, device: str) -> int:
        """Answers that are held back at this moment."""
        with self._changed:
            return self._open.get(device, 0)

    def settle(self) -> None:
        """When this returns, everything that the proxy saw before has been handed on."""
        number = next(self._numbers)
        self._send("mark", number=number)
        with self._changed:
            self._changed.wait_for(lambda: self._last_mark >= number or self._is_over, MARK_S)
            if self._last_mark < number:
                raise self._death()

    def close(self) -> None:
        self._is_closing = True
        with suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)
        try:
            self._process.wait(END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(END_S)
        self._control.close()
        self._lines.close()
        self.authority.destroy()

    # starting

    def _start(self, devices: Sequence[str], hosts: Hosts) -> None:
        """Ports are free when they are chosen; somebody else may be faster, so a few tries."""
        for attempt in range(1, TRIES + 1):
            self.ports = dict(zip(devices, free_ports(len(devices)), strict=True))
            self._spawn(hosts)
            if self._await_ready():
                return
            said = self._end_failed_start()
            if attempt == TRIES or "address already in use" not in said.lower():
                raise InfrastructureError(
                    f"the capture process did not start: {said[-600:] or 'it said nothing'}",
                    next_step=f"is mitmproxy installed for {self._python}? see `harness doctor`",
                )

    def _spawn(self, hosts: Hosts) -> None:
        self._lines, their_lines = socket.socketpair()
        self._control, their_control = socket.socketpair()
        config = {
            "confdir": str(self.authority.folder),
            "devices": {str(port): device for device, port in self.ports.items()},
            "vendor": hosts.vendor,
            "passed": hosts.passed,
            "control": their_control.fileno(),
        }
        command = [self._python, "-m", "harness.capture.runner", str(their_lines.fileno()), json.dumps(config)]
        with their_lines, their_control:
            self._process = self._popen(command, (their_lines.fileno(), their_control.fileno()))
        self._reader = threading.Thread(target=self._read, name="capture-reader", daemon=True)
        self._reader.start()

    def _popen(self, command: list[str], descriptors: tuple[int, int]) -> subprocess.Popen[bytes]:
        """In a session of its own: Ctrl-C is for the harness, which needs its proxy until it has finished."""
        try:
            with self._log.open("wb") as log:
                return subprocess.Popen(
                    command, pass_fds=descriptors, start_new_session=True, stdout=subprocess.DEVNULL, stderr=log
                )
        except OSError as problem:
            self._lines.close()
            self._control.close()
            raise InfrastructureError(
                f"{self._python} cannot be run: {problem.strerror}", next_step=f"check {INTERPRETER}"
            ) from problem

    def _await_ready(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._is_ready or self._is_over, START_S)
            return self._is_ready

    def _end_failed_start(self) -> str:
        self._is_closing = True
        self._process.kill()
        self._process.wait()
        self._reader.join(END_S)
        self._control.close()
        self._lines.close()
        self._is_closing = self._is_over = False
        return self._log.read_text(encoding="utf-8", errors="replace").strip()

    # reading and writing

    def _send(self, frame: str, **head: Any) -> None:
        try:
            self._control.sendall(pack({"frame": frame, **head}))
        except OSError as problem:
            raise self._death() from problem

    def _read(self) -> None:
        unpacker = Unpacker()
        with suppress(OSError):
            while data := self._lines.recv(PIECE):
                for frame in unpacker.feed(data):
                    self._take(frame)
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
        if self._is_ready and not self._is_closing:
            self._on_death(self._death())

    def _take(self, frame: Frame) -> None:
        said = frame.head
        match said["frame"]:
            case "exchange":
                self._on_exchange(unpack_exchange(frame))
            case "note":
                self._on_note(Note(said["kind"], said["device"], said["text"], said["data"]))
            case _:
                self._learn(said)

    def _learn(self, said: Mapping[str, Any]) -> None:
        with self._changed:
            match said["frame"]:
                case "ready":
                    self._is_ready = True
                case "mark":
                    self._last_mark = said["number"]
                case "open":
                    self._open[said["device"]] = said["count"]
            self._changed.notify_all()

    def _death(self) -> CaptureError:
        return CaptureError(
            "the capture process has ended, so nothing can be said about the SDKs",
            next_step="run again; if it ends again, see `harness doctor`",
        )


def free_ports(count: int) -> list[int]:
    """Held all at once, so that they differ."""
    servers = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [int(server.getsockname()[1]) for server in servers]
    finally:
        for server in servers:
            server.close()
