"""The subcommands of dev.py."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import environment
import fonts
import qtlibs
import sample
from environment import LOCK, ROOT, CannotGoOn, tell

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def call(python: Path, *arguments: str, **variables: str) -> int:
    """Run `python` with `arguments` in the checkout and return its exit code."""
    environ = {**os.environ, **variables}
    return subprocess.run([str(python), *arguments], cwd=ROOT, env=environ, check=False).returncode


def run(extra: list[str]) -> int:
    """open the app; without a display, do the same job on the sample workspace from the command line"""
    python = environment.prepare()
    qtlibs.ensure()
    fonts.ensure()
    if extra:
        return call(python, "-m", "diplotrack", *extra)
    if qtlibs.has_display():
        return call(python, "-m", "diplotrack")
    return sample.show(python)


def test(extra: list[str]) -> int:
    """run the tests; further arguments go to pytest"""
    python = environment.prepare()
    qtlibs.ensure()
    return call(python, "-m", "pytest", *extra, **OFFSCREEN)


def bench(extra: list[str]) -> int:
    """run the benchmarks; further arguments go to them"""
    return call(environment.prepare(), "-m", "tests.benchmarks", *extra, **OFFSCREEN)


def soak(extra: list[str]) -> int:
    """run the long test of everyday use; further arguments go to it"""
    return call(environment.prepare(), "-m", "tests.soak", *extra, **OFFSCREEN)


def screenshots(extra: list[str]) -> int:
    """draw the pictures of every page, light and dark"""
    python = environment.prepare()
    qtlibs.ensure()
    return call(python, "-m", "tests.screenshots", *extra, **OFFSCREEN)


def lint(extra: list[str]) -> int:
    """check style, types and the direction of imports (with --fix: mend what can be mended)"""
    python = environment.prepare()
    fix = "--fix" in extra
    steps = [
        ["-m", "ruff", "check", *(["--fix"] if fix else [])],
        ["-m", "ruff", "format", *([] if fix else ["--check"])],
        ["-m", "mypy", "diplotrack"],
        # `tests.x` and `packaging.x` by their folders; but the scripts of packaging/ know one another by bare name.
        ["-m", "mypy", "--explicit-package-bases", "tests"],
        ["-m", "mypy", *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "packaging").rglob("*.py")))],
        ["-c", "from importlinter.cli import lint_imports_command as check; check(['--no-logo'])"],
    ]
    failed = 0
    for step in steps:
        failed += call(python, *step) != 0
    return 1 if failed else 0


def build(extra: list[str]) -> int:
    """build the wheel and the source archive into dist/ (with --frozen: an app that needs no Python)"""
    python = environment.prepare()
    code = call(python, "-m", "build", "--no-isolation", "--outdir", "dist")
    if code or "--frozen" not in extra:
        return code
    spec = str(ROOT / "packaging" / "diplotrack.spec")
    return call(
        python, "-m", "PyInstaller", "--noconfirm", "--distpath", "dist", "--workpath", "build/frozen", spec
    )


def lock(extra: list[str]) -> int:
    """resolve the dependencies anew for all platforms and Pythons, and write the lock file"""
    python = environment.prepare()
    return call(
        python, "-m", "uv", "pip", "compile", "pyproject.toml", "--group", "dev", "--universal",
        "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links",
        "--no-annotate", "--no-header", "--quiet", "--output-file", str(LOCK.relative_to(ROOT)), *extra,
    )  # fmt: skip


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    command.__name__: command for command in (run, test, bench, soak, lint, build, lock, screenshots)
}


def parse(arguments: list[str]) -> tuple[str, list[str]]:
    """The command and what is passed on to it; a `--` between the two is dropped."""
    lines = "\n".join(f"  {name:12} {command.__doc__}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="python3 packaging/dev.py",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Everything one does with a checkout. The first call makes the virtual environment.",
        epilog=f"commands:\n{lines}\n\nDIPLOTRACK_VENV names another place for the virtual environment.",
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="one of those below")
    parser.add_argument("extra", nargs=argparse.REMAINDER, metavar="...", help="passed on")
    known = parser.parse_args(arguments)
    extra = known.extra[1:] if known.extra[:1] == ["--"] else known.extra
    return known.command, extra


def main(arguments: list[str]) -> int:
    """Run one command; what stands in its way is told in a sentence, with exit code 2."""
    name, extra = parse(arguments)
    try:
        return COMMANDS[name](extra)
    except CannotGoOn as obstacle:
        tell(str(obstacle))
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
