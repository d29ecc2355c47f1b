"""The whole text of a comparison, held against golden/two_runs_compared.txt and golden/two_releases_compared.txt."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from harness import compare
from harness.compare.explained import Explanation, explain
from harness.reading import Recording, read
from harness.report.comparison import counted, described, lines
from tests.compare.a_pair import both
from tests.rules.a_life import Life, changed

GOLDEN = Path(__file__).parent / "golden"
CAPTURES = Path(__file__).parent.parent / "wire" / "captures" / "jvm"
OLDER = "analytics-kotlin before 1.25.0 speaks through HttpURLConnection (jvm.md 3)"
RELEASES = (
    Explanation("framing", "* http", OLDER),
    Explanation("framing", "* length", OLDER),
    Explanation("framing", "* accept-encoding", OLDER),
    Explanation("batches", "*", "never needed"),
)


def left(life: Life) -> None:
    life.told("track", name="Bought", properties={"n": 1})
    message = life.message()
    life.sent(message, status=503).sent(message).reported(life.point())


def right(life: Life) -> None:
    life.told("track", name="Bought", properties={"n": 1})
    life.sent(changed(life.message(), "properties.n", "1"), http_version="HTTP/2.0")


def two_runs() -> tuple[Recording, Recording]:
    sides = both(left, right)
    made_of = ("analytics-kotlin 1.27.0", "MoEngage destination 4.2.0")
    header = replace(sides[1].header, device="jvm", engine="released SDK on a JVM", sdks=made_of)
    cut = replace(sides[1], header=header, problems=("the last line is cut: the run that wrote this was ended",))
    return sides[0], cut


@pytest.mark.parametrize("name", ["two_runs_compared", "two_releases_compared"])
def test_the_whole_text_is_as_it_was(name: str) -> None:
    """After a change on purpose run this file once with HARNESS_UPDATE_GOLDEN=1, and read the difference."""
    is_releases = name == "two_releases_compared"
    captures = (read(CAPTURES / "1.19.2.ndjson"), read(CAPTURES / "1.27.0.ndjson"))
    sides = captures if is_releases else two_runs()
    found = explain(compare.compare(*sides), RELEASES if is_releases else ())
    text = "\n".join([*lines(*sides, found, len(compare.names())), ""])
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("HARNESS_UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_a_run_says_what_it_was_made_of_and_a_capture_file_cannot() -> None:
    sides = two_runs()
    assert described(sides[1]) == (
        "it on jvm, released SDK on a JVM: analytics-kotlin 1.27.0, MoEngage destination 4.2.0"
    )
    assert described(read(CAPTURES / "1.27.0.ndjson")) == "capture file"


def test_zero_is_said_too() -> None:
    said = "14 comparators: 0 errors, 0 warnings, 0 told, 0 explained, 0 stale"
    assert counted(explain([], []), 14) == said
