"""Writes the help pages that are made from the program itself: its commands, kinds, keys and rules.

`.venv/bin/python packaging/help_pages.py` rewrites them in resources/help/ and says which had changed. A test compares
the shipped pages with what is made here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from diplotrack.base.i18n import N_, Label, using_locale
from diplotrack.cli.command import Described
from diplotrack.cli.registry import COMMANDS, diplotrack
from diplotrack.consistency.help_page import help_page
from diplotrack.desktop.commands import COMMANDS as ACTIONS
from diplotrack.desktop.help.shelf import anchor
from diplotrack.desktop.room_keys import ROOMS
from diplotrack.records import ANYWHERE, TOP_KINDS, Record, fields, parts
from diplotrack.records.field import Field
from diplotrack.workspace.printing import COMMON, REPORTS, Ask

HELP = Path(__file__).resolve().parent.parent / "resources" / "help"
SHARED = frozenset({"workspace", "json", "help"})
"""Options of every command, told once."""
SHARED_BY_ALL = N_("All of them take these options:")

TYPES: dict[str, Label] = {
    "text": N_("text"),
    "long": N_("text of several lines"),
    "flag": N_("yes or no"),
    "day": N_("day"),
    "time": N_("time of day"),
    "moment": N_("day and time"),
    "number": N_("number"),
    "money": N_("sum"),
    "uid": N_("identifier"),
    "json": N_("structured"),
}

COMMANDS_ABOUT = """\
# Commands

Taking records in, finding, checking, printing and keeping safe can be done from a command line, for scripts and for
machines without a display. `diplotrack` alone opens the window; `diplotrack -w FOLDER` opens that workspace in it.

These options stand before the command or after it:

| Option | What it does |
|---|---|
| `-w FOLDER`, `--workspace FOLDER` | The workspace. Or set `DIPLOTRACK_WORKSPACE`, and leave it out. |
| `--json` | Answers in JSON on standard output; all else goes to standard error. |
| `-h`, `--help` | Explains the command, with examples. |

A command ends with 0 when it is done; with 1 when `check` or `lint` found something or `import` rejected rows; with
2 when something was asked for that cannot be, and then one sentence says what and how to mend it.

A passphrase is never written on the command line. It is asked for, or read from the file that
`DIPLOTRACK_PASSPHRASE_FILE` names, or from the keyring of your system.
"""

KINDS_ABOUT = """\
# Kinds of records

What the ledger holds, kind by kind, with every field and what it takes. The names in the first column are those of the
window; the words in `code` are those of files and commands.

A **day** may be known only to its month or year: write `2008-04-03`, `2008-04` or `2008`. What is not known stays
empty. A field marked with * must be filled in.

Every record also takes paragraphs of text, tags, attached files, references to the sources that it came from, and a
marking ([Markings](markings.md)). Engagements, communications, commitments and some others take objectives as well.
"""

DOCUMENTS_ABOUT = """\
# Documents

Every paper that can be made, what is in it, and what it asks. In the window they stand on the Reports page
(**Ctrl+B**); at a command line `diplotrack report NAME -o FILE` makes them, and the suffix of the file decides its
form.
How copies, markings and sources work is told in [Briefs and reports](briefs-and-reports.md).
"""

KEYBOARD_ABOUT = """\
# Keyboard

Everything can be done without a mouse. **F1** shows this list in the window: type a word or a key above it to find one.
**Ctrl+K** is the key to remember: type a name, a word, a command, or a phrase, and press Enter (Ctrl+Enter opens a
record in a tab). It understands `brief France`, `about Japan`, `new call`, `go partners` and `check`; before anything
is typed it lists what was opened last. On macOS, Ctrl is the ⌘ key.

![The box that Ctrl+K opens, with “france” typed](pictures/palette.png)
"""


def cell(words: str) -> str:
    """Text as a table's cell takes it: on one line, its bars escaped."""
    return " ".join(words.split()).replace("|", "\\|")


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """The lines of a table."""
    heads = list(heads)
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    return lines + [f"| {' | '.join(cell(one) for one in row)} |" for row in rows]


# commands


def commands() -> str:
    """Every command: what it does, its options, an example."""
    context = click.Context(diplotrack, info_name="diplotrack")
    lines = [COMMANDS_ABOUT]
    lines += table(
        ("Command", "What it does"), ((f"`{name}`", str(one)) for name, (_, one) in COMMANDS.items())
    )
    lines.append("")
    for name in COMMANDS:
        found = diplotrack.get_command(context, name)
        assert isinstance(found, Described)
        lines += _command(found, click.Context(found, parent=context, info_name=name))
    return "\n".join(lines)


def _command(
    command: Described, context: click.Context, depth: int = 2, told: frozenset[str] = SHARED
) -> list[str]:
    """``told`` are the options that were explained already, for all commands or for all of a group."""
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    lines = [f"{'#' * depth} {context.command_path.partition(' ')[2]}", "", command.help or "", ""]
    lines += ["```", usage, "```", ""]
    lines += _options(command, context, told)
    if command.example:
        lines += ["Example:", "", "```", *command.example.splitlines(), "```", ""]
    if not isinstance(command, click.Group):
        return lines
    inner = {name: command.get_command(context, name) for name in command.list_commands(context)}
    within = [one for one in inner.values() if isinstance(one, Described)]
    common = frozenset.intersection(*(frozenset(one.name or "" for one in made.params) for made in within))
    common -= told
    if len(within) > 1 and common:
        lines += [str(SHARED_BY_ALL), "", *_options(within[0], context, told, only=common)]
    for name, made in inner.items():
        assert isinstance(made, Described)
        child = click.Context(made, parent=context, info_name=name)
        lines += _command(made, child, depth + 1, told | common)
    return lines


