from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from harness import expect, identified, settings_fetched, tracked
from harness.calls import SEGMENT, Action, Call, Entry, Exchange, Note, Undecoded, What
from harness.errors import ConfigurationError
from harness.expectations.inbox import Inbox
from harness.reading import CUT, ledger_of, read
from harness.recording import FORMAT_VERSION, Header, Recorder
from harness.redact import Redactor

CAPTURES = Path(__file__).parent / "wire" / "captures" / "jvm"
BODY = (
    b'{"batch":[{"type":"track","event":"A","properties":{"n":1},"messageId":"m-1","anonymousId":"a-1",'
    b'"timestamp":"2026-01-01T00:00:00.000Z"}],"sentAt":"2026-01-01T00:00:00.000Z","writeKey":"w"}'
)


def a_recording(folder: Path) -> Path:
    exchange = Exchange(
        id="0a1b", device="virtual:ios", wall=1.0, method="POST", url="https://api.segment.io/v1/b",
        request_headers=(("content-type", "application/json"),), request_body=BODY, status=200, condition="none",
    )  # fmt: skip
    things: tuple[What, ...] = (
        Action("track", "virtual:ios", {"name": "A"}),
        Note("outcome", "virtual:ios", "ok"),
        exchange,
    )
    with Recorder(folder, Header(test="t", device="virtual:ios", models=("m 1",)), Redactor("s")) as recorder:
        for position, what in enumerate(things):
            recorder(Entry(position, position / 10, "t", what))
    return recorder.path


def test_what_was_written_is_read_with_its_calls_decoded_anew(tmp_path: Path) -> None:
    recording = read(a_recording(tmp_path))
    assert (recording.header.test, recording.header.models, recording.problems) == ("t", ("m 1",), ())
    kinds = [type(entry.what).__name__ for entry in recording.entries]
    assert kinds == ["Action", "Note", "Exchange", "Call"]
    call = recording.entries[-1].what
    assert isinstance(call, Call)
    assert (call.name, call.source, call.status) == ("A", "0a1b /batch/0", 200)
    assert recording.entries[-1].at_s == 0.2


def test_a_cut_last_line_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    path = a_recording(tmp_path)
    path.write_text(path.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    recording = read(path)
    assert recording.problems == (CUT,)
    assert [type(entry.what).__name__ for entry in recording.entries] == ["Action", "Note"]


def test_any_other_broken_line_is_named(tmp_path: Path) -> None:
    path = a_recording(tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], "{broken", *lines[1:]]), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="line 2 of"):
        read(path)
    path.write_text("\n".join([lines[0], '{"kind": "nonsense", "at_s": 0}', lines[1]]), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="line 2 of"):
        read(path)


@pytest.mark.parametrize(
    ("version", "who"),
    [
        (FORMAT_VERSION + 1, "this harness is too old\nNext: read it with the harness that wrote it \\(9.1\\)"),
        (FORMAT_VERSION - 1, "the recording is too old"),
        ("x", "no format of a recording"),
        ([], "no format of a recording"),
    ],
)
def test_a_format_that_is_not_known_says_which_side_is_too_old(tmp_path: Path, version: object, who: str) -> None:
    path = tmp_path / "future.ndjson"
    path.write_text(
        json.dumps({"format": version, "test": "t", "device": "d", "harness": "9.1"}) + "\n", encoding="utf-8"
    )
    with pytest.raises(ConfigurationError, match=who):
        read(path)


