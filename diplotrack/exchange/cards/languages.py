"""Languages that people speak, between the tags of cards (BCP 47) and their English names."""

from __future__ import annotations

from functools import cache


@cache
def named(tag: str) -> str:
    """What a language is called: ``fr-CA`` → ``French``; the tag itself where it is none."""
    import pycountry

    code = tag.replace("_", "-").partition("-")[0].casefold()
    known = pycountry.languages.get(alpha_2=code) or pycountry.languages.get(alpha_3=code)
    return str(known.name).partition(" (")[0] if known is not None else tag


@cache
def tag_of(name: str) -> str:
    """The tag of a language by its name or tag; "" where none is known."""
    import pycountry

    words = name.strip()
    try:
        known = pycountry.languages.lookup(words)
    except LookupError:
        every = (
            one for one in pycountry.languages if one.name.partition(" (")[0].casefold() == words.casefold()
        )
        known = next((one for one in every if hasattr(one, "alpha_2")), None)
    return str(getattr(known, "alpha_2", "") or getattr(known, "alpha_3", "")) if known is not None else ""
