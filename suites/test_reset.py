"""What reset promises: the next person on the phone has nothing of the last one, at either vendor."""

from __future__ import annotations

from harness import NOBODY, a_user, event_tracked, expect, identified, signed_in, signed_out, tracked


def test_reset_separates_two_people_on_one_phone(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    app.track("Browsed by Ada", page=1)
    app.reset()
    app.track("Browsed by nobody", page=2)

    first = expect(segment).to_receive(tracked("Browsed by Ada", user=ada))
    second = expect(segment).to_receive(tracked("Browsed by nobody", user=NOBODY))
    assert second.anonymous_id != first.anonymous_id
    expect(moengage).to_receive(event_tracked("Browsed by Ada", user=ada))
    expect(moengage).to_receive(event_tracked("Browsed by nobody", user=NOBODY))
    expect(moengage).to_receive_once(signed_out())


def test_reset_gives_moengage_a_new_installation(app, moengage):
    app.identify(a_user())
    app.track("Before Reset", n=1)
    before = expect(moengage).to_receive(event_tracked("Before Reset"))

    app.reset()
    app.track("After Reset", n=2)

    after = expect(moengage).to_receive(event_tracked("After Reset"))
    assert after.context["unique_id"] != before.context["unique_id"]


def test_reset_signs_out_after_everything_that_came_before(app, moengage):
    ada = a_user()
    app.identify(ada)
    app.track("Last Act", n=1)

    app.reset()

    expect(moengage).to_receive_in_order(signed_in(ada), event_tracked("Last Act", user=ada), signed_out())


def test_reset_sends_nothing_to_segment_by_itself(app, segment):
    ada = a_user()
    app.identify(ada)
    expect(segment).to_receive(identified(ada))

    reset = app.reset()

    expect(segment).after(reset).not_to_receive(identified())
    expect(segment).after(reset).not_to_receive(tracked())


def test_reset_lets_the_same_user_sign_in_again(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    first = expect(segment).to_receive(identified(ada))
    app.reset()

    again = app.identify(ada)

    second = expect(segment).after(again).to_receive_once(identified(ada))
    assert second.anonymous_id != first.anonymous_id
    expect(moengage).after(again).to_receive_once(signed_in(ada))


def test_reset_holds_after_the_process_has_ended(app, segment, moengage):
    app.identify(a_user())
    reset = app.reset()
    expect(moengage).after(reset).to_receive_once(signed_out())

    app.kill()
    app.relaunch()
    app.track("Morning After", n=1)

    expect(segment).to_receive(tracked("Morning After", user=NOBODY))
    expect(moengage).to_receive(event_tracked("Morning After", user=NOBODY))
