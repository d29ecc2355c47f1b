"""One pair of rigs for the tests that need real phones and a real proxy: made once per test process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from harness.builds import load_builds
from harness.devices.spec import VIRTUAL, parse_device
from harness.rig import Installation, Rig, Rigs, Setup, Sheet

BUILDS = load_builds()


@pytest.fixture(scope="session")
def rigs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rigs]:
    setup = Setup([parse_device(text) for text in VIRTUAL], "tests", tmp_path_factory.mktemp("recordings"))
    with Rigs(setup) as opened:
        yield opened


@pytest.fixture(params=VIRTUAL)
def rig(request: pytest.FixtureRequest, rigs: Rigs) -> Rig:
    return rigs.of(parse_device(request.param))


def sheet_for(rig: Rig, request: pytest.FixtureRequest, **more: Any) -> Sheet:
    return Sheet(request.node.nodeid, BUILDS[f"virtual-{rig.device.platform}-current"], **more)


@pytest.fixture
def installation(rig: Rig, request: pytest.FixtureRequest) -> Iterator[Installation]:
    with rig.installation(sheet_for(rig, request)) as made:
        yield made


def recorded(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
