"""Java and Maven: found, too old, not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.errors import MissingPartError
from harness.jvm import tools


@pytest.fixture(autouse=True)
def _look_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    tools.java.cache_clear()
    tools.maven.cache_clear()
    yield
    tools.java.cache_clear()
    tools.maven.cache_clear()


def a_program(folder: Path, name: str, script: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


def test_java_of_java_home_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = a_program(tmp_path / "jdk" / "bin", "java", "echo 'openjdk version \"21.0.1\"' >&2")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk"))
    assert tools.java() == str(program)


def test_an_old_java_is_named(tmp_path: Path) -> None:
    a_program(tmp_path, "java", "echo 'java version \"11.0.2\"' >&2")
    with pytest.raises(MissingPartError, match=r"is no Java 17 or newer: java version \"11") as caught:
        tools.java()
    assert "JAVA_HOME" in caught.value.next_step


def test_what_is_not_there_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingPartError, match="there is no java on this machine"):
        tools.java()
    with pytest.raises(MissingPartError, match="there is no mvn on this machine"):
        tools.maven()


def test_a_program_that_fails_is_quoted(tmp_path: Path) -> None:
    program = a_program(tmp_path, "mvn", "echo could not resolve it; exit 1")
    with pytest.raises(MissingPartError, match=r"mvn failed:\ncould not resolve it"):
        tools.run([str(program)], 5, "mvn")


def test_a_program_that_does_not_end_is_given_up(tmp_path: Path) -> None:
    program = a_program(tmp_path, "mvn", "exec sleep 5")
    with pytest.raises(MissingPartError, match=r"mvn did not end within 0\.1 s"):
        tools.run([str(program)], 0.1, "mvn")


def test_the_cache_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("HARNESS_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert tools.cache_folder() == tmp_path / "xdg" / "harness"
    monkeypatch.setenv("HARNESS_CACHE", str(tmp_path / "own"))
    assert tools.cache_folder() == tmp_path / "own"
