"""Virtual phones with noting SDKs inside, for the tests of the phone itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from harness.virtual.journal import Journal
from harness.virtual.loop import Loop
from tests.virtual.stand_ins import Bench, make_bench


@pytest.fixture
def android() -> Iterator[Bench]:
    bench = make_bench("android")
    yield bench
    bench.phone.close()


@pytest.fixture
def ios() -> Iterator[Bench]:
    bench = make_bench("ios")
    yield bench
    bench.phone.close()


@pytest.fixture
def loop() -> Iterator[Loop]:
    """A loop whose turns must not fail."""
    defects: list[Exception] = []
    loop = Loop("test", defects.append)
    yield loop
    loop.close()
    assert defects == []


@pytest.fixture
def journal() -> Journal:
    return Journal(lambda: 1.0)
