"""Documented differences are data; a mistake in them is told with the next step."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.differences import find_differences, load_differences
from harness.errors import ConfigurationError

WELL = '[counts]\nandroid = 1\nios = "two"\nsource = "segment.md 6"\n'


def write(folder: Path, text: str) -> Path:
    (folder / "differences.toml").write_text(text, encoding="utf-8")
    return folder


def test_each_platform_has_its_value(tmp_path: Path) -> None:
    folder = write(tmp_path, WELL)
    assert find_differences(folder, "android")("counts") == 1
    assert find_differences(folder, "ios")("counts") == "two"


def test_a_name_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"(?s)no difference is called 'count'.*counts"):
        find_differences(write(tmp_path, WELL), "ios")("count")


@pytest.mark.parametrize("text", ["[counts", '[counts]\nandroid = 1\nsource = "x"\n', "counts = 1\n"])
def test_what_is_no_difference_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"differences\.toml"):
        load_differences(write(tmp_path, text))


def test_a_missing_file_is_a_mistake_of_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"cannot be read"):
        load_differences(tmp_path)
