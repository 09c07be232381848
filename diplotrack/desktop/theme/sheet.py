"""The style sheet, made from the palette and the scale: no colour and no size stands anywhere else.

Widgets take a look by the property ``role`` (``pane``, ``title``, ``muted``, ``primary``, ``flat``, ``notice`` …).
"""

from __future__ import annotations

from string import Template

from diplotrack.desktop.theme.palette import Palette
from diplotrack.desktop.theme.scale import Scale

_SHEET = Template("""
QMainWindow, QDialog { background: $window; }
QToolTip { background: $raised; color: $text; border: 1px solid $edge; padding: ${s1}px ${s2}px; }

*[role="sidebar"] { background: $sidebar; border: none; }
*[role="pane"] { background: $surface; border: none; }
*[role="lane"] { background: $window; border: none; border-radius: ${r}px; }
*[role="lane"] QAbstractItemView { background: transparent; }
*[role="bar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
*[role="status"] { background: $surface; border: none; border-top: 1px solid $line; }
*[role="edge"] { background: $line; border: none; max-width: 1px; min-width: 1px; }
QSplitter::handle { background: $line; }

QLabel[role="display"] { font-size: ${display}px; font-weight: 600; color: $text; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; color: $text; }
QLabel[role="lead"] { font-size: ${lead}px; color: $text; }
QLabel[role="section"] { font-size: ${small}px; font-weight: 600; color: $muted; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { font-size: ${small}px; color: $muted; }
QLabel[role="bad"] { color: $bad; }
QLabel[role="warn"] { color: $warn; }
QLabel[role="strong"] { font-weight: 600; color: $text; }
QLabel[role="chip"] {
  background: $chip; color: $chip_ink; border-radius: ${r}px; padding: ${half}px ${s3}px;
  font-size: ${small}px;
}

QFrame[role="notice"] { background: $accent_soft; border: none; border-bottom: 1px solid $line; }
QFrame[role="notice"][tone="warning"] { background: $warn_soft; }
QFrame[role="notice"][tone="error"] { background: $bad_soft; }
QFrame[role="notice"] QLabel { color: $accent_ink; }
QFrame[role="notice"][tone="warning"] QLabel { color: $warn; }
QFrame[role="notice"][tone="error"] QLabel { color: $bad; }
QFrame[role="card"] { background: $raised; border: 1px solid $line; border-radius: ${r}px; }
QFrame[role="popup"] { background: $raised; border: 1px solid $edge; border-radius: ${r}px; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QLineEdit, QPlainTextEdit, QTextEdit[role="field"], QAbstractSpinBox, QDateEdit {
  background: $field; color: $text; border: 1px solid $edge; border-radius: ${r6}px;
  padding: ${s1}px ${s2}px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit[role="field"]:focus, QAbstractSpinBox:focus, QDateEdit:focus {
  border: 2px solid $focus; padding: ${s1m}px ${s2m}px;
}
QLineEdit, QLineEdit:focus { padding-top: 0; padding-bottom: 0; min-height: ${s7}px; }
QLineEdit:focus { min-height: ${s7m}px; }
QLineEdit:read-only { background: $window; color: $muted; }
QLineEdit[role="seek"] { border: none; background: transparent; font-size: ${lead}px; min-height: ${s10}px; }
QLineEdit[role="seek"]:focus { border: none; min-height: ${s10}px; }
QComboBox {
  background: $field; color: $text; border: 1px solid $edge; border-radius: ${r6}px;
  padding: 0 ${half}px 0 ${s2}px; min-height: ${s7}px;
}
QComboBox:focus { border: 2px solid $focus; padding: 0 ${half}px 0 ${s2m}px; min-height: ${s7m}px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; background: transparent; padding: 0; }
QComboBox[soft="true"] { color: $muted; }
QComboBox:disabled { background: $window; color: $muted; }
QComboBox::drop-down { border: none; background: transparent; width: ${s6}px; }
QComboBox::down-arrow { image: none; }

QPushButton {
  background: $raised; color: $text; border: 1px solid $edge; border-radius: ${r6}px;
  padding: ${s1}px ${s4}px; min-height: ${s5}px; icon-size: ${s4}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:focus { border: 2px solid $focus; padding: ${s1m}px ${s4m}px; }
QPushButton:disabled { color: $edge; border-color: $line; }
QPushButton[role="primary"], QPushButton:default {
  background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
}
QPushButton[role="primary"]:hover, QPushButton:default:hover { background: $accent_strong; }
QPushButton[role="primary"]:disabled { background: $line; border-color: $line; color: $muted; }
QPushButton[role="primary"]:focus, QPushButton:default:focus { border: 2px solid $text; }
QPushButton[bare="true"] { padding: ${s1}px ${s2}px; }
QPushButton[role="flat"], QToolButton {
  background: transparent; border: 1px solid transparent; border-radius: ${r6}px; color: $text;
  padding: ${s1}px ${s1h}px; min-height: ${s5}px;
}
QPushButton[role="flat"] { padding: ${s1}px ${s2}px; }
QPushButton[role="flat"]:disabled { color: $edge; }
QPushButton[role="flat"]:hover, QToolButton:hover { background: $hover; }
QPushButton[role="flat"]:focus, QToolButton:focus { border: 2px solid $focus; padding: ${s1m}px ${s1m}px; }
QToolButton:pressed, QToolButton:checked { background: $selected; color: $accent; }
QToolButton[role="foot"], QToolButton[role="foot"]:focus { padding: 0; min-height: 0; }
QToolButton[role="section"] { color: $muted; padding: ${half}px ${s2}px; }
QToolButton[role="section"]:hover { color: $text; }
QToolButton[role="section"]:focus { padding: ${half}px ${s2m}px; }
QToolButton[role="section"]:checked { background: $selected; color: $text; }
QToolButton:disabled { color: $edge; }
QToolButton::menu-indicator { image: none; }
QPushButton[role="link"] {
  background: transparent; border: 1px solid transparent; color: $accent; padding: 0; text-align: left;
}
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $focus; }
QPushButton[role="search"] {
  background: $window; color: $muted; border: 1px solid $line; text-align: left;
  padding: ${s1}px ${s3}px;
}
QPushButton[role="search"]:hover { border-color: $edge; background: $hover; }
QPushButton[role="search"]:focus { border: 2px solid $focus; }
QLabel[role="key"] {
  background: $window; border: 1px solid $line; border-radius: ${r4}px; padding: ${half}px ${s1h}px;
  font-size: ${small}px; color: $muted;
}
QPushButton[role="answer"] { background: transparent; min-height: ${s5}px; padding: 0 ${s3}px; }
QPushButton[role="answer"]:hover { background: $raised; }
QPushButton[role="answer"]:focus { padding: 0 ${s2}px; }
QPushButton[role="chip"] {
  background: $accent_soft; color: $accent_ink; border: 1px solid transparent; border-radius: ${pill}px;
  padding: 0 ${s3}px; min-height: ${s6}px;
}
QPushButton[role="chip"][fresh="true"] { border: 1px dashed $accent; }
QPushButton[role="chip"]:hover { border-color: $accent; }
QPushButton[role="chip"]:focus { border: 2px solid $focus; }
QPushButton[role="offer"] {
  background: transparent; color: $accent; border: 1px dashed $edge; border-radius: ${pill}px;
  padding: 0 ${s3}px; min-height: ${s6}px;
}
QPushButton[role="offer"]:hover { border: 1px solid $accent; background: $hover; }
QPushButton[role="offer"]:focus { border: 2px solid $focus; }

QAbstractItemView {
  background: $surface; color: $text; border: none; border-top: 2px solid transparent; outline: none;
  selection-background-color: $selected; selection-color: $text;
}
QAbstractItemView[role="pane"] { border-top: 2px solid transparent; }
QAbstractItemView:focus, QAbstractItemView[role="pane"]:focus { border-top: 2px solid $focus; }
QHeaderView, QHeaderView:focus { border: none; }
QListWidget[role="nav"]::item { padding: 0 ${s2}px; border-radius: ${r6}px; }
QListWidget[role="nav"]::item:hover { background: $hover; }
QListWidget[role="nav"]::item:selected { background: $selected; color: $accent; }
QTableView[role="table"]::item { padding: 0 ${s3}px; border: none; }
QListView[role="popup"], QComboBox QAbstractItemView {
  background: $raised; border: 1px solid $edge; padding: ${s1}px;
}
QCheckBox::indicator { width: ${s4}px; height: ${s4}px; }
QTreeView::indicator, QListView::indicator, QCheckBox[role="tick"]::indicator { width: ${s4}px; height: ${s4}px; }
QCheckBox[role="tick"] { spacing: ${s2}px; }
QListView[role="entries"] { background: transparent; }
QTableView[role="rows"]::item { padding: 0 ${s3}px; border-bottom: 1px solid $line; }
QTableView[role="rows"]::item:selected { background: $selected; color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
  background: $surface; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: ${s2}px ${s3}px; font-size: ${small}px; font-weight: 600;
}
QHeaderView[role="snug"]::section { padding: ${s2}px 3px; }
QHeaderView::section:hover { color: $text; background: $hover; }
QTableCornerButton::section { background: $surface; border: none; }

QMenu { background: $raised; color: $text; border: 1px solid $edge; padding: ${s1}px; }
QMenu::item { padding: ${s1h}px ${s6}px ${s1h}px ${s3}px; border-radius: ${r4}px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: ${s1}px ${s2}px; }
QMenu::icon { padding-left: ${s2}px; }

QScrollBar:vertical { background: transparent; width: ${s3}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${s3}px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: ${bar}px; margin: ${half}px; }
QScrollBar::handle:vertical { min-height: ${s8}px; }
QScrollBar::handle:horizontal { min-width: ${s8}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QScrollArea { background: transparent; border: none; }
QTextBrowser { background: $surface; border: none; border-top: 2px solid transparent; color: $text;
  selection-background-color: $accent; selection-color: $on_accent; }
QTextBrowser:focus { border-top-color: $focus; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab { background: transparent; color: $muted; padding: ${s2}px ${s4}px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }
QTabBar[role="strip"] { background: $window; border: none; }
QTabBar[role="strip"]::tab { background: $window; color: $muted; padding: ${s1}px ${s2}px; min-height: ${s5}px;
  border: none; border-right: 1px solid $line; border-bottom: 1px solid $line; }
QTabBar[role="strip"]::tab:selected { background: $surface; color: $text; border-bottom: 1px solid $surface;
  border-top: 2px solid $accent; }
QTabBar[role="strip"]::tab:hover:!selected { background: $hover; color: $text; }
QTabBar[role="strip"]::tab:selected:focus { border-top: 2px solid $focus; color: $accent; }
QToolButton[role="cross"] { padding: 0; min-height: ${s4}px; border: none; }
QProgressBar { background: $line; border: none; border-radius: ${half}px; max-height: ${s1}px; min-height: ${s1}px; }
QProgressBar::chunk { background: $accent; border-radius: ${half}px; }
QGroupBox { border: none; margin-top: ${s6}px; font-weight: 600; color: $muted; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
""")


def style_sheet(palette: Palette, scale: Scale) -> str:
    """The style sheet in these colours and sizes."""
    space = scale.space
    tones = palette.tones
    return _SHEET.substitute(
        {name: getattr(palette, name) for name in palette.__slots__ if name != "tones"},
        accent_soft=tones["accent"].ground,
        chip=tones["plain"].ground,
        chip_ink=tones["plain"].ink,
        accent_ink=tones["accent"].ink,
        warn_soft=tones["warn"].ground,
        warn=tones["warn"].ink,
        bad_soft=tones["bad"].ground,
        bad=tones["bad"].ink,
        small=scale.type("small"),
        lead=scale.type("lead"),
        title=scale.type("title"),
        display=scale.type("display"),
        half=space(0.5),
        bar=space(1),
        s1=space(1),
        s1m=max(0, space(1) - 1),
        s1h=space(1.5),
        s2=space(2),
        s2m=space(2) - 1,
        s3=space(3),
        s4=space(4),
        s4m=space(4) - 1,
        s5=space(5),
        s6=space(6),
        s7=space(7),
        s7m=space(7) - 2,
        s8=space(8),
        s10=space(10),
        r4=space(1),
        r6=space(1.5),
        r=space(2),
        pill=space(3),
    )
