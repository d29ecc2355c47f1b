from __future__ import annotations

import json

import pytest

from harness.virtual.storage import AppData, Kept


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
