from __future__ import annotations

from tests.virtual.sdk.fake_network import settings_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import a_swift_app, next_process


def test_metadata_is_in_the_upload_alone(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.6."""
    an_ios_app_process.network.answers("/settings", settings_answer(Amplitude={}))
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A", {"n": 1})
    assert app.flushed()[0]["_metadata"] == {"bundled": ["MoEngage"], "unbundled": ["Amplitude"], "bundledIds": []}
    assert app.moengage.events[0]["_metadata"]["bundled"] == []


def test_what_is_listed_but_not_added_is_unbundled_and_an_event_changes_none_of_it(
    an_ios_app_process: FakeProcess,
) -> None:
    """segment.md 3.6."""
    segment = {"apiKey": "wk", "unbundledIntegrations": ["Braze", "MoEngage"]}
    an_ios_app_process.network.answers("/settings", settings_answer(**{"Segment.io": segment, "Braze": {}}))
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A", {"n": 1}, integrations={"MoEngage": False})
    assert app.flushed()[0]["_metadata"] == {"bundled": ["MoEngage"], "unbundled": ["Braze"], "bundledIds": []}


def test_without_a_key_in_the_settings_a_destination_is_in_neither_list(an_ios_app_process: FakeProcess) -> None:
    an_ios_app_process.network.answers("/settings", settings_answer(MoEngage=None))
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A")
    assert app.flushed()[0]["_metadata"] == {"bundled": [], "unbundled": [], "bundledIds": []}


def test_the_settings_host_takes_the_configured_ones_place(an_ios_app_process: FakeProcess) -> None:
    """segment.md 1.3."""
    segment = {"apiKey": "wk", "apiHost": "eu1.example.test/v1"}
    an_ios_app_process.network.answers("/settings", settings_answer(**{"Segment.io": segment}))
    app = a_swift_app(an_ios_app_process, api_host="mine.example.test/v1")
    app.do("track", "A")
    app.do("flush")
    assert app.process.network.requests[-1].url == "https://eu1.example.test/v1/b"


def test_an_empty_host_changes_nothing(an_ios_app_process: FakeProcess) -> None:
    an_ios_app_process.network.answers("/settings", settings_answer(**{"Segment.io": {"apiHost": ""}}))
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A")
    app.do("flush")
    assert app.process.network.requests[-1].url == "https://api.segment.io/v1/b"


def test_reset_keeps_what_is_queued(an_ios_app_process: FakeProcess) -> None:
    """segment.md 5."""
    app = a_swift_app(an_ios_app_process)
    app.do("identify", "ada")
    app.do("reset")
    (identify,) = app.flushed()
    assert identify["userId"] == "ada"


def test_the_stored_document_serves_metadata_until_the_new_one_is_there(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    app.process.network.answers("/settings", settings_answer(MoEngage=None))
    again = next_process(app)
    again.do("track", "A")
    assert again.flushed()[0]["_metadata"]["bundled"] == []
