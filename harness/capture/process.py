"""The operating system's side of the capture process: how it is started, how it ends, and why."""

from __future__ import annotations

import json
import socket
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.errors import InfrastructureError

INTERPRETER = "HARNESS_PROXY_PYTHON"
END_S = 5.0

ROOT = Path(__file__).resolve().parents[2]
BOOTSTRAP = (
    "import runpy, sys; sys.path.append(sys.argv.pop(1)); "
    "runpy.run_module('harness.capture.runner', run_name='__main__', alter_sys=True)"
)
"""``python -m harness.capture.runner`` with our folder last on the path, and not the one the tests are run from:
a module named h2 or queue there would be taken for a library's, and another interpreter has libraries of its own."""


@dataclass(frozen=True)
class CaptureProcess:
    """``lines`` is what it says, ``control`` what it is told; the end of ``control`` is the end of the process."""

    popen: subprocess.Popen[bytes]
    lines: socket.socket
    control: socket.socket
    log: Path

    def end(self, within_s: float = END_S) -> None:
        """It is killed only if it does not end by itself. The sockets stay open, for what it still said."""
        with suppress(OSError):
            self.control.shutdown(socket.SHUT_RDWR)
        try:
            self.popen.wait(within_s)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()

    def close_sockets(self) -> None:
        self.control.close()
        self.lines.close()

    def last_words(self, within_s: float = 0.0) -> str:
        """How it ended, and the end of its log."""
        with suppress(subprocess.TimeoutExpired):
            self.popen.wait(within_s)
        code = self.popen.returncode
        how = "no exit code" if code is None else f"signal {-code}" if code < 0 else f"exit code {code}"
        said = self.said()
        return f"{how}: {said}" if said else how

    def said(self) -> str:
        with suppress(OSError):
            return self.log.read_text(encoding="utf-8", errors="replace").strip()[-600:]
        return ""


def start_process(python: str, log: Path, config: Mapping[str, Any]) -> CaptureProcess:
    """Started, not yet ready."""
    with ExitStack() as ours, ExitStack() as theirs:
        lines, their_lines = socket.socketpair()
        control, their_control = socket.socketpair()
        for end in (lines, control):
            ours.enter_context(end)
        for end in (their_lines, their_control):
            theirs.enter_context(end)
        said = json.dumps({**config, "control": their_control.fileno()})
        command = [python, "-P", "-c", BOOTSTRAP, str(ROOT), str(their_lines.fileno()), said]
        popen = _popen(command, log, (their_lines.fileno(), their_control.fileno()))
        ours.pop_all()
    return CaptureProcess(popen, lines, control, log)


def _popen(command: list[str], log: Path, descriptors: tuple[int, int]) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C is for the harness, which needs its proxy until it has finished."""
    try:
        with log.open("wb") as file:
            return subprocess.Popen(
                command, pass_fds=descriptors, start_new_session=True, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=file,
            )  # fmt: skip
    except OSError as problem:
        raise InfrastructureError(
            f"{command[0]} cannot be run: {problem.strerror}", next_step=f"check {INTERPRETER}"
        ) from problem


def free_ports(count: int) -> list[int]:
    """Held all at once, so that they differ."""
    servers = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [int(server.getsockname()[1]) for server in servers]
    finally:
        for server in servers:
            server.close()
