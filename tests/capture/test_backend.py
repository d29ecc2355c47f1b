from __future__ import annotations

import json

import pytest

from harness.capture.backend import Backend
from harness.capture.conditions import AnswerCondition, Condition, SettingsCondition, from_json, to_json
from harness.capture.endpoints import find_endpoint
from harness.capture.replies import Answers, default_sdkconfig, default_settings, describe_settings
from harness.errors import ConfigurationError

UPLOAD = ("api.segment.io", "/v1/b", b"{}")


def statuses(backend: Backend, count: int = 3) -> list[int]:
    return [backend.plan(*UPLOAD).reply.status for _ in range(count)]


@pytest.mark.parametrize(
    ("host", "path", "name"),
    [
        ("cdn-settings.segment.com", "/v1/projects/WK/settings", "settings"),
        ("api.segment.io", "/v1/b", "uploads"),
        ("api.segment.io", "/v1/m", "telemetry"),
        ("api.segment.io", "/v1/other", "others"),
        ("sdk-01.moengage.com", "/v3/sdkconfig/ios/X_DEBUG", "config"),
        ("sdk-01.moengage.com", "/v2/sdk/device/X", "devices"),
        ("sdk-01.moengage.com", "/v2/sdk/report/X?a=1", "reports"),
        ("sdk-01.moengage.com", "/v1/cards/user", "others"),
        ("events.example.net", "/v2/sdk/report/X", "reports"),
    ],
)
def test_a_path_says_its_endpoint(host: str, path: str, name: str) -> None:
    assert find_endpoint(host, path).name == name


def test_a_healthy_back_end_serves_its_documents() -> None:
    backend = Backend()
    backend.serve(Answers(default_settings("WK", "WS"), default_sdkconfig()))
    settings = json.loads(backend.plan("cdn-settings.segment.com", "/v1/projects/WK/settings", b"").reply.body)
    assert settings["integrations"]["MoEngage"] == {"apiKey": "WS"}
    assert settings["integrations"]["Segment.io"]["apiKey"] == "WK"
    assert all(isinstance(section, dict) for section in settings.values())
    config = json.loads(backend.plan("sdk-01.moengage.com", "/v3/sdkconfig/ios/X", b"").reply.body)
    assert config["e_b_c"] == 1
    assert statuses(backend) == [200, 200, 200]


def test_counted_conditions_go_first_then_the_newest_of_the_others() -> None:
    backend = Backend()
    for condition in (
        AnswerCondition("segment", "uploads", 500),
        AnswerCondition("segment", "uploads", 503),
        AnswerCondition("segment", "uploads", 429, times=1),
    ):
        backend.apply(condition)
    assert statuses(backend) == [429, 503, 503]
    backend.lift()
    assert statuses(backend, 1) == [200]


def test_a_condition_can_be_about_what_a_body_holds() -> None:
    backend = Backend()
    backend.apply(AnswerCondition("segment", "uploads", 500, match="Order"))
    assert backend.plan("api.segment.io", "/v1/b", b'"Order"').reply.status == 500
    assert backend.plan("api.segment.io", "/v1/b", b'"Other"').reply.status == 200


def test_a_failure_has_a_body() -> None:
    """Android's MoEngage takes an empty one for no answer (moengage.md 1.7)."""
    backend = Backend()
    backend.apply(AnswerCondition("moengage", status=500))
    assert backend.plan("sdk-01.moengage.com", "/v2/sdk/report/X", b"").reply.body


@pytest.mark.parametrize(
    "condition",
    [
        SettingsCondition(after_s=3, body={"integrations": {}}),
        SettingsCondition(status=500, times=2),
        SettingsCondition(drop="truncated"),
        AnswerCondition("moengage", "reports", 503, 2, 1.5, 0.5, "after", "x"),
    ],
)
def test_conditions_travel_as_json(condition: Condition) -> None:
    assert from_json(json.loads(json.dumps(to_json(condition)))) == condition
    assert str(condition).startswith(f"{condition.vendor} {condition.path}: ")


@pytest.mark.parametrize(
    "fields",
    [{"vendor": "mixpanel"}, {"path": "nowhere"}, {"status": 99}, {"times": 0}, {"delay_s": -1}, {"drop": "half"}],
)
def test_a_condition_that_makes_no_sense_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ConfigurationError):
        AnswerCondition(**{"vendor": "segment", "path": "uploads", **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({}, "MoEngage on (WORKSPACE)"),
        ({"integrations": {"Segment.io": {}}}, "MoEngage off"),
        ({"integrations": {"MoEngage": True}}, "MoEngage on"),
        ({"integrations": None}, "MoEngage off"),
        ({"plan": {"track": {}}, "metrics": 7}, "MoEngage on (WORKSPACE); not as ever: plan, metrics"),
    ],
)
def test_settings_are_described_by_what_they_do_to_moengage(change: dict[str, object], text: str) -> None:
    assert describe_settings({**default_settings(), **change}) == text
