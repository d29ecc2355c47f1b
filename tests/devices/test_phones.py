from __future__ import annotations

import pytest

from harness.devices.device import Outcome
from harness.devices.phones import parse_outcome
from harness.errors import AppError


def test_a_label_is_read() -> None:
    label = '{"run": 3, "outcome": "ok", "settings": 1, "anonymous_id": "A-1", "user_id": null}'
    assert parse_outcome(label) == Outcome(3, "ok", frozenset({"A-1"}), 1)


def test_an_error_is_not_ok() -> None:
    assert not parse_outcome('{"run": 3, "outcome": "error: no such verb"}').is_ok


@pytest.mark.parametrize("label", ["", "ok", "[]", "{}", '{"run": "x", "outcome": "ok"}', "null"])
def test_a_label_of_another_app_is_said(label: str) -> None:
    with pytest.raises(AppError, match="outcome label cannot be read"):
        parse_outcome(label)
