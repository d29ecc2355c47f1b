from __future__ import annotations

from pathlib import Path

import pytest

from harness import doctor
from harness.errors import EXIT_CODES, InfrastructureError
from harness.options import Options


def test_a_fit_machine_is_called_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = doctor.examine(Options(recordings=tmp_path, seed="doctor"))
    said = capsys.readouterr().out
    assert code == 0, said
    assert "all is well" in said
    for name in ("versions", "ports", "recordings", "proxy", "virtual:android", "virtual:ios"):
        assert f"ok     {name}:" in said


def test_what_is_wrong_comes_with_the_next_step_and_the_rest_is_still_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    code = doctor.examine(Options(devices=(), recordings=tmp_path / "taken", seed="doctor"))
    said = capsys.readouterr().out
    assert code == EXIT_CODES["infrastructure"]
    assert "WRONG  recordings:" in said
    assert "next: name another with --recordings DIR" in said
    assert "ok     proxy:" in said


def test_an_old_release_is_named_with_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(doctor.FLOORS, "pytest", (99, 1))
    with pytest.raises(InfrastructureError, match=r"pip install 'pytest>=99\.1'"):
        doctor.check_versions()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(doctor.FLOORS, "no-such-package-here", (1,))
    with pytest.raises(InfrastructureError, match="is not installed"):
        doctor.check_versions()
