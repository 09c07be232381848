"""The help that is shipped says what the program says, and none of its links leads nowhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from diplotrack.cli.call import Call
from diplotrack.cli.registry import diplotrack
from diplotrack.cli.run import run
from diplotrack.desktop.help import shelf

House = Callable[[str], ModuleType]
GENERATED = ("commands.md", "documents.md", "keyboard.md", "kinds.md", "rules.md")
SHELL = re.compile(r" (?:>>?|<|\||&&) ")
"""Where the shell's part of a line begins."""
FENCE = re.compile(r"^ *```\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
FIGURES = re.compile(r"\d+")
PROMPT = "$ "
"""Before a command line that is followed by its answer."""


@pytest.fixture
def help_pages(house: House) -> ModuleType:
    return house("help_pages")


def readable(project_root: Path) -> list[Path]:
    return [*sorted((project_root / "resources" / "help").glob("*.md")), project_root / "README.md"]


@pytest.mark.parametrize("name", GENERATED)
def test_a_shipped_page_is_the_one_that_is_made(
    help_pages: ModuleType, project_root: Path, name: str
) -> None:
    """Where this fails, run `.venv/bin/python packaging/help_pages.py`."""
    shipped = (project_root / "resources" / "help" / name).read_text("utf-8")
    assert shipped == help_pages.made(name)


def test_every_generated_page_is_looked_at(help_pages: ModuleType) -> None:
    assert set(help_pages.PAGES) == set(GENERATED)


def test_no_link_leads_nowhere(project_root: Path) -> None:
    broken = []
    for path in readable(project_root):
        for words, link in shelf.LINK.findall(path.read_text("utf-8")):
            target, _sign, anchor = link.partition("#")
            if target.startswith(("https://", "http://")):
                continue
            there = (path.parent / target).resolve() if target else path
            if not there.exists() or (anchor and anchor not in anchors(there)):
                broken.append((path.name, words, link))
    assert broken == []


def anchors(path: Path) -> set[str]:
    lines = path.read_text("utf-8").splitlines()
    return {shelf.anchor(line.lstrip("# ")) for line in lines if line.startswith("#")}


def test_every_page_can_be_reached_from_the_first() -> None:
    linked = {target.removesuffix(".md") for _words, target in shelf.LINK.findall(shelf.text(shelf.FIRST))}
    assert set(shelf.names()) - {shelf.FIRST} <= linked


def typed(path: Path) -> Iterator[str]:
    """The command lines that a page shows."""
    for block in FENCE.findall(path.read_text("utf-8")):
        lines = (line.strip().removeprefix(PROMPT) for line in block.splitlines())
        yield from (line for line in lines if line.startswith("diplotrack ") and "[OPTIONS]" not in line)


def test_every_command_line_shown_is_one(project_root: Path) -> None:
    """Each is taken apart as it would be when typed; nothing is run."""
    wrong = []
    for path in readable(project_root):
        for line in typed(path):
            try:
                take_apart(shlex.split(SHELL.split(line)[0])[1:])
            except click.ClickException as error:
                wrong.append((path.name, line, error.format_message()))
    assert wrong == []


def take_apart(words: list[str]) -> None:
    """Raises ClickException where the words are no command of ours, with options that it has."""
    while words[:1] == ["-w"]:
        words = words[2:]
    command: click.Command = diplotrack
    context = click.Context(diplotrack, obj=Call())
    while words and isinstance(command, click.Group) and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        if found is None:
            raise click.UsageError(f"no command {words[0]}")
        command, words = found, words[1:]
    command.make_context(command.name, words, parent=context)


@pytest.mark.slow
def test_the_first_steps_of_the_readme_answer_as_it_says(
    project_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lines after a prompt are run in turn; each must answer with the line below it, its figures aside."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-05-29")
    text = (project_root / "README.md").read_text("utf-8")
    shown = [line.strip() for block in FENCE.findall(text) for line in block.splitlines()]
    steps = [(line, shown[place + 1]) for place, line in enumerate(shown) if line.startswith(PROMPT)]
    assert len(steps) >= 4
    for line, answer in steps:
        assert run(shlex.split(line)[2:]) in (0, 1)
        assert FIGURES.sub("", answer) in FIGURES.sub("", capsys.readouterr().out)
