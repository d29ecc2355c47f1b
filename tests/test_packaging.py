from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

STRANGERS_TEST = """
from harness import a_user, expect, identified, signed_in

def test_identify_reaches_both(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    expect(segment).to_receive(identified(ada))
    expect(moengage).to_receive(signed_in(ada))
"""


def run(*command: str, cwd: Path, **environment: str) -> str:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "COVERAGE", "PYTHON"))}
    done = subprocess.run(
        command, cwd=cwd, env={**clean, **environment}, capture_output=True, text=True, check=False, timeout=400
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def fresh_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment outside the clone, with the wheel and whatever its requirements resolve to, lock or no lock."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    python = folder / "bin" / "python"
    if uv := shutil.which("uv"):
        run(uv, "venv", "--quiet", "--python", sys.executable, str(folder), cwd=folder.parent)
        run(uv, "pip", "install", "--quiet", "--python", str(python), str(wheel), cwd=folder.parent)
    else:
        venv.create(folder, with_pip=True)
        run(str(python), "-m", "pip", "install", "--quiet", str(wheel), cwd=folder.parent)
    return python


@pytest.mark.timeout(600)
def test_a_stranger_installs_the_wheel_and_tests_an_app(fresh_python: Path, tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text('pytest_plugins = ("harness.plugin",)\n', encoding="utf-8")
    (tmp_path / "test_mine.py").write_text(STRANGERS_TEST, encoding="utf-8")

    said = run(str(fresh_python), "-m", "pytest", "-q", "--seed", "stranger", cwd=tmp_path)

    assert "2 passed on virtual phones: models of analytics-kotlin 1.27.0" in said
    assert "0 on devices." in said
    assert (tmp_path / "report" / "index.html").is_file()
    assert len(list((tmp_path / ".harness" / "recordings").iterdir())) == 2


@pytest.mark.timeout(600)
def test_the_floors_keep_resolvers_from_an_ancient_mitmproxy(fresh_python: Path, tmp_path: Path) -> None:
    said = run(str(fresh_python), "-c", "import importlib.metadata as m; print(m.version('mitmproxy'))", cwd=tmp_path)
    assert int(said.split(".")[0]) >= 11


@pytest.mark.timeout(600)
def test_the_command_is_installed(fresh_python: Path, tmp_path: Path) -> None:
    said = run(str(fresh_python.parent / "harness"), "devices", cwd=tmp_path)
    assert "virtual:android" in said
    assert "analytics-swift 1.10.0" in said


def test_the_plugins_entry_point_has_the_modules_name() -> None:
    """Another name beside the conftest line would register the same module twice, and pytest stops at that."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"harness.plugin": "harness.plugin"}


def test_the_plugin_imports_neither_appium_nor_mitmproxy_until_a_fixture_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "test_nothing.py").write_text(
        "import sys\n"
        "def test_nothing():\n"
        "    assert 'harness.plugin' in sys.modules\n"
        "    heavy = {'appium', 'selenium', 'mitmproxy', 'jinja2', 'rich', 'httpx', 'harness.rig'}\n"
        "    assert not heavy & set(sys.modules)\n",
        encoding="utf-8",
    )
    run(sys.executable, "-m", "pytest", "-q", "-p", "harness.plugin", cwd=tmp_path, PYTHONPATH=str(ROOT))


def test_the_lock_has_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    requirements = [line for line in lock.splitlines() if re.match(r"[a-z0-9]", line)]
    assert len(requirements) > 40
    assert lock.count("--hash=sha256:") >= len(requirements)
