from __future__ import annotations

from typing import Any

import pytest

from harness.virtual.sdk.moengage_attributes import AttributeCache
from harness.virtual.sdk.moengage_config import RemoteConfig


@pytest.fixture
def cache() -> AttributeCache:
    values: dict[str, Any] = {}
    cache = AttributeCache(values, RemoteConfig(values))
    cache.remember("plan", "pro", 0.0)
    return cache


@pytest.mark.parametrize(
    ("name", "value", "now", "is_repeated"),
    [
        ("plan", "pro", 1799.0, True),
        ("plan", "pro", 1800.0, False),
        ("plan", "free", 1.0, False),
        ("p", "pro", 1.0, False),
    ],
)
def test_only_the_same_value_within_its_time_is_repeated(
    cache: AttributeCache, name: str, value: str, now: float, is_repeated: bool
) -> None:
    assert cache.is_repeated(name, value, now) is is_repeated


def test_values_of_other_types_are_other_values(cache: AttributeCache) -> None:
    cache.remember("n", 1, 0.0)

    assert not cache.is_repeated("n", True, 1.0)
    assert not cache.is_repeated("n", "1", 1.0)


def test_the_server_can_switch_it_off() -> None:
    values: dict[str, Any] = {}
    config = RemoteConfig(values)
    config.replace({"u_a_c_t": 0}, 0.0)
    cache = AttributeCache(values, config)
    cache.remember("plan", "pro", 5.0)

    assert not cache.is_repeated("plan", "pro", 5.0)


def test_it_is_forgotten_with_the_user(cache: AttributeCache) -> None:
    cache.forget()

    assert not cache.is_repeated("plan", "pro", 1.0)
