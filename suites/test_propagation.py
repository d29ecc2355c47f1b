"""How soon new settings hold: for new users at once, for existing ones when their app fetches its settings again."""

from __future__ import annotations

import pytest

from harness import event_tracked, expect, tracked

pytestmark = pytest.mark.not_launched


def test_a_setting_holds_for_new_users_at_once(app, segment, moengage):
    segment.answers_settings(moengage=False)
    app.launch()
    app.track("Old Times", n=1)
    expect(segment).to_receive_once(tracked("Old Times"))
    app.delete()
    segment.answers_settings(moengage=True)

    app.reinstall()
    app.track("New User", n=2)

    call = expect(segment).to_receive_once(tracked("New User"))
    assert "MoEngage" in call.raw["_metadata"]["bundled"]
    expect(moengage).to_receive_once(event_tracked("New User"))
    expect(moengage).not_to_receive(event_tracked("Old Times"))


def test_a_setting_holds_for_existing_users_who_come_back_within_the_hour(app, segment, moengage):
    segment.answers_settings(moengage=False)
    app.launch()
    app.track("Before The Hour", n=1)
    expect(segment).to_receive_once(tracked("Before The Hour"))
    segment.answers_settings(moengage=True)

    app.background()
    app.let_pass(3600)
    app.foreground()
    app.track("After The Hour", n=2)

    expect(segment).to_receive_once(tracked("After The Hour"))
    expect(moengage).to_receive_once(event_tracked("After The Hour"))
    expect(moengage).not_to_receive(event_tracked("Before The Hour"))


@pytest.mark.parametrize("is_on", [True, False], ids=["on", "off"])
def test_a_setting_holds_for_existing_users_from_their_next_launch(app, segment, moengage, is_on):
    segment.answers_settings(moengage=not is_on)
    app.launch()
    app.track("Last Visit", n=1)
    expect(segment).to_receive_once(tracked("Last Visit"))
    app.kill()
    segment.answers_settings(moengage=is_on)

    app.relaunch()
    app.track("This Visit", n=2)

    expect(segment).to_receive_once(tracked("This Visit"))
    expect(moengage).to_receive_times(event_tracked("This Visit"), int(is_on))
