"""What Maven serves for the check, by the lock lists beside this file: resolved once, checked, kept; and its tools."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from harness.errors import InfrastructureError, MissingPartError
from harness.jvm.artifacts import COPY, check_sums, load_sums, make_once
from harness.jvm.tools import RESOLVE_S, cache_folder, java, maven, run

HERE = Path(__file__).parent
CHECKSUMS = HERE / "checksums.txt"
TOOLS, APP = "tools.xml", "app.xml"
KOTLINC = "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler"
D8, R8 = "com.android.tools.r8.D8", "com.android.tools.r8.R8"
AAPT2 = {
    "linux": "prebuilt/linux/aapt2_64",
    "darwin": "prebuilt/macosx/aapt2_64",
    "win32": "prebuilt/windows/aapt2_64.exe",
}
STEP_S = 300.0


class RefusedError(InfrastructureError):
    """A tool does not take the app as it is."""


def made(name: str, make: Callable[[Path], None], files: Iterable[Path]) -> Path:
    """A folder in the user's cache, made anew only where ``files`` are others than before."""
    folder = cache_folder() / "android-check" / f"{name}-{digest(files)}"
    make_once(folder, make)
    return folder


def digest(files: Iterable[Path]) -> str:
    said = [part for file in files for part in (file.name.encode(), file.read_bytes())]
    return hashlib.sha256(b"\0".join(said)).hexdigest()[:12]


def resolve(pom: str) -> Path:
    return made(Path(pom).stem, lambda into: fetch(pom, into), [HERE / pom])


def fetch(pom: str, into: Path) -> None:
    run([maven(), "-q", "-B", "-f", str(HERE / pom), COPY, f"-DoutputDirectory={into}"], RESOLVE_S, "mvn")
    if CHECKSUMS.exists():
        check_sums(into.iterdir(), load_sums(CHECKSUMS))
    for archive in into.glob("*.aar"):
        with zipfile.ZipFile(archive) as opened:
            (into / f"{archive.stem}.aar.jar").write_bytes(opened.read("classes.jar"))
    write_rules(into)


def write_rules(folder: Path) -> None:
    """The keep rules that libraries bring along, which Gradle would find in them."""
    rules: list[str] = []
    for archive in sorted((*folder.glob("*.aar"), *folder.glob("*.jar"))):
        with zipfile.ZipFile(archive) as opened:
            names = [one for one in opened.namelist() if re.fullmatch(r"proguard\.txt|META-INF/proguard/.+\.pro", one)]
            rules += [f"# {archive.name}\n{opened.read(name).decode()}\n" for name in names]
    (folder / "rules.pro").write_text("".join(rules), encoding="utf-8")


def lock() -> None:
    """Writes checksums.txt anew from what is served now."""
    CHECKSUMS.unlink(missing_ok=True)
    shutil.rmtree(cache_folder() / "android-check", ignore_errors=True)
    files = [file for pom in (TOOLS, APP) for file in resolve(pom).iterdir() if file.suffix in (".jar", ".aar")]
    sums = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files if ".aar." not in file.name}
    lines = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
    CHECKSUMS.write_text(
        f"# SHA-256 of every file that the lock lists resolve to; written by make lock\n{lines}", "utf-8"
    )


def tool(name: str, command: Sequence[str | Path]) -> str:
    try:
        return run([str(part) for part in command], STEP_S, name)
    except MissingPartError as problem:
        raise RefusedError(f"{name} refused the app: {problem}", next_step="see what it says") from problem


def java_tool(name: str, jars: Iterable[Path], main: str, *arguments: str | Path) -> str:
    path = os.pathsep.join(str(jar) for jar in jars)
    return tool(name, [java(), "-XX:+UseSerialGC", "-Xmx1g", "-cp", path, main, *arguments])


def java_home() -> Path:
    """Of the program: what a phone's app finds of java.* is not in the framework's archive."""
    said = run([java(), "-XshowSettings:properties", "-version"], STEP_S, "java")
    found = re.search(r"java\.home = (.+)", said)
    if found is None:
        raise MissingPartError("java does not say where it is", next_step="set JAVA_HOME to a JDK of Java 17 or newer")
    return Path(found[1].strip())


def aapt2(tools: Path) -> Path:
    inside = AAPT2.get(sys.platform)
    if inside is None:
        raise MissingPartError(f"there is no aapt2 for {sys.platform}", next_step="run it on Linux, macOS or Windows")
    program = tools / Path(inside).name
    if not program.exists():
        with zipfile.ZipFile(next(tools.glob("apktool-lib-*.jar"))) as opened:
            program.write_bytes(opened.read(inside))
        program.chmod(0o755)
    return program
