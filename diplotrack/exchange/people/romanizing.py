"""Names of other scripts in Latin letters, so that "Лавров" can be held against "Lavrov"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ARTICLE = re.compile(r"\bal(?=\w{3})")


@lru_cache(maxsize=20_000)
def romanized(name: str) -> str:
    """The name letter by letter in Latin ones; "" where it is written in them already.

    Vowels that a script leaves out stay out ("mhmd"), and Chinese characters are read as in Chinese: what comes of it
    is for comparing and never shown.
    """
    if name.isascii() or not any(map(_is_foreign, name)):
        return ""
    from anyascii import anyascii

    latin = _HUMP.sub(" ", anyascii(name).replace("'", "").replace("`", ""))
    if any("ARABIC" in unicodedata.name(letter, "") for letter in name):
        latin = _ARTICLE.sub("", latin)  # the article is written together with the name
    return " ".join(latin.split())


def _is_foreign(letter: str) -> bool:
    return letter.isalpha() and not letter.isascii() and "LATIN" not in unicodedata.name(letter, "LATIN")
