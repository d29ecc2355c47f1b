"""``mobile:`` methods about files on the device."""

from __future__ import annotations

import base64

from harness.w3c.arguments import Arguments, Json
from harness.w3c.errors import invalid_argument
from harness.w3c.method import Methods
from harness.w3c.sessions import Session


def push_file(session: Session, arguments: Arguments) -> None:
    session.handset.files.push(arguments.text("remotePath"), arguments.content("payload"))


def pull_file(session: Session, arguments: Arguments) -> Json:
    return base64.b64encode(session.handset.files.pull(arguments.text("remotePath"))).decode("ascii")


def pull_folder(session: Session, arguments: Arguments) -> Json:
    return base64.b64encode(session.handset.files.pull_folder(arguments.text("remotePath"))).decode("ascii")


def delete_file(session: Session, arguments: Arguments) -> Json:
    """Android says whether there was one, iOS refuses if there was none."""
    path = arguments.text("remotePath")
    was_there = session.handset.files.delete(path)
    if session.platform == "android":
        return was_there
    _require(was_there, path)
    return None


def delete_folder(session: Session, arguments: Arguments) -> None:
    path = arguments.text("remotePath")
    _require(session.handset.files.delete_folder(path), path)


def _require(was_there: bool, path: str) -> None:
    if not was_there:
        raise invalid_argument(f"The remote path at '{path}' does not exist")


COMMON: Methods = {
    "mobile: deleteFile": delete_file,
    "mobile: pullFile": pull_file,
    "mobile: pullFolder": pull_folder,
    "mobile: pushFile": push_file,
}
IOS: Methods = {"mobile: deleteFolder": delete_folder}
