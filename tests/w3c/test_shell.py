from __future__ import annotations

import pytest

from harness.w3c.errors import WebDriverError
from harness.w3c.handset import Handset
from harness.w3c.shell import api_level_of, run_shell
from tests.w3c.a_phone import APhone


@pytest.fixture
def handset() -> Handset:
    return Handset(APhone("android"))


@pytest.mark.parametrize(
    ("command", "args", "said"),
    [
        ("getprop", ["ro.build.version.sdk"], "34\n"),
        ("getprop ro.build.version.release", [], "14\n"),
        ("getprop", ["no.such.property"], "\n"),
        ("date", ["+%s"], "1780000000\n"),
        ("date", ["+%Y-%m-%dT%T"], "2026-05-28T20:26:40\n"),
        ("date", [], "Thu May 28 20:26:40 UTC 2026\n"),
        ("settings", ["get", "global", "wifi_on"], "1\n"),
        ("settings", ["get", "global", "airplane_mode_on"], "0\n"),
        ("settings", ["get", "global", "other"], "null\n"),
        ("wm", ["size"], "Physical size: 1080x2400\n"),
        ("echo", ["a", 1], "a 1\n"),
        ("dumpsys", ["package", "org.nobody"], "Unable to find package: org.nobody\n"),
    ],
)
def test_reading_commands_are_answered(handset: Handset, command: str, args: list[object], said: str) -> None:
    assert run_shell(handset, command, args) == said


def test_a_packages_version_is_read(handset: Handset) -> None:
    assert "versionName=1.0.0\n" in run_shell(handset, "dumpsys package com.example.sample", [])


def test_all_properties_are_listed(handset: Handset) -> None:
    assert "[ro.product.model]: [VirtualDevice]\n" in run_shell(handset, "getprop", [])


@pytest.mark.parametrize(
    "command",
    [
        "",
        "rm -rf /",
        "am kill com.example.sample",
        "settings put global http_proxy x",
        "dumpsys window",
        "date 0101",
        "wm",
        "getprop a b",
    ],
)
def test_other_commands_are_refused_by_name(handset: Handset, command: str) -> None:
    with pytest.raises(WebDriverError, match=f"The shell command '{command}' is not supported here") as refused:
        run_shell(handset, command, [])
    assert refused.value.code == "unsupported operation"


def test_a_command_with_an_open_quote_cannot_be_read(handset: Handset) -> None:
    with pytest.raises(WebDriverError, match="'command' cannot be read"):
        run_shell(handset, "echo 'a", [])


def test_api_levels_follow_versions() -> None:
    assert [api_level_of(version) for version in ("14", "15.0", "1")] == ["34", "35", ""]
