"""The columns of a list of agreements and how an agreement fills them, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.base.ident import uid_text
from diplotrack.reports.compose.agreements.instruments import Instrument, Signatory
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import iso_day, keyed_columns, marked, whole_day
from diplotrack.reports.compose.people import People
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import Cell, CellLike, Column, Row, Span

LONGEST_TITLE, LONGEST_REFERENCE, MOST_PARTIES = 260, 80, 4


class AgreementRows:
    """Rows of some agreements; columns that would stand empty throughout are left out on paper."""

    def __init__(self, frame: Frame, found: Sequence[Instrument], *, machine: bool) -> None:
        self._frame = frame
        self._machine = machine
        owners = {one.one.owner_id for one in found if one.one.owner_id} if frame.internal else set()
        self._people = People(frame, owners)
        self.columns = _machine_columns(frame) if machine else _paper_columns(frame, found)

    def row(self, one: Instrument) -> Row:
        """The cells of an agreement in the order of the columns."""
        mark = self._frame.print("agreement", one.one.id)
        for promise in one.obligations:
            self._frame.mention("commitment", promise.id)
        cells = self._for_machines(one) if self._machine else self._on_paper(one, mark)
        return [cells[column.key] for column in self.columns]

    def _on_paper(self, one: Instrument, mark: str) -> dict[str, CellLike]:
        return {
            "title": self._title(one, mark),
            "parties": self._parties(one),
            "signed": self._day(one, "signed_on"),
            "in_force": self._in_force(one),
            "ends": self._day(one, "ends_on"),
            "notice": self._notice(one),
            "renewal": self._renewal(one),
            "obligations": self._obligations(one),
            "owner": self._owner(one),
        }

    def _title(self, one: Instrument, mark: str) -> CellLike:
        frame, row = self._frame, one.one
        title = frame.span(opening(row.title, LONGEST_TITLE, sentences=False))
        told = [str(row.type.label), opening(row.reference, LONGEST_REFERENCE, sentences=False)]
        about = frame.span("; ".join(part for part in told if part), row.uid, quiet=True)
        return (*marked(mark), title, "\n", about)

    def _parties(self, one: Instrument) -> CellLike:
        """Each party with its own acts; of many the number, and how many of them ratified or withdrew."""
        if len(one.parties) <= MOST_PARTIES:
            return self._each(one, one.parties)
        names = self._frame.party_list([each.party_id for each in one.parties], MOST_PARTIES)
        counts = [
            (_("{count} ratified"), sum(1 for each in one.parties if each.ratified)),
            (_("{count} withdrew"), sum(1 for each in one.parties if each.withdrew)),
        ]
        told = ", ".join(words.format(count=format_number(count)) for words, count in counts if count)
        return (names, Span(f"\n{told}", quiet=True)) if told else names

    def _each(self, one: Instrument, parties: Sequence[Signatory]) -> CellLike:
        signed = one.day("signed_on")
        parts: list[str | Span] = []
        for each in parties:
            parts.append(("\n" if parts else "") + self._frame.party(each.party_id))
            acts = [
                (_("signed {day}"), each.signed if each.signed != signed else None),
                (_("ratified {day}"), each.ratified),
                (_("withdrew {day}"), each.withdrew),
            ]
            told = ", ".join(words.format(day=format_date(day)) for words, day in acts if day)
            if told:
                parts.append(Span(f"  {told}", quiet=True))
        return parts

    def _day(self, one: Instrument, name: str) -> CellLike:
        day = one.day(name)
        return Cell(format_date(day), whole_day(day)) if day else ""

    def _in_force(self, one: Instrument) -> CellLike:
        if one.one.in_force_on is not None or one.one.provisional_on is None:
            return self._day(one, "in_force_on")
        day = one.day("provisional_on")
        return Cell(_("provisionally {day}").format(day=format_date(day)), whole_day(day))

    def _notice(self, one: Instrument) -> CellLike:
        """The last day for notice, and how long before the end that is."""
        day = one.notice
        if day is None:
            return ""
        count = one.one.notice_days
        told = ngettext("{count} day before", "{count} days before", count).format(count=format_number(count))
        return Cell((format_date(day), Span(f"\n{told}", quiet=True)), whole_day(day))

    def _renewal(self, one: Instrument) -> CellLike:
        mode = str(one.one.renewal.label) if one.one.renewal else ""
        if not one.is_decided(self._frame.on):
            return mode
        decided = str(one.one.renewal_decision.label)
        if one.one.decided_on is not None:
            decided = f"{decided}, {format_date(one.one.decided_on)}"
        return (mode, Span(f"\n{decided}" if mode else decided, quiet=True))

    def _obligations(self, one: Instrument) -> CellLike:
        """How many commitments under it are on record, how many of them are running and overdue."""
        total = len(one.obligations)
        if not total:
            return Cell("–", 0)
        counts = [
            (_("{count} open"), sum(1 for each in one.obligations if each.is_running)),
            (_("{count} overdue"), sum(1 for each in one.obligations if each.overdue)),
        ]
        told = ", ".join(words.format(count=format_number(count)) for words, count in counts if count)
        return Cell((format_number(total), Span(f"\n{told}", quiet=True)), total)

    def _owner(self, one: Instrument) -> str:
        named = self._people.named(one.one.owner_id) if one.one.owner_id and self._frame.internal else None
        return named.text if named else ""

    def _for_machines(self, one: Instrument) -> dict[str, CellLike]:
        frame, row = self._frame, one.one
        decided = one.is_decided(frame.on)
        return {
            "title": frame.span(row.title),
            "type": str(row.type),
            "setting": str(row.setting),
            "standing": one.standing.name.lower(),
            "parties": "; ".join(frame.party(each.party_id) for each in one.parties),
            "ratified": "; ".join(
                f"{frame.party(each.party_id)} {each.ratified.iso()}" for each in one.parties if each.ratified
            ),
            "withdrew": "; ".join(
                f"{frame.party(each.party_id)} {each.withdrew.iso()}" for each in one.parties if each.withdrew
            ),
            "signed": iso_day(one.day("signed_on")),
            "in_force": iso_day(one.day("in_force_on") or one.day("provisional_on")),
            "ends": iso_day(one.day("ends_on")),
            "notice": iso_day(one.notice),
            "notice_days": Cell(format_number(row.notice_days), row.notice_days) if row.notice_days else "",
            "renewal": str(row.renewal or ""),
            "decision": str(row.renewal_decision) if decided else "",
            "obligations": Cell(format_number(len(one.obligations)), len(one.obligations)),
            "reference": frame.span(row.reference),
            "owner": self._owner(one),
            "uid": uid_text(row.uid) if frame.internal else "",
        }


def _paper_columns(frame: Frame, found: Sequence[Instrument]) -> list[Column]:
    columns = [
        (Column(_("Agreement"), 3.7, key="title"), True),
        (Column(_("Parties"), 2.7, key="parties"), True),
        (Column(_("Signed"), 1.15, "date", key="signed"), True),
        (Column(_("In force"), 1.15, "date", key="in_force"), True),
        (Column(_("Ends"), 1.15, "date", key="ends"), any(one.one.ends_on for one in found)),
        (Column(_("Notice by"), 1.2, "date", key="notice"), any(one.notice for one in found)),
        (Column(_("Renewal"), 1.25, key="renewal"), any(one.one.renewal for one in found)),
        (
            Column(_("Obligations"), 1.05, "number", key="obligations"),
            any(one.obligations for one in found),
        ),
        (
            Column(_("Owner"), 1.1, key="owner"),
            frame.internal and any(one.one.owner_id for one in found),
        ),
    ]
    return [column for column, is_wanted in columns if is_wanted]


def _machine_columns(frame: Frame) -> list[Column]:
    labels = {
        "title": _("Agreement"),
        "type": _("Type"),
        "setting": _("Setting"),
        "standing": _("Standing"),
        "parties": _("Parties"),
        "ratified": _("Ratified"),
        "withdrew": _("Withdrew"),
        "signed": _("Signed"),
        "in_force": _("In force"),
        "ends": _("Ends"),
        "notice": _("Notice by"),
        "notice_days": _("Notice period (days)"),
        "renewal": _("Renewal"),
        "decision": _("Decision"),
        "obligations": _("Obligations"),
        "reference": _("References"),
        "owner": _("Owner"),
        "uid": _("Identifier"),
    }
    return keyed_columns(
        labels,
        days=("signed", "in_force", "ends", "notice"),
        numbers=("notice_days", "obligations"),
        without=() if frame.internal else ("owner", "uid"),
    )
