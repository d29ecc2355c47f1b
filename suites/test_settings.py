"""What settings decide: whether MoEngage is served on the device, for which workspace, and what if they fail."""

from __future__ import annotations

import pytest

from harness import a_user, config_fetched, event_tracked, expect, identified, settings_fetched, signed_in, tracked


@pytest.mark.core
@pytest.mark.not_launched
def test_settings_without_moengage_keep_everything_from_it(app, segment, moengage):
    segment.answers_settings(moengage=False)
    app.launch()

    app.track("Cloud Only", n=1)

    call = expect(segment).to_receive_once(tracked("Cloud Only"))
    assert "MoEngage" not in call.raw["_metadata"]["bundled"]
    expect(moengage).not_to_receive(event_tracked("Cloud Only"))


@pytest.mark.not_launched
def test_settings_that_fail_at_first_leave_segment_alone(app, segment, moengage):
    segment.answers_settings(status=500)
    moengage.stays_off()
    app.launch()

    app.track("Without Settings", n=1)

    expect(segment).to_receive_once(tracked("Without Settings"))
    expect(moengage).to_receive_nothing()


def test_settings_that_fail_later_are_replaced_by_the_last_good_ones(app, segment, moengage):
    app.track("Good Settings", n=1)
    expect(moengage).to_receive(event_tracked("Good Settings"))
    app.kill()
    segment.answers_settings(status=500)

    app.relaunch()
    app.track("Cached Settings", n=2)

    expect(segment).to_receive(tracked("Cached Settings"))
    expect(moengage).to_receive(event_tracked("Cached Settings"))


@pytest.mark.not_launched
def test_settings_that_turn_moengage_on_are_seen_at_the_next_return(app, segment, moengage):
    segment.answers_settings(moengage=False)
    app.launch()
    app.track("Too Early", n=1)
    expect(segment).to_receive(tracked("Too Early"))
    segment.answers_settings(moengage=True)

    app.background()
    app.let_pass(11)
    app.foreground()
    app.track("In Time", n=2)

    expect(segment).to_receive(tracked("In Time"))
    expect(moengage).to_receive(event_tracked("In Time"))
    expect(moengage).not_to_receive(event_tracked("Too Early"))


def test_settings_that_turn_moengage_off_are_seen_at_the_next_return(app, segment, moengage):
    app.track("Still On", n=1)
    expect(moengage).to_receive(event_tracked("Still On"))
    segment.answers_settings(moengage=False)

    app.background()
    app.let_pass(11)
    app.foreground()
    app.track("Now Off", n=2)

    expect(segment).to_receive(tracked("Now Off"))
    expect(moengage).not_to_receive(event_tracked("Now Off"))


def test_settings_are_fetched_once_per_launch(app, segment):
    app.track("One Fetch", n=1)

    expect(segment).to_receive_once(settings_fetched())


def test_settings_are_fetched_again_only_after_ten_seconds(app, segment):
    app.background()
    app.let_pass(5)
    soon = app.foreground()
    expect(segment).after(soon).not_to_receive(settings_fetched())

    app.background()
    app.let_pass(11)
    later = app.foreground()

    expect(segment).after(later).to_receive_once(settings_fetched())


@pytest.mark.not_launched
def test_settings_of_another_workspace_leave_moengage_without_data(app, segment, moengage):
    segment.answers_settings(workspace_id="SOMEBODYELSES")
    moengage.stays_off()
    app.launch()

    ada = a_user()
    app.identify(ada)
    app.track("Wrong Door", n=1)

    expect(segment).to_receive(identified(ada))
    expect(segment).to_receive(tracked("Wrong Door"))
    expect(moengage).to_receive_nothing()


@pytest.mark.not_launched
def test_settings_that_are_no_json_leave_segment_alone(app, segment, moengage):
    segment.answers_settings(body="<html>maintenance</html>")
    moengage.stays_off()
    app.launch()

    app.track("Maintenance", n=1)

    expect(segment).to_receive_once(tracked("Maintenance"))
    expect(moengage).to_receive_nothing()


@pytest.mark.not_launched
def test_settings_with_a_part_of_the_wrong_type(app, segment, moengage, differs):
    segment.answers_settings(change={"plan": "not an object"})
    if not differs("one_bad_key_spares_the_others"):
        moengage.stays_off()
    app.launch()

    app.track("Odd Settings", n=1)

    expect(segment).to_receive_once(tracked("Odd Settings"))
    expect(moengage).to_receive_times(event_tracked("Odd Settings"), int(differs("one_bad_key_spares_the_others")))


@pytest.mark.launched_with(dataCenter="3")
def test_moengage_is_reached_at_the_data_center_that_the_app_names(app, moengage):
    ada = a_user()
    app.identify(ada)

    call = expect(moengage).to_receive(signed_in(ada))
    assert moengage.exchange_of(call).host == "sdk-03.moengage.com"


def test_moengage_asks_for_its_own_configuration_before_it_reports(app, moengage):
    app.track("After Configuration", n=1)

    expect(moengage).to_receive_in_order(config_fetched(), event_tracked("After Configuration"))
    expect(moengage).to_receive_once(config_fetched())


@pytest.mark.not_launched
def test_moengage_that_is_blocked_by_its_configuration_reports_nothing(app, segment, moengage):
    moengage.answers_config({"a_s": "blocked"})
    moengage.stays_off()
    app.launch()
    expect(moengage).to_receive(config_fetched())

    app.track("Blocked", n=1)

    expect(segment).to_receive(tracked("Blocked"))
    expect(moengage).not_to_receive(event_tracked("Blocked"))
