"""A network that remembers every request and answers from a script, for the tests of the SDKs' models."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from typing import Any

from harness.virtual.sdk.seams import Answer, NoAnswer, Request, Response, Task

SETTINGS: dict[str, Any] = {
    "integrations": {
        "Segment.io": {"apiKey": "wk", "apiHost": "api.segment.io/v1", "unbundledIntegrations": []},
        "MoEngage": {"apiKey": "WORKSPACE"},
    },
    "plan": {},
    "edgeFunction": {},
    "middlewareSettings": {},
    "metrics": {"sampleRate": 0},
    "consentSettings": {},
}


class RecordingNetwork:
    """Answers 200 unless told otherwise, each answer as a turn of its own; ``queue`` is the process's."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.given: list[Answer] = []
        """The answers to ``requests``, also those that are still held."""
        self.is_up = True
        self._answers: dict[str, list[Answer]] = {}
        self._held: dict[str, list[Task]] = {}
        self.queue: Callable[[Task], None] = lambda task: task()

    def is_online(self) -> bool:
        return self.is_up

    def send(self, request: Request, then: Callable[[Answer], None]) -> None:
        self.requests.append(request)
        queue, answer = self.queue, self._answer(request)
        self.given.append(answer)

        def deliver() -> None:
            queue(lambda: then(answer))

        held = next((tasks for part, tasks in self._held.items() if part in request.url), None)
        deliver() if held is None else held.append(deliver)

    def answers(self, part: str, *answers: Answer) -> None:
        """Requests whose url contains ``part`` get these answers in turn, the last one for ever."""
        self._answers[part] = list(answers)

    def hold(self, part: str) -> None:
        """Answers to urls with ``part`` wait for ``release``."""
        self._held.setdefault(part, [])

    def release(self, part: str) -> None:
        for deliver in self._held.pop(part):
            deliver()

    def sent(self, part: str) -> list[Request]:
        return [request for request in self.requests if part in request.url]

    def bodies(self, part: str) -> list[Any]:
        """The decoded JSON bodies of the requests whose url contains ``part``."""
        return [decoded_body(request) for request in self.sent(part)]

    def _answer(self, request: Request) -> Answer:
        if not self.is_up:
            return NoAnswer("offline")
        for part, answers in self._answers.items():
            if part in request.url:
                return answers.pop(0) if len(answers) > 1 else answers[0]
        return settings_answer() if request.url.endswith("/settings") else an_answer(200, {"success": True})


def an_answer(status: int, document: object = None, headers: Mapping[str, str] | None = None) -> Response:
    return Response(status, headers or {}, json.dumps({} if document is None else document).encode())


def settings_answer(**integrations: Any) -> Response:
    """The usual settings document, with these integrations beside or instead of the usual ones (None: taken out)."""
    merged = {**SETTINGS["integrations"], **integrations}
    kept = {key: value for key, value in merged.items() if value is not None}
    return an_answer(200, {**SETTINGS, "integrations": kept})


def decoded_body(request: Request) -> Any:
    is_gzip = ("content-encoding", "gzip") in {(name.lower(), value) for name, value in request.headers}
    return json.loads(gzip.decompress(request.body) if is_gzip else request.body)
