"""A bounded load of HTTPS requests through a proxy: raw sockets, so that the client costs as little as it can."""

from __future__ import annotations

import gzip
import json
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from harness.clock import SYSTEM, Deadline
from harness.errors import InfrastructureError

HOST = "api.segment.io"
THREADS = 4
SOCKET_TIMEOUT_S = 10.0


def batch(events: int = 10) -> bytes:
    """A gzipped upload such as analytics-kotlin sends."""
    context = {"library": {"name": "analytics-kotlin", "version": "1.27.0"}, "app": {"name": "Sample", "build": "1"}}
    event = {"type": "track", "event": "Measured", "anonymousId": "bench", "context": context, "properties": {"n": 1}}
    return gzip.compress(json.dumps({"batch": [event] * events, "writeKey": "WRITE-KEY"}).encode(), 6)


def upload(body: bytes) -> bytes:
    head = f"POST /v1/b HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\n"
    return head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body


@dataclass(frozen=True)
class Target:
    """A proxy on this machine and the certificate to trust behind it."""

    port: int
    ca_file: Path

    def connect(self) -> ssl.SSLSocket:
        plain = socket.create_connection(("127.0.0.1", self.port), SOCKET_TIMEOUT_S)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        plain.sendall(f"CONNECT {HOST}:443 HTTP/1.1\r\nHost: {HOST}:443\r\n\r\n".encode())
        if b" 200 " not in plain.recv(4096):
            raise InfrastructureError("the proxy refused to connect", next_step="run harness doctor")
        return self._trust.wrap_socket(plain, server_hostname=HOST)

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """Made once: what is measured is the proxy, not the client."""
        return ssl.create_default_context(cafile=str(self.ca_file))


def requests_per_second(target: Target, seconds: float, per_connection: int) -> float:
    """From a process of its own, so that reading what the proxy tells costs the load nothing."""
    said = [str(target.port), str(target.ca_file), str(seconds), str(per_connection)]
    command = [sys.executable, "-m", "harness.bench.load", *said]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def load(target: Target, seconds: float, per_connection: int) -> float:
    """Requests per second from several threads; ``per_connection`` on each connection, 0 for all on one."""
    counts = [0] * THREADS
    deadline = Deadline.after(seconds)

    def work(number: int) -> None:
        for _ in exchanges(target, deadline, per_connection):
            counts[number] += 1

    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(THREADS)]
    started = SYSTEM.now()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (SYSTEM.now() - started)


def exchanges(target: Target, deadline: Deadline, per_connection: int) -> Iterator[None]:
    request = upload(batch())
    while not deadline.is_over:
        with closing(target.connect()) as connection:
            left = per_connection
            while not deadline.is_over:
                exchange(connection, request)
                yield
                left -= 1
                if left == 0:
                    break


def exchange(connection: ssl.SSLSocket, request: bytes) -> bytes:
    """Sends one request; reads one answer that states its length."""
    connection.sendall(request)
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += _some(connection)
    head, _, body = answer.partition(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    while len(body) < length:
        body += _some(connection)
    return body


def _some(connection: ssl.SSLSocket) -> bytes:
    part = connection.recv(65536)
    if not part:
        raise InfrastructureError("the proxy closed the connection", next_step="run harness doctor")
    return part


if __name__ == "__main__":
    port, ca_file, seconds, per_connection = sys.argv[1:]
    print(load(Target(int(port), Path(ca_file)), float(seconds), int(per_connection)))
