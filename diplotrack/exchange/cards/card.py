"""One card of an address book as its lines say it (vCard 2.1, 3.0, 4.0), before anything is known of the workspace."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import unquote

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.exchange.calendars.content_lines import Component, Property
from diplotrack.exchange.people.addresses import E_MAIL, spoken_name
from diplotrack.exchange.tables.rows import RowError

OURS = "X-DIPLOTRACK-"
"""How properties begin that carry what the format has no name for."""

TAKEN = frozenset(
    """VERSION PRODID PROFILE UID REV KIND FN N NICKNAME ORG TITLE ROLE TEL EMAIL ADR LABEL IMPP URL BDAY DEATHDATE NOTE
    LANG CLASS CATEGORIES SORT-STRING MAILER X-ABLABEL X-ABSHOWAS X-PHONETIC-FIRST-NAME X-PHONETIC-LAST-NAME
    X-ADDRESSBOOKSERVER-KIND""".split()
)
"""Properties that become something of a person, or say nothing about one."""

PICTURES = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
MOST_WAYS = 50
"""Ways to reach one person."""

LONGEST, LONGEST_NOTE = 300, 100_000
FIRST_YEAR, LAST_YEAR = 1000, 2999

ASSISTANT = "assistant"
"""The channel, and the label, of somebody through whom a person is reached."""

_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?\Z")
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_YEAR = re.compile(r"(\d{4})\Z")
_NO_YEAR = re.compile(r"--\d{2}-?\d{2}|1604-?\d{2}-?\d{2}")
_APPLE = re.compile(r"_\$!<(.*)>!\$_\Z")
_SUFFIX = re.compile(r"(?i)(?:jr|sr|junior|senior|ii|iii|iv)\.?\Z")
_CHATS = {
    "X-AIM": "AIM", "X-GTALK": "Google Talk", "X-ICQ": "ICQ", "X-JABBER": "Jabber", "X-MSN": "MSN", "X-QQ": "QQ",
    "X-SKYPE": "Skype", "X-YAHOO": "Yahoo", "X-MS-IMADDRESS": "chat", "X-MS-ASSISTANT": "assistant",
}  # fmt: skip
"""What programs call ways for which the format had no name."""

_TELEPHONES = (("CELL", "mobile"), ("FAX", "fax"), ("PAGER", "pager"))
_PLACES = {"HOME": "home", "WORK": "", "MAIN": "main", "CAR": "car", "ASSISTANT": "assistant"}
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")


@dataclass(slots=True)
class Card:
    """Somebody in an address book. ``ways`` are (channel, value), ``office`` and ``organization`` as written.

    ``others`` are further names, ``errors`` say why the card cannot be taken, ``notes`` (property, sentence) what was
    left of it.
    """

    key: str
    kind: str = "individual"
    revised: str = ""
    name: str = ""
    family: str = ""
    given: str = ""
    honorific: str = ""
    native: str = ""
    pronunciation: str = ""
    others: list[str] = field(default_factory=list)
    office: str = ""
    organization: list[str] = field(default_factory=list)
    ways: list[tuple[str, str]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    born: PartialDate | None = None
    died: PartialDate | None = None
    text: str = ""
    privacy: str = ""
    marking: str = ""
    pictures: int = 0
    errors: list[RowError] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The first e-mail address, in small letters; "" where there is none."""
        return next((value.casefold() for channel, value in self.ways if channel.startswith(E_MAIL)), "")


def read_card(component: Component, number: int) -> Card:
    """The card of a component, with whatever is wrong with it."""
    if component.text("VERSION") == "2.1":
        component.properties = [_unescaping(one) for one in component.properties]
    card = Card(component.text("UID")[:LONGEST])
    labels = {one.group: _label(one.text) for one in component.all("X-ABLABEL") if one.group}
    for fault in component.faults:
        why = _("line {line}: {why}").format(line=fault.line, why=fault.why)
        if fault.is_aside:
            card.notes.append(("", why))
        else:
            card.errors.append(RowError(number, "", fault.words, why))
    kind = component.text("KIND") or component.text("X-ADDRESSBOOKSERVER-KIND") or "individual"
    card.kind = "org" if component.text("X-ABSHOWAS").upper() == "COMPANY" else kind.casefold()
    card.revised = re.sub(r"[^0-9TZ]", "", component.text("REV"))[:16]
    card.organization = [
        part.strip()[:LONGEST] for one in component.all("ORG")[:1] for part in one.parts() if part.strip()
    ]
    card.office = _line(component.text("TITLE") or component.text("ROLE"))
    card.privacy = component.text("CLASS").upper()
    card.marking = component.text(f"{OURS}MARKING")
    _names(card, component)
    _ways(card, component, labels)
    card.languages = [one.text.strip()[:35] for one in _preferred(component.all("LANG")) if one.text.strip()]
    for found in component.all("CATEGORIES"):
        card.words += [word for one in found.parts(",") if (word := _line(one)[:100])]
    card.born, card.died = _date(card, component, "BDAY"), _date(card, component, "DEATHDATE")
    told = {one.text.strip() for one in component.all(f"{OURS}CONTACT")}
    notes = (text for one in component.all("NOTE") if (text := one.text.strip()) and text not in told)
    card.text = "\n\n".join(notes)[:LONGEST_NOTE]
    card.pictures = sum(one.name in PICTURES for one in component.properties)
    if not card.name and card.kind == "individual" and not card.errors:
        card.errors.append(RowError(number, "FN", "", _("it has no name")))
    if not card.key:
        words = "\n".join((card.name, card.family, card.given, card.address, *card.organization))
        card.key = f"unnamed:{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:32]}"
    return card


def _unescaping(one: Property) -> Property:
    """A property of version 2.1, where a backslash stands for itself but before a semicolon."""
    return replace(one, value=re.sub(r"\\(?!;)", r"\\\\", one.value))


