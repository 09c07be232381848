"""How a file on its way in stands, in words, and what is to be done next."""

from __future__ import annotations

from dataclasses import dataclass

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.desktop.views.importing.arrival import Arrival
from diplotrack.desktop.views.importing.words import done_told
from diplotrack.exchange.incoming.trial import Fate, Trial

TAKEN = (Fate.CREATED, Fate.UPDATED, Fate.JOINED)
"""What an import would do something with."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence (bad, where it says what went wrong), and the words of the button that leads on."""

    words: str
    offer: str
    is_enabled: bool = True
    is_bad: bool = False


def standing(arrival: Arrival, *, is_trial: bool, is_columns: bool) -> Standing:
    """How the file stands, seen from one of its steps."""
    if arrival.fault:
        return Standing(arrival.fault, _("Try it out") if is_trial else _("Next"), is_bad=True)
    if is_trial:
        return _at_trial(arrival)
    return Standing(_advice(arrival) if is_columns else "", _("Next"))


def _advice(arrival: Arrival) -> str:
    if arrival.by_mapping or arrival.file is None:
        return ""
    told = _("Read as “{profile}”. As soon as you choose something here, it is read by its columns instead.")
    return told.format(profile=arrival.file.profile[1])


def _at_trial(arrival: Arrival) -> Standing:
    if arrival.work.is_running:
        return Standing("", _("Import"), is_enabled=False)
    if arrival.result is not None:
        told = done_told(arrival.result)
        again = f"{told} {_('Ctrl+Z takes it back.')}" if arrival.result.written else told
        return Standing(again, _("Another file…"))
    if arrival.trial is None or not arrival.is_tried:
        changed = _("Something has changed since: try it again.") if arrival.trial is not None else ""
        return Standing(changed, _("Try it out"))
    return _after_trial(arrival, arrival.trial)


def _after_trial(arrival: Arrival, trial: Trial) -> Standing:
    counts = trial.counts()
    taken, refused = sum(counts[fate] for fate in TAKEN), counts[Fate.REFUSED]
    if not taken:
        return Standing(_("There is nothing to import."), _("Import"), is_enabled=False)
    if refused:
        told = ngettext(
            "{count} refused row stays out; it is written to a file beside this one.",
            "{count} refused rows stay out; they are written to a file beside this one.",
            refused,
        ).format(count=format_number(refused))
    elif arrival.file is not None and not arrival.by_mapping and arrival.file.profile[1]:
        told = _("Read as “{profile}”. Nothing is written yet.").format(profile=arrival.file.profile[1])
    else:
        told = _("Nothing is written yet. The import is one operation, which Ctrl+Z takes back.")
    words = ngettext("Import {count} row", "Import {count} rows", taken)
    if not arrival.is_table:
        words = ngettext("Import {count} record", "Import {count} records", taken)
    return Standing(told, words.format(count=format_number(taken)))
