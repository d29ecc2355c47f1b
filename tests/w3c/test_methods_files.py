from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.w3c.errors import WebDriverError
from tests.w3c.a_phone import APhone

Run = Callable[..., Any]
only_on_ios = pytest.mark.parametrize("platform", ["ios"], indirect=True)


def test_a_file_comes_back_as_it_went(run: Run) -> None:
    run("mobile: pushFile", remotePath="/sdcard/a.bin", payload="AP8=")

    assert run("mobile: pullFile", remotePath="/sdcard/a.bin") == "AP8="


def test_a_payload_must_be_base64(run: Run) -> None:
    with pytest.raises(WebDriverError, match="'payload' must be base64 text"):
        run("mobile: pushFile", remotePath="/sdcard/a.bin", payload="not base64!")


def test_deleting_twice_is_answered_in_the_platforms_way(run: Run, phone: APhone) -> None:
    run("mobile: pushFile", remotePath="/sdcard/a.bin", payload="AP8=")

    if phone.platform == "android":
        assert run("mobile: deleteFile", remotePath="/sdcard/a.bin") is True
        assert run("mobile: deleteFile", remotePath="/sdcard/a.bin") is False
    else:
        assert run("mobile: deleteFile", remotePath="/sdcard/a.bin") is None
        with pytest.raises(WebDriverError, match=r"The remote path at '/sdcard/a\.bin' does not exist"):
            run("mobile: deleteFile", remotePath="/sdcard/a.bin")


@only_on_ios
def test_a_folder_is_deleted_on_ios(run: Run) -> None:
    run("mobile: pushFile", remotePath="@com.example.sample/Documents/a.bin", payload="AP8=")

    run("mobile: deleteFolder", remotePath="@com.example.sample/Documents")

    with pytest.raises(WebDriverError, match="does not exist"):
        run("mobile: pullFolder", remotePath="@com.example.sample/Documents")
