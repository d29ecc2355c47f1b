"""Settings documents with wrong types: what each SDK still takes of them, and that nothing falls."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.virtual.sdk.kotlin_release import SECTIONS
from tests.virtual.sdk.fake_network import SETTINGS, an_answer, settings_answer
from tests.virtual.sdk.fakes import FakeProcess, an_android_process, an_ios_process
from tests.virtual.sdk.test_segment_damage import PLATFORMS, App, arrives, next_start, started

WRONG: tuple[object, ...] = (None, [], "text", 7, True)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 99)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
PLACES = (
    ("integrations",), ("metrics",), ("metrics", "sampleRate"), ("integrations", "Segment.io"),
    *(("integrations", "Segment.io", key) for key in ("apiKey", "unbundledIntegrations", "httpConfig")),
    *(("integrations", "Segment.io", "httpConfig", part) for part in ("rateLimitConfig", "backoffConfig")),
    ("integrations", "Segment.io", "httpConfig", "backoffConfig", "statusCodeOverrides"),
    ("integrations", "MoEngage"),
)  # fmt: skip


def a_process(platform: str) -> FakeProcess:
    return an_android_process() if platform == "android" else an_ios_process()


def with_settings(platform: str, document: object) -> App:
    process = a_process(platform)
    process.network.answers("/settings", an_answer(200, document))
    return started(process)


def replaced(document: Any, place: tuple[str, ...], value: Any) -> dict[str, Any]:
    inner = document.get(place[0], {})
    return {**document, place[0]: value if len(place) == 1 else replaced(inner, place[1:], value)}


@pytest.mark.parametrize("value", WRONG)
@pytest.mark.parametrize("section", SECTIONS)
def test_android_rejects_the_whole_document_for_one_section(section: str, value: object) -> None:
    """segment.md 1.3: as a fetch that failed, so MoEngage stays off"""
    app = with_settings("android", {**SETTINGS, section: value})
    app.do("track", "E", {})

    assert app.moengage.events == []
    assert arrives(app, "At Segment")


@pytest.mark.parametrize("value", WRONG)
@pytest.mark.parametrize("section", [section for section in SECTIONS if section != "integrations"])
def test_ios_loses_that_section_alone(section: str, value: object) -> None:
    """segment.md 1.3"""
    app = with_settings("ios", {**SETTINGS, section: value})
    app.do("track", "E", {})

    assert "E" in [event.get("event") for event in app.moengage.events]
    assert arrives(app, "At Segment")


@pytest.mark.parametrize("value", WRONG)
def test_ios_without_integrations_sends_nothing_anywhere(value: object) -> None:
    """segment.md 1.3 and 3.1: the document is taken, and no destination is in it, Segment's own neither"""
    app = with_settings("ios", {**SETTINGS, "integrations": value})
    app.do("track", "E", {})

    assert app.moengage.events == []
    assert not arrives(app, "At Segment")


@PLATFORMS
@given(place=st.sampled_from(PLACES), value=JSON)
@settings(max_examples=80, deadline=None)
def test_whatever_a_document_says_the_next_start_with_a_good_one_is_healthy(
    platform: str, place: tuple[str, ...], value: object
) -> None:
    app = with_settings(platform, replaced(SETTINGS, place, value))
    arrives(app, "First")
    app.process.network.answers("/settings", settings_answer())
    again = next_start(app)
    again.process.advance(600)

    assert arrives(again, "Second")
    again.do("track", "Third", {})
    assert "Third" in [event.get("event") for event in again.moengage.events]
