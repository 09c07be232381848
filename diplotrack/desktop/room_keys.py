"""Keys that mean something only where the keyboard stands: in a list, in a text, on the calendar.

Every room has a table here, from which the sheet of keys is made; a new room adds its own. What works everywhere is
a command (``commands.py``).
"""

from __future__ import annotations

from dataclasses import dataclass

from diplotrack.base.i18n import N_, Label


@dataclass(frozen=True, slots=True)
class Room:
    """A place in the window with keys of its own: pairs of keys (" / " between those that do the same) and words."""

    name: Label
    keys: tuple[tuple[str, Label], ...]


ROOMS: tuple[Room, ...] = (
    Room(
        N_("In lists"),
        (
            ("↑ ↓ / J K", N_("Up and down")),
            ("Enter", N_("Open the record in a tab")),
            ("Home / End", N_("First and last")),
            ("Shift+↑ ↓", N_("Select several")),
            ("Ctrl+A", N_("Select all")),
            ("← →", N_("Fold and unfold a group")),
            ("Esc", N_("Take the filters away")),
        ),
    ),
    Room(
        N_("In the filter"),
        (
            ("↓", N_("Into the list")),
            ("Enter", N_("Filter by what was typed")),
            ("Esc", N_("Take the filters away")),
            ("← →", N_("From chip to chip")),
            ("Del", N_("Take the chip away")),
        ),
    ),
    Room(
        N_("In the choice of columns"),
        (
            ("Space", N_("Show or hide the column")),
            ("Ctrl+↑ ↓", N_("Move the column")),
            ("Ctrl+← →", N_("Make the column wider or narrower")),
        ),
    ),
    Room(
        N_("While reading a record"),
        (
            ("Tab", N_("From link to link")),
            ("Enter", N_("Follow the link")),
            ("Ctrl+Enter / Middle click", N_("Open the link in a tab")),
            ("Space", N_("Look at what the link leads to; page down elsewhere")),
            ("Esc", N_("Take the card away")),
            ("Ctrl+Alt+P / S / A / O", N_("Make a promise, statement, action or ask of the selected words")),
            ("Ctrl+V", N_("Attach the files or the image on the clipboard")),
        ),
    ),
    Room(
        N_("In the palette"),
        (
            ("↑ ↓", N_("Choose")),
            ("Enter", N_("Open or do it")),
            ("Ctrl+Enter", N_("Open it in a tab")),
            ("Esc", N_("Go back")),
        ),
    ),
    Room(
        N_("While writing a record"),
        (
            ("Ctrl+Enter / Ctrl+S", N_("Save")),
            ("Esc", N_("Put it aside as it is")),
            ("Ctrl+Alt+P", N_("Make a promise of the selected words")),
            ("Ctrl+Alt+S", N_("Make a statement of them")),
            ("Ctrl+Alt+A", N_("Make an action of them")),
            ("Ctrl+Alt+O", N_("Make an ask of them")),
            ("Ctrl+Shift+A", N_("Attach a file")),
            ("↓", N_("Show what can be chosen")),
            ("Backspace", N_("Take the last name away")),
        ),
    ),
    Room(
        N_("Taking in a text"),
        (
            ("Ctrl+V", N_("Take in the text or the files on the clipboard")),
            ("↑ ↓ / J K", N_("From proposal to proposal")),
            ("Enter / +", N_("Accept, and on to the next that is open")),
            ("Del / -", N_("Refuse, and on to the next that is open")),
            ("1 – 9", N_("Another reading of the same words")),
            ("E", N_("Edit what would be recorded")),
            ("Ctrl+Shift+A", N_("Accept all that is sure")),
            ("Ctrl+Z", N_("Take the last answer back")),
            ("Ctrl+Enter", N_("Record what was accepted")),
            ("Ctrl+E", N_("Go on in the form")),
            ("Ctrl+W", N_("Close the text")),
            ("Esc", N_("Out of the input")),
        ),
    ),
    Room(
        N_("Taking in a file"),
        (
            ("Ctrl+Enter", N_("On to what asks something, at last the import")),
            ("Alt+← →", N_("From step to step")),
            ("← →", N_("From column to column")),
            ("Enter", N_("Choose what the column becomes; whom the name means; write in the cell")),
            ("Del", N_("Leave the column or the row out; take back whom a name means")),
            ("1 – 5", N_("The name means this suggestion")),
            ("F8", N_("The next row that cannot be taken")),
            ("Esc", N_("The cell as it is in the file")),
            ("S / A", N_("The two are the same; another")),
        ),
    ),
    Room(
        N_("On the calendar"),
        (
            ("← → ↑ ↓", N_("From day to day")),
            ("Page Up / Page Down", N_("One step back or on")),
            ("M", N_("Month")),
            ("W", N_("Week")),
            ("A", N_("Agenda")),
            ("T", N_("Go to today")),
            ("N", N_("New on that day")),
            ("Enter", N_("Into the day, then open")),
            ("Ctrl+Shift+← →", N_("Move what is chosen by a day")),
            ("Esc", N_("Out of the day")),
        ),
    ),
    Room(
        N_("On the board"),
        (
            ("← →", N_("From column to column")),
            ("Ctrl+Shift+← →", N_("Take the card along")),
            ("Enter", N_("Open the card")),
        ),
    ),
    Room(
        N_("In the objective tree"),
        (
            ("← →", N_("Fold and unfold")),
            ("Ctrl+Shift+← →", N_("Out of its parent, or into the one above")),
            ("Enter", N_("Open the objective")),
        ),
    ),
    Room(
        N_("Among the gaps"),
        (
            ("Enter / F", N_("Mend it: open the record at fault")),
            ("K", N_("Acknowledge")),
            ("A", N_("Assign")),
            ("W", N_("Waive, with a reason")),
            ("O", N_("Open again")),
            ("R", N_("Why this rule")),
        ),
    ),
    Room(
        N_("Among the duplicates"),
        (
            ("Ctrl+Enter", N_("Merge the two")),
            ("Del", N_("They are not the same")),
        ),
    ),
    Room(
        N_("On the map"),
        (
            ("← → ↑ ↓", N_("To the next country")),
            ("+ / -", N_("Nearer and farther")),
            ("Home", N_("The whole world")),
            ("Enter", N_("Open the partner")),
        ),
    ),
    Room(
        N_("On a partner's page"),
        (
            ("← →", N_("Along the timeline")),
            ("↑ ↓", N_("From lane to lane, or line to line")),
            ("+ / -", N_("Nearer and farther")),
            ("Home / End", N_("The first and the last")),
            ("Enter", N_("Open what is chosen")),
            ("Ctrl+Enter", N_("Open it in a tab")),
        ),
    ),
    Room(
        N_("Comparing two readouts"),
        (
            ("F7 / Shift+F7", N_("The next difference, and the one before")),
            ("Esc", N_("Close")),
        ),
    ),
    Room(
        N_("In the sidebar"),
        (
            ("↑ ↓", N_("From page to page")),
            ("F2", N_("Rename the saved view")),
            ("Del", N_("Remove the saved view")),
        ),
    ),
    Room(
        N_("Among the pages of a document"),
        (
            ("Page down / Space", N_("On by what is seen")),
            ("Page up / Backspace", N_("Back by what is seen")),
            ("Home / End", N_("The first page and the last")),
            ("+ / Ctrl+Wheel up", N_("Larger")),
            ("- / Ctrl+Wheel down", N_("Smaller")),
            ("W", N_("Fit the width")),
            ("P", N_("Fit the page")),
            ("Ctrl+C", N_("Copy the words in the frame drawn with the mouse, else the document")),
            ("Esc", N_("Let go of the frame")),
        ),
    ),
    Room(
        N_("Among the documents"),
        (
            ("↑ ↓", N_("From document to document")),
            ("F2", N_("Rename the kept report")),
            ("Del", N_("Remove the kept report")),
        ),
    ),
    Room(
        N_("Among what was done"),
        (
            ("↑ ↓", N_("From operation to operation")),
            ("Enter", N_("Undo this one, where that can be done")),
            ("Esc", N_("Show all of them again")),
        ),
    ),
)
