"""Things told under their partner or their theme, as rows of one small table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from diplotrack.base.i18n import _
from diplotrack.records.enumerations import Theme
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.roll_up.period import GroupBy
from diplotrack.reports.compose.serving import served
from diplotrack.reports.compose.wording import and_more
from diplotrack.reports.document import Block, CellLike, Column, Group, Paragraph, Row, Table

MOST = 14
"""Rows of one section: what a page can hold beside the others."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing: its record, the partners that it concerns, and its cells."""

    id: int
    partners: Sequence[int]
    cells: Sequence[CellLike]


Key: TypeAlias = "tuple[bool, str, str]"
"""Whether it has no name (such a group comes last), the key by which it sorts, its name."""


class Grouping:
    """Under what things of one kind stand."""

    def __init__(self, frame: Frame, by: GroupBy) -> None:
        self._frame = frame
        self._by = by

    def themes(self, kind: str, ids: Collection[int]) -> dict[int, Theme]:
        """The theme of the first objective that each record serves; needed only where themes are asked for."""
        if self._by is GroupBy.PARTNER:
            return {}
        found = served(self._frame, kind, ids)
        return {
            one: theme
            for one, many in found.items()
            if (theme := next((each.theme for each in many if each.theme), None)) is not None
        }

    def table(self, name: str, kind: str, columns: Sequence[Column], told: Sequence[Told]) -> list[Block]:
        """The things in a table under their groups; those beyond what a page can hold are counted."""
        if not told:
            return []
        shown = told[:MOST]
        themes = self.themes(kind, [one.id for one in shown])
        groups: dict[Key, list[Told]] = defaultdict(list)
        for one in shown:
            groups[self._key(one, themes)].append(one)
        if len(groups) * 2 > len(shown) + 1:
            return self._with_column(name, columns, shown, themes, len(told))
        rows: list[Row] = []
        for key in sorted(groups):
            rows.append(Group(key[2]))
            rows += [one.cells for one in groups[key]]
        return _table(name, columns, rows, len(told) - len(shown))

    def _with_column(
        self,
        name: str,
        columns: Sequence[Column],
        shown: Sequence[Told],
        themes: dict[int, Theme],
        total: int,
    ) -> list[Block]:
        """Where hardly two things share a group, it is told beside each, after its day."""
        label = _("Theme") if self._by is GroupBy.THEME else _("With")
        keys = [self._key(one, themes) for one in shown]
        rows: list[Row] = [
            (one.cells[0], "–" if is_nameless else group, *one.cells[1:])
            for one, (is_nameless, _sorted, group) in zip(shown, keys, strict=True)
        ]
        wide = (columns[0], Column(label, 1.7), *columns[1:])
        return _table(name, wide, rows, total - len(rows))

    def _key(self, one: Told, themes: dict[int, Theme]) -> Key:
        if self._by is GroupBy.THEME:
            theme = themes.get(one.id)
            return (
                theme is None,
                str(theme.label) if theme else "",
                str(theme.label) if theme else _("No theme"),
            )
        name = self.whom(one.partners)
        return (not name, self._frame.sorted_as(name), name or _("No partner named"))

    def whom(self, parties: Iterable[int]) -> str:
        """The partners in a few words."""
        others = [one for one in parties if one not in self._frame.ours]
        return self._frame.party_list(list(dict.fromkeys(others)), 3)


def _table(name: str, columns: Sequence[Column], rows: Sequence[Row], rest: int) -> list[Block]:
    """The table, and how much more there is than it holds."""
    blocks: list[Block] = [Table(columns, rows, name=name)]
    return [*blocks, Paragraph(and_more(rest), style="note")] if rest > 0 else blocks