def left_behind(component: Component) -> Counter[str]:
    """How often each property of a card becomes nothing."""
    names = (one.name for one in component.properties)
    return Counter(
        name for name in names if name not in TAKEN | PICTURES | _CHATS.keys() and not name.startswith(OURS)
    )


# Names ---------------------------------------------------------------------------------------------------------------


def _names(card: Card, component: Component) -> None:
    parts = component.first("N")
    family, given, more, before, after = [*parts.parts(), *[""] * 5][:5] if parts else [""] * 5
    card.family, card.given, card.honorific = _line(family), _line(given), _line(before)
    suffix = _line(after) if _SUFFIX.match(_line(after)) else ""
    composed = " ".join(word for word in (card.given, _line(more), card.family, suffix) if word)
    written = [_line(one.text) for one in component.all("FN") if one.text.strip()]
    own = next((one for one in written if _LATIN.search(one)), written[0] if written else "")
    if card.honorific and own.casefold().startswith(f"{card.honorific.casefold()} "):
        own = own[len(card.honorific) :].strip()
    card.name = composed if not own or "@" in own or ("," in own and composed) else spoken_name(own) or own
    if card.given and not _line(more) and card.name == composed and suffix:
        card.given = f"{card.given} {suffix}"
    nicknames = [
        name for one in component.all("NICKNAME") for part in one.parts(",") if (name := _line(part))
    ]
    scripts = [
        component.text(f"{OURS}NATIVE-NAME"),
        *(one for one in [*written, *nicknames] if not _LATIN.search(one)),
    ]
    card.native = _line(next((one for one in scripts if one and one != card.name), ""))
    known = {card.name, card.native}
    card.others = [one for one in dict.fromkeys(nicknames) if one not in known][:20]
    phonetic = (component.text(f"X-PHONETIC-{part}-NAME") for part in ("FIRST", "LAST"))
    card.pronunciation = _line(" ".join(one for one in phonetic if one))


# Ways to reach somebody ----------------------------------------------------------------------------------------------


def _ways(card: Card, component: Component, labels: dict[str, str]) -> None:
    found: list[tuple[str, str]] = []
    for one in component.properties:
        value = _value(one)
        if not value:
            continue
        label = labels.get(one.group, "")
        match one.name:
            case "EMAIL":
                found.append((_channel(E_MAIL, one, label), value))
            case "TEL":
                kinds = _types(one)
                kind = next((channel for name, channel in _TELEPHONES if name in kinds), "telephone")
                found.append((_channel(kind, one, label), value))
            case "ADR":
                found.append((_channel("address", one, label), value))
            case "URL":
                found.append((_channel("web", one, label), value))
            case name if name in _CHATS:
                found.append((_CHATS[name], value))
            case "IMPP":
                found.append((_channel("chat", one, label), value))
            case name if name == f"{OURS}CONTACT":
                channel, _colon, rest = value.partition(":")
                found.append((channel.strip() or "other", rest.strip()))
    if len(found) > MOST_WAYS:
        card.notes.append(
            ("TEL", _("only the first {count} ways to reach them were taken").format(count=MOST_WAYS))
        )
    card.ways = list(dict.fromkeys(way for way in found if way[1]))[:MOST_WAYS]


def _value(one: Property) -> str:
    if one.name == "ADR":
        parts = (" ".join(part.split()).strip(" ,") for part in one.parts())
        return ", ".join(part for part in parts if part)[:LONGEST]
    text = _line(one.text)
    if one.name == "TEL" and text.lower().startswith("tel:"):
        number, _semicolon, more = text[4:].partition(";")
        extension = re.search(r"ext=([0-9]+)", more)
        return f"{unquote(number)} ext. {extension[1]}" if extension else unquote(number)
    return re.sub(r"(?i)\Amailto:", "", text) if one.name == "EMAIL" else text


def _types(one: Property) -> set[str]:
    return {kind.strip().upper() for value in one.parameters.get("TYPE", ()) for kind in value.split(",")}


def _channel(kind: str, one: Property, label: str) -> str:
    """What a way is called: "telephone", "mobile (home)", "e-mail (Consulate)"."""
    if label.casefold() == ASSISTANT:
        return ASSISTANT
    place = label or next((_PLACES[name] for name in sorted(_types(one)) if _PLACES.get(name)), "")
    return f"{kind} ({place[:40]})" if place and place.casefold() not in ("work", "other") else kind


def _label(text: str) -> str:
    """A label as a person reads it; Apple wraps its own."""
    found = _APPLE.match(text.strip())
    return _line(found[1].casefold() if found else text)


def _preferred(found: list[Property]) -> list[Property]:
    def place(one: Property) -> int:
        given = one.parameter("PREF")
        return int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 1000

    return sorted(found, key=place)


# Days ----------------------------------------------------------------------------------------------------------------


def _date(card: Card, component: Component, name: str) -> PartialDate | None:
    text = component.text(name)
    if not text:
        return None
    if _NO_YEAR.match(text):
        card.notes.append((name, _("a day without a year was left out")))
        return None
    try:
        if found := _DAY.match(text):
            read = PartialDate.day(date(int(found[1]), int(found[2]), int(found[3])))
        elif found := _MONTH.match(text):
            read = PartialDate.month(int(found[1]), int(found[2]))
        elif found := _YEAR.match(text):
            read = PartialDate.year(int(found[1]))
        else:
            raise ValueError(text)
        if not FIRST_YEAR <= read.earliest.year <= LAST_YEAR:
            raise ValueError(text)
    except ValueError:
        card.notes.append((name, _("“{text}” is no day, and was left out").format(text=text[:40])))
        return None
    return read


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST].strip()
