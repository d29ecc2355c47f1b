"""What later or odd settings change: who is served, for whom, at which host; and what they must not start twice."""

from __future__ import annotations

import pytest

from harness import attribute_set, config_fetched, device_registered, event_tracked, expect, settings_fetched, tracked

RETURN_S = 11
OWN_API, OWN_CDN = "events.harness.test", "settings.harness.test"
PARTS = {"plan": {}, "edgeFunction": {}, "middlewareSettings": {}, "metrics": {"sampleRate": 0}, "consentSettings": {}}
SEGMENT_ALONE = {"apiKey": "WRITE-KEY"}


def come_back(app):
    app.let_finish()
    app.background()
    app.let_pass(RETURN_S)
    app.foreground()


def hosts_of(inbox, kind):
    return {inbox.exchange_of(call).host for _, call in inbox.calls(kind, None, -1)}


@pytest.mark.not_launched
@pytest.mark.parametrize("after_s", [0, 2])
def test_moengage_starts_once_however_often_the_settings_come(app, segment, moengage, after_s):
    segment.answers_settings(after_s=after_s, times=1)
    app.launch(until_ready=False)
    app.let_pass(after_s)
    app.wait_until_ready()

    come_back(app)
    come_back(app)
    app.track("Started Once", n=1)

    expect(moengage).to_receive_once(event_tracked("Started Once"))
    expect(segment).to_receive_times(settings_fetched(), 3)
    expect(moengage).to_receive_once(config_fetched())
    expect(moengage).to_receive_once(device_registered())
    expect(moengage).to_receive_once(attribute_set("anonymousId"))


def test_each_launch_tells_moengage_the_anonymous_id_at_most_once(app, segment, moengage):
    first = expect(moengage).to_receive_once(attribute_set("anonymousId"))
    app.kill()
    app.let_pass(3700)
    app.relaunch()
    app.track("An Hour Later", n=1)

    expect(moengage).to_receive_once(event_tracked("An Hour Later"))
    calls = expect(moengage).to_receive_times(attribute_set("anonymousId"), 2)
    assert {call.data["value"] for call in calls} == {first.data["value"]}
    expect(moengage).to_receive_times(config_fetched(), 2)
    expect(segment).to_receive_times(settings_fetched(), 2)


def test_moengage_that_is_switched_off_and_on_again_goes_on_as_it_was(app, segment, moengage):
    app.track("On", n=1)
    before = expect(moengage).to_receive_once(event_tracked("On"))
    segment.answers_settings(moengage=False)
    come_back(app)
    app.track("Off", n=2)
    expect(segment).to_receive_once(tracked("Off"))

    segment.answers_settings(moengage=True)
    come_back(app)
    app.track("On Again", n=3)

    assert expect(moengage).to_receive_once(event_tracked("On Again")).ids == before.ids
    expect(moengage).not_to_receive(event_tracked("Off"))
    expect(moengage).to_receive_once(config_fetched())


def test_settings_that_move_to_another_workspace_stop_what_goes_to_the_old_one(app, segment, moengage):
    app.track("Old Workspace", n=1)
    expect(moengage).to_receive_once(event_tracked("Old Workspace"))
    segment.answers_settings(workspace_id="SOMEBODYELSES")
    moengage.stays_off()
    come_back(app)

    app.track("Other Workspace", n=2)

    expect(segment).to_receive_once(tracked("Other Workspace"))
    expect(moengage).not_to_receive(event_tracked("Other Workspace"))
    paths = {moengage.exchange_of(call).path for _, call in moengage.calls("event_tracked", None, -1)}
    assert paths == {"/v2/sdk/report/WORKSPACE_DEBUG"}


def test_settings_that_move_back_to_the_apps_workspace_serve_it_again(app, segment, moengage):
    segment.answers_settings(workspace_id="SOMEBODYELSES")
    come_back(app)
    segment.answers_settings()
    come_back(app)

    app.track("Back Home", n=1)

    expect(segment).to_receive_once(tracked("Back Home"))
    expect(moengage).to_receive_once(event_tracked("Back Home"))
    expect(moengage).to_receive_once(config_fetched())


