"""What compliance promises: an opt-out reaches MoEngage's side alone and at once, and can be taken back."""

from __future__ import annotations

import pytest

from harness import a_user, attribute_set, event_tracked, expect, identified, signed_in, tracked, user_deleted


def test_opting_out_of_data_tracking_keeps_custom_data_from_moengage(app, segment, moengage):
    app.opt_out("data_tracking")
    moengage.stays_off()

    ada = a_user()
    app.identify(ada, plan="pro")
    app.track("Unwatched", n=1)

    expect(segment).to_receive(identified(ada))
    expect(segment).to_receive(tracked("Unwatched"))
    expect(moengage).not_to_receive(event_tracked("Unwatched"))
    expect(moengage).not_to_receive(attribute_set("plan"))
    expect(moengage).not_to_receive(signed_in(ada))


def test_opting_in_again_lets_data_through(app, moengage):
    app.opt_out("data_tracking")
    app.track("In Between", n=1)
    app.opt_in("data_tracking")

    app.track("Watched Again", n=2)

    expect(moengage).to_receive_once(event_tracked("Watched Again"))
    expect(moengage).not_to_receive(event_tracked("In Between"))


def test_an_opt_out_holds_after_the_process_has_ended(app, segment, moengage):
    app.opt_out("data_tracking")
    moengage.stays_off()
    app.kill()

    app.relaunch()
    app.track("Still Unwatched", n=1)

    expect(segment).to_receive(tracked("Still Unwatched"))
    expect(moengage).not_to_receive(event_tracked("Still Unwatched"))


def test_moengage_that_is_switched_off_sends_nothing_more(app, segment, moengage):
    app.track("Last Words", n=1)
    expect(moengage).to_receive(event_tracked("Last Words"))
    app.settle()
    off = app.opt_out("moengage_sdk")
    moengage.stays_off()

    app.identify(a_user())
    app.track("Silence", n=2)
    app.background()
    app.foreground()

    expect(segment).to_receive(tracked("Silence"))
    expect(moengage).after(off).to_receive_nothing()


def test_moengage_that_is_switched_on_again_sends(app, moengage):
    app.opt_out("moengage_sdk")
    app.opt_in("moengage_sdk")

    app.track("Back On", n=1)

    expect(moengage).to_receive_once(event_tracked("Back On"))


def test_deleting_the_user_is_asked_of_moengage_once(app, moengage):
    ada = a_user()
    app.identify(ada)

    app.delete_user()

    expect(moengage).to_receive_once(user_deleted(ada))


@pytest.mark.unflushed
def test_moengage_keeps_its_own_batching_where_nobody_asks(app, moengage):
    app.track("Batched", n=1)
    assert not moengage.calls("event_tracked", "Batched", -1)

    app.let_pass(61)

    expect(moengage).to_receive(event_tracked("Batched"))
