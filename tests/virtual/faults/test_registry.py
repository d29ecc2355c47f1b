from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.virtual import faults

MODEL = "from harness.virtual.journal import Journal\n"
FAULT = '''"""The log loses every line.

It happens when nobody looks.
"""
{imports}
AREA = "log"


def arm(patch):
    patch(Journal, "{method}", lambda original, self, text: original(self, text.upper()))
'''

MakeFault = Callable[..., Path]


@pytest.fixture(autouse=True)
def disarmed() -> Iterator[None]:
    yield
    faults.disarm_all()


@pytest.fixture
def make_fault(tmp_path: Path) -> MakeFault:
    def make(text: str = FAULT, name: str = "log_shouts", method: str = "write", imports: str = MODEL) -> Path:
        file = tmp_path / f"{name}.py"
        file.write_text(text.replace("{method}", method).replace("{imports}", imports))
        return file

    return make


def test_a_fault_file_is_read(make_fault: MakeFault) -> None:
    fault = faults.load(make_fault())
    assert (fault.name, fault.area) == ("log_shouts", "log")
    assert fault.what.startswith("The log loses every line.")


def test_an_armed_fault_breaks_the_model_until_it_is_disarmed(make_fault: MakeFault) -> None:
    from harness.virtual.journal import Journal

    fault = faults.load(make_fault())
    faults.arm(fault)
    journal = Journal(lambda: 1.0)
    journal.write("quiet")
    assert faults.armed() == (fault,)
    faults.disarm_all()
    journal.write("quiet")
    assert [text for _, text in journal.lines()] == ["QUIET", "quiet"]
    assert faults.armed() == ()


def test_a_file_that_cannot_be_imported_is_named_with_its_last_line(make_fault: MakeFault) -> None:
    file = make_fault(text='"""Broken."""\nimport nothing_of_that_name\n')
    with pytest.raises(ConfigurationError) as told:
        faults.load(file)
    assert str(file) in told.value.message
    assert told.value.message.endswith("ModuleNotFoundError: No module named 'nothing_of_that_name'")
    assert told.value.next_step


def test_a_file_that_is_no_python_is_named(make_fault: MakeFault) -> None:
    with pytest.raises(ConfigurationError, match="SyntaxError"):
        faults.load(make_fault(text="def def"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="there is no such fault file"):
        faults.load(tmp_path / "none.py")


@pytest.mark.parametrize(
    "text",
    [
        'AREA = "log"\n\ndef arm(patch): ...\n',
        '"""Something."""\n\ndef arm(patch): ...\n',
        '"""Something."""\nAREA = "log"\n',
        '"""Something."""\nAREA = "log"\narm = 7\n',
    ],
)
def test_a_file_without_what_a_fault_has_is_no_fault(make_fault: MakeFault, text: str) -> None:
    with pytest.raises(ConfigurationError, match="is no fault") as told:
        faults.load(make_fault(text=text))
    assert "AREA" in told.value.next_step


def test_a_method_that_does_not_exist_is_named(make_fault: MakeFault) -> None:
    fault = faults.load(make_fault(method="shout"))
    with pytest.raises(ConfigurationError) as told:
        faults.arm(fault)
    assert "'log_shouts' replaces harness.virtual.journal.Journal.shout, which does not exist" in told.value.message
    assert faults.armed() == ()


def test_a_fault_that_fails_to_arm_leaves_nothing_patched(make_fault: MakeFault) -> None:
    from harness.virtual.journal import Journal

    original = Journal.write
    text = FAULT + "    raise RuntimeError('half way')\n"
    fault = faults.load(make_fault(text=text))
    with pytest.raises(ConfigurationError, match="cannot be armed: RuntimeError: half way"):
        faults.arm(fault)
    assert Journal.write is original


@pytest.fixture
def shelf(make_fault: MakeFault, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of faults of the harness's own, whatever faults there are besides."""
    folder = make_fault(name="reset_shouts").parent
    make_fault(name="track_shouts")
    monkeypatch.setattr(faults, "__path__", [str(folder)])


@pytest.mark.usefixtures("shelf")
def test_faults_are_found_by_name() -> None:
    assert faults.find("reset_shouts").name == "reset_shouts"
    assert [fault.name for fault in faults.all_faults()] == ["reset_shouts", "track_shouts"]


@pytest.mark.usefixtures("shelf")
def test_an_unknown_name_lists_those_that_are_close() -> None:
    with pytest.raises(ConfigurationError, match="no fault is called 'reset_shout'") as told:
        faults.find("reset_shout")
    assert "reset_shouts" in told.value.next_step
    with pytest.raises(ConfigurationError) as told:
        faults.find("zzz")
    assert "names them all" in told.value.next_step
