"""Our capture process against a stock ``mitmdump -q`` with the same authority and the same stub."""

from __future__ import annotations

import shutil
import socket
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from harness.bench.figure import Figure
from harness.bench.load import Target, requests_per_second
from harness.capture.hosts import Hosts
from harness.capture.proxy import Proxy
from harness.clock import Deadline, pause
from harness.errors import InfrastructureError

ROUNDS = 5
SECONDS = 1.5
STUB = Path(__file__).with_name("mitmdump_stub.py")
START_S = 20.0


def measure(name: str, per_connection: int) -> Figure:
    """Rounds in turn, ours and the peer's; the median of the rounds' ratios."""
    with both() as (ours, peer):
        rounds = [
            (requests_per_second(ours, SECONDS, per_connection), requests_per_second(peer, SECONDS, per_connection))
            for _ in range(ROUNDS + 1)
        ][1:]
    ratio = statistics.median(one / other for one, other in rounds)
    middle = [statistics.median(side) for side in zip(*rounds, strict=True)]
    return Figure(name, middle[0], middle[1], "mitmdump -q", ratio, "requests/s")


@contextmanager
def both() -> Iterator[tuple[Target, Target]]:
    with TemporaryDirectory(prefix="harness-") as folder, _ours(Path(folder)) as proxy:
        ca_file = proxy.authority.ca_file
        with _mitmdump(Path(folder)) as port:
            yield Target(proxy.ports["bench"], ca_file), Target(port, ca_file)


def _ours(folder: Path) -> Proxy:
    return Proxy(["bench"], hosts=Hosts(), folder=folder, on_exchange=_drop, on_note=_drop, on_death=_drop)


def _drop(_: object) -> None:
    """What is measured is the way to here."""


@contextmanager
def _mitmdump(folder: Path) -> Iterator[int]:
    program = shutil.which("mitmdump", path=str(Path(sys.executable).parent)) or shutil.which("mitmdump")
    if program is None:
        raise InfrastructureError("mitmdump is not on the path", next_step="pip install mitmproxy")
    port = _free_port()
    options = [f"confdir={folder}", "connection_strategy=lazy", "upstream_cert=false"]
    command = [program, "-q", "--listen-host", "127.0.0.1", "--listen-port", str(port), "-s", str(STUB)]
    command += [part for option in options for part in ("--set", option)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await_port(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _await_port(port: int) -> None:
    deadline = Deadline.after(START_S)
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1.0).close()
            return
        except OSError as problem:
            if deadline.is_over:
                raise InfrastructureError("mitmdump did not start", next_step="run it by hand") from problem
            pause(0.05)
