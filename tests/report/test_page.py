from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from harness.errors import InfrastructureError
from harness.recording import Header, Recorder
from harness.redact import Redactor
from harness.report.outcomes import Result
from harness.report.page import render, write_page
from tests.report.a_day import a_day

CAPTURE = Path(__file__).parent.parent / "wire" / "captures" / "jvm" / "1.27.0.ndjson"


def a_result(**more: object) -> Result:
    result = Result("suites/test_a.py::test_a[virtual:ios]", device="virtual:ios", engine="virtual phone")
    result.models, result.guessed = ("analytics-swift 1.10.0",), ("swift.flush: segment.md 4.2 (inferred)",)
    for name, value in more.items():
        setattr(result, name, value)
    return result


class Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attributes if name in ("src", "href")]
        assert tag != "script"


def test_the_page_needs_nothing_but_itself() -> None:
    page = render([a_result(recording=str(CAPTURE))], "seed")
    reader = Addresses()
    reader.feed(page)
    assert reader.found == []
    assert "url(" not in page
    assert "@import" not in page


def test_the_page_says_that_models_are_no_devices_and_what_they_guess() -> None:
    page = render([a_result()], "seed-1")
    assert "of <b>models</b> of the SDKs on virtual phones, not of devices: analytics-swift 1.10.0" in page
    assert "1 behaviours of the models rest on a guess or an inference" in page
    assert "seed seed-1" in page


def test_failures_come_first_open_and_with_their_text() -> None:
    text = "segment track(name='A'): not received <b>within</b> 5 s"
    page = render([a_result(), a_result(test="z", outcome="failed", text=text, failure_class="assertion")], "seed")
    assert page.index('class="outcome failed"') < page.index("test_a[virtual:ios]")
    assert "not received &lt;b&gt;within&lt;/b&gt; 5 s" in page
    assert "failure class: assertion" in page
    assert len(re.findall(r"<details class=.test. open>", page)) == 1


def test_calls_of_the_recording_are_on_the_page() -> None:
    page = render([a_result(recording=str(CAPTURE))], "seed")
    assert "track &#39;Order Completed&#39; user=user-1" in page


def test_a_recording_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    page = render([a_result(recording=str(tmp_path / "gone"))], "seed")
    assert "the recording cannot be read" in page


def test_a_folder_that_cannot_be_written_is_said_with_the_next_step(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("taken", encoding="utf-8")
    with pytest.raises(InfrastructureError, match="--report DIR"):
        write_page([a_result()], tmp_path / "file", "seed")


def test_the_page_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    written = write_page([a_result()], tmp_path / "deep" / "report", "seed")
    assert written == tmp_path / "deep" / "report" / "index.html"
    assert written.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_the_run_could_not_read_is_on_the_page_and_zero_too() -> None:
    assert "<b>0 undecoded, 0 unknown, 0 late</b>" in render([a_result()], "seed", ["0 undecoded, 0 unknown, 0 late"])
    lines = ["1 undecoded, 0 unknown, 0 late", "  undecoded: segment <no JSON> (in ab12)"]
    assert "undecoded: segment &lt;no JSON&gt; (in ab12)" in render([a_result()], "seed", lines)


def test_the_page_explains_its_signs() -> None:
    page = render([a_result()], "seed")
    assert "How to read this page" in page
    assert (
        "<code>!</code> marks calls that are as described, <code>&gt;</code> the action after which calls count" in page
    )


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_push_install_and_settings_are_told_on_the_page(platform: str, tmp_path: Path) -> None:
    header = Header(test="a day", device=f"virtual:{platform}", build="b")
    with Recorder(tmp_path, header, Redactor("s")) as recorder:
        for entry in a_day(platform):
            recorder(entry)

    page = render([a_result(recording=str(recorder.path))], "seed")

    for text in (
        "settings fetched: MoEngage on (WORKSPACE)",
        "settings fetched: MoEngage off",
        "200 (5 s late, once)",
        "503 (on purpose)",
        "settings: MoEngage off",
        "device registered, push token &#39;redacted-token-",
        "receive_push(campaign=&#39;c-1&#39;, title=&#39;Sale&#39;)",
        "notification clicked &#39;c-1&#39;",
        "app_installed {&#39;VERSION&#39;: 1}",
        "by itself: lifecycle",
        "unknown field context.foo [",
        "unknown action MOE_NEW_THING [",
        "undecoded [",
    ):
        assert text in page, text
    assert "first-push-token" not in page


def test_half_a_surrogate_pair_in_a_failure_does_not_lose_the_page(tmp_path: Path) -> None:
    written = write_page([a_result(outcome="failed", text="got '\ud800'")], tmp_path, "seed")
    assert r"got &#39;\ud800&#39;" in written.read_text(encoding="utf-8")


def test_a_known_gap_is_said_where_its_test_stands() -> None:
    gap = {"name": "a_gap", "reason": "it does <otherwise>", "source": "moengage.md 3.3", "build": "b"}
    page = render([a_result(outcome="xfailed", gap=gap)], "seed")
    assert "Known gap a_gap: it does &lt;otherwise&gt; (moengage.md 3.3)" in page
    assert 'class="outcome xfailed">1 xfailed' in page
