"""What every message promises: the whole schema, the first one included, and this app's and phone's context."""

from __future__ import annotations

import pytest

from harness import (
    a_timestamp,
    a_user,
    a_uuid,
    aliased,
    approximately,
    event_tracked,
    exactly,
    expect,
    grouped,
    identified,
    like,
    one_of,
    screen_viewed,
    signed_in,
    tracked,
)

SOME_TEXT = like(".")
BASE = {"type", "messageId", "anonymousId", "timestamp", "context", "integrations", "_metadata"}
VERBS = {
    "identify": lambda app: app.identify("later-7", plan="pro"),
    "track": lambda app: app.track("Bought", n=1),
    "screen": lambda app: app.screen("Basket", "Shop", n=1),
    "group": lambda app: app.group("company-7", seats=3),
    "alias": lambda app: app.alias("later-7"),
}
MESSAGES = {
    "identify": lambda **more: identified("later-7", **more),
    "track": lambda **more: tracked("Bought", **more),
    "screen": lambda **more: screen_viewed("Basket", **more),
    "group": lambda **more: grouped("company-7", **more),
    "alias": lambda **more: aliased("later-7", **more),
}
OWN: dict[str, dict[str, object]] = {
    "identify": {"userId": "later-7", "traits": {"plan": "pro"}},
    "track": {"userId": "ada-7", "event": "Bought", "properties": {"n": 1}},
    "screen": {"userId": "ada-7", "name": "Basket", "category": "Shop", "properties": {"n": 1}},
    "group": {"userId": "ada-7", "groupId": "company-7", "traits": {"seats": 3}},
    "alias": {"userId": "later-7", "previousId": "ada-7"},
}
"""What each message has besides the base, to the letter."""


@pytest.mark.parametrize("verb", VERBS)
def test_a_message_is_its_base_and_its_own_fields_and_nothing_else(app, segment, differs, verb):
    app.identify("ada-7")
    app.settle()

    call = VERBS[verb](app)

    [message] = expect(segment).after(call).to_receive_only(MESSAGES[verb]())
    assert {key: message.raw[key] for key in message.raw if key not in BASE} == OWN[verb]
    assert set(message.raw) - set(OWN[verb]) == BASE
    assert (message.raw["type"], message.raw["integrations"]) == (verb, {})
    assert (a_uuid.matches(message.message_id), a_timestamp.matches(message.raw["timestamp"])) == (True, True)
    assert message.raw["_metadata"] == {"bundled": ["MoEngage"], "unbundled": [], "bundledIds": []}
    assert like(differs("segments_ids_look_like")).matches(message.message_id), message.message_id


@pytest.mark.parametrize("verb", VERBS)
def test_the_context_of_a_message_is_this_apps_and_this_phones(app, segment, differs, verb):
    VERBS[verb](app)

    expected = context_of(app, differs)
    expect(segment).to_receive_once(MESSAGES[verb](context=exactly(expected)))


@pytest.mark.not_launched
def test_the_very_first_messages_have_the_whole_schema(app, segment, differs):
    segment.answers_settings(after_s=3)
    app.launch(until_ready=False)
    app.track("First of All", n=1)
    app.let_pass(4)

    for name in ("Application Installed", "Application Opened", "First of All"):
        call = expect(segment).to_receive_once(tracked(name, context=exactly(context_of(app, differs))))
        assert set(call.raw) == BASE | {"event", "properties"}
        assert like(differs("segments_ids_look_like")).matches(call.anonymous_id)


def test_a_launch_has_an_instance_and_the_device_stays(app, segment):
    app.track("First Launch", n=1)
    app.track("Same Launch", n=2)
    app.kill()
    app.relaunch()
    app.reset()
    app.track("Second Launch", n=3)

    first, same, second = (
        expect(segment).to_receive(tracked(f"{one} Launch")).context for one in ("First", "Same", "Second")
    )
    assert first["instanceId"] == same["instanceId"] != second["instanceId"]
    assert first["device"] == same["device"] == second["device"]


def test_the_device_is_called_by_an_id_that_a_new_installation_ends(app, segment, differs):
    app.track("Of This Installation", n=1)
    call = expect(segment).to_receive(tracked("Of This Installation"))
    device_id = call.context["device"]["id"]
    assert (device_id == call.anonymous_id) is differs("the_device_is_called_by_the_first_anonymous_id")
    assert like(differs("segments_ids_look_like")).matches(device_id), device_id

    app.delete()
    app.reinstall()
    app.track("Of the Next", n=2)

    assert expect(segment).to_receive(tracked("Of the Next")).context["device"]["id"] != device_id


