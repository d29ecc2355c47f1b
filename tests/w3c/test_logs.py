from __future__ import annotations

import pytest

from harness.w3c.errors import WebDriverError
from harness.w3c.handset import Handset
from harness.w3c.logs import SYSTEM_LOGS, LogReader, read_log
from tests.w3c.a_phone import APhone


@pytest.fixture
def reader(phone: APhone) -> LogReader:
    return LogReader(Handset(phone))


def messages(reader: LogReader) -> list[str]:
    return [line["message"] for line in read_log(reader, SYSTEM_LOGS[reader.handset.platform])]


def test_each_line_is_read_once(reader: LogReader, phone: APhone) -> None:
    phone.lines.append((1.0, "one"))
    assert messages(reader) == ["one"]

    phone.lines.append((2.0, "two"))
    assert messages(reader) == ["two"]
    assert messages(reader) == []


def test_another_session_reads_everything_again(reader: LogReader, phone: APhone) -> None:
    phone.lines.append((1.0, "one"))
    messages(reader)

    assert messages(LogReader(reader.handset)) == ["one"]


def test_what_was_there_can_be_skipped(reader: LogReader, phone: APhone) -> None:
    phone.lines.append((1.0, "one"))
    reader.skip()
    phone.lines.append((2.0, "two"))

    assert messages(reader) == ["two"]


def test_the_devices_own_lines_are_among_the_phones(reader: LogReader, phone: APhone) -> None:
    reader.handset.say("between")
    at = phone.wall()
    phone.lines += [(at - 1, "before"), (at + 1, "after")]

    assert messages(reader) == ["before", "between", "after"]


def test_an_unknown_log_names_the_known_ones(reader: LogReader, phone: APhone) -> None:
    with pytest.raises(WebDriverError) as refused:
        read_log(reader, "nope")

    assert refused.value.code == "unknown error"
    assert refused.value.message.startswith("Unsupported log type 'nope'. Supported types: {")
    assert f'"{SYSTEM_LOGS[phone.platform]}":"' in refused.value.message


def test_the_servers_log_is_an_insecure_feature(reader: LogReader) -> None:
    with pytest.raises(WebDriverError, match="Potentially insecure feature 'get_server_logs' has not been enabled"):
        read_log(reader, "server")


def test_other_logs_are_not_on_a_virtual_phone(reader: LogReader, phone: APhone) -> None:
    kind = "bugreport" if phone.platform == "android" else "crashlog"

    with pytest.raises(WebDriverError, match=f"The log '{kind}' is not supported here"):
        read_log(reader, kind)