def test_an_older_format_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def migrate(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        header, *entries = lines
        return [
            {**header, "format": FORMAT_VERSION, "test": header["name"]},
            *({**entry, "kind": "note", "device": "d", "note": "label", "data": {}} for entry in entries),
        ]

    monkeypatch.setattr("harness.reading.MIGRATIONS", {FORMAT_VERSION - 1: migrate})
    path = tmp_path / "old.ndjson"
    header = {"format": FORMAT_VERSION - 1, "name": "old name", "device": "d"}
    path.write_text(f'{json.dumps(header)}\n{{"at_s": 1, "text": "said"}}\n', encoding="utf-8")
    recording = read(path)
    assert recording.header.test == "old name"
    assert [entry.what for entry in recording.entries] == [Note("label", "d", "said", {})]


@pytest.mark.parametrize("content", ["", "\n", "[]\n"])
def test_a_file_without_a_line_is_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / "empty.ndjson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"is empty|no JSON object"):
        read(path)


def test_blank_lines_at_the_end_are_nothing(tmp_path: Path) -> None:
    path = a_recording(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    assert (len(read(path).entries), read(path).problems) == (4, ())


@pytest.mark.parametrize("text", ["a\u2028b\u0085c\x0b\x1e\r", "half \ud83d of a pair", "Zoë 🎉", "\x00"])
def test_any_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    body = json.dumps({"batch": [], "said": text}, ensure_ascii=not text.isprintable()).encode("utf-8", "replace")
    things: list[What] = [
        Action("track", "d", {"name": text, "properties": {text: [text]}}),
        Note("outcome", "d", text),
        Exchange("0a", "d", 1.0, "POST", "https://api.segment.io/v1/b", request_headers=(("x", text),),
                 request_body=body, response_body=b"\xe2\x80\xa8\xc2\x85"),
    ]  # fmt: skip
    with Recorder(tmp_path, Header(test=text, device="d"), Redactor("s")) as recorder:
        for what in things:
            recorder(Entry(0, 0.0, text, what))
    recording = read(recorder.path)
    assert [entry.what for entry in recording.entries if not isinstance(entry.what, Call | Undecoded)] == things
    assert recording.header.test == text
    assert recording.problems == ()


@pytest.mark.parametrize("version", ["true", "1"])
def test_a_header_that_says_too_little_is_named(tmp_path: Path, version: str) -> None:
    path = tmp_path / "short.ndjson"
    path.write_text(f'{{"format": {version}}}\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"line 1 of .* is no header"):
        read(path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read(tmp_path / "absent")


def test_capture_files_of_the_released_sdk_are_read_whole() -> None:
    recording = read(CAPTURES / "1.27.0.ndjson")
    kinds = Counter(entry.what.kind for entry in recording.entries if isinstance(entry.what, Call))
    assert kinds["track"] == 101
    assert kinds["identify"] == 5
    assert not [entry for entry in recording.entries if isinstance(entry.what, Undecoded)]
    labels = [entry.what.text for entry in recording.entries if isinstance(entry.what, Note)]
    assert labels[:3] == ["fresh", "reset", "reset_nogap"]


def test_a_broken_line_of_a_capture_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "capture.ndjson"
    first = (CAPTURES / "1.27.0.ndjson").read_text(encoding="utf-8").split("\n")[0]
    path.write_text(f'{first}\n{{"label": "fresh", "url": 7}}\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"line 2 of .* is not a line of a capture file"):
        read(path)


def test_a_recordings_times_stay_as_they_were(tmp_path: Path) -> None:
    ledger, owner = ledger_of(read(a_recording(tmp_path)))
    assert [entry.at_s for entry in ledger.entries(owner)] == [0.0, 0.1, 0.2, 0.2]


def test_a_suites_expectations_can_be_asked_of_a_capture_file() -> None:
    ledger, owner = ledger_of(read(CAPTURES / "1.27.0.ndjson"))
    segment = Inbox(SEGMENT, owner, "capture", ledger)
    call = expect(segment).to_receive_once(tracked("Order Completed", user="user-1"))
    assert call.context["library"]["name"] == "analytics-kotlin"
    expect(segment).to_receive(identified("user-9"))
    expect(segment).to_receive_in_order(settings_fetched(), tracked("Application Installed"), tracked("After Reset"))
    expect(segment).not_to_receive(tracked("Never"))
    with pytest.raises(AssertionError, match="closest call"):
        expect(segment).to_receive(tracked("Order Completed", user="somebody else"))
