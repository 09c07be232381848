"""What only shows in a process of its own: signals, pipes, encodings, and what a launch loads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-W", "error", "-m", "diplotrack"]
SLOW = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # which whoever runs the tests may have had ignored
from diplotrack.cli import main
from diplotrack.workspace import Workspace
def wait(_workspace):
    print("begun", flush=True)
    time.sleep(60)
Workspace.settings = wait
sys.exit(main(["settings"]))
"""
LOADED = """
import sys
from diplotrack.cli import main
code = main(sys.argv[1:])
print(*sorted(set("reportlab docx openpyxl xlsxwriter rapidfuzz babel alembic PySide6 rich keyring".split())
              & set(sys.modules)), file=sys.stderr)
sys.exit(code)
"""


def diplotrack(root: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=root,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


def test_it_runs_as_a_module(project_root: Path, embassy: Path) -> None:
    answer = diplotrack(project_root, "search", "reform")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines()[0].split("\t")[0] == "Kind"


def test_a_terminal_without_unicode_gets_substitutes(project_root: Path, embassy: Path) -> None:
    answer = diplotrack(project_root, "show", "party", "FRA", PYTHONIOENCODING="ascii")
    assert answer.returncode == 0, answer.stderr
    assert "Fran" in answer.stdout


def test_nobody_reading_ends_it_quietly(project_root: Path, embassy: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "show", "party", "FRA"], cwd=project_root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        code = process.wait()
    assert (code, said) == (141, b"")


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is a signal only on POSIX")
def test_ctrl_c_ends_it_quietly(project_root: Path, embassy: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SLOW], cwd=project_root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _out, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, b"")


@pytest.mark.parametrize("arguments", [["--help"], ["search", "reform"], ["stats"], ["undo"]])
def test_a_command_loads_only_what_it_needs(project_root: Path, embassy: Path, arguments: list[str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        cwd=project_root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stderr.split()) == (0, [])


def test_bash_completes_commands_and_options(project_root: Path) -> None:
    completed = diplotrack(
        project_root, _DIPLOTRACK_COMPLETE="bash_complete", COMP_WORDS="diplotrack sea", COMP_CWORD="1"
    )
    assert completed.stdout.split() == ["plain,search"]
    completed = diplotrack(
        project_root, _DIPLOTRACK_COMPLETE="bash_complete", COMP_WORDS="diplotrack search --l", COMP_CWORD="2"
    )
    assert "plain,--limit" in completed.stdout.split()
