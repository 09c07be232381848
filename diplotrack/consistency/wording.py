"""What the words of a promise leave open, where nobody has filled in its action and its target.

Imported promises hold one sentence. “Ratify the Convention against Torture” says what is to be done, and to what end;
“step up efforts” says neither. Only words known to leave these open count as doing so, at the head of an English
sentence; all others, and texts in other languages, are taken to say what they promise.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Wording(NamedTuple):
    """What a promise's own words name."""

    has_action: bool
    has_target: bool


_ASIDE = re.compile(r"\[[^\]]*\]|^[^\[\]]*\](?=\s*\w)|\([^)]*\)")
"""What an editor put beside the words themselves (“[We will:] publish …”), its first bracket lost at times."""

_LEAD = re.compile(
    r"""^(?:(?:and|also|furthermore|therefore|moreover|in\s+particular|that|to\s+this\s+end),?\s+)*
    (?:we|they|it|members|(?:[\w-]+\s+){0,3}(?:economies|countries|governments?|states?|parties))\b[^.;:]{0,40}?
    \b(?:will|shall|should|(?:commit|pledg|undertak|agree|resolv|determin|decid|recommend)\w*(?:\s+ourselves)?\s+to)\s+""",
    re.IGNORECASE | re.VERBOSE,
)
_TURN = r"(?:(?:also|further|to|\w+ly|and|continu\w+\s+to|continue)\s+)*"

_NOUNS = (
    r"(?:efforts?|endeavou?rs?|measures?|steps?|actions?(?!\s+(?:plan|programme))|initiatives?|attention|consideration"
    r"|importance)"
)
_BETWEEN = r"(?:(?!plan|legislat|law|polic|programme|campaign|moratori)[\w,-]+\s+){0,5}?"
_EFFORT = re.compile(
    rf"""{_TURN}(?:
      (?:do|try)\w*\s+(?:our|its|their)\s+(?:utmost|best)
    | (?:mak|tak|giv|pay|attach|adopt|implement|undertak|pursu|continu|increas|strengthen|intensif|expand|enhanc|renew|
        redoubl|expedit|step|accelerat|devot|sustain|exert|improv|maintain)\w*\s+{_BETWEEN}{_NOUNS}\b
    | efforts?\b
    | (?:striv|endeavou?r|seek|work|aim|try)\w*\s+(?:\w+ly\s+|together\s+|with\s+(?:[\w’'-]+\s+){{1,6}}?)?
        (?:to(?:wards?)?|on)\b
    | (?:reaffirm|reiterat|underscor|underlin|remain\w*\s+committed|stand\w*\s+ready)\w*
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""Efforts, unnamed measures and renewed words: nobody could say what is to be done."""

_THOUGHT = re.compile(
    rf"{_TURN}(?:consider(?!able)|examin|explor|stud(?:y|ies)|contemplat|envisag|look\w*\s+into|reflect\w*\s+on)\w*",
    re.IGNORECASE,
)
"""Thought about something: what is thought about is named, and that it be done is not."""

_DEGREE = re.compile(
    rf"""{_TURN}(?:strengthen|improv|enhanc|promot|increas|intensif|reduc|support|encourag|facilitat|foster|expand|deepen|
    advanc|accelerat|boost|step\w*\s+up)\w*""",
    re.IGNORECASE | re.VERBOSE,
)
"""More or less of something: without a measure or an end, any amount would do."""

_SECOND = re.compile(
    r"(?:[,;]\s*(?:and\s+)?|\band\s+)(?:to\s+)?(?:\w+ly\s+)?(?:adopt|enact|allow|ensur|align|establish|ratify|acced|provid|"
    r"prosecut|punish|incorporat|abolish|repeal|amend|releas|train|creat|introduc|publish|submit|criminali[sz]|implement|"
    r"grant|withdraw|invit|set\s+up)(?:e|s|es)?\b(?!-)",
    re.IGNORECASE,
)
"""A further clause that says what is done: “step up efforts, and enact a law”."""

_MEANS = re.compile(
    r"\b(?:(?:including|such\s+as|namely|inter\s+alia,?)\s+(?!in\b|on\b|for\b|at\b|against\b)\w|through\b|by\s+(?:means\b|(?:\w+ly\s+)?\w+ing\b))",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\d|\b(?:half|halve|double|triple|all|every|each|any|no|full|fully|entire\w*|universal\w*|annual\w*|one|two|three|"
    r"per\s?cent|million|billion)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:in\s+(?:line|accordance|conformity|compliance|keeping)\s+with|with\s+(?:a|the)\s+(?:view|aim|goal|objective|purpose)|"
    r"so\s+(?:that|as)|consistent\s+with|pursuant\s+to|aim\w*\s+at|until|towards?\s+\w+|for\s+\w+ing|"
    r"ratification|accession|adoption|enactment|completion|closure|abolition|"
    r"to\s+(?:\w+ly\s+)?(?!the\b|its\b|their\b|an?\b|our\b|all\b|this\b|that\b|these\b|those\b)[a-z]{3,})",
    re.IGNORECASE,
)
"""To what end: a purpose, a standard to be met, or an act that is done or not done."""


def wording_of(text: str) -> Wording:
    """What the words name; an empty text names nothing."""
    words = " ".join(_ASIDE.sub(" ", text).split()).lstrip("“\"'‘… ")
    if not words:
        return Wording(False, False)
    head = _LEAD.sub("", words)
    if _SECOND.search(head):
        return Wording(True, True)
    if _THOUGHT.match(head):
        return Wording(False, True)
    effort, degree = _EFFORT.match(head), _DEGREE.match(head)
    begun = effort or degree
    if begun is None:
        return Wording(True, True)
    rest = head[begun.end() :]
    has_means = _MEANS.search(rest) is not None
    # The words of effort may themselves end in “to”: “work to …”.
    has_end = bool(has_means or _MEASURE.search(rest) or _END.search(rest) or re.search(r"\bto$", begun[0]))
    # Whatever is done, a share says whether it was enough.
    is_measured = re.search(r"\d\s*(?:%|per\s?cent)", rest, re.IGNORECASE) is not None
    return Wording(effort is None or has_means or is_measured, has_end)
