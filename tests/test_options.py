from __future__ import annotations

from pathlib import Path

import pytest

from harness.options import DEFAULT_DEVICES, Options, explain_mistakes, read_options


def project(folder: Path, table: str) -> Path:
    file = folder / "pyproject.toml"
    file.write_text(f"[tool.harness]\n{table}\n", encoding="utf-8")
    return file


def test_nothing_said_is_both_virtual_phones() -> None:
    assert read_options({}, {}).devices == DEFAULT_DEVICES


def test_the_command_line_outranks_the_environment_and_that_the_file(tmp_path: Path) -> None:
    file = project(tmp_path, 'seed = "file"\nrecordings = "from-file"\nreport = "from-file"')
    environment = {"HARNESS_SEED": "environment", "HARNESS_RECORDINGS": "from-environment"}

    options = read_options({"seed": "line", "recordings": None}, environment, file)

    assert (options.seed, options.recordings, options.report) == (
        "line",
        Path("from-environment"),
        Path("from-file"),
    )


def test_environment_names_several_devices_with_commas() -> None:
    options = read_options({}, {"HARNESS_DEVICE": "virtual:ios,virtual:android"})
    assert options.devices == ("virtual:ios", "virtual:android")


def test_pass_hosts_are_named_pass_in_the_file(tmp_path: Path) -> None:
    options = read_options({}, {}, project(tmp_path, 'pass = ["api.example.com"]\nhosts = ["eu1.api.segment.io"]'))
    assert options.passed == ("api.example.com",)
    assert options.hosts == ("eu1.api.segment.io",)
    assert options.mistakes == ()


def test_every_mistake_is_said_at_once(tmp_path: Path) -> None:
    file = project(tmp_path, 'recording = "x"\ndevices = "virtual:ios"\nseed = 7\nrequire_engine = "phone"')

    mistakes = explain_mistakes(read_options({}, {}, file).mistakes)

    assert "unknown key 'recording': did you mean 'recordings'?" in mistakes
    assert "devices must be a list of texts, not 'virtual:ios'" in mistakes
    assert "seed must be a text, not 7" in mistakes
    assert "require_engine is 'phone'; it can be any, virtual, jvm, device" in mistakes


@pytest.mark.parametrize(
    ("text", "said"),
    [("[tool.harness", "cannot be read"), ("[tool]\nharness = 3", "is not a table"), ("\xff", "cannot be read")],
)
def test_a_file_that_cannot_be_used_is_a_mistake(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_bytes(text.encode("latin-1"))
    (mistake,) = read_options({}, {}, file).mistakes
    assert said in mistake
    assert str(file) in mistake


def test_a_mistake_leaves_the_default_in_place(tmp_path: Path) -> None:
    assert read_options({}, {}, project(tmp_path, "seed = 7")).seed == Options().seed
