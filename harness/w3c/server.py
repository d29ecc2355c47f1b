"""The WebDriver server: HTTP in front of the routes, one thread for each connection."""

from __future__ import annotations

import json
import socket
import socketserver
import threading
import traceback
from collections.abc import Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from harness.errors import HarnessError, InfrastructureError
from harness.w3c.arguments import Arguments, Json
from harness.w3c.errors import WebDriverError, invalid_argument, unknown_command, unknown_error, unknown_method
from harness.w3c.phone import Phone
from harness.w3c.routes import answer
from harness.w3c.routing import needs
from harness.w3c.sessions import Sessions

STATUS = {
    "ready": True,
    "message": "The virtual phones are ready to accept new connections",
    "build": {"version": "virtual"},
}
NEW_SESSION = needs("capabilities")
END_S = 1.0
"""How long a connection's thread may take to end with the server."""
POLL_S = 0.02


def serve(
    phones: Sequence[Phone], host: str = "127.0.0.1", port: int = 0, *, allow_insecure: Sequence[str] = ()
) -> Server:
    """Serves at once, on a free port unless one is named. ``allow_insecure`` as Appium's flag: ``*:adb_shell``."""
    try:
        listener = _Listener((host, port), Sessions(phones, allow_insecure))
    except (OSError, OverflowError) as problem:
        raise InfrastructureError(
            f"no WebDriver server can listen on {host}:{port}: {getattr(problem, 'strerror', None) or problem}",
            next_step="end the program that has this port, or let the server choose one with port 0",
        ) from problem
    return Server(listener)


class Server:
    """``url`` is what a client connects to."""

    def __init__(self, listener: _Listener) -> None:
        self._listener = listener
        host, port = listener.server_address[:2]
        self.url = f"http://{host!s}:{port}"
        self._thread = threading.Thread(target=listener.serve_forever, args=(POLL_S,), name="w3c", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ends the open connections too; may be called twice."""
        self._listener.shutdown()
        self._listener.server_close()
        self._thread.join()
        self._listener.end_connections()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], sessions: Sessions) -> None:
        self.sessions = sessions
        self._connections: dict[socket.socket, threading.Thread] = {}
        super().__init__(address, _Connection)

    def server_bind(self) -> None:
        """Without HTTPServer's look-up of the host's name, which takes seconds where no name server answers."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def opened(self, connection: socket.socket) -> None:
        self._connections[connection] = threading.current_thread()

    def closed(self, connection: socket.socket) -> None:
        self._connections.pop(connection, None)

    def end_connections(self) -> None:
        for connection, thread in list(self._connections.items()):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:  # the client has left meanwhile
                continue
            thread.join(END_S)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle of an answer is its own business."""


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "VirtualDevice"
    disable_nagle_algorithm = True
    wbufsize = -1  # one packet for headers and body
    server: _Listener

    def setup(self) -> None:
        super().setup()
        self.server.opened(self.connection)

    def finish(self) -> None:
        try:
            super().finish()
        finally:
            self.server.closed(self.connection)

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def _answer(self) -> None:
        try:
            self._send(200, {"value": self._dispatch(self._read_body())})
        except WebDriverError as refusal:
            self._send_error_body(refusal)
        except HarnessError as error:
            self._send_error_body(unknown_error(str(error)))
        except Exception as error:
            unexpected = unknown_error(f"{type(error).__name__}: {error}")
            self._send_error_body(unexpected, traceback.format_exc())

    def _dispatch(self, body: dict[str, Json]) -> Json:
        path = self.path.partition("?")[0].rstrip("/")
        verb, sessions = self.command, self.server.sessions
        if (verb, path) == ("GET", "/status"):
            return STATUS
        if (verb, path) == ("POST", "/session"):
            NEW_SESSION.check(body)
            session = sessions.begin(Arguments(body))
            return {"sessionId": session.id, "capabilities": session.capabilities}
        root, _, rest = path.removeprefix("/session/").partition("/")
        if not path.startswith("/session/"):
            raise unknown_command(f"The requested resource could not be found: {verb} {path}")
        if verb == "DELETE" and not rest:
            sessions.end(root)
            return None
        return answer(sessions.get(root), verb, f"/{rest}" if rest else "", body)

    def _read_body(self) -> dict[str, Json]:
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            self.close_connection = True
            raise invalid_argument("The body must be sent with a Content-Length")
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal():
            self.close_connection = True
            raise invalid_argument(f"Content-Length must be a number, not {length!r}")
        raw = self.rfile.read(int(length))
        try:
            body = json.loads(raw) if raw else {}
        except (ValueError, RecursionError) as problem:
            raise invalid_argument(f"The body is not JSON: {problem}") from problem
        if not isinstance(body, dict):
            raise invalid_argument(f"The body must be a JSON object, not {type(body).__name__}")
        return body

    def _send_error_body(self, refusal: WebDriverError, stacktrace: str = "") -> None:
        value = {"error": refusal.code, "message": refusal.message, "stacktrace": stacktrace}
        self._send(refusal.status, {"value": value})

    def _send(self, status: int, content: Json) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What http.server itself refuses (a method, a line that is not HTTP) gets a WebDriver body as well."""
        self.close_connection = True
        text = str(message or explain or code)
        self._send_error_body(unknown_method(text) if code == HTTPStatus.NOT_IMPLEMENTED else invalid_argument(text))

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the client's exceptions say what matters."""
