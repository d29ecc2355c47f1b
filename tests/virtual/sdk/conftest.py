"""Processes on fakes, for the tests of every SDK's model."""

from __future__ import annotations

import pytest

from tests.virtual.sdk.fakes import FakeProcess, an_android_process, an_ios_process


@pytest.fixture
def a_process() -> FakeProcess:
    """A process of the host app on an Android phone."""
    return an_android_process()


@pytest.fixture
def an_ios_app_process() -> FakeProcess:
    """A process of the host app on an iPhone."""
    return an_ios_process()
