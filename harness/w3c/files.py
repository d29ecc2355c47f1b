"""The files that were pushed to a phone."""

from __future__ import annotations

import io
import zipfile

from harness.w3c.errors import invalid_argument, unknown_error


class Files:
    """Paths as they were given, ``@app.id/...`` for one in an app's container; what apps store is not among them."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def push(self, path: str, content: bytes) -> None:
        self._contents[check_file_path(path)] = content

    def pull(self, path: str) -> bytes:
        if check_file_path(path) not in self._contents:
            raise unknown_error(f"The remote file at '{path}' does not exist")
        return self._contents[path]

    def pull_folder(self, path: str) -> bytes:
        """A zip archive of everything below ``path``."""
        root = path.rstrip("/") + "/"
        inside = {name.removeprefix(root): content for name, content in self._contents.items() if name.startswith(root)}
        if not inside:
            raise unknown_error(f"The remote folder at '{path}' does not exist")
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
            for name, content in sorted(inside.items()):
                written.writestr(name, content)
        return archive.getvalue()

    def delete(self, path: str) -> bool:
        return self._contents.pop(check_file_path(path), None) is not None

    def delete_folder(self, path: str) -> bool:
        root = path.rstrip("/") + "/"
        inside = [name for name in self._contents if name.startswith(root)]
        for name in inside:
            del self._contents[name]
        return bool(inside)


def check_file_path(path: str) -> str:
    if path.endswith("/"):
        raise invalid_argument(
            f"It is expected that remote path points to a file and not to a folder. '{path}' is given instead"
        )
    return path
