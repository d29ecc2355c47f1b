from __future__ import annotations

import io
import zipfile

import pytest

from harness.w3c.errors import WebDriverError
from harness.w3c.files import Files


@pytest.fixture
def files() -> Files:
    files = Files()
    files.push("/sdcard/a.txt", b"A")
    files.push("/sdcard/deep/b.txt", b"B")
    files.push("@com.example.sample/c.txt", b"C")
    return files


def test_a_file_is_pulled_as_it_was_pushed(files: Files) -> None:
    files.push("/sdcard/a.txt", b"AA")

    assert files.pull("/sdcard/a.txt") == b"AA"
    assert files.pull("@com.example.sample/c.txt") == b"C"


@pytest.mark.parametrize("path", ["/sdcard", "/sdcard/"])
def test_a_folder_is_pulled_as_an_archive(files: Files, path: str) -> None:
    with zipfile.ZipFile(io.BytesIO(files.pull_folder(path))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"a.txt": b"A", "deep/b.txt": b"B"}


def test_what_is_not_there_cannot_be_pulled(files: Files) -> None:
    with pytest.raises(WebDriverError, match="The remote file at '/sdcard/x' does not exist"):
        files.pull("/sdcard/x")
    with pytest.raises(WebDriverError, match="The remote folder at '/sd' does not exist"):
        files.pull_folder("/sd")


def test_a_folders_path_is_no_files(files: Files) -> None:
    for act in (files.pull, files.delete, lambda path: files.push(path, b"")):
        with pytest.raises(WebDriverError, match="a file and not to a folder") as refused:
            act("/sdcard/")
        assert refused.value.code == "invalid argument"


def test_deleting_says_whether_there_was_something(files: Files) -> None:
    assert files.delete("/sdcard/a.txt") is True
    assert files.delete("/sdcard/a.txt") is False
    assert files.delete_folder("/sdcard") is True
    assert files.delete_folder("/sdcard") is False
    assert files.pull("@com.example.sample/c.txt") == b"C"
