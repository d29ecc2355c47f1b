from __future__ import annotations

import json
import socket
import threading
from typing import Any

import pytest

from harness.errors import ConfigurationError, InfrastructureError
from harness.w3c.phone import Platform, Widget
from harness.w3c.server import Server, serve
from tests.w3c.a_phone import APP, APhone
from tests.w3c.bare_http import Http


def test_a_port_in_use_is_an_infrastructure_error(server: Server, phone: APhone) -> None:
    port = int(server.url.rsplit(":", 1)[1])

    with pytest.raises(InfrastructureError, match=f"no WebDriver server can listen on 127.0.0.1:{port}.*in use"):
        serve([phone], port=port)


def test_a_port_that_does_not_exist_is_an_infrastructure_error(phone: APhone) -> None:
    with pytest.raises(InfrastructureError, match=r"on 127\.0\.0\.1:70000: .*0-65535"):
        serve([phone], port=70_000)


def test_a_server_is_closed_twice_without_harm(phone: APhone) -> None:
    server = serve([phone])

    server.close()
    server.close()


def test_a_closed_server_frees_its_port(phone: APhone) -> None:
    first = serve([phone])
    port = int(first.url.rsplit(":", 1)[1])
    first.close()

    with serve([phone], port=port) as second:
        assert second.url == first.url


def test_closing_ends_open_connections(server: Server) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(b"GET /status HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(8192).startswith(b"HTTP/1.1 200 OK")

        server.close()

        assert connection.recv(1) == b""


def test_status_needs_no_session(http_client: Http) -> None:
    status, value = http_client.call("GET", "/status")

    assert (status, value["ready"]) == (200, True)


def test_one_connection_carries_many_commands(http_client: Http, platform: Platform) -> None:
    session_id = http_client.begin(platformName=platform)

    answers = [http_client.call("GET", f"/session/{session_id}/orientation") for _ in range(20)]

    assert answers == [(200, "PORTRAIT")] * 20


@pytest.mark.parametrize(
    ("verb", "path", "body", "status", "code", "text"),
    [
        ("POST", "/session", b"{", 400, "invalid argument", "The body is not JSON"),
        ("POST", "/session", b"[1]", 400, "invalid argument", "must be a JSON object, not list"),
        ("POST", "/session", b"\xff", 400, "invalid argument", "The body is not JSON"),
        ("POST", "/session", b"{}", 400, "invalid argument", 'missing: ["capabilities"]'),
        ("GET", "/session/nope/source", None, 404, "invalid session id", "either terminated or not started"),
        ("DELETE", "/session/nope", None, 404, "invalid session id", "either terminated or not started"),
        ("GET", "/nope", None, 404, "unknown command", "GET /nope"),
        ("GET", "/wd/hub/status", None, 404, "unknown command", "GET /wd/hub/status"),
        ("PUT", "/session", b"{}", 405, "unknown method", "PUT"),
    ],
)
def test_what_cannot_be_answered_gets_a_w3c_body(
    http_client: Http, verb: str, path: str, body: bytes | None, status: int, code: str, text: str
) -> None:
    answered, value = http_client.send(verb, path, body)

    assert (answered, value["error"]) == (status, code)
    assert text in value["message"]
    assert value["stacktrace"] == ""


def test_deeply_nested_json_is_refused(http_client: Http) -> None:
    status, value = http_client.send("POST", "/session", b"[" * 100_000)

    assert (status, value["error"]) == (400, "invalid argument")


@pytest.mark.parametrize("header", [{"Content-Length": "many"}, {"Transfer-Encoding": "chunked"}])
def test_a_body_of_unknown_length_is_refused(server: Server, header: dict[str, str]) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    lines = "".join(f"{name}: {value}\r\n" for name, value in header.items())
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(f"POST /session HTTP/1.1\r\nHost: x\r\n{lines}\r\n".encode())
        received = b"".join(iter(lambda: connection.recv(8192), b""))

    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400")
    assert json.loads(body)["value"]["error"] == "invalid argument"


def test_a_line_that_is_no_http_gets_a_w3c_body(server: Server) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(b"GET /a b c HTTP/1.1\r\n\r\n")
        received = b"".join(iter(lambda: connection.recv(8192), b""))

    assert b'"error": "invalid argument"' in received


def test_a_crash_of_the_app_is_an_unknown_error_with_its_trace(http_client: Http, phone: APhone) -> None:
    phone.more_widgets.append(Widget("crash", "button", "Crash"))
    phone.activate(APP)
    session_id = http_client.begin(platformName=phone.platform)
    _, found = http_client.call(
        "POST", f"/session/{session_id}/element", {"using": "accessibility id", "value": "crash"}
    )

    status, value = http_client.call("POST", f"/session/{session_id}/element/{next(iter(found.values()))}/click", {})

    assert (status, value["error"]) == (500, "unknown error")
    assert value["message"] == "RuntimeError: the app crashed"
    assert "in press" in value["stacktrace"]


def test_an_error_of_the_harness_keeps_its_next_step(http_client: Http, phone: APhone) -> None:
    def refuse(path: str) -> None:
        raise ConfigurationError(f"no build is named {path}", next_step="choose another")

    phone.install = refuse  # type: ignore[method-assign]
    session_id = http_client.begin(platformName=phone.platform)

    status, value = http_client.execute(session_id, "mobile: installApp", {"app": "x", "appPath": "x"})

    assert (status, value["error"]) == (500, "unknown error")
    assert value["message"] == "no build is named x\nNext: choose another"


def test_connections_are_served_side_by_side(http_of: Any) -> None:
    """A command that takes its time on one phone does not hold up another phone."""
    slow, quick = APhone("android"), APhone("ios")
    entered, leave = threading.Event(), threading.Event()

    def advance(seconds: float) -> None:
        entered.set()
        assert leave.wait(seconds)

    slow.advance = advance  # type: ignore[method-assign]
    with serve([slow, quick]) as server:
        first, second = http_of(server), http_of(server)
        waiting = threading.Thread(
            target=first.execute, args=(first.begin(platformName="android"), "virtual: advance", {"seconds": 5})
        )
        waiting.start()
        assert entered.wait(5)

        session_id = second.begin(platformName="ios")

        assert second.execute(session_id, "virtual: queued", {}) == (200, {"segment": 0, "moengage": 0})
        leave.set()
        waiting.join(5)


def test_an_insecure_feature_can_be_allowed_by_the_server(http_of: Any) -> None:
    with serve([APhone("android")], allow_insecure=["*:adb_shell"]) as server:
        client = http_of(server)
        session_id = client.begin(platformName="android")

        assert client.execute(session_id, "mobile: shell", {"command": "echo", "args": ["hello"]}) == (200, "hello\n")
