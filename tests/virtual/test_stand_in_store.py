from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.virtual.stand_in_store import FILE, KeptData


class Turns:
    """A loop's end of turn, made by the test."""

    def __init__(self) -> None:
        self.ends: list[Callable[[], None]] = []

    def end(self) -> None:
        for one in self.ends:
            one()
        self.ends.clear()


def test_what_a_turn_changes_is_written_once_at_its_end(tmp_path: Path) -> None:
    turns = Turns()
    kept = KeptData(tmp_path / "app", turns.ends.append)
    kept.data.preferences("sdk").update(id="one", sent=[1.0, None], cache={"a": ["x", 2]})
    kept.data.files("sdk/points")["1"] = b"\x1f\x8b"
    assert len(turns.ends) == 1
    turns.end()
    again = KeptData(tmp_path / "app", turns.ends.append)
    assert again.data.plain() == kept.data.plain()
    assert (kept.launches, again.launches) == (1, 2)


def test_deleting_is_written_too(tmp_path: Path) -> None:
    turns = Turns()
    kept = KeptData(tmp_path, turns.ends.append)
    kept.data.files("points")["1"] = b"1"
    kept.data.preferences("sdk")["id"] = "one"
    turns.end()
    del kept.data.files("points")["1"]
    del kept.data.preferences("sdk")["id"]
    turns.end()
    assert KeptData(tmp_path, turns.ends.append).data.plain() == {"preferences": {}, "files": {}, "keychain": {}}


def test_nothing_is_written_after_the_end(tmp_path: Path) -> None:
    turns = Turns()
    kept = KeptData(tmp_path, turns.ends.append)
    kept.data.preferences("sdk")["id"] = "one"
    kept.close()
    (tmp_path / FILE).unlink()
    turns.end()
    kept.data.preferences("sdk")["id"] = "two"
    turns.end()
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("text", ["{", "[1]", '"text"'])
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(ConfigurationError, match=FILE):
        KeptData(tmp_path, Turns().ends.append)


def test_the_file_is_whole_or_the_one_before(tmp_path: Path) -> None:
    kept = KeptData(tmp_path, Turns().ends.append)
    kept.data.preferences("sdk")["id"] = object()
    with pytest.raises(TypeError):
        kept.save()
    assert json.loads((tmp_path / FILE).read_text())["launches"] == 1
