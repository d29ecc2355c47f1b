"""A session against servers that misbehave: what the client would hide or hang on becomes an error of ours."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from harness.devices.session import Session
from harness.errors import AppError, DeviceError

Answer = tuple[int, str]
CREATED = (200, json.dumps({"value": {"sessionId": "s1", "capabilities": {"appium:automationName": "VirtualDevice"}}}))


class Server:
    """Answers as told, by path; every other request gets null."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {"/session": CREATED}
        self.asked: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"  # a connection per request: a closed server is gone at once

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

            def _answer(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                server.asked.append(f"{self.command} {self.path}")
                status, body = server.answers.get(self.path, (200, '{"value": null}'))
                self.send_response(status)
                self.send_header("Content-Length", str(len(body.encode())))
                self.end_headers()
                self.wfile.write(body.encode())

            do_GET = do_POST = do_DELETE = _answer  # noqa: N815 http.server looks for these names

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


def w3c_error(error: str, message: str) -> str:
    return json.dumps({"value": {"error": error, "message": message, "stacktrace": ""}})


def test_capabilities_are_those_that_the_server_returned(server: Server) -> None:
    assert Session(server.url, {"platformName": "android"}).capabilities["appium:automationName"] == "VirtualDevice"


@pytest.mark.parametrize("body", ["<html>502 Bad Gateway</html>", "", "[]", '{"value": "text"}'])
def test_an_error_without_a_w3c_body_is_never_taken_for_a_value(server: Server, body: str) -> None:
    session = Session(server.url, {"platformName": "android"})
    server.answers["/session/s1/execute/sync"] = (502, body)
    with pytest.raises(DeviceError, match="502 without a WebDriver error"):
        session.execute("mobile: isAppInstalled", appId="x")


def test_a_drivers_error_is_a_device_error_with_its_text(server: Server) -> None:
    session = Session(server.url, {"platformName": "android"})
    server.answers["/session/s1/execute/sync"] = (500, w3c_error("unknown error", "socket hang up"))
    with pytest.raises(DeviceError, match="mobile: clearApp: socket hang up"):
        session.execute("mobile: clearApp", appId="x")


def test_a_missing_element_is_the_apps_failure(server: Server) -> None:
    session = Session(server.url, {"platformName": "android"})
    server.answers["/session/s1/element"] = (404, w3c_error("no such element", "nothing by that id"))
    with pytest.raises(AppError, match="pressing 'run': the element is not on the screen"):
        session.press("run")


def test_a_server_that_is_gone_is_a_device_error_and_asked_once(server: Server) -> None:
    session = Session(server.url, {"platformName": "android"})
    server.close()
    with pytest.raises(DeviceError, match="does not answer"):
        session.read("outcome")


def test_elements_are_found_once_until_the_screen_is_new(server: Server) -> None:
    session = Session(server.url, {"platformName": "android"})
    element = {"value": {"element-6066-11e4-a52e-4f735466cecf": "e1"}}
    server.answers["/session/s1/element"] = (200, json.dumps(element))
    for _ in range(3):
        session.press("run")
    session.forget_screen()
    session.press("run")
    assert server.asked.count("POST /session/s1/element") == 2
