"""The different words of a column of choices, how often each stands there, and what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from diplotrack.exchange.mapping.checked import TestedChoice
from diplotrack.exchange.mapping.mapping import ColumnUse
from diplotrack.exchange.mapping.targets import Target
from diplotrack.exchange.profiles.cells import is_blank
from diplotrack.exchange.tables.parsers import one_line, read_choice
from diplotrack.exchange.tables.rows import Row, Unreadable

MOST = 200
"""Different words that are told: a column with more holds no choices."""


class ChoiceCount:
    """The words of one column."""

    def __init__(self, use: ColumnUse, target: Target) -> None:
        self._use, self._target = use, target
        self._words: Counter[str] = Counter()

    def count(self, row: Row) -> None:
        """Take in a row."""
        text = one_line(row.text(self._use.column))
        if not is_blank(text, ("", *self._use.blank)) and (text in self._words or len(self._words) < MOST):
            self._words[text] += 1

    def tested(self) -> Iterator[TestedChoice]:
        """The words, those without a meaning first."""
        use = self._use
        found = [(word, count, self._means(word)) for word, count in self._words.most_common()]
        for word, count, means in sorted(found, key=lambda one: one[2] is not None):
            yield TestedChoice(use.column, self._target, word, count, means)

    def _means(self, word: str) -> object:
        if not self._use.choices and self._use.otherwise is None:
            field = self._target.field
            values = {choice.value for choice in field.choices} if field and field.choices else set()
            return word if word in values else None
        try:
            return read_choice(word, self._use.choices, self._use.otherwise)
        except Unreadable:
            return None
