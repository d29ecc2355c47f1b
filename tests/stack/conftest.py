"""Tests that need Java or Node: `make test-stack` runs them, and says in one reason what is missing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from harness.builds import load_builds
from harness.devices.jvm import prepare
from harness.devices.spec import parse_device
from harness.errors import MissingPartError
from harness.rig import Rigs, Setup

TIME_S = 900
"""The first test of a machine waits for what is fetched and compiled once."""
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.stack)
            item.add_marker(pytest.mark.timeout(TIME_S))


@contextmanager
def required() -> Iterator[None]:
    """What is not on this machine skips a test with its reason, unless HARNESS_REQUIRE names it."""
    try:
        yield
    except MissingPartError as lack:
        if lack.part in os.environ.get("HARNESS_REQUIRE", "").split(","):
            pytest.fail(f"HARNESS_REQUIRE: {lack}", pytrace=False)
        pytest.skip(lack.message)


@pytest.fixture(scope="session")
def jvm_rigs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rigs]:
    prepare([parse_device("jvm")], load_builds().values())
    with Rigs(Setup([parse_device("jvm")], "stack", tmp_path_factory.mktemp("recordings"))) as opened:
        with required():
            opened.of(parse_device("jvm"))
        yield opened
