"""How a sheet is read: which sheet, what its rows become; behind a button the header, the encoding, the marking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from diplotrack.base.i18n import N_, Label, _, format_number, ngettext
from diplotrack.base.markings import schemes
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import isolated
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.exchange.mapping.mapping import COLUMNS, CONTENT, Mapping
from diplotrack.exchange.mapping.preview import Preview
from diplotrack.exchange.mapping.suggestion import Suggestion
from diplotrack.exchange.mapping.targets import mappable
from diplotrack.records import KINDS

ENCODINGS = (
    "utf-8",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1256",
    "utf-16",
    "cp437",
    "mac-roman",
)
DELIMITERS: tuple[tuple[Label, str], ...] = (
    (N_("Comma"), ","),
    (N_("Semicolon"), ";"),
    (N_("Tab"), "\t"),
    (N_("Bar"), "|"),
)
LETTERS = 60
"""Letters of a row by which it is known among those that could be the header."""


class SheetChoices(QWidget):
    """``reopened(Opening)`` asks to read the file otherwise, ``kind_chosen(str)`` what its rows become, and
    ``mapped(Mapping)`` carries a mapping with another key, source or marking."""

    reopened = Signal(object)
    kind_chosen = Signal(str)
    mapped = Signal(object)

    def __init__(self, theme: Theme, scheme: str = "neutral") -> None:
        super().__init__()
        self._theme = theme
        self._preview: Preview | None = None
        self._mapping: Mapping | None = None
        self.kind, self.sheet, self.header = Combo(theme), Combo(theme), Combo(theme)
        self.encoding, self.delimiter = Combo(theme), Combo(theme)
        self.known_by, self.marking = Combo(theme), Combo(theme)
        self.source = QLineEdit()
        self.more = QToolButton()
        self.more.setText(isolated(_("More…")))
        self.more.setToolTip(_("How the file is read, and how its rows are known again"))
        self.more.setAccessibleName(_("More about how the file is read"))
        self.more.setCheckable(True)
        self.more.setProperty("role", "section")
        for name in mappable():
            self.kind.addItem(str(KINDS[name].__kind__.label), name)
        self._offer_markings(scheme)
        self._lay_out()
        self._connect()
        theme.changed.connect(self._dress)
        self._dress()

    def show_preview(self, preview: Preview) -> None:
        """Offer the sheets, the rows that could be the header, encodings and separators."""
        self._preview = preview
        opening, table = preview.opening, preview.table
        _fill(
            self.sheet,
            [(_sheet_words(one.name, one.rows), one.name) for one in preview.sheets],
            opening.sheet,
        )
        self._pairs["sheet"].setVisible(len(preview.sheets) > 1)
        rows = [(_row_words(number, cells), number) for number, cells in preview.top]
        _fill(self.header, rows, preview.header)
        is_text = table.encoding is not None
        for name in ("encoding", "delimiter"):
            self._pairs[name].setVisible(is_text)
        if is_text:
            known = list(dict.fromkeys([str(table.encoding), *ENCODINGS]))
            _fill(self.encoding, [(one, one) for one in known], table.encoding)
            _fill(self.delimiter, [(str(label), mark) for label, mark in DELIMITERS], table.delimiter)

    def show_mapping(self, mapping: Mapping, suggestion: Suggestion | None) -> None:
        """Show what the rows become, by what they are known again and how they are marked."""
        self._mapping = mapping
        guess = {one.kind: one for one in suggestion.kinds} if suggestion is not None else {}
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(self.kind.findData(mapping.kind))
        why = guess.get(mapping.kind)
        self.kind.setToolTip("\n".join(why.why) if why is not None else "")
        keys = [(_("their whole content"), "")] + [
            (_("“{column}”").format(column=one), one) for one in mapping.columns
        ]
        now = mapping.key[0] if mapping.key and mapping.key_by == COLUMNS else ""
        if len(mapping.key) > 1 and mapping.key_by == COLUMNS:
            now = "\x1f".join(mapping.key)
            keys.append((" + ".join(mapping.key), now))
        _fill(self.known_by, keys, now)
        if not self.source.hasFocus():
            self.source.setText(mapping.source)
        with QSignalBlocker(self.marking):
            self.marking.setCurrentIndex(max(0, self.marking.findData(mapping.constants.get("marking", ""))))

    def offer_scheme(self, scheme: str) -> None:
        """Offer the levels of the workspace's own scheme."""
        self._offer_markings(scheme)

    def _offer_markings(self, scheme: str) -> None:
        levels = schemes()[scheme if scheme in schemes() else "neutral"].levels
        offers = [(_("none"), "")] + [(level.text, level.text) for level in levels]
        _fill(self.marking, offers, self.marking.currentData() or "")

    def _reopen(self, **changes: object) -> None:
        if self._preview is not None:
            self.reopened.emit(replace(self._preview.opening, **changes))  # type: ignore[arg-type]

    def _key(self) -> None:
        if self._mapping is None:
            return
        column = str(self.known_by.currentData())
        key = tuple(column.split("\x1f")) if column else ()
        repeats = "refuse" if column else "count"
        by = COLUMNS if column else CONTENT
        self._give(replace(self._mapping, key=key, key_by=by, key_repeats=repeats))

    def _mark(self) -> None:
        if self._mapping is None:
            return
        others = {name: value for name, value in self._mapping.constants.items() if name != "marking"}
        level = self.marking.currentData()
        self._give(replace(self._mapping, constants={**others, "marking": level} if level else others))

    def _name_source(self) -> None:
        words = self.source.text().strip()
        if self._mapping is not None and words and words != self._mapping.source:
            self._give(replace(self._mapping, source=words))

    def _give(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self.mapped.emit(mapping)

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _at: self.kind_chosen.emit(self.kind.currentData()))
        self.sheet.activated.connect(
            lambda _at: self._reopen(sheet=self.sheet.currentData(), header=None)  # each sheet has its own
        )
        self.header.activated.connect(lambda _at: self._reopen(header=self.header.currentData()))
        self.encoding.activated.connect(lambda _at: self._reopen(encoding=self.encoding.currentData()))
        self.delimiter.activated.connect(lambda _at: self._reopen(delimiter=self.delimiter.currentData()))
        self.more.toggled.connect(self._below.setVisible)
        self.known_by.activated.connect(lambda _at: self._key())
        self.marking.activated.connect(lambda _at: self._mark())
        self.source.editingFinished.connect(self._name_source)

    def _lay_out(self) -> None:
        self._pairs: dict[str, QWidget] = {}
        self._rows: list[QHBoxLayout] = []
        above, self._below = QWidget(), QWidget()
        self._above_flow, self._below_flow = FlowLayout(above), FlowLayout(self._below)
        above_pairs: tuple[tuple[str, str, QWidget], ...] = (
            ("kind", _("Each row becomes"), self.kind),
            ("sheet", _("Sheet"), self.sheet),
            ("marking", _("Marked"), self.marking),
        )
        for name, words, widget in above_pairs:
            self._above_flow.addWidget(self._pair(name, words, widget))
        self._above_flow.addWidget(self.more)
        below_pairs: tuple[tuple[str, str, QWidget], ...] = (
            ("header", _("Names of the columns"), self.header),
            ("encoding", _("Encoding"), self.encoding),
            ("delimiter", _("Between the cells"), self.delimiter),
            ("known_by", _("Rows are known again by"), self.known_by),
            ("source", _("Source"), self.source),
        )
        for name, words, widget in below_pairs:
            self._below_flow.addWidget(self._pair(name, words, widget))
        for holder in (above, self._below):
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            holder.setSizePolicy(policy)
        self._below.hide()
        self._column = QVBoxLayout(self)
        self._column.addWidget(above)
        self._column.addWidget(self._below)

    def _pair(self, name: str, words: str, widget: QWidget) -> QWidget:
        label = QLabel(words)
        label.setProperty("role", "small")
        label.setBuddy(widget)
        widget.setAccessibleName(words)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(widget)
        self._pairs[name] = holder
        self._rows.append(row)
        return holder

    def _dress(self) -> None:
        space = self._theme.scale.space
        self._column.setContentsMargins(space(4), 0, space(3), space(2.5))
        self._column.setSpacing(space(2))
        for flow in (self._above_flow, self._below_flow):
            flow.setSpacing(space(3))
        for row in self._rows:
            row.setSpacing(space(2))
        widths: tuple[tuple[QWidget, int], ...] = (
            (self.kind, 40),
            (self.sheet, 44),
            (self.header, 60),
            (self.encoding, 36),
            (self.delimiter, 30),
            (self.known_by, 44),
            (self.marking, 40),
            (self.source, 44),
        )
        for widget, width in widths:
            widget.setFixedWidth(space(width))


def _fill(combo: Combo, offers: Sequence[tuple[str, object]], now: object) -> None:
    with QSignalBlocker(combo):
        combo.clear()
        for words, value in offers:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(0, next((at for at, (_w, one) in enumerate(offers) if one == now), 0)))


def _sheet_words(name: str, rows: int) -> str:
    if not rows:
        return name
    counted = ngettext("{count} row", "{count} rows", rows).format(count=format_number(rows))
    return f"{name}  ({counted})"


def _row_words(number: int, cells: Sequence[str]) -> str:
    words = ", ".join(" ".join(one.split()) for one in cells if one.strip())
    short = words if len(words) <= LETTERS else f"{words[: LETTERS - 1]}…"
    return _("Row {number}: {names}").format(number=format_number(number), names=short)
