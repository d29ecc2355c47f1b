"""Lock lists, checksums and the cache, without Java or Maven."""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from harness.errors import MissingPartError
from harness.jvm import artifacts
from harness.jvm.artifacts import HERE, check_sums, load_sums, make_once

POMS = ("pom.xml", "compiler.xml", "framework.xml", "api.xml")
NAMESPACE = "{http://maven.apache.org/POM/4.0.0}"


@pytest.mark.parametrize("pom", POMS)
def test_a_lock_list_names_exact_versions_and_no_host(pom: str) -> None:
    text = (HERE / pom).read_text(encoding="utf-8")
    properties = dict(re.findall(r"<([a-z]+\.version)>([^<]+)</", text))
    versions = [one.text or "" for one in ET.fromstring(text).iter(f"{NAMESPACE}version")]
    resolved = [re.sub(r"\$\{(.+)\}", lambda name: properties[name[1]], one) for one in versions]

    assert resolved
    assert not [one for one in resolved if not re.fullmatch(r"[\w.-]+", one) or "SNAPSHOT" in one]
    assert not re.search(r"<repositor|<pluginRepositor|<distributionManagement", text)


def test_the_newest_release_is_the_one_that_the_lock_list_names() -> None:
    text = (HERE / "pom.xml").read_text(encoding="utf-8")
    assert f"<segment.version>{artifacts.LATEST}<" in text
    assert f"<serialization.version>{artifacts.SERIALIZATION}<" in text


def test_every_release_that_the_suites_run_on_is_locked() -> None:
    for release in ("1.16.3", "1.19.2", "1.25.0", "1.26.0", "1.27.0"):
        assert {f"android-{release}.aar", f"core-{release}.jar"} <= set(load_sums())


def test_a_file_that_is_another_than_the_locked_one_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "core-1.27.0.jar"
    file.write_bytes(b"changed")

    with pytest.raises(MissingPartError, match=r"core-1\.27\.0\.jar is not the file that was locked"):
        check_sums([file], load_sums())
    check_sums([file], {file.name: hashlib.sha256(b"changed").hexdigest()})
    check_sums([file], {})  # of a release that nobody has locked yet


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    made = []

    def make(into: Path) -> None:
        made.append(into)
        (into / "x").write_text("1")

    for _ in range(2):
        make_once(tmp_path / "cache" / "x-1", make)

    assert len(made) == 1
    assert (tmp_path / "cache" / "x-1" / "x").read_text() == "1"


def test_what_failed_halfway_leaves_nothing_behind(tmp_path: Path) -> None:
    def break_off(into: Path) -> None:
        (into / "half").write_text("")
        raise MissingPartError("no Maven here")

    with pytest.raises(MissingPartError):
        make_once(tmp_path / "x-1", break_off)
    assert list(tmp_path.iterdir()) == []


def test_of_two_that_make_the_same_at_once_one_wins(tmp_path: Path) -> None:
    folder = tmp_path / "x-1"

    def be_late(into: Path) -> None:
        (into / "x").write_text("late")
        folder.mkdir()
        (folder / "x").write_text("first")

    make_once(folder, be_late)
    assert (folder / "x").read_text() == "first"
    assert list(tmp_path.iterdir()) == [folder]
