from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harness.calls import Action, Call, Entry, Exchange, Note, Unknown
from harness.errors import CaptureError, InfrastructureError
from harness.recording import FORMAT_VERSION, Header, Recorder, file_name, installed_version
from harness.redact import Redactor

HEADER = Header(test="suites/test_a.py::test_a[virtual:ios]", device="virtual:ios", build="b", seed="s")


def entry(what: Any, owner: str = HEADER.test) -> Entry:
    return Entry(0, 1.25, owner, what)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]


def recorded(folder: Path, *things: Any) -> list[dict[str, Any]]:
    with Recorder(folder, HEADER, Redactor("seed")) as recorder:
        for what in things:
            recorder(entry(what))
    return lines(recorder.path)


def test_the_header_comes_first_with_its_format(tmp_path: Path) -> None:
    (header,) = recorded(tmp_path)
    assert header["format"] == FORMAT_VERSION
    assert (header["test"], header["seed"]) == (HEADER.test, "s")
    assert header["started"].endswith("Z")
    assert header["harness"] == installed_version()


def test_a_clone_that_is_not_installed_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harness.recording.DISTRIBUTION", "no-such-distribution-of-ours")
    assert installed_version() == ""


def test_each_line_is_on_disk_as_soon_as_it_is_written(tmp_path: Path) -> None:
    with Recorder(tmp_path, HEADER, Redactor("seed")) as recorder:
        recorder(entry(Note("outcome", "virtual:ios", "ok")))
        assert len(lines(recorder.path)) == 2


def test_actions_and_notes_keep_their_arguments(tmp_path: Path) -> None:
    action = Action("track", "virtual:ios", {"name": "A", "properties": {"n": [1, {"x": None}]}})
    _, said, note = recorded(tmp_path, action, Note("condition", "virtual:ios", "text", {"a": 1}))
    assert said == {"kind": "action", "at_s": 1.25, "device": "virtual:ios", "verb": "track",
                    "arguments": {"name": "A", "properties": {"n": [1, {"x": None}]}}}  # fmt: skip
    assert (note["note"], note["text"], note["data"]) == ("condition", "text", {"a": 1})


def test_an_exchange_is_kept_whole_whatever_its_bytes(tmp_path: Path) -> None:
    exchange = Exchange(
        id="0a", device="virtual:ios", wall=1.0, method="POST", url="https://api.segment.io/v1/b",
        request_headers=(("a", "b"),), request_body=b"\xff\xfe", status=503, response_body=b"{}", problem="not gzip",
    )  # fmt: skip
    _, line = recorded(tmp_path, exchange)
    assert (line["request_body"], line["request_is_base64"]) == ("//4=", True)
    assert (line["status"], line["problem"], line["exchange_kind"]) == (503, "not gzip", "vendor")


def test_calls_are_not_stored(tmp_path: Path) -> None:
    assert len(recorded(tmp_path, Call("segment", "track", "virtual:ios", "0a /batch/0"))) == 1


def test_entries_of_other_tests_are_not_in_it(tmp_path: Path) -> None:
    with Recorder(tmp_path, HEADER, Redactor("seed")) as recorder:
        recorder(entry(Note("outcome", "virtual:ios", "ok"), owner="another"))
    assert len(lines(recorder.path)) == 1


def test_secrets_and_personal_data_are_not_on_disk(tmp_path: Path) -> None:
    body = b'{"batch":[{"type":"identify","traits":{"email":"ada@lovelace.org"}}],"writeKey":"SECRET-KEY-1"}'
    exchange = Exchange(
        id="0a", device="d", wall=1.0, method="POST", url="https://api.segment.io/v1/b", request_body=body
    )
    action = Action("identify", "d", {"traits": {"email": "ada@lovelace.org"}})
    with Recorder(tmp_path, HEADER, Redactor("seed")) as recorder:
        recorder(entry(exchange))
        recorder(entry(action))
    text = recorder.path.read_text(encoding="utf-8")
    assert "lovelace" not in text
    assert "SECRET-KEY-1" not in text


def test_a_folder_that_cannot_be_made_is_said_with_the_next_step(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(InfrastructureError, match="--recordings DIR"):
        Recorder(tmp_path / "taken", HEADER, Redactor("seed"))


def test_a_full_disk_is_said_at_the_end_and_stops_nobody_before(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, HEADER, Redactor("s"))
    recorder._file.close()
    recorder._file = open("/dev/full", "w", encoding="utf-8")  # noqa: SIM115 the recorder closes it
    recorder(entry(Note("outcome", "virtual:ios", "ok")))
    recorder(entry(Note("outcome", "virtual:ios", "ok")))
    with pytest.raises(InfrastructureError, match="make room"):
        recorder.__exit__(None, None, None)


def test_an_incomplete_recording_is_a_note_of_the_error_that_is_on_its_way(tmp_path: Path) -> None:
    def lose_capture() -> None:
        with Recorder(tmp_path, HEADER, Redactor("s")) as recorder:
            recorder._file.close()
            recorder._file = open("/dev/full", "w", encoding="utf-8")  # noqa: SIM115 the recorder closes it
            recorder(entry(Note("outcome", "virtual:ios", "ok")))
            raise CaptureError("capture is dead")

    with pytest.raises(CaptureError) as caught:
        lose_capture()
    assert "is incomplete: [Errno 28] No space left on device" in caught.value.__notes__[0]


def test_a_recording_ends_where_it_failed_and_has_no_holes(tmp_path: Path) -> None:
    unwritable = entry(Action("track", "virtual:ios", {("no", "key"): 1}))  # type: ignore[dict-item]
    recorder = Recorder(tmp_path, HEADER, Redactor("s"))
    recorder(entry(Note("outcome", "virtual:ios", "ok")))
    recorder(unwritable)
    recorder(entry(Note("outcome", "virtual:ios", "ok")))
    with pytest.raises(TypeError):
        recorder.__exit__(None, None, None)
    assert len(lines(recorder.path)) == 2


def test_names_of_files_are_safe_short_and_of_one_test_only() -> None:
    names = [file_name(f"suites/test_a.py::test_a[{'x' * 300}-{letter}]") for letter in "ab"]
    assert names[0] != names[1]
    for name in names:
        assert len(name) < 130
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-")


def test_a_recorder_counts_what_could_not_be_read_of_its_own_test(tmp_path: Path) -> None:
    strange = Unknown("segment", "virtual:ios", "0001 /batch/0", "field", "context.foo")
    with Recorder(tmp_path, Header(test="t", device="virtual:ios"), Redactor("s")) as recorder:
        for owner in ("t", "t", "another"):
            recorder(Entry(0, 0.0, owner, strange))
    assert [str(one) for one in recorder.tally.seen] == ["unknown: segment field context.foo (2x, first in 0001)"]
    assert len(recorder.path.read_text(encoding="utf-8").splitlines()) == 1
