"""A try that reaches nobody is repeated at once, five times over."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_http import Http
from harness.virtual.sdk.seams import NoAnswer
from harness.virtual.sdk.swift_http import Http as IosHttp

AREA = "delivery"
TRIES = 5


def arm(patch: Patch) -> None:
    patch(Http, "send", lambda original, self, request, then: hammer(lambda end: original(self, request, end), then))
    patch(
        IosHttp,
        "upload",
        lambda original, self, *given: hammer(lambda end: original(self, *given[:-1], end), given[-1]),
    )
    patch(IosHttp, "fetch_settings", lambda original, self, then: hammer(lambda end: original(self, end), then))


def hammer(send: Any, then: Any, left: int = TRIES) -> None:
    def answered(answer: Any) -> None:
        if isinstance(answer, NoAnswer) and left:
            hammer(send, then, left - 1)
        else:
            then(answer)

    send(answered)
