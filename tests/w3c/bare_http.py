"""A WebDriver client without opinions."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from typing import Any


class Http:
    """Over one connection; answers are pairs of HTTP status and value."""

    def __init__(self, url: str) -> None:
        self._connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=10)

    def send(self, verb: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, Any]:
        self._connection.request(verb, path, body, headers)
        response = self._connection.getresponse()
        return response.status, json.loads(response.read())["value"]

    def call(self, verb: str, path: str, body: object = None) -> tuple[int, Any]:
        return self.send(verb, path, None if body is None else json.dumps(body).encode())

    def begin(self, **capabilities: object) -> str:
        status, value = self.call("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        assert status == 200, value
        return str(value["sessionId"])

    def execute(self, session_id: str, script: str, arguments: Mapping[str, Any]) -> tuple[int, Any]:
        return self.call("POST", f"/session/{session_id}/execute/sync", {"script": script, "args": [arguments]})

    def close(self) -> None:
        self._connection.close()
