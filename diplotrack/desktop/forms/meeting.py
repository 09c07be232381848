"""What others do to a record while its form is open: taken over where nobody is in the way, else shown side by side."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, join_names
from diplotrack.desktop.context import Context
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.editing import ChangedMeanwhile, Draft
from diplotrack.workspace.editing.draft import differences
from diplotrack.workspace.editing.merging import merged, place_label, resolved

if TYPE_CHECKING:
    from diplotrack.desktop.forms.form import RecordForm


class Meeting(QObject):
    """Listens for changes of the record of one form."""

    def __init__(self, context: Context, form: RecordForm) -> None:
        super().__init__(form)
        self._context = context
        self._form = form
        self._clash: ChangedMeanwhile | None = None
        context.changed.connect(self._changed)

    def meet(self, now: Draft, *, compare: bool = False) -> None:
        """The record stands in the ledger as ``now``: bring it together with what is written on the form.

        Places that only the other changed are taken over; where both changed the same one, comparing them is offered,
        or with ``compare`` begun at once.
        """
        form = self._form
        if form.is_saving or form.draft.seen is None:
            return
        theirs = differences(now, form.draft.seen)
        if not theirs:
            return
        form.keeping.gather()
        try:
            result = merged(form.draft, now)
        except ChangedMeanwhile as clash:
            self._clash = clash
            form.show_comparison(on=True)
            form.tell(clash.sentence, "bad")
            if compare:
                self.compare()
            return
        if form.is_touched:
            self._take_over(now, theirs)
        else:
            result.seen = now
            form.show_draft(result)
            form.tell(_("Somebody changed this meanwhile; what you see is how it stands now."))

    def compare(self) -> None:
        """Show the two versions of each place that both changed."""
        from diplotrack.desktop.forms.comparison import Comparison

        if self._clash is None:
            return
        dialog = Comparison(self._context, self._form.draft, self._clash, self._form)
        dialog.chosen.connect(self._resolve)
        dialog.open()

    def _resolve(self, theirs: set[str]) -> None:
        form = self._form
        if self._clash is None:
            return
        form.keeping.gather()
        form.show_draft(resolved(form.draft, self._clash.now, theirs))
        self._clash = None
        form.show_comparison(on=False)
        form.tell(_("Both versions are brought together; save when you are done."))
        form.keeping.now()

    def _take_over(self, now: Draft, theirs: list[str]) -> None:
        """Fields are shown as they stand now; texts and rows come together when the form is saved."""
        form, draft = self._form, self._form.draft
        assert draft.seen is not None
        seen = copy.copy(draft.seen)
        seen.values = dict(seen.values)
        draft.captions = {**now.captions, **draft.captions}
        for place in theirs:
            part, _dot, name = place.partition(".")
            if part != "values" or draft.values.get(name) != seen.values.get(name):
                continue
            found = next((one for block in form.blocks if (one := block.place((name,))) is not None), None)
            # An input of another name writes several fields at once: they come together when the form is saved.
            if found is not None and found.objectName() == name:
                draft.values[name] = seen.values[name] = now.values[name]
                found.show_value(now.values[name])
                found.edited.emit()
        draft.seen = seen
        names = join_names(list(dict.fromkeys(place_label(draft, place) for place in theirs)))
        sentence = _(
            "Somebody changed {places} meanwhile; that and what you write come together when you save."
        )
        form.tell(sentence.format(places=names))

    def _changed(self, changed: Changed) -> None:
        form = self._form
        draft = form.draft
        if draft.id is None or form.is_saving or draft.id not in changed.touched.get(draft.kind, ()):
            return
        kind, record_id = draft.kind, draft.id
        self._context.read(
            lambda workspace: workspace.editing.load(kind, record_id),
            self.meet,
            owner=self,
            key=(id(self), "now"),
            failed=self._gone,
        )

    def _gone(self, error: UserError) -> None:
        self._form.tell(error.sentence, "bad")
