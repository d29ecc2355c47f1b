"""Builds the sample Android app as far as it goes without Gradle.

Both variants are compiled, manifest and resources linked by aapt2, and everything is turned into dex files by D8
(debug) and R8 (release). What is made is kept in the user's cache by what it was made of.
"""

from __future__ import annotations

import os
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from served import (
    APP,
    D8,
    HERE,
    KOTLINC,
    R8,
    TOOLS,
    RefusedError,
    aapt2,
    java_home,
    java_tool,
    lock,
    made,
    resolve,
    tool,
)

from harness.errors import HarnessError
from harness.jvm.artifacts import api

ANDROID = HERE.parent
SOURCES = ANDROID / "app" / "src"
CATALOG = ANDROID / "gradle" / "libs.versions.toml"
RULES = ANDROID / "app" / "proguard-rules.pro"
PACKAGE = "com.example.sample"
KEPT_NAMES = ("SampleApp", "MainActivity", "DetailsActivity", "FirebasePushService", "SampleMessagingService")
"""Classes that the system or the app itself finds by their names."""


@dataclass(frozen=True)
class Variant:
    """``inside``: source folders that become part of the app; ``beside``: what is only there to compile against."""

    name: str
    inside: tuple[str, ...]
    beside: tuple[str, ...]


SHARED = ("app/src/main/kotlin", "app/src/fcm/kotlin")
FIREBASE = "moengage-api/src/firebase/kotlin"
VARIANTS = (
    Variant(
        "moengage",
        (*SHARED, "app/src/moengage/kotlin"),
        (FIREBASE, "moengage-api/src/main/kotlin", "moengage-api/src/destination/kotlin"),
    ),
    Variant("standin", (*SHARED, "app/src/standin/kotlin", "moengage-api/src/main/kotlin"), (FIREBASE,)),
)


# steps


def compile_kotlin(folders: Sequence[str], path: Sequence[Path], into: Path) -> None:
    tools = resolve(TOOLS)
    files = sorted(file for folder in folders for file in (ANDROID / folder).rglob("*.kt"))
    said = os.pathsep.join(str(one) for one in path)
    options = ["-no-stdlib", "-no-reflect", "-jvm-target", "17", "-Werror", "-cp", said, "-d", str(into)]
    compiler = [*tools.glob("kotlin*.jar"), *tools.glob("annotations-*.jar")]
    java_tool("the Kotlin compiler", compiler, KOTLINC, *options, *files)


def make_classes(variant: Variant, into: Path) -> None:
    """``beside.jar`` and ``app.jar``."""
    libraries = [*jars(), api()]
    compile_kotlin(variant.beside, libraries, into / "beside.jar")
    compile_kotlin(variant.inside, [into / "beside.jar", *libraries], into / "app.jar")


def link(is_debug: bool, into: Path) -> None:
    """``app.apk`` with manifest and resources, and the keep rules that these ask for."""
    program = aapt2(resolve(TOOLS))
    sets = ("main", "debug") if is_debug else ("main",)
    compiled = [into / f"{one}.zip" for one in sets]
    for one, archive in zip(sets, compiled, strict=True):
        tool("aapt2", [program, "compile", "--dir", SOURCES / one / "res", "-o", archive])
    manifest = into / "AndroidManifest.xml"
    manifest.write_text(merged_manifest(is_debug), encoding="utf-8")
    wanted: list[str | Path] = [
        "--manifest",
        manifest,
        "-I",
        framework(),
        "-o",
        into / "app.apk",
        "--proguard",
        into / "rules.pro",
    ]
    sdks = ["--min-sdk-version", version("minSdk"), "--target-sdk-version", version("compileSdk")]
    kind = ["--debug-mode", "--auto-add-overlay"] if is_debug else []
    tool("aapt2", [program, "link", *wanted, *sdks, *kind, *compiled])


def framework() -> Path:
    """Android's own resources; aapt2 finds nothing in the big archive that they come in."""
    return made("framework", write_framework, []) / "framework.zip"


def write_framework(into: Path) -> None:
    with zipfile.ZipFile(api()) as whole, zipfile.ZipFile(into / "framework.zip", "w") as part:
        for name in ("AndroidManifest.xml", "resources.arsc"):
            part.writestr(name, whole.read(name))


