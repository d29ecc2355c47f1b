"""The exceptions of the harness, each with a next step and a failure class.

HarnessError                     harness         exit 70   a defect of the harness itself
├── ConfigurationError           configuration   exit 78   an option, file or name that cannot be used
├── InfrastructureError          infrastructure  exit 74   a port, disk, process or tool of this machine
├── MissingPartError             missing         exit 69   a part that one kind of device needs is not on this machine
├── DeviceError                  device          exit 71   the phone, or the session with it
│   └── CapabilityMissingError   device          exit 71   it cannot do that: its test is skipped
├── CaptureError                 capture         exit 72   traffic cannot be seen: nothing may be said about the SDK
└── AppError                     app             exit 73   the host app refused a verb or is not there

An assertion about the SDKs is an ``AssertionError`` and never one of these.
"""

from __future__ import annotations


class HarnessError(Exception):
    """What went wrong, and in ``next_step`` what its reader should do now."""

    failure_class = "harness"
    exit_code = 70

    def __init__(self, message: str, *, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message}\nNext: {self.next_step}" if self.next_step else self.message


class ConfigurationError(HarnessError):
    failure_class = "configuration"
    exit_code = 78


class InfrastructureError(HarnessError):
    failure_class = "infrastructure"
    exit_code = 74


class MissingPartError(HarnessError):
    """``part`` is its name in HARNESS_REQUIRE: there its absence is a failure, elsewhere its tests are skipped."""

    failure_class = "missing"
    exit_code = 69
    part = "java"


class DeviceError(HarnessError):
    failure_class = "device"
    exit_code = 71


class CapabilityMissingError(DeviceError):
    """``capability`` is what a test would mark itself with: ``needs("push")``."""

    def __init__(self, device: str, capability: str) -> None:
        super().__init__(f"{device} has no {capability}", next_step=f"mark the test needs({capability!r})")
        self.capability = capability


class CaptureError(HarnessError):
    failure_class = "capture"
    exit_code = 72


class AppError(HarnessError):
    failure_class = "app"
    exit_code = 73


EXIT_CODES: dict[str, int] = {
    error.failure_class: error.exit_code
    for error in (
        HarnessError,
        ConfigurationError,
        InfrastructureError,
        MissingPartError,
        DeviceError,
        CaptureError,
        AppError,
    )
}
"""Failure class -> exit code of a run that met it."""

WORST_FIRST = ("configuration", "harness", "infrastructure", "missing", "capture", "device", "app")
"""Of several classes in one run the first of these decides the exit code."""
