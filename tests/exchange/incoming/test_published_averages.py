"""The averages of the G20 Research Group, made here of its scores: where they are the published ones, and why not.

The file's own ``average`` stands beside the scores of each commitment. It counts the European Union as a member and
leaves blanks out, as RULES do. Every commitment whose average here differs is named below with the reason.
"""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from diplotrack.workspace import Workspace
from diplotrack.workspace.compliance import Scorecard
from tests.conftest import REAL_RECORDS
from tests.exchange.importing import MEMBERS

COMMITMENTS = 197
PRINTED = Fraction(1, 10**8)
"""The published averages have at most nine decimals."""

ROUNDED = {"2013-94": 2, "2010S-113": 2}
"""Published to so many decimals only."""

TYPOGRAPHIC_MINUS = {"2014-15.": 1, "2014-136.": 1, "2014-45.": 1, "2014-70.": 1}
"""So many scores are written with U+2212 instead of a hyphen. The published average left them out as if they were text;
they are scores of −1, and count here."""

CHANGED = {"2010T-31": 1, "2010S-28": 1, "2008-80": 2}
"""The published average is that of as many members with scores higher by so much in sum: it was made before a score was
corrected, or a score was miscopied since. Leaving out the European Union or any other member does not explain it."""

CODES = (
    "ARG", "AUS", "BRA", "CAN", "CHN", "FRA", "DEU", "IND", "IDN", "ITA", "JPN", "KOR", "MEX", "RUS", "SAU", "ZAF",
    "TUR", "GBR", "USA", "EU",
)  # fmt: skip
"""Of the members in the order of the file's columns."""

Row = dict[str, str]


@pytest.fixture(scope="module")
def published() -> dict[str, Row]:
    """The rows of the file by identifier."""
    path = REAL_RECORDS / "g20_compliance.csv"
    if not path.exists():
        pytest.skip(f"real records are not here: {path}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["id"].strip(): row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def imported(
    published: dict[str, Row], founded_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    """A workspace of the file."""
    folder = shutil.copytree(founded_template, tmp_path_factory.mktemp("g20") / "w.diplotrack")
    with Workspace.open(folder) as workspace:
        assert workspace.exchange.import_file(REAL_RECORDS / "g20_compliance.csv").errors == []
        yield workspace


@pytest.fixture(scope="module")
def scorecard(imported: Workspace) -> Scorecard:
    """What the workspace makes of it."""
    return imported.compliance.scorecard()


def ours(scorecard: Scorecard) -> dict[str, Fraction]:
    """The score of each commitment by its identifier in the file."""
    return {scorecard.promises[one].reference: mean.exact for one, mean in scorecard.commitments.items()}


def scores(row: Row) -> list[int]:
    """The scores of a row as they are written with a hyphen; what has a typographic minus is not among them."""
    return [int(row[one]) for one in MEMBERS if row[one].strip() in ("1", "0", "-1")]


def test_the_averages_of_commitments_are_the_published_ones(
    scorecard: Scorecard, published: dict[str, Row]
) -> None:
    mine = ours(scorecard)
    assert mine.keys() == published.keys()
    assert len(mine) == COMMITMENTS
    differing = {one for one, row in published.items() if abs(mine[one] - Fraction(row["average"])) > PRINTED}
    assert differing == {*ROUNDED, *TYPOGRAPHIC_MINUS, *CHANGED}
    assert len(mine) - len(differing) == 188


def test_each_disagreement_has_its_reason(scorecard: Scorecard, published: dict[str, Row]) -> None:
    mine = ours(scorecard)
    for one, decimals in ROUNDED.items():
        assert abs(mine[one] - Fraction(published[one]["average"])) <= Fraction(1, 2 * 10**decimals), one
    for one, count in TYPOGRAPHIC_MINUS.items():
        row = published[one]
        assert sum("\N{MINUS SIGN}" in row[member] for member in MEMBERS) == count
        without = scores(row)
        assert abs(Fraction(sum(without), len(without)) - Fraction(row["average"])) <= PRINTED, one
        assert mine[one] == Fraction(sum(without) - count, len(without) + count), one
    for one, higher in CHANGED.items():
        made = scores(published[one])
        assert mine[one] == Fraction(sum(made), len(made)), one
        told = Fraction(published[one]["average"])
        assert abs(Fraction(sum(made) + higher, len(made)) - told) <= PRINTED, one
        for place in range(len(made)):
            rest = made[:place] + made[place + 1 :]
            assert abs(Fraction(sum(rest), len(rest)) - told) > PRINTED, one


def test_the_european_union_counts_in_the_published_averages(
    scorecard: Scorecard, published: dict[str, Row]
) -> None:
    agreeing = 0
    for row in published.values():
        without = [int(row[one].replace("\N{MINUS SIGN}", "-")) for one in MEMBERS[:-1] if row[one].strip()]
        agreeing += abs(Fraction(sum(without), len(without)) - Fraction(row["average"])) <= PRINTED
    assert agreeing < 40


@pytest.mark.parametrize("by", ["area", "year"])
def test_averages_by_area_and_year_are_those_of_the_published_averages(
    scorecard: Scorecard, published: dict[str, Row], by: str
) -> None:
    explained: dict[str, Fraction] = defaultdict(Fraction)
    groups: dict[str, list[Fraction]] = defaultdict(list)
    mine = ours(scorecard)
    for one, row in published.items():
        told = Fraction(row["average"])
        groups[row[by].strip()].append(told)
        if one in {*ROUNDED, *TYPOGRAPHIC_MINUS, *CHANGED}:
            explained[row[by].strip()] += mine[one] - told
    found = (
        {name: mean.exact for name, mean in scorecard.areas.items()}
        if by == "area"
        else {str(name): mean.exact for name, mean in scorecard.years.items()}
    )
    assert found.keys() == groups.keys()
    for name, averages in groups.items():
        wanted = (sum(averages, Fraction()) + explained[name]) / len(averages)
        assert abs(found[name] - wanted) <= PRINTED, name


def test_averages_by_member_are_those_of_their_columns(
    scorecard: Scorecard, published: dict[str, Row], imported: Workspace
) -> None:
    codes = dict(zip(MEMBERS, CODES, strict=True))
    assert len(scorecard.members) == len(MEMBERS)
    for member in MEMBERS:
        column = [row[member].strip().replace("\N{MINUS SIGN}", "-") for row in published.values()]
        told = [int(one) for one in column if one]
        mean = scorecard.members[imported.records.party(codes[member]).id]
        assert (mean.exact, mean.count) == (Fraction(sum(told), len(told)), len(told)), member
