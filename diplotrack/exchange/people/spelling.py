"""Whether two spellings of a name may be one person's: "Sarkozy" and "Nicolas Sarkozy", "Hussein" and "Hussein I"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

REGNAL = frozenset(
    {
        "King", "Queen", "Emperor", "Empress", "Sultan", "Amir", "Emir", "Shah", "Pope", "Grand Duke", "Grand Duchess",
        "Prince", "Princess", "Crown Prince", "Crown Princess", "Patriarch", "Queen Mother", "Aga Khan",
    }
)  # fmt: skip
"""Titles that stand before a given name, not a family name."""

FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "VNM", "VDR", "KHM", "SGP", "MAC", "HKG"})
"""Parties whose names are usually written family name first."""

_PARTICLES = frozenset(
    "de da do dos das del della di du van von der den ter la las los le al el bin bn bint ibn ben ul ud y e zu af av "
    "abu the st dr mr mrs ms sir lord dom haji rt hon".split()
)
_SHORT_FORMS = {
    "joe": "joseph", "bill": "william", "will": "william", "tony": "anthony", "antony": "anthony", "jim": "james",
    "jimmy": "james", "bob": "robert", "rob": "robert", "dick": "richard", "mike": "michael", "tom": "thomas",
    "jake": "jacob", "dan": "daniel", "dave": "david", "ed": "edward", "ken": "kenneth", "ron": "ronald",
    "steve": "steven", "stephen": "steven", "chris": "christopher", "alex": "alexander", "jeff": "jeffrey",
    "jon": "jonathan", "liz": "elizabeth", "katie": "katherine", "don": "donald", "jerry": "gerald", "al": "albert",
}  # fmt: skip
"""English given names and the short forms that officials are known by."""

_SUFFIXES = frozenset({"jr", "sr"})
_ORDINAL = re.compile(r"[ivx]{1,5}")
_JOINED = re.compile(r"\b(?:al|el|as|an|ar|ad|ash|at|ud|ul|ut|az)[-‑]", re.IGNORECASE)
_BRACKET = re.compile(r"[(“\"]([^)”\"]+)[)”\"]")


def folded(text: str) -> str:
    """A name without case, accents and punctuation."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    bare = bare.casefold().replace("ø", "o").replace("ł", "l").replace("ı", "i").replace("đ", "d")
    return " ".join(re.sub(r"[^\w\s-]", " ", bare).replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name taken apart. ``tokens`` are its folded words without particles, initials, suffix and ordinal.

    ``letters`` are the first letters of all its words in order, initials included.
    """

    tokens: tuple[str, ...]
    letters: str
    nickname: str
    suffix: str
    ordinal: str

    @staticmethod
    @lru_cache(maxsize=20_000)
    def of(name: str) -> Spelling:
        """Read a name as written, given name first."""
        nickname = bracket[1] if (bracket := _BRACKET.search(name)) else ""
        words = folded(_JOINED.sub(" ", _BRACKET.sub(" ", re.sub(r"\.(?=\w)", ". ", name)))).split()
        suffix = next((word for word in words if word in _SUFFIXES), "")
        ordinal = next((word for word in words[1:] if _ORDINAL.fullmatch(word) and len(word) > 0), "")
        plain = [word for word in words if word not in _SUFFIXES and word != ordinal]
        kept = [word for word in plain if word not in _PARTICLES and len(word) > 1]
        kept[:-1] = [_SHORT_FORMS.get(word, word) for word in kept[:-1]]
        letters = "".join(word[0] for word in plain if word not in _PARTICLES)
        return Spelling(tuple(kept or plain), letters, folded(nickname), suffix, ordinal)

    @property
    def family(self) -> str:
        """The last word, by which most are called."""
        return self.tokens[-1] if self.tokens else ""

    @property
    def is_short(self) -> bool:
        """Whether only one name is given."""
        return len(self.tokens) <= 1


def may_be_one(one: Spelling, other: Spelling, *, regnal: bool = False, family_first: bool = False) -> bool:
    """Whether two spellings may name the same person; people with different given names never."""
    if not one.tokens or not other.tokens:
        return False
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    if one.ordinal and other.ordinal and one.ordinal != other.ordinal:
        return False
    if regnal and one.tokens[0] == other.tokens[0]:
        common = min(len(one.tokens), len(other.tokens))
        return common == 1 or one.tokens[1] == other.tokens[1] or one.tokens[-1] == other.tokens[-1]
    short, full = (one, other) if len(one.tokens) <= len(other.tokens) else (other, one)
    if short.is_short:
        callable_by = full.tokens if full.is_short or family_first or regnal else full.tokens[1:]
        if short.tokens[0] not in callable_by:
            return False
        return set(short.letters) <= set(full.letters)
    if len(short.tokens) < len(full.tokens) and full.tokens[-len(short.tokens) :] == short.tokens:
        return True  # "López Portillo": a family name of two words, the given name left out
    if family_first and set(short.tokens) <= set(full.tokens):
        return True
    given, other_given = short.tokens[0], full.tokens[0]
    if given != other_given and other_given != short.nickname and given != full.nickname:
        return False
    if not family_first and not regnal and not _middle_fits(one, other):
        return False
    return set(short.tokens[1:]) <= set(full.tokens) and (
        short.family in full.tokens[1:] or full.family in short.tokens[1:]
    )


def _middle_fits(one: Spelling, other: Spelling) -> bool:
    """Whether second given names, as far as both tell them, begin alike: "George W." is not "George H. W."."""
    middle, other_middle = one.letters[1:-1], other.letters[1:-1]
    if not middle or not other_middle or one.family != other.family:
        return True
    return middle[0] == other_middle[0]
