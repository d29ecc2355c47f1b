"""The capture process as the harness holds it: one port per device, one thread that reads what it sees."""

from __future__ import annotations

import itertools
import os
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
from harness.capture.process import INTERPRETER, CaptureProcess, free_ports, start_process
from harness.capture.replies import Answers
from harness.errors import CaptureError, HarnessError, InfrastructureError

START_S = 20.0
MARK_S = 10.0
JOIN_S = 5.0
GONE_S = 0.03
"""For a process whose socket has closed to be gone; waiters are told of its death no later."""

TRIES = 3
PIECE = 262144


class Proxy:
    """``on_exchange`` and ``on_note`` are called on the reader thread, in order; what they are told was written before
    the answer left. ``on_death`` is told once, when the process ends without having been asked to, or when what it
    said could not be taken in. A word to a device holds as soon as the method returns."""

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
        self._death: CaptureError | None = None
        self.authority = create_authority(folder, hosts.domains)
        self.ports: Mapping[str, int] = {}
        self._log = folder / "proxy.log"
        try:
            self._start(devices, hosts)
        except BaseException:
            self.authority.destroy()
            raise

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Proxy {dict(self.ports)}>"

    @property
    def pid(self) -> int:
        return self._process.popen.pid

    @property
    def is_alive(self) -> bool:
        return not self._is_over and self._death is None

    def port(self, device: str) -> int:
        if device not in self.ports:
            raise HarnessError(f"this proxy has no device {device!r}", next_step=f"it has {', '.join(self.ports)}")
        return self.ports[device]

    # what a device is answered

    def serve(self, device: str, answers: Answers) -> None:
        self._tell(device, "serve", settings=dict(answers.settings), sdkconfig=dict(answers.sdkconfig))

    def apply(self, device: str, condition: Condition) -> None:
        self._tell(device, "apply", condition=to_json(condition))

    def lift(self, device: str) -> None:
        """Undoes every condition of the device; answers that were held back leave now."""
        self._tell(device, "lift")

    def advance(self, seconds: float) -> None:
        """Moves the proxy's time: what would be held back so much longer leaves now."""
        self._send("advance", seconds=seconds)
        self.settle()

    def let_time_run(self, device: str, runs: bool) -> None:
        """Whether what is held back from the device comes nearer to its end."""
        self._tell(device, "go_on" if runs else "stand_still")

    def held(self, device: str) -> int:
        """Answers that are held back at this moment."""
        with self._changed:
            return self._open.get(device, 0)

    def settle(self) -> None:
        """When this returns, everything that the proxy saw before has been handed on."""
        if threading.current_thread() is self._reader:
            raise HarnessError("the reader thread cannot wait for itself", next_step="call this from another thread")
        number = next(self._numbers)
        self._send("mark", number=number)
        with self._changed:
            self._changed.wait_for(lambda: self._last_mark >= number or self._is_over, MARK_S)
            if self._last_mark < number:
                raise self._death or self._ended("does not answer")

    def close(self) -> None:
        self._is_closing = True
        self._process.end()
        self._reader.join(JOIN_S)
        self._process.close_sockets()
        self.authority.destroy()

    # starting

    def _start(self, devices: Sequence[str], hosts: Hosts) -> None:
        """Ports are free when they are chosen; somebody else may be faster, so a few tries."""
        for attempt in range(1, TRIES + 1):
            self.ports = dict(zip(devices, free_ports(len(devices)), strict=True))
            self._process = self._spawn(hosts)
            self._reader = threading.Thread(target=self._read, name="capture-reader", daemon=True)
            self._reader.start()
            if self._await_ready():
                return
            said = self._end_failed_start()
            if attempt == TRIES or "address already in use" not in said.lower():
                raise InfrastructureError(
                    f"the capture process did not start: {said}",
                    next_step=f"is mitmproxy installed for {self._python}? see `harness doctor`",
                )

    def _spawn(self, hosts: Hosts) -> CaptureProcess:
        config = {
            "confdir": str(self.authority.folder),
            "devices": {str(port): device for device, port in self.ports.items()},
            "vendor": hosts.vendor,
            "passed": hosts.passed,
        }
        return start_process(self._python, self._log, config)

    def _await_ready(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._is_ready or self._is_over, START_S)
            return self._is_ready

    def _end_failed_start(self) -> str:
        self._process.popen.kill()
        self._process.end()
        self._reader.join(JOIN_S)
        self._process.close_sockets()
        self._is_over = False
        return self._process.said() or "it said nothing"

    # reading and writing

    def _tell(self, device: str, frame: str, **head: Any) -> None:
        """Returns when it has been heard: a request that a device sends next meets what it was told."""
        self.port(device)
        self._send(frame, device=device, **head)
        self.settle()

    def _send(self, frame: str, **head: Any) -> None:
        try:
            self._process.control.sendall(pack({"frame": frame, **head}))
        except OSError as problem:
            raise self._death or self._ended("has ended") from problem

    def _read(self) -> None:
        unpacker = Unpacker()
        with suppress(OSError):
            while data := self._process.lines.recv(PIECE):
                for frame in unpacker.feed(data):
                    self._take(frame)
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
        if self._is_ready and not self._is_closing:
            self._die(self._ended("has ended"))

    def _take(self, frame: Frame) -> None:
        """A listener that fails must not end the thread: what it missed is said, and everything after it is read."""
        said = frame.head
        try:
            match said["frame"]:
                case "exchange":
                    self._on_exchange(unpack_exchange(frame))
                case "note":
                    self._on_note(Note(said["kind"], said["device"], said["text"], said["data"]))
                case _:
                    self._learn(said)
        except Exception as problem:
            self._die(
                CaptureError(
                    f"what the capture process saw could not be taken in: {type(problem).__name__}: {problem}",
                    next_step="mend that first: the ledger is not whole any more",
                )
            )

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

    def _die(self, error: CaptureError) -> None:
        if self._death is None:
            self._death = error
            self._on_death(error)

    def _ended(self, how: str) -> CaptureError:
        words = self._process.last_words(GONE_S)
        return CaptureError(
            f"the capture process {how}, so nothing can be said about the SDKs ({words})",
            next_step="run again; if it ends again, see `harness doctor`",
        )
