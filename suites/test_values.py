"""What values promise: whole at Segment, in the agreed form at MoEngage, and no harm to what comes after them."""

from __future__ import annotations

import pytest

from harness import a_user, attribute_set, event_tracked, exactly, expect, identified, signed_in, tracked

VALUES: dict[str, dict[str, object]] = {
    "nested": {"one": {"two": {"three": {"four": "deep", "n": 4, "list": [{"five": [5]}]}}, "side": True}},
    "nulls": {
        "gone": None,
        "object": {"gone": None, "kept": 1, "in": {"gone": None, "kept": "x"}},
        "list": [1, None, "a"],
        "kept": 2,
    },
    "lists": {
        "products": [{"product_id": "p-1", "price": 9.5}, {"product_id": "p-2", "tags": ["a", "b"]}],
        "numbers": [1, -2, 3.5, 0, 12345678901],
        "matrix": [[1, 2], [3, 4]],
        "texts": ["a", "", "Zoë", "b c"],
        "one": ["x"],
        "mixed": [1, "a", True, 2.5, {"k": "v"}, ["in", 3], False],
    },
    "empty": {"object": {}, "list": [], "text": "", "in": {"object": {}, "list": [], "text": ""}, "kept": 1},
    "literals": {
        "yes": True,
        "no": False,
        "zero": 0,
        "negative": -7,
        "int": 2147483647,
        "long": 2147483648,
        "least": -9007199254740991,
        "half": 0.5,
        "below": -0.25,
        "whole": 3.0,
        "tiny": 1e-7,
        "price": 19.99,
        "big": 123456789.125,
    },
    "texts like literals": {
        "zeros": "007",
        "plus": "+1",
        "power": "1e5",
        "long": "12345678901",
        "half": "12f",
        "true": "true",
        "loud": "TRUE",
        "no": "False",
        "null": "null",
        "phone": "06-12 34",
        "weight": "1.5 kg",
        "comma": "1,5",
    },
    "dates": {
        "now": "2026-01-02T03:04:05.678Z",
        "zero": "1970-01-01T00:00:00.000Z",
        "old": "1965-03-02T00:00:00.000Z",
        "without fraction": "2026-01-02T03:04:05Z",
        "zone": "2026-01-02T03:04:05.678+02:00",
        "day": "1965-03-02",
        "trip": {"at": "2026-01-02T03:04:05.678Z", "days": ["1965-03-02T00:00:00.000Z"]},
    },
    "scripts": {
        "ключ": "значение",
        "rtl": "שלום مرحبا",
        "cjk": "漢字かな",
        "accents": "e\u0301 and é",
        "emoji": "👩🏽\u200d🚀😀",
        "quotes": "\"double\" 'single'",
        "slashes": "a/b\\c </script>",
        "control": "tab\tline\nend\x01\u2028",
    },
    "long text": {"text": "0123456789 Zoë " * 2000},
    "many keys": {f"key_{number}": number for number in range(100)},
    "names": {
        "user_id": "user_id",
        "source": "shelf",
        "status": "new",
        "type": "guest",
        "timestamp": "later",
        "a.b": 1,
        "$price": 2,
        "with space": 3,
        "UPPER-case": "n/a",
        "a/b": "unknown",
    },
}
"""Of one kind each. No trait among them is a standard one; ``moengage_makes`` says what MoEngage gets instead."""


@pytest.mark.parametrize("kind", VALUES)
def test_values_are_whole_at_both_vendors_and_harm_nothing(app, segment, moengage, differs, kind):
    ada = a_user()
    app.settle()

    identify = app.identify(ada, VALUES[kind])
    app.track("Odd", VALUES[kind])

    expected = at_moengage(kind, differs("moengage_makes"))
    attributes = [attribute_set(name, value, user=ada) for name, value in expected.items()]
    expect(segment).after(identify).to_receive_only(
        identified(ada, traits=exactly(VALUES[kind])), tracked("Odd", user=ada, properties=exactly(VALUES[kind]))
    )
    expect(moengage).after(identify).to_receive_only(
        signed_in(ada), *attributes, event_tracked("Odd", user=ada, properties=exactly(expected))
    )
    prove_unharmed(app, segment, moengage, ada)


@pytest.mark.parametrize("text", ["NaN", "-Infinity"])
def test_a_text_that_is_no_number_is_kept_at_segment_and_harms_nothing(app, segment, moengage, differs, text):
    ada = a_user()
    app.identify(ada, ratio=text, plan="pro")

    app.track("Odd", ratio=text, n=1)

    expect(segment).to_receive_once(identified(ada, traits=exactly({"ratio": text, "plan": "pro"})))
    expect(segment).to_receive_once(tracked("Odd", user=ada, properties=exactly({"ratio": text, "n": 1})))
    expect(moengage).to_receive_once(attribute_set("plan", "pro", user=ada))
    expect(moengage).to_receive_times(event_tracked("Odd"), differs("events_with_nan_text_at_moengage"))
    prove_unharmed(app, segment, moengage, ada)


def test_numbers_that_json_does_not_know_harm_nothing(app, segment, moengage, differs):
    ada = a_user()
    app.identify(ada)

    app.track("Odd", ratio=float("nan"), limit=float("inf"), n=1)

    properties = exactly({"ratio": 0, "limit": 0, "n": 1})
    expect(segment).to_receive_times(tracked("Odd", properties=properties), differs("events_with_nan_at_segment"))
    assert b"NaN" not in segment.exchange_of(expect(segment).to_receive(identified(ada))).request_body
    prove_unharmed(app, segment, moengage, ada)


@pytest.mark.parametrize("born", ["1965-03-02T00:00:00.000Z", "1899-12-31T00:00:00.000Z"])
def test_a_birthday_is_the_same_day_at_both_vendors(app, segment, moengage, differs, born):
    ada = a_user()

    app.identify(ada, birthday=born)

    expect(segment).to_receive_once(identified(ada, traits=exactly({"birthday": born})))
    day = differs("birthdays").get(born, born)
    expect(moengage).to_receive_once(attribute_set("birthday", day, user=ada))


def at_moengage(kind, otherwise):
    made = {**VALUES[kind], **otherwise.get(kind, {})}
    return {name: value for name, value in made.items() if value != "ABSENT" and value is not None}


def prove_unharmed(app, segment, moengage, user):
    """Events that come after, in this process and in the next, arrive at both vendors."""
    for number in range(3):
        app.track("Normal", number=number)
    app.kill()
    app.relaunch()
    app.track("Normal", number=3)
    for inbox, pattern in ((segment, tracked), (moengage, event_tracked)):
        calls = expect(inbox).to_receive_times(pattern("Normal", user=user), 4)
        assert sorted(call.data["number"] for call in calls) == [0, 1, 2, 3]
