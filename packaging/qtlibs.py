"""The system libraries that Qt loads on Linux and pip cannot bring."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping

import apt
from environment import CannotGoOn, tell

# Library as the loader knows it -> Debian's and Ubuntu's package. Without these no Qt program starts at all.
ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libzstd.so.1": "libzstd1",
}
# These only a window on an X11 display needs (since Qt 6.5 the first of them, which few systems ship).
ON_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
ON_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
PACKAGES = ALWAYS | ON_X11 | ON_WAYLAND


def has_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a window can be shown: always on macOS and Windows, on Linux when a display is named."""
    return not platform.startswith("linux") or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def wanted(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> dict[str, str]:
    """The libraries this machine needs, with their Debian packages; none outside Linux."""
    if not platform.startswith("linux"):
        return {}
    libraries = dict(ALWAYS)
    if environ.get("WAYLAND_DISPLAY"):
        libraries |= ON_WAYLAND
    elif environ.get("DISPLAY"):
        libraries |= ON_X11
    return libraries


def loads(library: str) -> bool:
    """Whether the system's loader finds `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing(libraries: Iterable[str], found: Callable[[str], bool] = loads) -> list[str]:
    """Those of `libraries` that are not there."""
    return [library for library in libraries if not found(library)]


def remedy(absent: list[str], which: Callable[[str], str | None] = shutil.which) -> str:
    """The exact command that brings the `absent` libraries, by the package program this system has."""
    bits = "()(64bit)" if sys.maxsize > 2**32 else ""
    if which("apt-get"):
        return apt.command([PACKAGES[name] for name in absent])
    for program in ("dnf", "zypper"):
        if which(program):
            return f"sudo {program} install " + " ".join(f"'{name}{bits}'" for name in absent)
    return ""


def sentence(absent: list[str], which: Callable[[str], str | None] = shutil.which) -> str:
    """What to tell a person whose system lacks the `absent` libraries."""
    named = ", ".join(absent)
    command = remedy(absent, which)
    if command:
        return f"Qt cannot start without {named}. Type: {command}"
    return f"Qt cannot start without {named}: install your system's packages for them, then try again."


def ensure() -> None:
    """Install what Qt lacks where that may be done without asking, else stop with the command to type."""
    absent = missing(wanted())
    if not absent:
        return
    tell("Qt needs from the system: " + ", ".join(absent) + " ...")
    if not apt.install([PACKAGES[name] for name in absent]) or missing(absent):
        raise CannotGoOn(sentence(missing(absent)))
