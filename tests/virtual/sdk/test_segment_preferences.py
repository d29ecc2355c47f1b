from __future__ import annotations

import pytest

from harness.virtual.sdk.segment_preferences import Preferences, kept_number, kept_text
from tests.virtual.sdk.fakes import MemoryStorage


def preferences(storage: MemoryStorage, lines: list[str] | None = None) -> Preferences:
    return Preferences(storage.preferences("file"), (list[str]() if lines is None else lines).append)


def test_what_is_written_is_kept_for_the_next_process() -> None:
    storage = MemoryStorage()
    preferences(storage)["key"] = "value"

    assert dict(preferences(storage)) == {"key": "value"}


def test_a_full_disk_is_noticed_in_the_log_and_by_the_next_process_alone() -> None:
    """Both systems write behind the app's back"""
    storage, lines = MemoryStorage(), list[str]()
    file = preferences(storage, lines)
    file["key"] = "old"
    storage.is_full = True
    file["key"] = "new"

    assert (file["key"], len(file), list(file)) == ("new", 1, ["key"])
    assert preferences(storage)["key"] == "old"
    assert "No space left on device" in lines[0]


def test_what_was_not_saved_is_saved_with_what_comes_later() -> None:
    storage = MemoryStorage()
    file = preferences(storage)
    storage.is_full = True
    file["first"] = 1
    storage.is_full = False
    file["second"] = 2

    assert dict(preferences(storage)) == {"first": 1, "second": 2}


def test_what_is_deleted_is_gone_in_both() -> None:
    storage = MemoryStorage()
    file = preferences(storage)
    file["key"] = "old"
    storage.is_full = True
    file["key"] = "new"
    del file["key"]

    assert list(file) == list(preferences(storage)) == []
    with pytest.raises(KeyError):
        del file["key"]


@pytest.mark.parametrize(
    ("value", "text", "number"),
    [("7", "7", 0), (7, None, 7), (True, None, 0), (None, None, 0), ([1], None, 0), (b"x", None, 0), (1.5, None, 0)],
)
def test_a_value_of_another_type_counts_as_none(value: object, text: str | None, number: int) -> None:
    file = preferences(MemoryStorage())
    file["key"] = value

    assert (kept_text(file, "key"), kept_number(file, "key")) == (text, number)
    assert (kept_text(file, "absent"), kept_number(file, "absent")) == (None, 0)
