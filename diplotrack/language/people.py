"""Who a text names with a title: "Prime Minister Mulroney", "the Kings of Belgium, Jordan, and Spain",
"Syrian President Assad"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from diplotrack.language.formats import pattern
from diplotrack.language.personnames import name_at, name_before
from diplotrack.language.places import Place, at, first_from, first_within, series, series_before
from diplotrack.language.titles import Title, titles_in


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named or meant in a text.

    `title` as written; `name` None when only the office is given; `office` and `level` from the table of
    titles ("" when the title alone does not tell); `party` a key of the book of names, None when the text
    names none (`party_words` empty: the host or the reader's default) or names one that the book does not
    know (`party_words` says how). `words` are `text[start:end]`.
    """

    title: str
    name: str | None
    office: str
    level: str
    standing: str
    party: str | None
    party_words: str
    words: str
    start: int
    end: int
    relation: str = ""

    def related(self, relation: str) -> PersonMention:
        """The same mention with how the person took part: met, present, accompanied, named."""
        return replace(self, relation=relation)


_ATTRIBUTE = pattern("attribute")
_AND_TITLE = re.compile(r"(?:\s+(?:and|&)\s+|\s*[-–&]\s*)")
_UNKNOWN_ADJECTIVE = pattern("unknown_adjective")
_NOT_ADJECTIVE = pattern("not_adjective")
_PORTFOLIO = pattern("portfolio")
_OF = re.compile(r"\s+(?:of|for)\s+(?=the\s|[A-Z])")
_TO = re.compile(r"\s+(?:to|of|for)\s+(?=the\s|[A-Z])")
_TO_STOP = re.compile(r"[^,;.]*")
_UNKNOWN_OF = re.compile(r"\s+of\s+(?:the\s+)?((?:[A-Z][\w-]+)(?:\s+[A-Z][\w-]+)*)")
_STANDING_BEFORE = re.compile(r"\b([Ff]ormer|[Ll]ate|[Aa]cting|[Ii]nterim)\s+$")
_NEXT_TITLES = 24
"""Titles after the first that are looked at with it: those that run on to its name, and the one that follows."""

_BEFORE = 80
"""Letters before a title in which "with the" and the like stand."""

_BARE = re.compile(r"(?:\bwith|\band|,|\bof|\bbetween|\bby)\s+the\s+$")


def people_in(
    text: str, places: Sequence[Place], start: int = 0, end: int | None = None
) -> list[PersonMention]:
    """The people named with a title in `text[start:end]`, in order, none twice.

    `places` are the parties named in the whole text. A plural title gives one mention for each name or party
    of its list.
    """
    stop = len(text) if end is None else end
    titles = [title for title in titles_in(text[:stop]) if title.start >= start]
    found: list[PersonMention] = []
    reached = start
    for index, title in enumerate(titles):
        if title.start < reached or _ATTRIBUTE.match(text, title.end):
            continue
        if index and re.fullmatch(r"\s+(?:to|of)\s+the\s+", text[titles[index - 1].end : title.start]):
            continue  # "Advisors to the President of Lithuania": an office served, nobody present
        reader = _Reading(text, places, titles[index : index + _NEXT_TITLES], stop, found)
        found.extend(reader.mentions())
        reached = max(reached, reader.reached)
    return _once(found)


def _once(found: Sequence[PersonMention]) -> list[PersonMention]:
    kept: dict[tuple[str | None, ...], PersonMention] = {}
    for one in found:
        apart = one.office if one.name is None or one.office == "Mrs." else ""
        kept.setdefault((one.name, one.party, one.party_words, apart), one)
    return list(kept.values())


