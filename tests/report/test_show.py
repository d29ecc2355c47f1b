from __future__ import annotations

from io import StringIO
from pathlib import Path

from rich.console import Console

from harness.report.show import print_recording

CAPTURES = Path(__file__).parent.parent / "wire" / "captures" / "jvm"


def shown(file: Path) -> str:
    from harness.reading import read

    console = Console(width=160, record=True, file=StringIO())
    print_recording(read(file), console)
    return " ".join(console.export_text().split())


def test_a_capture_file_of_the_released_sdk_is_shown_with_nothing_undecoded() -> None:
    text = shown(CAPTURES / "1.27.0.ndjson")
    assert "what the app was told is not known" in text
    assert "label: fresh" in text
    assert "track 'Order Completed' user=user-1" in text
    assert "101 segment track" in text
    assert "; 0 undecoded, 0 unknown" in text


def test_an_answer_that_is_not_well_is_shown() -> None:
    text = shown(CAPTURES / "1.27.0.ndjson")
    assert "503" in text
    assert "none" in text


def test_what_nobody_could_read_is_shown_by_name(tmp_path: Path) -> None:
    from harness.recording import Header, Recorder
    from harness.redact import Redactor
    from tests.report.a_day import a_day

    with Recorder(tmp_path, Header(test="a day", device="virtual:ios", build="b"), Redactor("s")) as recorder:
        for entry in a_day("ios"):
            recorder(entry)
    text = shown(recorder.path)

    assert "1 undecoded, 2 unknown unknown: segment field context.foo (in 0017)" in text
    assert "unknown: moengage action MOE_NEW_THING (in 0018)" in text
    assert "unknown field context.foo [" in text
    assert "(by itself: fetch)" in text
