from __future__ import annotations

import pytest

from harness.virtual.sdk.moengage_wire import app_key_of, host_of, milliseconds, request_id


@pytest.mark.parametrize(("is_debuggable", "key"), [(True, "W_DEBUG"), (False, "W")])
def test_a_debuggable_app_has_a_test_workspace(is_debuggable: bool, key: str) -> None:
    assert app_key_of("W", is_debuggable) == key


def test_the_request_id_is_a_sha1_of_batch_time_and_user() -> None:
    assert request_id("a", "b", "c") == "a9993e364706816aba3e25717850c26c9cd0d89d"


def test_hosts_have_two_digits_at_least() -> None:
    assert (host_of(1, "x.y"), host_of(100, "x.y")) == ("sdk-01.x.y", "sdk-100.x.y")


@pytest.mark.parametrize("data_center", [0, 7, -1, 99, 102])
def test_a_data_center_that_does_not_exist_is_the_first(data_center: int) -> None:
    assert host_of(data_center, "x.y") == "sdk-01.x.y"


@pytest.mark.parametrize("data_center", [1, 2, 3, 4, 5, 6, 100, 101])
def test_each_data_center_has_its_host(data_center: int) -> None:
    assert host_of(data_center, "x.y") == f"sdk-{data_center:02d}.x.y"


def test_milliseconds_are_rounded() -> None:
    assert milliseconds(1753362161.1234) == 1753362161123
