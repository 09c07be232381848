"""A typist whose program is killed: the real window writes a record, and what the draft has lost is counted after."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

LETTERS = "abcdefghijklmnopqrstuvwxyz éßжנ日  "
TITLE, TEXT = "title", "text"


def type_for_ever(folder: Path, seed: int) -> None:
    """Open the window on a workspace, begin a communication and type into title and text until killed.

    Each character is told on standard output with the moment it was typed.
    """
    from PySide6.QtCore import QEvent, QSettings, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from diplotrack.desktop.app import application
    from diplotrack.desktop.forms.desk import Desk
    from diplotrack.desktop.forms.inputs import LineInput
    from diplotrack.desktop.forms.texts import TextsBlock
    from diplotrack.desktop.session import Session
    from diplotrack.desktop.theme import Theme
    from tests.desk.waiting import wait

    app = application()
    theme = Theme(app)
    settings = QSettings(str(folder.parent / "settings.ini"), QSettings.Format.IniFormat)
    window = Session(theme, settings, attended=False).open(folder)
    window.context.edit_record("communication")
    forms = Desk.of(window.context).forms
    while not forms:
        wait(20)
    form = next(iter(forms.values()))
    form.complete()
    line = next(one for one in form.findChildren(LineInput) if one.objectName() == TITLE).line
    editor = next(one for one in form.blocks if isinstance(one, TextsBlock)).show_section(TEXT)
    dice = random.Random(seed)
    place: str = TITLE
    widget: QWidget = line
    while True:
        if dice.random() < 0.04:
            place, widget = (TEXT, editor) if place == TITLE else (TITLE, line)
        letter = dice.choice(LETTERS)
        for event in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            # Qt's own simulation knows the letters of Western Europe only.
            app.sendEvent(widget, QKeyEvent(event, 0, Qt.KeyboardModifier.NoModifier, letter))
        print(f"{monotonic():.4f}\t{place}\t{ord(letter)}", flush=True)
        # Bursts without rest, and now and then a thought.
        wait(dice.choice((15, 30, 60, 90, 120)) if dice.random() < 0.97 else 900)


@dataclass(frozen=True)
class Toll:
    """What a kill cost: characters typed and lost, and seconds from the oldest lost one to the kill."""

    typed: int
    lost: int
    age: float


def kill_once(folder: Path, after: float, seed: int) -> Toll:
    """Let the typist write for ``after`` seconds into the workspace, kill the program, and look at the draft."""
    command = [sys.executable, "-m", "tests.soak.killed_typing", str(folder), str(seed)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as typist:
        assert typist.stdout is not None
        first = typist.stdout.readline()
        if not first:
            raise RuntimeError("The window did not open.")
        sleep(after)
        if typist.poll() is not None:
            raise RuntimeError("The typist stopped of itself.")
        killed = monotonic()
        typist.kill()
        said = [first, *typist.stdout]
    strokes = [one.rstrip("\n").split("\t") for one in said if one.endswith("\n")]
    return _toll(folder, [(float(at), place, chr(int(letter))) for at, place, letter in strokes], killed)


def _toll(folder: Path, strokes: list[tuple[float, str, str]], killed: float) -> Toll:
    from diplotrack.workspace import Workspace

    kept = {TITLE: "", TEXT: ""}
    with Workspace.open(folder) as workspace:
        for one in workspace.drafts.all():
            draft = workspace.drafts.open(one.key).draft
            kept[TITLE] = str(draft.values.get(TITLE) or "")
            kept[TEXT] = "\n\n".join(portion.text for portion in draft.texts.get(TEXT, []))
    lost: list[float] = []
    for place, words in kept.items():
        written = [(at, letter) for at, where, letter in strokes if where == place]
        # Blanks at the edges of a text are no part of it.
        while written and written[0][1] == " ":
            written.pop(0)
        typed = "".join(letter for _at, letter in written)
        if not typed.startswith(words):
            raise AssertionError(f"The draft holds words that nobody typed: {words!r} of {typed!r}")
        lost += [at for at, letter in written[len(words) :] if letter != " "]
    return Toll(len(strokes), len(lost), killed - min(lost) if lost else 0.0)


def kill_typists(folder: Path, times: int, seed: int) -> list[Toll]:
    """Kill ``times`` programs at random instants between half a second and six seconds of their first character."""
    from diplotrack.workspace import Workspace

    made = folder / "typed.diplotrack"
    Workspace.create(made, we="USA").close()
    dice = random.Random(seed)
    found = []
    for turn in range(times):
        copy = Path(shutil.copytree(made, folder / f"typed-{turn}.diplotrack"))
        found.append(kill_once(copy, dice.uniform(0.5, 6.0), seed + turn))
        shutil.rmtree(copy)
    return found


if __name__ == "__main__":
    type_for_ever(Path(sys.argv[1]), int(sys.argv[2]))