class _Reading:
    """Reads the mention or mentions that begin with the first of `titles`."""

    def __init__(
        self,
        text: str,
        places: Sequence[Place],
        titles: Sequence[Title],
        stop: int,
        earlier: Sequence[PersonMention],
    ) -> None:
        self.text, self.places, self.titles, self.stop = text, places, titles, stop
        self.earlier = earlier
        self.title = titles[0]
        self.reached = self.title.end

    def mentions(self) -> Iterator[PersonMention]:
        title = self.title
        adjectives, begins = series_before(self.places, self.text, title.start)
        if not title.plural:
            adjectives, begins = adjectives[-1:], adjectives[-1].start if adjectives else begins
        party: tuple[str | None, str] = (None, "")
        if adjectives:
            party = (adjectives[-1].key, self.text[adjectives[-1].start : adjectives[-1].end])
        elif unknown := self._unknown_adjective(title.start):
            party, begins = (None, unknown), title.start - len(unknown) - 1
        if not title.standing and (kept := _STANDING_BEFORE.search(self.text[max(0, begins - 12) : begins])):
            # "former Israeli Prime Minister Rabin"
            title = self.title = replace(title, standing=kept[1].casefold())
            begins -= len(kept[0])
        label_end = self._through_titles()
        if (pair := self._spouse(label_end, party, begins)) is not None:
            yield from pair
            return
        if apposed := self._apposition(title, label_end):
            yield apposed
            return
        if title.plural:
            yield from self._plural(label_end, adjectives, party, begins)
        else:
            yield from self._singular(label_end, party, begins)

    def _through_titles(self) -> int:
        """The end of titles that run on to one name: "Foreign Minister Prince |Saud", "Premier and Prince
        |Sihanouk"."""
        end = self.title.end
        for following in self.titles[1:]:
            gap = self.text[end : following.start]
            joined = gap.isspace() or (not self.title.plural and _AND_TITLE.fullmatch(gap))
            if not joined or following.office.label == "Mrs.":
                break
            if not gap.isspace() and name_at(self.text, following.end, self.stop) is None:
                break
            end = following.end
        if at(self.places, self.text, _after_of(self.text, end)) is None:
            portfolio = _PORTFOLIO.match(self.text, end, self.stop)
            end = portfolio.end() if portfolio else end
        return end

    def _spouse(self, end: int, party: tuple[str | None, str], begins: int) -> list[PersonMention] | None:
        """ "President and Mrs. Truman": two people of one name."""
        wife = next((t for t in self.titles[1:] if t.start >= end), None)
        if (
            wife is None
            or wife.office.label != "Mrs."
            or not re.fullmatch(r"\s+and\s+", self.text[end : wife.start])
        ):
            return None
        named = name_at(self.text, wife.end, self.stop)
        if named is None:
            return None
        self.reached = named.end
        husband = self._mention(self.title, end, named.name, party, begins, named.end)
        return [husband, self._mention(wife, wife.end, named.name, party, wife.start, named.end)]

    def _singular(self, end: int, party: tuple[str | None, str], begins: int) -> Iterator[PersonMention]:
        title, text = self.title, self.text
        parties, after = self._of(end)
        if parties and not party[0]:
            named = name_at(text, after, self.stop)
            final = named.end if named else after
            self.reached = final
            yield self._mention(title, end, named.name if named else None, parties[0], begins, final)
            return
        if named := name_at(text, end, self.stop):
            parties, after = self._of(named.end)
            carried = party
            if parties and not party[0]:
                carried = parties[0]
            elif not party[1] and (last := self._carried(begins)):
                carried = last
            self.reached = after if parties else named.end
            yield self._mention(title, end, named.name, carried, begins, self.reached)
            return
        bare = not title.office.style and _BARE.search(text[max(0, begins - _BEFORE) : begins]) is not None
        if (party[1] and not title.office.style and (party[0] or bare)) or (
            bare and title.office.level in ("head", "minister") and not _AND_TITLE.match(text, end)
        ):
            yield self._mention(title, end, None, party, begins, end)
        elif bare and (following := next((t for t in self.titles[1:] if t.start > end), None)):
            # "the President and Prime Minister of Finland": the first shares the second's party.
            shared, _ = _Reading(text, self.places, [following], self.stop, ())._of(following.end)
            yield self._mention(title, end, None, shared[0] if shared else party, begins, end)

    def _plural(
        self, end: int, adjectives: Sequence[Place], party: tuple[str | None, str], begins: int
    ) -> Iterator[PersonMention]:
        title, text = self.title, self.text
        listed, after = series(self.places, text, _after_of(text, end)) if _OF.match(text, end) else ([], end)
        if listed:
            self.reached = after
            for key, words in listed:
                yield self._mention(title, end, None, (key, words), begins, after)
            return
        cursor, count = end, 0
        while named := name_at(text, cursor, self.stop):
            parties, after = self._of(named.end)
            chosen = parties[0] if parties else party
            if not parties and len(adjectives) > 1 and count < len(adjectives):
                chosen = (adjectives[count].key, text[adjectives[count].start : adjectives[count].end])
            cursor = self.reached = after if parties else named.end
            yield self._mention(title, end, named.name, chosen, begins if count == 0 else named.start, cursor)
            count += 1
            joint = re.match(r"(?:,\s+and|,|\s+and)\s+(?!with\b)", text[cursor : self.stop])
            if joint is None or any(t.start == cursor + joint.end() for t in self.titles):
                break
            cursor += joint.end() - 1
        if count == 0 and not title.office.style and title.office.label != "Leader":
            if not adjectives and not party[1] and (unknown := _UNKNOWN_OF.match(text, end)):
                party, end = (None, unknown[1]), unknown.end()
                self.reached = end
                yield self._mention(title, title.end, None, party, begins, end)
                return
            for place in adjectives:
                words = text[place.start : place.end]
                yield self._mention(title, end, None, (place.key, words), begins, end)
            if not adjectives and party[1]:
                yield self._mention(title, end, None, party, begins, end)

    def _apposition(self, title: Title, end: int) -> PersonMention | None:
        """ "Tomas Pojar, National Security Advisor to the Prime Minister of the Czech Republic": the name
        stands first."""
        if title.plural or title.office.style or name_at(self.text, end, self.stop) is not None:
            return None
        named = name_before(self.text, title.start)
        if named is None or any(other.end > named.start for other in self.earlier):
            return None
        after = _TO_STOP.match(self.text, end, self.stop)
        reach = after.end() if after else end
        # The party stands last: what comes between may be the office served ("to the Prime Minister of ...").
        place = first_from(self.places, end)
        place = place if place and place.start < reach else None
        self.reached = place.end if place else end
        party = (place.key, self.text[place.start : place.end]) if place else (None, "")
        return self._mention(title, end, named.name, party, named.start, self.reached)

    def _of(self, end: int) -> tuple[list[tuple[str | None, str]], int]:
        """The one party after "of": "President |of the Netherlands"."""
        found = (_TO if self.title.office.level in ("ambassador", "senior_official") else _OF).match(
            self.text, end
        )
        place = at(self.places, self.text, found.end()) if found else None
        if place is None or place.end > self.stop:
            return [], end
        return [(place.key, self.text[place.start : place.end])], place.end

    def _carried(self, begins: int) -> tuple[str | None, str] | None:
        """ "Palestinian Authority President Abbas and Prime Minister Fayyad": the adjective holds for
        both."""
        last = self.earlier[-1] if self.earlier else None
        if (
            last is None
            or not last.party_words
            or not re.fullmatch(r"\s+and\s+", self.text[last.end : begins])
        ):
            return None
        return last.party, last.party_words

    def _unknown_adjective(self, start: int) -> str:
        found = _UNKNOWN_ADJECTIVE.search(self.text[max(0, start - 60) : start])
        if found is None or _NOT_ADJECTIVE.search(found[1]) or next(titles_in(found[1]), None):
            return ""
        return found[1].strip()

    def _mention(
        self, title: Title, end: int, name: str | None, party: tuple[str | None, str], start: int, final: int
    ) -> PersonMention:
        if not party[1] and (inside := first_within(self.places, title.start, end)):
            party = (inside.key, self.text[inside.start : inside.end])
        words = self.text[start:final]
        label = " ".join(self.text[title.start : end].split())
        if title.office.party and not party[1]:
            party = (title.office.party, "")
        first = title
        if title.office.style and (real := next((t for t in titles_in(label) if not t.office.style), None)):
            first = real
        return PersonMention(
            label,
            name,
            first.office.label,
            first.office.level,
            title.standing,
            party[0],
            party[1],
            words,
            start,
            final,
        )


def _after_of(text: str, end: int) -> int:
    found = _OF.match(text, end)
    return found.end() if found else end
