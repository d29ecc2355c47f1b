from __future__ import annotations

import errno
import json

import pytest

from harness.virtual.storage import AppData, Disk, Kept


@pytest.fixture
def data() -> AppData:
    return AppData(Kept())


def test_each_name_has_a_mapping_of_its_own(data: AppData) -> None:
    data.preferences("a")["key"] = 1
    data.files("a")["key"] = b"bytes"
    assert dict(data.preferences("a")) == {"key": 1}
    assert dict(data.preferences("b")) == {}
    assert dict(data.files("a")) == {"key": b"bytes"}


def test_what_a_process_changes_in_memory_is_not_stored(data: AppData) -> None:
    traits = {"plan": "free"}
    data.preferences("sdk")["traits"] = traits
    traits["plan"] = "pro"
    data.preferences("sdk")["traits"]["plan"] = "pro"
    assert data.preferences("sdk")["traits"] == {"plan": "free"}


def test_files_may_be_deleted_while_they_are_listed(data: AppData) -> None:
    files = data.files("queue")
    files.update({"1": b"", "2": b"", "3": b""})
    for name in files:
        del files[name]
    assert len(files) == 0


def test_plain_values_are_fit_for_json(data: AppData) -> None:
    data.preferences("sdk").update(ids={"a"}, nested={"list": [1, None, True]}, raw=b"text")
    data.files("queue").update({"batch": b'{"a":1}', "packed": b"\x1f\x8b\x00"})
    data.keychain()["id"] = "X"
    plain = json.loads(json.dumps(data.plain()))
    assert plain == {
        "preferences": {"sdk": {"ids": ["a"], "nested": {"list": [1, None, True]}, "raw": "text"}},
        "files": {"queue": {"batch": '{"a":1}', "packed": {"base64": "H4sA"}}},
        "keychain": {"id": "X"},
    }


def test_plain_values_are_not_the_stored_ones(data: AppData) -> None:
    data.preferences("sdk")["list"] = [1]
    data.plain()["preferences"]["sdk"]["list"].append(2)  # type: ignore[index]
    assert data.preferences("sdk")["list"] == [1]


def test_what_holds_nothing_is_not_there(data: AppData) -> None:
    data.preferences("empty")
    data.files("empty")
    assert data.plain() == {"preferences": {}, "files": {}, "keychain": {}}


@pytest.fixture
def full() -> tuple[AppData, Disk]:
    disk = Disk()
    data = AppData(Kept(), disk)
    data.preferences("sdk").update(kept="old", changed="old", deleted="old")
    data.files("queue")["1"] = b"old"
    disk.is_full = True
    return data, disk


def test_a_file_cannot_be_written_on_a_full_disk_and_can_be_read_and_deleted(full: tuple[AppData, Disk]) -> None:
    files = full[0].files("queue")
    for name in ("1", "2"):
        with pytest.raises(OSError, match="No space left on device") as refused:
            files[name] = b"new"
        assert refused.value.errno == errno.ENOSPC
    assert dict(files) == {"1": b"old"}
    del files["1"]
    assert dict(files) == {}


def test_preferences_on_a_full_disk_last_as_long_as_the_process(full: tuple[AppData, Disk]) -> None:
    data, _ = full
    preferences = data.preferences("sdk")
    preferences["changed"] = "new"
    preferences["changed"] = "newer"
    preferences["added"] = "new"
    del preferences["deleted"]
    assert dict(preferences) == {"kept": "old", "changed": "newer", "added": "new"}
    data.forget_unwritten()
    assert dict(preferences) == {"kept": "old", "changed": "old", "deleted": "old"}


def test_the_next_edit_that_can_be_written_writes_all(full: tuple[AppData, Disk]) -> None:
    data, disk = full
    preferences = data.preferences("sdk")
    preferences["changed"] = "new"
    disk.is_full = False
    preferences["kept"] = "new"
    data.forget_unwritten()
    assert dict(preferences) == {"kept": "new", "changed": "new", "deleted": "old"}
