"""What the destination's page promises and released SDKs do not keep: each stands in known_gaps.toml."""

from __future__ import annotations

from harness import NOBODY, a_user, attribute_set, event_tracked, expect, identified, signed_in, tracked


def test_a_trait_called_id_becomes_the_unique_id(app, segment, moengage):
    ada = a_user()

    app.identify(None, {"id": ada.id, "plan": "pro"})

    expect(segment).to_receive_once(identified(NOBODY, traits={"id": ada.id, "plan": "pro"}))
    expect(moengage).to_receive_once(signed_in(ada))


def test_every_event_of_the_app_reaches_moengage_with_or_without_properties(app, segment, moengage):
    app.track("Nothing To Add")
    app.track("Something To Add", n=1)

    expect(segment).to_receive_once(tracked("Nothing To Add"))
    expect(moengage).to_receive_once(event_tracked("Something To Add"))
    expect(moengage).to_receive_once(event_tracked("Nothing To Add"))


def test_traits_reach_moengage_as_the_texts_that_they_are(app, segment, moengage):
    ada = a_user()
    texts = {"phone": "+14155552671", "postcode": "02134", "nickname": "true"}

    app.identify(ada, texts)

    expect(segment).to_receive_once(identified(ada, traits=texts))
    for name, text in texts.items():
        expect(moengage).to_receive_once(attribute_set(name, text, user=ada))


def test_an_event_whose_text_says_no_number_reaches_moengage(app, segment, moengage):
    app.track("Measured", reading="NaN")

    expect(segment).to_receive_once(tracked("Measured", properties={"reading": "NaN"}))
    expect(moengage).to_receive_once(event_tracked("Measured", properties={"reading": "NaN"}))


def test_moengage_is_told_the_anonymous_id_that_follows_a_reset(app, segment, moengage):
    app.track("Known Nobody", n=1)
    app.reset()

    app.track("Another Nobody", n=2)

    before = expect(segment).to_receive_once(tracked("Known Nobody", user=NOBODY))
    after = expect(segment).to_receive_once(tracked("Another Nobody", user=NOBODY))
    assert after.anonymous_id != before.anonymous_id
    expect(moengage).to_receive_once(event_tracked("Known Nobody", anonymous_id=before.anonymous_id))
    expect(moengage).to_receive_once(event_tracked("Another Nobody", anonymous_id=after.anonymous_id))
