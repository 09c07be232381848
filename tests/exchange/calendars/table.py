"""What becomes of calendars and address books of other programs: ``python -m tests.exchange.calendars.table FOLDER``.

One line for each file: how many meetings, people and tasks it gives, why it or something in it is refused, what is left
out, and the properties that become nothing.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from diplotrack.base.clock import on_day
from diplotrack.base.errors import UserError
from diplotrack.exchange.calendars import incoming as calendars
from diplotrack.exchange.calendars.content_lines import read_components
from diplotrack.exchange.cards import card as cards
from diplotrack.workspace import Workspace
from tests.conftest import REAL_RECORDS
from tests.consistency.ground import TODAY

SUFFIXES = frozenset({".ics", ".vcf"})


@dataclass(slots=True)
class Line:
    """What became of one file. ``refused`` is why nothing of it can be read, ``errors`` why something in it cannot."""

    name: str
    made: dict[str, int] = field(default_factory=dict)
    refused: str = ""
    errors: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        parts = [", ".join(f"{count} {kind}" for kind, count in sorted(self.made.items()))]
        parts.append(f"REFUSED: {self.refused}" if self.refused else "")
        parts += [f"error: {one}" for one in self.errors[:2]]
        parts.append(f"and {len(self.errors) - 2} more" if len(self.errors) > 2 else "")
        parts += [f"left out: {count} {reason}" for reason, count in self.left_out.items()]
        parts += [f"note: {one}" for one in self.notes[:2]]
        lost = ", ".join(
            f"{name}×{count}" if count > 1 else name for name, count in sorted(self.lost.items())
        )
        parts.append(f"becomes nothing: {lost}" if lost else "")
        return f"{self.name}: {' | '.join(part for part in parts if part) or 'nothing in it'}"


def look(workspace: Workspace, path: Path) -> Line:
    """Try to import a file and say what would become of it; nothing is written."""
    line = Line(path.name)
    try:
        result = workspace.exchange.import_file(path, dry_run=True, skip_bad_rows=True)
    except UserError as error:
        line.refused = error.sentence
        return line
    line.made, line.left_out = result.records, result.left_out
    line.errors = [f"{one.column or 'line'}: {one.message}" for one in result.errors]
    line.notes = list(dict.fromkeys(one.message for one in result.notes))
    if path.suffix.lower() == ".ics":
        line.lost = calendars.left_behind(path)
    else:
        for component in read_components(path):
            line.lost += cards.left_behind(component)
    return line


def files(*folders: Path) -> list[Path]:
    """The calendars and address books of some folders."""
    return sorted(path for folder in folders for path in folder.glob("*") if path.suffix.lower() in SUFFIXES)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument(
        "folders", nargs="*", type=Path, default=[REAL_RECORDS / "ical", REAL_RECORDS / "vcard"]
    )
    chosen = files(*parser.parse_args().folders)
    with (
        tempfile.TemporaryDirectory() as folder,
        on_day(TODAY),
        Workspace.create(Path(folder) / "w", we="USA") as workspace,
    ):
        lines = [look(workspace, path) for path in chosen]
    for line in lines:
        print(line)
    whole = sum(not line.refused and not line.errors for line in lines)
    partly = sum(bool(line.errors) and bool(line.made) for line in lines)
    nothing = sum(bool(line.errors) and not line.made for line in lines)
    refused = sum(bool(line.refused) for line in lines)
    print(
        f"\n{len(lines)} files: {whole} read whole, {partly} in part, {nothing} whose every item is refused,"
        f" {refused} that are refused as files"
    )
    print(f"made: {dict(sum((Counter(line.made) for line in lines), Counter()))}")


if __name__ == "__main__":
    main()