@pytest.mark.parametrize("verb", VERBS)
def test_a_context_of_one_call_is_with_that_call_alone(app, segment, differs, verb):
    campaign = {"name": "spring", "source": "letter", "in": {"depth": 2}}

    VERBS[verb](app.with_context(campaign=campaign, locale="xx-XX"))
    app.track("Without", n=1)
    app.screen("Without")
    app.kill()
    app.relaunch()
    app.track("Next Launch", n=2)

    usual = context_of(app, differs)
    given = usual | {"campaign": campaign, "locale": "xx-XX"}
    expect(segment).to_receive_once(MESSAGES[verb](context=exactly(given)))
    for pattern, name in ((tracked, "Without"), (screen_viewed, "Without"), (tracked, "Next Launch")):
        expect(segment).to_receive_once(pattern(name, context=exactly(usual)))


@pytest.mark.not_launched
def test_a_context_of_a_call_before_the_settings_is_with_that_call(app, segment, moengage):
    segment.answers_settings(after_s=3)
    app.launch(until_ready=False)
    app.with_context(campaign={"name": "spring"}).track("Early and Enriched", n=1)
    app.track("Early and Plain", n=2)
    app.let_pass(4)

    enriched = expect(segment).to_receive_once(tracked("Early and Enriched", context={"campaign": {"name": "spring"}}))
    assert enriched.data == {"n": 1}
    assert "campaign" not in expect(segment).to_receive_once(tracked("Early and Plain")).context
    for name in ("Early and Enriched", "Early and Plain"):
        expect(moengage).to_receive_once(event_tracked(name))


def test_a_batch_is_its_messages_a_moment_and_the_write_key(app, segment):
    for number in range(5):
        app.track("In a Batch", n=number)

    calls = expect(segment).to_receive_times(tracked("In a Batch"), 5)
    for body in [segment.body_of(call) for call in calls]:
        assert set(body) == {"batch", "sentAt", "writeKey"}
        assert (a_timestamp.matches(body["sentAt"]), body["writeKey"]) == (True, segment.conditions.write_key)
    assert len({call.message_id for call in calls}) == 5


def test_a_message_says_each_thing_once(app, segment):
    app.track("Said Once", n=1)

    call = expect(segment).to_receive_once(tracked("Said Once"))
    body = segment.exchange_of(call).request_body
    messages = len(segment.body_of(call)["batch"])
    for key in ("device", "library", "app", "os", "screen", "context", "messageId", "timestamp"):
        assert body.count(f'"{key}":'.encode()) == messages, key


def test_traits_of_users_and_groups_are_whole(app, segment):
    traits = {"plan": "pro", "owner": {"name": "Zoë", "roles": ["a", {"b": [1, 2]}]}, "seats": 12, "is_paid": False}
    ada = a_user()

    app.identify(ada, traits)
    app.group("company-7", **traits)

    expect(segment).to_receive_once(identified(ada, traits=exactly(traits)))
    expect(segment).to_receive_once(grouped("company-7", user=ada, traits=exactly(traits)))


def test_moengage_is_told_the_build_and_the_phone_with_every_report(app, moengage, differs):
    app.identify("ada-7")
    app.track("Reported", n=1)

    own = {"version": app.build.version, "build": app.build.build}
    expected = {key: own.get(value, value) for key, value in differs("moengage_is_told_of_the_build").items()}
    expected |= dict.fromkeys(("unique_id", "device_unique_id"), a_uuid)
    expected |= dict.fromkeys(("device_ts", "device_tz", "device_tz_offset", "os_ver", "model"), SOME_TEXT)
    destination = [{"type": "segment", "version": app.build.destination}]
    expected["meta"] = {"bid": a_uuid, "request_time": a_timestamp, "integrations": destination}
    for pattern in (signed_in("ada-7", context=expected), event_tracked("Reported", user="ada-7", context=expected)):
        expect(moengage).to_receive_once(pattern)


def context_of(app, differs):
    a_number = approximately(5_000, 4_999)
    names = differs("what_the_phone_is_called")
    return {
        "library": {"name": names["library"], "version": like(r"^\d+\.\d+\.\d+$")},
        "instanceId": like(differs("segments_ids_look_like")),
        "app": {
            "name": "Sample",
            "version": app.build.version,
            "build": app.build.build,
            "namespace": "com.example.sample",
        },
        "device": {
            "id": like(differs("segments_ids_look_like")),
            "manufacturer": like(names["manufacturer"]),
            "model": SOME_TEXT,
            "name": SOME_TEXT,
            "type": app.platform,
        },
        "os": {"name": names["os"], "version": like(r"^\d+(\.\d+)*$")},
        "screen": dict.fromkeys(names["screen"], a_number),
        "network": {"wifi": one_of(True, False), "cellular": one_of(True, False), "bluetooth": False},
        "locale": like("^[a-z]{2,3}(-[A-Za-z0-9]+)*$"),
        "timezone": SOME_TEXT,
        "userAgent": like(names["agent"]),
    }
