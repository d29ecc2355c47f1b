"""A process with phones behind a WebDriver server: it says where it listens, and ends with its input."""

from __future__ import annotations

import json
import os
import select
import subprocess
from collections.abc import Sequence
from typing import IO

from harness.clock import Deadline
from harness.errors import ConfigurationError, DeviceError, MissingPartError

END_S = 5.0


class Server:
    """It ends with this object, or with this process."""

    def __init__(self, command: Sequence[str], start_s: float, name: str) -> None:
        self._name = name
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
        self.url = self._await_ready(start_s)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        """Its standard input's end tells the process to end; it is killed only if it does not."""
        try:
            self._process.communicate(timeout=END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()

    def _await_ready(self, start_s: float) -> str:
        assert self._process.stdout is not None
        line = read_line(self._process.stdout, start_s)
        try:
            return str(json.loads(line)["url"])
        except (ValueError, KeyError):
            raise self._not_started() from None

    def _not_started(self) -> Exception:
        self._process.kill()
        _, said = self._process.communicate()
        text = said.decode("utf-8", "replace").strip()
        for known in (ConfigurationError, MissingPartError):
            if self._process.returncode == known.exit_code:
                return known(text or f"{self._name} refused its arguments")
        return DeviceError(
            f"{self._name} did not start: {text[-800:] or 'it said nothing'}", next_step="run `harness doctor`"
        )


def read_line(stream: IO[bytes], within_s: float) -> bytes:
    """One line of a pipe, or what came of it in time."""
    deadline, line = Deadline.after(within_s), b""
    while not line.endswith(b"\n") and not deadline.is_over:
        if select.select([stream], [], [], deadline.left_s)[0]:
            byte = os.read(stream.fileno(), 1)
            if not byte:
                break
            line += byte
    return line
