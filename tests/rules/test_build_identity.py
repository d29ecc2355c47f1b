from __future__ import annotations

import pytest

from harness.builds import Build
from tests.rules.a_life import BUILDS, MOENGAGE, Life, a_life, changed

OTHER = Build("other", "android", "3.0", "300", "analytics-kotlin 1.25.0", "4.2.0", "15.02.00")


@pytest.mark.parametrize(
    ("path", "value"),
    [("app.version", "2.1"), ("app.build", "2.0"), ("library.name", "analytics-swift"), ("library.version", "1.0")],
)
def test_a_message_says_what_its_build_is(path: str, value: str) -> None:
    life = a_life()
    life.sent(changed(life.message(), f"context.{path}", value))
    said = [
        one for one in life.said(is_settled=False) if one.startswith(f"build_identity: context.{path} is {value!r}")
    ]
    assert len(said) == 1


def test_a_report_says_what_its_build_is() -> None:
    life = a_life()
    for path, value in (
        ("query_params.sdk_ver", "12202"),
        ("meta.integrations", [{"type": "segment", "version": "3.8.0"}]),
    ):
        life.asked(
            f"{MOENGAGE}/v2/sdk/report/WORKSPACE_DEBUG",
            changed(life.report(life.point()), path, value),
            **life.app_key(),
        )
    assert [one for one in life.said(is_settled=False) if one.startswith("build_identity")] == [
        "build_identity: sdk_ver is '12202'; the build says '15200'",
        "build_identity: meta.integrations.version is '3.8.0'; the build says '4.2.0'",
    ]


def test_after_an_update_either_build_may_speak() -> None:
    life = a_life()
    life.told("upgrade_to", build="other")
    newer = changed(changed(life.message(), "context.app.version", "3.0"), "context.app.build", "300")
    life.sent(life.message()).sent(
        changed(newer, "context.library.version", "1.24.1"),
        request_headers=(("user-agent", "analytics-kotlin/1.24.1"),),
    )
    assert life.said(builds={"other": OTHER, "a": BUILDS["android"]}) == []


def test_the_user_agent_is_that_of_the_library() -> None:
    life = Life()
    life.sent(life.message(), request_headers=(("user-agent", "analytics-kotlin/1.19.2"),))
    assert [one for one in life.said(is_settled=False) if "User-Agent 'analytics-kotlin/1.19.2' differs" in one]


def test_without_a_build_nothing_is_expected_of_versions() -> None:
    life = Life()
    life.sent(changed(life.message(), "context.app.version", "9.9"))
    assert life.said(is_settled=False, build=None) == []
