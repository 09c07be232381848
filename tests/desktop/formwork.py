"""Opening forms in a window as a person does, and finding what stands on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.forms.form import RecordForm
from diplotrack.desktop.forms.inputs import LineInput
from diplotrack.desktop.window import MainWindow
from diplotrack.workspace import Workspace

B = TypeVar("B")
Calm = Callable[[], None]


def open_form(window: MainWindow, calm: Calm, kind: str, record_id: int | None = None) -> RecordForm:
    window.context.edit_record(kind, record_id)
    calm()
    form = Desk.of(window.context).forms[kind, record_id]
    form.complete()
    return form


def block(form: RecordForm, kind: type[B]) -> B:
    return next(one for one in form.blocks if isinstance(one, kind))


def line(form: RecordForm, name: str) -> LineInput:
    return next(one for one in form.findChildren(LineInput) if one.objectName() == name)


def titles(workspace: Workspace) -> list[str]:
    return [one.title for one in workspace.drafts.all()]
