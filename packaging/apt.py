"""Installing Debian packages where that may be done without asking."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def root_prefix() -> list[str] | None:
    """What goes before a command to run it as root, or None where that would ask for a password."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def command(packages: list[str]) -> str:
    """The command to type where it may not be run from here."""
    return "sudo apt-get update && sudo apt-get install -y " + " ".join(packages)


def install(packages: list[str]) -> bool:
    """Install the packages if apt-get is here and root may be had; whether it was tried."""
    prefix = root_prefix()
    if prefix is None or not shutil.which("apt-get"):
        return False
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # An update that fails in one repository does not keep the others from serving the packages.
    subprocess.run([*prefix, "apt-get", "update", "-qq"], env=environ, check=False, stdout=sys.stderr)
    quietly = ["-o", "Dpkg::Use-Pty=0", "install", "-y", "-qq", "--no-install-recommends"]
    subprocess.run([*prefix, "apt-get", *quietly, *packages], env=environ, check=False, stdout=sys.stderr)
    return True