@pytest.mark.not_launched
@pytest.mark.parametrize("left_out", PARTS)
def test_settings_without_a_part_that_nobody_needs_serve_both(app, segment, moengage, left_out):
    integrations = {"Segment.io": SEGMENT_ALONE, "MoEngage": {"apiKey": "WORKSPACE"}}
    parts = {key: part for key, part in PARTS.items() if key != left_out}
    segment.answers_settings(body={"integrations": integrations, **parts})
    app.launch()

    app.track("Lean", n=1)

    expect(segment).to_receive_once(tracked("Lean"))
    expect(moengage).to_receive_once(event_tracked("Lean"))


@pytest.mark.not_launched
def test_settings_with_more_than_anybody_knows_serve_both(app, segment, moengage):
    entry = {"apiKey": "WORKSPACE", "versionSettings": {"componentTypes": []}, "type": "browser"}
    others = {"Amplitude": {"apiKey": "A"}, "Mixpanel": {"token": "M"}}
    segment.answers_settings(
        change={"integrations": {"Segment.io": SEGMENT_ALONE, "MoEngage": entry, **others}, "legacy": None, "new": [1]}
    )
    app.launch()

    app.track("Rich", n=1)

    metadata = expect(segment).to_receive_once(tracked("Rich")).raw["_metadata"]
    assert metadata["bundled"] == ["MoEngage"]
    assert sorted(metadata["unbundled"]) == ["Amplitude", "Mixpanel"]
    expect(moengage).to_receive_once(event_tracked("Rich"))


@pytest.mark.not_launched
@pytest.mark.launched_with(apiHost=f"{OWN_API}/v1", cdnHost=f"{OWN_CDN}/v1")
def test_hosts_that_the_app_configures_are_kept_where_the_settings_name_none(app, segment, moengage):
    segment.answers_settings(
        change={"integrations": {"Segment.io": SEGMENT_ALONE, "MoEngage": {"apiKey": "WORKSPACE"}}}
    )
    app.launch()
    app.track("At Our Own", n=1)
    expect(segment).to_receive_once(tracked("At Our Own"))
    app.kill()
    app.relaunch()
    come_back(app)
    app.track("Still At Our Own", n=2)

    expect(segment).to_receive_once(tracked("Still At Our Own"))
    expect(moengage).to_receive_once(event_tracked("Still At Our Own"))
    assert hosts_of(segment, "track") == {OWN_API}
    assert hosts_of(segment, "settings_fetched") == {OWN_CDN}


@pytest.mark.not_launched
@pytest.mark.launched_with(apiHost=f"{OWN_API}/v1")
def test_a_host_that_the_app_configures_meets_settings_that_fail(app, segment, moengage, differs):
    segment.answers_settings(status=500)
    moengage.stays_off()
    app.launch()

    app.track("Where To", n=1)

    expect(segment).to_receive_once(tracked("Where To"))
    assert hosts_of(segment, "track") == {differs("own_host_without_settings")}


@pytest.mark.not_launched
def test_a_host_that_the_settings_name_is_used_from_then_on(app, segment):
    named = {"Segment.io": {**SEGMENT_ALONE, "apiHost": f"{OWN_API}/v1"}, "MoEngage": {"apiKey": "WORKSPACE"}}
    segment.answers_settings(change={"integrations": named})
    app.launch()
    app.track("At The Named Host", n=1)
    expect(segment).to_receive_once(tracked("At The Named Host"))
    app.kill()
    segment.answers_settings(status=500)
    app.relaunch()
    app.track("Remembered Host", n=2)

    expect(segment).to_receive_once(tracked("Remembered Host"))
    assert hosts_of(segment, "track") == {OWN_API}
