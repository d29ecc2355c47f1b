"""The virtual phone's model of MoEngage's Android SDK, alone, in a process of its own that apps without it talk to.

``python -m harness.virtual.stand_in --ca FILE --proxy PORT --seed TEXT`` prints ``{"port": N, "pid": N}`` and ends with
its input. A connection is one process of an app; its lines are read by ``stand_in_talk``.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from harness.builds import Build, load_builds
from harness.errors import HarnessError
from harness.virtual.__main__ import Parser, await_end
from harness.virtual.carrier import Carrier
from harness.virtual.journal import Journal
from harness.virtual.loop import Loop
from harness.virtual.network import Transport
from harness.virtual.stand_in_process import Beginning, StandIn
from harness.virtual.stand_in_talk import Talk


class StandIns:
    """Serves connections, each on a thread of its own, all in turns of one loop. An installation has one process at a
    time: a new one in the same folder ends the one before, whose caller was killed."""

    def __init__(self, transport: Transport, builds: Mapping[str, Build], seed: str) -> None:
        self._transport = transport
        self._builds = builds
        self._seed = seed
        self._numbers = count(1)
        self._by_folder: dict[Path, StandIn] = {}
        self._loop = Loop("stand-in", lambda defect: self._journal.write_defect(defect))
        self._journal = Journal(self._loop.wall)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, name="stand-in listener", daemon=True).start()

    def close(self) -> None:
        self._loop.run(self._end_all)
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits on it
        self._listener.close()
        self._loop.close()
        self._transport.close()

    def _end_all(self) -> None:
        for one in self._by_folder.values():
            one.end()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(connection,), name="stand-in talk", daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        """Until the other end is closed, which the system does for a killed one."""
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        talk = Talk(self._loop, self._builds, self._journal, self._start)
        with connection, suppress(OSError), connection.makefile("rb") as lines:
            for line in lines:
                connection.sendall(talk.answer(line))
        with suppress(HarnessError):  # the stand-in has ended before
            talk.end()

    def _start(self, beginning: Beginning) -> StandIn:
        folder = beginning.data.resolve()
        if before := self._by_folder.pop(folder, None):
            before.end()
        seed = f"{self._seed} {next(self._numbers)}"
        started = self._by_folder[folder] = StandIn(self._loop, self._transport, self._journal, beginning, seed)
        return started


def main(arguments: Sequence[str]) -> int:
    parser = Parser(prog="python -m harness.virtual.stand_in", description=__doc__)
    parser.add_argument("--ca", required=True, type=Path, metavar="FILE", help="PEM file of the proxy's authority")
    parser.add_argument("--proxy", required=True, type=int, metavar="PORT")
    parser.add_argument("--seed", required=True, metavar="TEXT", help="where everything that is drawn starts from")
    try:
        asked = parser.parse_args(arguments)
        carrier = Carrier(f"http://127.0.0.1:{asked.proxy}", asked.ca, "stand-in carrier")
        served = StandIns(carrier, load_builds(), asked.seed)
    except HarnessError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: sys.exit(0))
    print(json.dumps({"port": served.port, "pid": os.getpid()}), flush=True)
    await_end()
    return 0


if __name__ == "__main__":
    try:
        status = main(sys.argv[1:])
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # what is worth keeping has been written