def _options(
    command: Described, context: click.Context, told: frozenset[str], only: frozenset[str] | None = None
) -> list[str]:
    own = [
        one
        for one in command.params
        if isinstance(one, click.Option) and one.name not in told and (only is None or one.name in only)
    ]
    shown = [_option(one, context) for one in own if one.get_help_record(context)]
    return [*table(("Option", "What it does"), shown), ""] if shown else []


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    record = option.get_help_record(context)
    assert record is not None
    return f"`{record[0]}`", record[1]


# kinds


def kinds() -> str:
    """Every kind of record with its fields, its texts and its parts."""
    lines = [KINDS_ABOUT]
    overview = (
        (f"[{about.plural}](#{anchor(str(about.label))})", str(about.help))
        for about in (kind.__kind__ for kind in TOP_KINDS.values())
    )
    lines += [*table(("Kind", "What it is"), overview), ""]
    for kind in TOP_KINDS.values():
        lines += _kind(kind)
    lines += ["## What every record takes", ""]
    for anywhere in ANYWHERE.values():
        lines += _kind(anywhere, 3)
    return "\n".join(lines)


def _kind(kind: type[Record], depth: int = 2) -> list[str]:
    about = kind.__kind__
    lines = [f"{'#' * depth} {about.label}", "", f"In files and commands: `{about.name}`.", ""]
    lines += [str(about.help), ""] if str(about.help) else []
    shown = [(name, field) for name, field in fields(kind).items() if name != about.owner and field.editable]
    lines += [*table(("Field", "In files", "What it takes"), (_field(name, one) for name, one in shown)), ""]
    if about.texts:
        told = (
            f"**{one.label}**{f' ({_ended(str(one.help))})' if str(one.help) else ''}" for one in about.texts
        )
        lines += [f"Texts: {', '.join(told)}.", ""]
    for part in parts(kind).values():
        if part not in ANYWHERE.values():
            lines += _kind(part, depth + 1)
    return lines


def _field(name: str, field: Field) -> tuple[str, str, str]:
    takes = " ".join(one for one in (_takes(field), str(field.help)) if one)
    return f"{field.label}{' *' if field.required else ''}", f"`{name}`", takes


def _takes(field: Field) -> str:
    if field.choices is not None:
        return "One of: " + ", ".join(f"{one.label} `{one.value}`" for one in field.choices) + "."
    if field.scale:
        return "One of: " + ", ".join(f"{label} `{step}`" for step, label in field.scale) + "."
    if field.refers:
        return f"{_article(str(_label_of(field.refers)).lower())}."
    words = str(TYPES[field.type])
    if field.type == "day" and not field.partial:
        words = "full day"
    return words.capitalize() + "."


def _label_of(kind: str) -> Label:
    from diplotrack.records import KINDS

    return KINDS[kind].__kind__.label


def _article(noun: str) -> str:
    return f"{'An' if noun[:1] in 'aeiou' else 'A'} {noun}"


def _ended(sentence: str) -> str:
    return sentence.rstrip(".")[:1].lower() + sentence.rstrip(".")[1:]


# keys


def keyboard() -> str:
    """Every command of the window by section, then the keys of every room."""
    lines = [KEYBOARD_ABOUT]
    sections: dict[str, list[tuple[str, str]]] = {}
    for one in ACTIONS:
        if one.keys:
            sections.setdefault(str(one.section), []).append((f"`{one.keys}`", str(one.label)))
    for room in ROOMS:
        sections[str(room.name)] = [(f"`{keys}`", str(words)) for keys, words in room.keys]
    for section, rows in sections.items():
        lines += [f"## {section}", "", *table(("Keys", "What they do"), rows), ""]
    return "\n".join(lines)


# documents


def documents() -> str:
    """Every document: what is in it, what it asks, the files it can be."""
    overview = ((f"[{one.label}](#{anchor(str(one.label))})", str(one.advice)) for one in REPORTS.values())
    lines = [DOCUMENTS_ABOUT, *table(("Document", "What is in it"), overview), ""]
    for one in REPORTS.values():
        files = ", ".join(f"`{suffix}`" for suffix in one.suffixes)
        lines += [
            f"## {one.label}",
            "",
            str(one.advice),
            "",
            f"At a command line: `{one.name}`. Files: {files}.",
            "",
        ]
        lines += [str(one.internal), ""] if one.internal else []
        lines += [*table(("It asks", "As an option", "What it takes"), map(_ask, one.asks)), ""]
    lines += ["## What every document asks", ""]
    return "\n".join([*lines, *table(("It asks", "As an option", "What it takes"), map(_ask, COMMON))])


def _ask(ask: Ask) -> tuple[str, str, str]:
    takes = " ".join(one for one in (str(ask.field.help), _takes(ask.field)) if one)
    label = f"{ask.field.label}{' *' if ask.field.required else ''}"
    return label, "`--hand-over`" if ask.name == "copy" else f"`--{ask.name.replace('_', '-')}`", takes


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "kinds.md": kinds,
    "documents.md": documents,
    "keyboard.md": keyboard,
    "rules.md": help_page,
}
"""The generated pages by file name."""


def made(name: str) -> str:
    """One page as it must be shipped: in English, ending in one line break."""
    with using_locale("en"):
        return PAGES[name]().rstrip("\n") + "\n"


def main() -> int:
    """Rewrite what is not as it should be."""
    for name in PAGES:
        path, page = HELP / name, made(name)
        if not path.is_file() or path.read_text("utf-8") != page:
            path.write_text(page, "utf-8")
            print(f"Wrote {path.relative_to(HELP.parent.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
