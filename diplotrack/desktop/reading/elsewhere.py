"""What the rest of the ledger says of a record: the gaps found about it, and everything that points at it."""

from __future__ import annotations

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.desktop.reading.hand import Hand, address
from diplotrack.desktop.reading.tables import pieces
from diplotrack.desktop.reading.view import MORE, STEP, View
from diplotrack.desktop.theme.tones import SEVERITIES
from diplotrack.records.enumerations import EngagementStatus
from diplotrack.workspace.reading import Notice, Reading, Uses

LIST = "list"

ASKED = "R23"
"""The rule whose gap the question over an engagement puts."""


def gaps(reading: Reading, hand: Hand) -> str:
    """The gaps about the record as coloured lines; below them, in small, those about others that rest on it."""
    # Whether a past engagement took place is asked above the page, with buttons.
    asked = ASKED if _is_planned(reading) else None
    told = [one for one in reading.findings if one.about is not None or one.rule != asked]
    if not told:
        return ""
    mine = [_gap(one, reading.title, hand) for one in told if one.about is None]
    others = [_borne_out(one, hand) for one in told if one.about is not None]
    space = hand.scale.space
    table = (
        f'<table width="100%" cellspacing="{space(0.5)}" cellpadding="0">{"".join(mine)}</table>'
        if mine
        else ""
    )
    return f"{table}{''.join(others)}{hand.air(3)}"


def _is_planned(reading: Reading) -> bool:
    facts = (fact for group in reading.groups for fact in group.facts)
    return any(fact.name == "status" and fact.value is EngagementStatus.PLANNED for fact in facts)


def _briefly(headline: str, title: str) -> str:
    """A headline without the title of the record behind its colon, where that stands above or before it anyway."""
    head, _colon, rest = headline.partition(": ")
    named, said = " ".join(title.split()).strip("“”"), rest.strip("“”… ")
    is_cut = rest.rstrip("”").endswith("…")
    return head if said and (said == named or (is_cut and named.startswith(said))) else headline


def _gap(one: Notice, title: str, hand: Hand) -> str:
    tint, space = hand.palette.tones[SEVERITIES.get(one.severity, "quiet")], hand.scale.space
    return (
        f'<tr><td bgcolor="{tint.ground}" style="padding:{space(1.5)}px {space(3)}px">'
        f'<a href="{address("finding", one.id)}" style="color:{tint.ink}; text-decoration:none">'
        f"{hand.escape(_briefly(one.headline, title))}</a></td></tr>"
    )


def _borne_out(one: Notice, hand: Hand) -> str:
    assert one.about is not None
    before, _mark, after = _("Also a gap about {record}: {gap}").partition("{record}")
    said = after.partition("{gap}")[0]
    link = hand.link(address("finding", one.id), _briefly(one.headline, one.about.caption))
    size, gap = hand.scale.type("small"), hand.scale.space(0.5)
    style = f"margin:{gap}px 0; font-size:{size}px; color:{hand.palette.muted}"
    return f'<p style="{style}">{hand.escape(before)}{hand.mention(one.about)}{hand.escape(said)}{link}</p>'


def used_in(uses: tuple[Uses, ...], hand: Hand, view: View) -> list[str]:
    """Everything that points here, kind by kind."""
    if not uses:
        return []
    total = format_number(sum(one.total for one in uses))
    found = [_rule(hand), hand.fold("uses", _("Used in"), total, is_folded="uses" in view.folded)]
    if "uses" not in view.folded:
        for one in uses:
            found += _kind(one, hand)
    return found


def _kind(one: Uses, hand: Hand) -> list[str]:
    rows = [
        [hand.small(format_date(use.on) if use.on else ""), hand.mention(use.mention), hand.small(use.by)]
        for use in one.uses
    ]
    label = f"{one.label}  {format_number(one.total)}"
    found = pieces(["", label, ""], rows, hand, first=hand.scale.space(22))
    left = one.total - len(one.uses)
    if left <= 0:
        return found
    some = min(left, STEP)
    words = ngettext("Show {count} more", "Show {count} more", some).format(count=format_number(some))
    links = [hand.link(f"{MORE}:uses:{one.kind}", words)]
    if one.column:
        words = _("Show all {count} as a list").format(count=format_number(one.total))
        links.append(hand.link(f"{LIST}:{one.kind}:{one.column}", words))
    found.append(f'<p style="margin-top:{hand.scale.space(1)}px">{" &nbsp;·&nbsp; ".join(links)}</p>')
    return found


def _rule(hand: Hand) -> str:
    space = hand.scale.space
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" style="margin-top:{space(7)}px">'
        f'<tr><td style="border-top:1px solid {hand.palette.edge}"></td></tr></table>'
    )
