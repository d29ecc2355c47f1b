"""The registry: comparators by their files, findings in order, and a comparator that fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness import compare
from harness.compare import comparators
from harness.findings import Difference
from harness.reading import read
from tests.compare.a_pair import a_day, both

FOLDER = Path(comparators.__file__).parent
CAPTURES = Path(__file__).parent.parent / "wire" / "captures"


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_nothing_is_found_in_two_healthy_runs(platform: str) -> None:
    assert compare.compare(*both(a_day, a_day, platform=platform)) == []


@pytest.mark.parametrize("file", sorted(CAPTURES.rglob("*.ndjson")), ids=lambda file: file.name)
def test_a_capture_file_is_like_itself(file: Path) -> None:
    assert compare.compare(read(file), read(file)) == []


def test_every_file_is_a_comparator_that_says_what_must_be_alike() -> None:
    assert compare.names() == sorted(file.stem for file in FOLDER.glob("[!_]*.py"))
    for one in compare.all_comparators():
        assert one.what.endswith(".")
        assert len(one.what) <= 120
        assert one.severity in ("error", "warning", "info")


def test_every_comparator_has_tests() -> None:
    tests = {file.stem.removeprefix("test_") for file in (Path(__file__).parent / "comparators").glob("test_*.py")}
    assert tests == set(compare.names())


def test_what_is_said_again_is_one_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = [
        Difference("p", "1", "2", "aa /batch/0", "bb /"),
        Difference("p", "1", "2", "cc /"),
        Difference("p", "1", "3"),
    ]
    one = compare.Comparator("one", "error", "It is.", lambda _: seen)
    monkeypatch.setattr(compare, "all_comparators", lambda: (one,))
    first, second = compare.compare(*both(a_day, a_day))
    assert (first.count, first.exchanges, first.where) == (2, ("aa", "cc"), "aa /batch/0")
    assert str(first) == "one: p: 1 | 2 [aa /batch/0 | bb /] (and 1 more)"
    assert str(second) == "one: p: 1 | 3"


def test_a_comparator_that_fails_says_so_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> list[Difference]:
        raise KeyError("context")

    two = (
        compare.Comparator("fails", "error", "x", fail),
        compare.Comparator("speaks", "info", "x", lambda _: [Difference("p", "1", "2")]),
    )
    monkeypatch.setattr(compare, "all_comparators", lambda: two)
    assert [f"{one.severity} {one}" for one in compare.compare(*both(a_day, a_day))] == [
        "warning fails: *: could not be compared: KeyError: 'context' | ",
        "info speaks: p: 1 | 2",
    ]


RELEASES = ("1.19.2", "1.27.0")
TRANSPORT = {"framing", "redelivery", "requests", "versions"}
FOLLOWS_SETTINGS = ("segment /_metadata/bundled", "segment /_metadata/unbundled")
"""From 1.25.0 on settings are fetched anew when the app comes back; what is bundled follows (segment.md 1.4)."""


def test_between_two_releases_the_transport_differs_and_no_message_but_by_its_settings() -> None:
    sides = [read(CAPTURES / "jvm" / f"{release}.ndjson") for release in RELEASES]
    found = compare.compare(*sides)
    others = {one.sides.path for one in found if one.rule not in TRANSPORT and one.sides}
    assert others == set(FOLLOWS_SETTINGS)
    said = {str(one).split(" [")[0] for one in found}
    assert said >= {
        "framing: POST api.segment.io/v1/b http: HTTP/1.1 | HTTP/2.0",
        "redelivery: smart_retry: segment retry counts: none | from 1",
        "redelivery: status408: segment tries: 408 | 408, 408",
        "requests: settings_fail_fresh: GET cdn-settings.segment.com/v1/projects/*/settings: 1 | 2",
        "versions: segment /context/library/version: 1.19.2 | 1.27.0",
    }
