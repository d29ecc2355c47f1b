"""Links of every form, to an app that runs and to one that does not: told whole, and nothing stops after them."""

from __future__ import annotations

import pytest

from harness import event_tracked, expect, tracked

OPENED, LINK = "Application Opened", "Deep Link Opened"
LINKS = {
    "hierarchical": "sample://product/42?campaign=spring",
    "opaque": "sample:product-42?campaign=spring",
    "universal": "https://www.example.com/product/42?campaign=spring#reviews",
    "escaped": "sample://s/%C3%BCber%20alles?q=caf%C3%A9%20%26%20bar&plus=a%2Bb",
    "no host": "sample:///?=&&a=&?",
    "long": f"sample://product/42?token={'x' * 2000}",
}
CELLS = [*((form, "warm") for form in LINKS), *((form, "cold") for form in ("opaque", "universal"))]
CELLS += [("hierarchical", "background")]


@pytest.mark.parametrize(("form", "state"), CELLS)
def test_a_link_is_told_whole_and_once(app, segment, form, state):
    bring(app, state)
    link = app.open_link(LINKS[form])

    expect(segment).after(link).to_receive_once(tracked(LINK, properties={"url": LINKS[form]}))


@pytest.mark.parametrize(("form", "state"), [("universal", "warm"), ("universal", "cold"), ("no host", "warm")])
def test_everything_after_a_link_arrives_once_at_both_vendors(app, segment, moengage, form, state):
    bring(app, state)
    app.open_link(LINKS[form])

    for n in range(3):
        app.track(f"After The Link {n}", n=n)

    for n in range(3):
        expect(segment).to_receive_once(tracked(f"After The Link {n}", properties={"n": n}))
        expect(moengage).to_receive_once(event_tracked(f"After The Link {n}", properties={"n": n}))


@pytest.mark.parametrize("form", [form for form in LINKS if form != "long"])
def test_a_link_says_of_itself_what_the_platform_reads(app, segment, form, differs):
    app.open_link(LINKS[form])

    call = expect(segment).to_receive_once(tracked(LINK))
    said = {name: bool(value) if name == "referrer" else value for name, value in call.data.items()}
    assert said == {**differs("what_a_link_says")[form], "url": LINKS[form]}


def test_a_link_reaches_moengage_as_its_own_event(app, segment, moengage):
    url = LINKS["hierarchical"]
    app.open_link(url)

    expect(segment).to_receive_once(tracked(LINK, properties={"url": url}))
    expect(moengage).to_receive_once(event_tracked(LINK, properties={"url": url}))


def test_a_cold_link_opens_the_app_once(app, segment):
    bring(app, "cold")
    link = app.open_link(LINKS["universal"])

    expect(segment).after(link).to_receive_once(tracked(OPENED))
    expect(segment).after(link).to_receive_once(tracked(OPENED, properties={"from_background": False}))
    expect(segment).after(link).to_receive_once(tracked(LINK))


def test_each_of_two_links_is_told(app, segment):
    for form in ("hierarchical", "universal"):
        app.open_link(LINKS[form])

    for form in ("hierarchical", "universal"):
        expect(segment).to_receive_once(tracked(LINK, properties={"url": LINKS[form]}))
    expect(segment).to_receive_times(tracked(LINK), 2)


def test_later_events_name_the_link_as_the_platform_does(app, segment, differs):
    app.track("Before The Link", n=1)
    app.open_link(LINKS["universal"])
    app.track("After The Link", n=2)
    app.reset()
    app.track("After The Reset", n=3)

    names = ("Before The Link", "After The Link", "After The Reset")
    said = [expect(segment).to_receive(tracked(name)).context.get("referrer") for name in names]
    assert said == [None, {"url": LINKS["universal"]} if differs("links_are_referrers") else None, None]


@pytest.mark.launched_with(deepLinks="false")
def test_links_that_are_not_to_be_told_open_the_app_alone(app, segment, moengage):
    app.open_link(LINKS["hierarchical"])
    app.track("After A Quiet Link", n=1)

    expect(segment).not_to_receive(tracked(LINK))
    expect(moengage).not_to_receive(event_tracked(LINK))
    expect(segment).to_receive_once(tracked("After A Quiet Link"))


def bring(app, state):
    app.settle()
    if state == "background":
        app.background()
    elif state == "cold":
        app.kill()
