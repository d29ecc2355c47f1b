"""What holds when everything above it fails (capture.md 2 and 7)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from harness.capture.hosts import Hosts

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what mitmproxy imports


class Noting:
    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []

    def note(self, kind: str, _: str, text: str) -> None:
        self.notes.append((kind, text))


def test_a_hook_that_fails_ends_its_flow_instead_of_sending_it_on() -> None:
    from mitmproxy.proxy.layers.http._hooks import HttpRequestHook
    from mitmproxy.test import tflow

    from harness.capture.runner import Hooks

    def broken(_: Any) -> None:
        raise ValueError("a defect")

    hooks, noting, flow = Hooks.__new__(Hooks), Noting(), tflow.tflow()
    hooks.table, hooks.capture = {"request": [broken]}, noting  # type: ignore[assignment]
    asyncio.run(hooks.trigger_event(HttpRequestHook(flow)))
    assert flow.response is not None
    assert flow.response.status_code == 599
    assert noting.notes == [("hook_failed", "request: ValueError('a defect')")]


@pytest.mark.parametrize("host", ["api.segment.io", "www.example.com", "127.0.0.1", None])
def test_nothing_is_dialled_but_what_is_passed(host: str | None) -> None:
    from harness.capture.runner import Gate

    dialled: list[str] = []

    async def dial(host: str, port: int, **_: Any) -> None:
        dialled.append(f"{host}:{port}")

    gate = Gate(Hosts(passed=("api.example.com",)), dial)
    with pytest.raises(OSError, match="is not passed"):
        asyncio.run(gate.open_connection(host, 443))
    asyncio.run(gate.open_connection("api.example.com", 443))
    assert dialled == ["api.example.com:443"]
