"""An app's data on this machine's disk, in Android's forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.jvm.app_folder import AppFolder, read_preferences
from harness.w3c.phone import UnfitInputError

WRITTEN_BY_ANDROID = """<?xml version='1.0' encoding='utf-8' standalone='yes' ?>
<map>
    <string name="segment.userId">ada &amp; co</string>
    <int name="segment.app.build" value="200" />
    <long name="at" value="1800000000000" />
    <float name="share" value="0.5" />
    <boolean name="on" value="true" />
    <set name="names"><string>b</string><string>a</string></set>
    <string name="empty"></string>
</map>
"""
PLAIN_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
VALUES = st.one_of(st.booleans(), st.integers(-(2**63), 2**63 - 1), PLAIN_TEXT)


def test_what_android_wrote_is_read(tmp_path: Path) -> None:
    file = tmp_path / "p.xml"
    file.write_text(WRITTEN_BY_ANDROID, encoding="utf-8")

    assert read_preferences(file) == {
        "segment.userId": "ada & co", "segment.app.build": 200, "at": 1_800_000_000_000, "share": 0.5, "on": True,
        "names": ["a", "b"], "empty": "",
    }  # fmt: skip


@given(st.dictionaries(PLAIN_TEXT, VALUES))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]) -> None:
    data = AppFolder(tmp_path_factory.mktemp("data"))
    data.write({"preferences": {"p": values}, "files": {"queue": {"a.tmp": "{"}}})

    assert data.plain() == {"preferences": {"p": values}, "files": {"queue": {"a.tmp": "{"}}}


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    data = AppFolder(tmp_path)
    data.write({"preferences": {"p": {"a": 1}}})
    data.write({"preferences": {"p": {"b": "two"}}})

    assert data.plain()["preferences"] == {"p": {"a": 1, "b": "two"}}


def test_bytes_that_are_no_text_survive(tmp_path: Path) -> None:
    data = AppFolder(tmp_path)
    data.write({"files": {"f": {"x": {"base64": "/wD+"}}}})

    assert (tmp_path / "f" / "x").read_bytes() == b"\xff\x00\xfe"
    assert data.plain()["files"] == {"f": {"x": {"base64": "/wD+"}}}


def test_clearing_forgets_everything(tmp_path: Path) -> None:
    data = AppFolder(tmp_path / "data")
    data.write({"files": {"f": {"x": "1"}}})
    data.clear()
    data.clear()

    assert data.plain() == {"preferences": {}, "files": {}}


@pytest.mark.parametrize("said", [{}, {"keychain": {}}])
def test_what_is_no_data_of_an_android_app_is_refused(tmp_path: Path, said: dict[str, object]) -> None:
    with pytest.raises(UnfitInputError, match="preferences and files"):
        AppFolder(tmp_path).write(said)


def test_a_file_that_the_apps_process_deletes_meanwhile_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = AppFolder(tmp_path)
    data.write({"files": {"queue": {"gone": "1", "kept": "2"}}})
    whole = Path.read_bytes

    def read(file: Path) -> bytes:
        if file.name == "gone":
            raise FileNotFoundError(file)
        return whole(file)

    monkeypatch.setattr(Path, "read_bytes", read)
    assert data.plain()["files"] == {"queue": {"kept": "2"}}
