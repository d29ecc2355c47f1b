"""One capture process for all tests of this folder that leave it as they found it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from harness.capture.proxy import Proxy
from harness.capture.replies import Answers
from tests.capture.a_proxy import Seen, client_of, open_proxy


@pytest.fixture(scope="package")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Proxy, Seen]]:
    seen = Seen()
    with open_proxy(tmp_path_factory.mktemp("proxy"), seen, "phone", "tablet") as opened:
        yield opened, seen


@pytest.fixture
def proxy(shared: tuple[Proxy, Seen]) -> Proxy:
    opened, seen = shared
    for device in ("phone", "tablet"):
        opened.lift(device)
        opened.serve(device, Answers())
    opened.settle()
    seen.exchanges.clear()
    seen.notes.clear()
    return opened


@pytest.fixture
def seen(shared: tuple[Proxy, Seen], request: pytest.FixtureRequest) -> Seen:
    request.getfixturevalue("proxy")
    return shared[1]


@pytest.fixture
def client(proxy: Proxy) -> Iterator[httpx.Client]:
    """After each answer everything that the proxy wrote before it has been read."""
    with client_of(proxy) as made:
        made.event_hooks = {"response": [lambda _: proxy.settle()]}
        yield made
