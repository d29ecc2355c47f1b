"""Scripts: ``mobile: ...`` of the drivers' contracts, and ``virtual: ...`` of a phone that is not there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from harness.w3c import (
    alerts,
    methods_android,
    methods_apps,
    methods_device,
    methods_files,
    methods_input,
    methods_ios,
    methods_virtual,
)
from harness.w3c.arguments import Arguments, Json
from harness.w3c.contract import read_script_arguments
from harness.w3c.errors import not_on_a_virtual_phone, unknown_method
from harness.w3c.method import Methods
from harness.w3c.phone import Platform
from harness.w3c.routing import Request, Route, Routes, needs
from harness.w3c.sessions import Session

_COMMON: Methods = {**methods_device.COMMON, **methods_files.COMMON, **methods_input.COMMON}
METHODS: Mapping[Platform, Methods] = {
    "android": {
        **_COMMON,
        **alerts.ANDROID,
        **methods_apps.ANDROID,
        **methods_input.ANDROID,
        **methods_android.METHODS,
    },
    "ios": {
        **_COMMON,
        **alerts.IOS,
        **methods_apps.IOS,
        **methods_files.IOS,
        **methods_input.IOS,
        **methods_ios.METHODS,
    },
}
"""Those of the contracts' methods that mean something on a virtual phone."""

MOBILE = "mobile: "
VIRTUAL = "virtual: "


def execute_script(request: Request) -> Json:
    script = re.sub(r"^(mobile|virtual):\s*", r"\1: ", request.body.text("script").strip())
    given = request.body.any("args", [])
    if script.startswith(VIRTUAL):
        return _execute_virtual(request.session, script, read_script_arguments(given))
    if script.startswith(MOBILE):
        return _execute_mobile(request.session, script, read_script_arguments(given))
    raise unknown_method()


def _execute_mobile(session: Session, script: str, given: Mapping[str, Json]) -> Json:
    if "element" in given and "elementId" not in given:
        given = {**given, "elementId": given["element"]}  # the name of former years, which both drivers still take
    arguments = session.contract.check(script, given)
    method = METHODS[session.platform].get(script)
    if method is None:
        contract = session.contract
        raise not_on_a_virtual_phone(
            f"'{script}'", f"{contract.driver} {contract.version} has it, the virtual phone does not"
        )
    return method(session, arguments)


def _execute_virtual(session: Session, script: str, given: Mapping[str, Json]) -> Json:
    if script not in methods_virtual.METHODS:
        raise unknown_method(f"Unsupported script '{script}': there are {', '.join(sorted(methods_virtual.METHODS))}")
    parameters, method = methods_virtual.METHODS[script]
    parameters.check(given)
    return method(session, Arguments(given))


ROUTES: Routes = {("POST", "/execute/sync"): Route(execute_script, needs("script"))}
