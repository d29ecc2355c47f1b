"""What tests need of a device, read from their code."""

from __future__ import annotations

from typing import Any

from harness.needs import needed_by


def test_a_verb_says_what_it_needs() -> None:
    def test(phone: Any) -> None:
        phone.go_offline()

    assert needed_by(test) == {"radio"}


def on_a_plane(phone: Any) -> None:
    phone.go_offline()
    phone.set_clock(-60)


def test_what_a_function_of_its_file_says_counts_too() -> None:
    def test(phone: Any) -> None:
        on_a_plane(phone)

    assert needed_by(test) == {"radio", "clock"}


def test_what_an_inner_function_says_counts_too() -> None:
    def test(app: Any) -> None:
        for push in (lambda: app.receive_push({}), lambda: None):
            push()

    assert needed_by(test) == {"push"}


def test_a_verb_that_every_device_has_needs_nothing() -> None:
    def test(app: Any, phone: Any) -> None:
        app.identify("a")
        app.kill()
        app.launch()
        app.reinstall()
        app.let_pass(10)
        app.settle()
        phone.rotate()

    assert needed_by(test) == frozenset()


def test_going_back_to_a_backup_needs_a_system() -> None:
    def test(app: Any) -> None:
        app.reinstall_from_backup()

    assert needed_by(test) == {"system"}


def test_functions_that_call_each_other_end() -> None:
    assert needed_by(ping) == frozenset()


def ping(app: Any) -> None:
    pong(app)


def pong(app: Any) -> None:
    ping(app)
