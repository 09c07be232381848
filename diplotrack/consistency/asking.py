"""Whether a partner's view asks for our reply: by a question, or by saying that it asks, requests or awaits something.

English, French and Spanish, the languages in which views are mostly noted; a question mark counts in any script.
"""

from __future__ import annotations

import re

_QUESTION = re.compile("[?\uff1f\u061f]")

_ENGLISH = r"""
    (?<!\bbe\ ) (?<!\bbeen\ ) (?<!\bnot\ ) (?<!\bnor\ )
    \b (?:ask|request|enquire|inquire) (?:s|ed|d|ing)? \b (?!\ (?:no|nothing)\b)
  | \b (?:wish(?:es|ed)? | want(?:s|ed)? | would\ like) \ to \ (?:know|learn|hear|see|receive|understand) \b
  | \b (?:await|expect) (?:s|ed|ing)? \ (?:an?|our|the) \ (?:\w+\ )? (?:reply|answer|response) \b
  | \b (?:seek|seeks|sought|seeking) \ (?:clarification|confirmation|an?\ assurance|assurances) \b
  | \b please \b
"""
_FRENCH = r"""
    \b (?:demande|demandent|demandait|demandé|sollicite|sollicitent) \b (?!\ rien\b)
  | \b (?:souhaite|souhaitent|souhaiterait|voudrait|aimerait) \ (?:savoir|connaître|recevoir|obtenir) \b
  | \b attend(?:ent|ait)? \ (?:une|notre|la) \ réponse \b
  | \b prie \b
"""
_SPANISH = r"""
    \b (?:pide|piden|pidió|solicita|solicitan|solicitó|pregunta|preguntan|preguntó) \b (?!\ nada\b)
  | \b (?:desea|desean|quisiera|querría) \ (?:saber|conocer|recibir|obtener) \b
  | \b espera(?:n|ba)? \ (?:una|nuestra|la) \ respuesta \b
"""
_ASKS = re.compile("|".join((_ENGLISH, _FRENCH, _SPANISH)), re.IGNORECASE | re.VERBOSE)

_STEMS = (
    "ask", "request", "nquir", "wish", "want", "would like", "await", "expect", "seek", "sought", "please",
    "demand", "sollicit", "souhait", "voudrait", "aimerait", "attend", "prie",
    "pide", "pidi", "solicit", "pregunt", "dese", "quisiera", "querr", "espera",
)  # fmt: skip
"""Without one of these no sentence above can be there: most views are dismissed so, at a tenth of the cost."""


def asks_reply(view: str) -> bool:
    """Whether these words ask for a reply."""
    if _QUESTION.search(view):
        return True
    words = view.casefold()
    return any(stem in words for stem in _STEMS) and bool(_ASKS.search(view))
