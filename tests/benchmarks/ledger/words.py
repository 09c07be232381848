"""Sentences that read like the trade's, in a few scripts, never the same twice in a row."""

from __future__ import annotations

import random

SUBJECTS = (
    "undersea cables", "fisheries in the northern waters", "the visa regime", "grid interconnection",
    "the transit corridor", "mine clearance", "vaccine supply", "the customs union", "border demarcation",
    "satellite launches", "double taxation", "extradition", "the river commission", "steel tariffs",
    "student exchanges", "counter-terrorism financing", "the grain agreement", "polar research", "air services",
    "data protection",
)  # fmt: skip
VERBS = (
    "discussed",
    "reviewed",
    "took stock of",
    "exchanged views on",
    "returned to",
    "set out positions on",
)
TAILS = (
    "and the progress of the working group", "while recalling the statement of last year",
    "with the participation of both ministries", "and took note of the reservations of third parties",
    "ahead of the session of the joint commission", "in the light of the report of the experts",
)  # fmt: skip
PROMISES = (
    "We will send two advisers on {subject} by the end of next year.",
    "The Government commits to publish its report on {subject} within six months.",
)
FOREIGN = (
    "两国就有关问题交换了意见，并同意保持沟通。", "Стороны обменялись мнениями по широкому кругу вопросов.",
    "ناقش الجانبان سبل تعزيز التعاون في المجالات ذات الاهتمام المشترك.",
    "Les deux parties ont poursuivi leurs consultations.", "両国は引き続き緊密に連携することで一致した。",
    "Ambas partes reiteraron su interés en profundizar la cooperación.",
)  # fmt: skip
FAMILY = (
    "Almeida", "Banerjee", "Carvalho", "Dlamini", "Eriksen", "Fofana", "García", "Haddad", "Ivanova", "Jansen",
    "Kowalski", "López", "Mbeki", "Nakamura", "Okafor", "Petrov", "Quispe", "Rahman", "Søndergaard", "Tran", "Usman",
    "Vasquez", "Weber", "Xu", "Yılmaz", "Zhang",
)  # fmt: skip
GIVEN = (
    "Ada", "Boris", "Chidi", "Dina", "Elif", "Farid", "Grace", "Hana", "Igor", "Jing", "Kofi", "Lena", "Marta", "Nadia",
    "Omar", "Paulo", "Rosa", "Sofia", "Tomas", "Wei",
)  # fmt: skip


def _sentence(chance: random.Random) -> str:
    if chance.random() < 0.002:
        return chance.choice(PROMISES).format(subject=chance.choice(SUBJECTS))
    said = f"The two sides {chance.choice(VERBS)} {chance.choice(SUBJECTS)} {chance.choice(TAILS)}."
    return said if chance.random() < 0.93 else chance.choice(FOREIGN)


class Words:
    """Texts from a stock of sentences, made once: there are millions to write."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._stock = [_sentence(chance) for _number in range(4_000)]

    def subject(self) -> str:
        """What a meeting or a text is about."""
        return self._chance.choice(SUBJECTS)

    def name(self) -> tuple[str, str]:
        """A given and a family name."""
        return self._chance.choice(GIVEN), self._chance.choice(FAMILY)

    def paragraph(self, sentences: int) -> str:
        """So many sentences of some 110 characters."""
        return " ".join(self._chance.choices(self._stock, k=sentences))
