"""The device's log as a session reads it: each line once (facts: appium.md 5c, rule 5).

Both drivers empty their buffer with every reading; a new session begins with everything the phone still has.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from harness.w3c.arguments import Json
from harness.w3c.errors import insecure_feature, not_on_a_virtual_phone, unknown_error
from harness.w3c.handset import Handset
from harness.w3c.phone import Platform

SERVER_LOGS = "get_server_logs"
SYSTEM_LOGS: Mapping[Platform, str] = {"android": "logcat", "ios": "syslog"}
TYPES: Mapping[Platform, Mapping[str, str]] = {
    "android": {
        "logcat": "Logs for Android applications on real device and emulators via ADB",
        "bugreport": "'adb bugreport' output for advanced issues diagnostic",
        "server": "Appium server logs",
    },
    "ios": {
        "syslog": "System Logs - Device logs for iOS applications on real devices and simulators",
        "crashlog": "Crash Logs - Crash reports for iOS applications on real devices and simulators",
        "performance": "Performance Logs - Debug Timelines on real devices and simulators",
        "safariConsole": "Safari Console Logs - data written to the JS console in Safari",
        "safariNetwork": "Safari Network Logs - information about network operations undertaken by Safari",
        "server": "Appium server logs",
    },
}


@dataclass
class LogReader:
    """How far one session has read."""

    handset: Handset
    of_phone: int = 0
    of_handset: int = 0

    def skip(self) -> None:
        """Past everything that is there already."""
        self.read()

    def read(self) -> list[dict[str, Json]]:
        """The lines since the last reading, oldest first."""
        phone, handset = self.handset.phone.log(), self.handset.log
        fresh = [*phone[self.of_phone :], *handset[self.of_handset :]]
        self.of_phone, self.of_handset = len(phone), len(handset)
        return [_entry(at, text) for at, text in sorted(fresh, key=lambda line: line[0])]


def read_log(reader: LogReader, kind: str) -> list[dict[str, Json]]:
    platform = reader.handset.platform
    known = TYPES[platform]
    if kind not in known:
        described = json.dumps(known, separators=(",", ":"))
        raise unknown_error(f"Unsupported log type '{kind}'. Supported types: {described}")
    if kind == "server":
        raise insecure_feature(SERVER_LOGS)
    if kind != SYSTEM_LOGS[platform]:
        raise not_on_a_virtual_phone(f"The log '{kind}'")
    return reader.read()


def _entry(at_s: float, text: str) -> dict[str, Json]:
    return {"timestamp": int(at_s * 1000), "level": "ALL", "message": text}