def merged_manifest(is_debug: bool) -> str:
    """With the package, which Gradle takes from the build script, and what debug builds add to the application."""
    text = (SOURCES / "main" / "AndroidManifest.xml").read_text("utf-8")
    text = text.replace("<manifest ", f'<manifest package="{PACKAGE}" ', 1)
    if is_debug:
        more = re.search(r"<application ([^>]*?)\s*/>", (SOURCES / "debug" / "AndroidManifest.xml").read_text("utf-8"))
        assert more is not None
        text = text.replace("<application\n", f"<application {more[1]}\n", 1)
    return text


def make_debug(variant: Variant, into: Path) -> None:
    """The app's own; its libraries are turned into dex files once for all."""
    built = classes(variant)
    beside = [built / "beside.jar", *jars()]
    d8([built / "app.jar"], [part for one in beside for part in ("--classpath", one)], into)


def d8(program: Sequence[Path], path: Sequence[str | Path], into: Path) -> None:
    java_tool("D8", [r8()], D8, "--debug", *platform(), *path, "--output", into, *program)


def make_release(variant: Variant, into: Path) -> None:
    built = classes(variant)
    rules = [RULES, resolve(APP) / "rules.pro", linked(is_debug=False) / "rules.pro"]
    options: list[str | Path] = [*platform(), "--classpath", built / "beside.jar", "--output", into]
    for one in rules:
        options += ["--pg-conf", one]
    java_tool("R8", [r8()], R8, "--release", *options, built / "app.jar", *jars())
    demand_names(into)


def platform() -> list[str | Path]:
    return ["--min-api", version("minSdk"), "--lib", java_home(), "--lib", api()]


def jars() -> list[Path]:
    return sorted(resolve(APP).glob("*.jar"))


def r8() -> Path:
    return next(resolve(TOOLS).glob("r8-*.jar"))


def demand_names(folder: Path) -> None:
    said = b"".join(file.read_bytes() for file in folder.glob("*.dex"))
    lost = [name for name in KEPT_NAMES if f"L{PACKAGE.replace('.', '/')}/{name};".encode() not in said]
    if lost:
        raise RefusedError(f"R8 renamed {', '.join(lost)}", next_step="see app/proguard-rules.pro")


# what is kept


def classes(variant: Variant) -> Path:
    return made(variant.name, lambda into: make_classes(variant, into), inputs(variant))


def linked(*, is_debug: bool) -> Path:
    name = f"linked-{'debug' if is_debug else 'release'}"
    return made(name, lambda into: link(is_debug, into), [*resources(), HERE / TOOLS, CATALOG])


def library_dex() -> Path:
    return made("libraries-dex", lambda into: d8(jars(), [], into), [HERE / APP, HERE / TOOLS])


def debug_dex(variant: Variant) -> Path:
    return made(f"{variant.name}-debug", lambda into: make_debug(variant, into), inputs(variant))


def release_dex(variant: Variant) -> Path:
    files = [*inputs(variant), *resources(), RULES]
    return made(f"{variant.name}-release", lambda into: make_release(variant, into), files)


def inputs(variant: Variant) -> list[Path]:
    """What a variant's classes are made of, and by what."""
    files = [file for folder in (*variant.inside, *variant.beside) for file in (ANDROID / folder).rglob("*.kt")]
    return sorted([*files, HERE / TOOLS, HERE / APP, CATALOG, Path(__file__)])


def resources() -> list[Path]:
    return sorted([*SOURCES.glob("*/AndroidManifest.xml"), *SOURCES.glob("*/res/**/*.xml")])


def version(name: str) -> str:
    found = re.search(rf'^{name} = "(.+)"$', CATALOG.read_text("utf-8"), re.MULTILINE)
    assert found is not None
    return found[1]


def check() -> Iterator[str]:
    yield f"debug: manifest and resources linked ({size(linked(is_debug=True), '*.apk')})"
    yield f"debug: libraries ({size(library_dex(), '*.dex')} of dex)"
    for variant in VARIANTS:
        yield f"debug: {variant.name} ({size(debug_dex(variant), '*.dex')} of dex)"
    yield f"release: manifest and resources linked ({size(linked(is_debug=False), '*.apk')})"
    for variant in VARIANTS:
        yield f"release: {variant.name} with its libraries ({size(release_dex(variant), '*.dex')} of dex)"


def size(folder: Path, pattern: str) -> str:
    return f"{sum(file.stat().st_size for file in folder.glob(pattern)) / 1024:,.0f} kB"


def main(arguments: Sequence[str]) -> int:
    try:
        if "--lock" in arguments:
            lock()
        for line in check():
            print(line, flush=True)
    except HarnessError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    print("not run here: Gradle, a device, MoEngage's own artifacts (see apps/android/README.md)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
