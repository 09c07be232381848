"""Promise sentences and their look-alikes; the sentences are our own."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.language.correspondents import with_own
from diplotrack.language.promises import Standing, may_promise, promises, undertakings

TODAY = date(2026, 11, 22)

PROMISES = [
    "We will hand over the fault data.",
    "We'll send two advisers.",
    "We’ll send two advisers.",
    "I will write to the Minister.",
    "The United States will train two repair crews.",
    "Both governments will open a register.",
    "Both will report to it.",
    "They also agreed to remain in close contact.",
    "The two leaders agreed to meet again.",
    "France commits to publish the rules.",
    "The Ministers committed to publish the rules.",
    "Japan pledged $5 million for the reserve.",
    "We pledge to consult you first.",
    "The parties undertake to notify one another.",
    "Each party shall notify the other.",
    "We guarantee that the route stays open.",
    "The Government of Norway promises to pay its share.",
    "We are committed to opening the route.",
    "We remain committed to support every partner.",
    "We will do our utmost to find a ship.",
    "We are going to publish the list.",
    "The leaders resolved to deepen their cooperation.",
    "We will not only pay but also train.",
    "We will not hesitate to share what we know.",
    "We confirm that we will pay our share.",
    "I can assure you that we will answer.",
    "In Paris, the Minister will sign the arrangement.",
    "France, together with Germany, will send trucks.",
    "The Secretary thanked the Minister and will visit Tokyo.",
    "We thanked them, and will visit Tokyo.",
    "The Embassy will answer the note.",
    "They will decide whether the talks go on.",
    "We will pay even if others do not.",
    "The President pledged to pay in 2027.",
    "We will stand with you for as long as it takes.",
    "- The United States will keep the route open",
    "The delegations agreed that they will meet in June.",
    "The Commission announced that it will publish the rules.",
    "The President assured the King that the United States will pay.",
    "They recognize that ports matter and they commit to opening two.",
    "The advisors agreed on the route and pledged to keep it open.",
    "Together, the leaders are opening a route, and will keep it open.",
    "France, joined by Germany, will send trucks.",
    "France thanked Japan, pledging to pay its share.",
    "Following the talks the two governments will open a register.",
    "The participating States will announce every exercise.",
    "Building on this, the Ministry will open its ports.",
    "We pledge an extra year of help.",
]

NOT_PROMISES = [
    ("We will not deploy more troops.", Standing.NEGATED),
    ("We won't deploy more troops.", Standing.NEGATED),
    ("We will never deploy more troops.", Standing.NEGATED),
    ("No government will pay for this alone.", Standing.NEGATED),
    ("They did not agree to meet again.", Standing.NEGATED),
    ("They refused to commit to a date.", Standing.NEGATED),
    ("If the budget passes, we will pay.", Standing.CONDITIONAL),
    ("We will pay if the budget passes.", Standing.CONDITIONAL),
    ("Should the talks fail, we will pay.", Standing.CONDITIONAL),
    ("We will pay, provided that others do.", Standing.CONDITIONAL),
    ("Subject to the availability of funds, we will pay.", Standing.CONDITIONAL),
    ("We will pay unless others refuse.", Standing.CONDITIONAL),
    ("We will pay as long as others do.", Standing.CONDITIONAL),
    ("Will you open the route?", Standing.QUESTION),
    ("When will the Ministry publish the rules?", Standing.QUESTION),
    ("They discussed how the two countries will cooperate.", Standing.QUESTION),
    ("France had agreed to publish the rules.", Standing.PAST),
    ("Last year the Ministers agreed to publish the rules.", Standing.PAST),
    ("The Ministers pledged three years ago to publish the rules.", Standing.PAST),
    ("Moscow said that France will pay.", Standing.REPORTED),
    ("The Minister stressed that Japan will join.", Standing.REPORTED),
    ("According to the press, France will pay.", Standing.REPORTED),
    ("“We will pay,” the Minister said.", Standing.REPORTED),
    ("We hope that Japan will join.", Standing.FORECAST),
    ("We expect that France will pay.", Standing.FORECAST),
    ("They will probably join.", Standing.FORECAST),
    ("Partners will have to choose.", Standing.FORECAST),
    ("We intend to open an office.", Standing.INTENTION),
    ("Both sides aim to finish soon.", Standing.INTENTION),
    ("We will consider the request.", Standing.INTENTION),
    ("The summit will be held in May.", Standing.NOBODY),
    ("We remembered those still striving to overcome it.", Standing.NOBODY),
    ("We are determined that this time it will be different.", Standing.FORECAST),
    ("Will Smith opened the session.", Standing.NOBODY),
    ("They praised the plan, which France will lead.", Standing.NOBODY),
    ("The Forum will open in May, and it will invite proposals.", Standing.NOBODY),
    ("We will also consider the request.", Standing.INTENTION),
    ("Russia assured Italy that France will pay.", Standing.REPORTED),
    ("Japan is in favour, but it will take time.", Standing.FORECAST),
    ("The agreement will help ports.", Standing.NOBODY),
    ("She met the officers who will lead the mission.", Standing.NOBODY),
    ("Empowering a new government to steady the economy will create room for talks.", Standing.NOBODY),
    ("Under the President, the partnership has grown, and it will only grow further.", Standing.NOBODY),
    ("All of our customers will be affected by higher prices.", Standing.FORECAST),
]

NO_UNDERTAKING = [
    "They have the political will to act.",
    "It was done against the will of the people.",
    "We value the promise of new technology.",
    "The pledge of last year stands.",
    "They committed crimes against civilians.",
    "The President spoke of our strong support for the Dream and Promise Act.",
    "France undertakes a review of its rules.",
    "They discussed security guarantees.",
    "We are committed to peace.",
    "A promising start was made.",
    "We take note of the report.",
    "They restated their steadfast resolve to go on.",
    "We appreciate the members’ pledge to pay their share.",
    "We ask others to make ambitious pledges to the fund.",
]


@pytest.mark.parametrize("sentence", PROMISES)
def test_a_promise_is_found(sentence: str) -> None:
    assert len(promises(sentence, TODAY)) == 1


@pytest.mark.parametrize(("sentence", "standing"), NOT_PROMISES)
def test_what_only_looks_like_a_promise_is_told_apart(sentence: str, standing: Standing) -> None:
    assert promises(sentence, TODAY) == []
    assert standing in {one.standing for one in undertakings(sentence, TODAY)}


@pytest.mark.parametrize("sentence", NO_UNDERTAKING)
def test_other_uses_of_the_words_are_no_undertaking(sentence: str) -> None:
    assert undertakings(sentence, TODAY) == []


def test_a_promise_says_who_what_to_whom_and_by_when() -> None:
    text = "Thank you. The United States will\nhand over the data to France by 31 January 2027."
    (one,) = promises(text, TODAY)
    assert one.actor is not None
    assert (one.actor.words, one.actor.parties) == ("The United States", ("USA",))
    assert one.action.startswith("hand over the data")
    assert one.toward == "FRA"
    assert one.deadline is not None
    assert one.deadline.day is not None
    assert one.deadline.day.latest == date(2027, 1, 31)


def test_offsets_point_into_the_text_across_wrapped_lines() -> None:
    text = "Thank you.\nThe United States\n  will hand over the data by\n31 January 2027."
    (one,) = promises(text, TODAY)
    assert text[one.verb_start : one.verb_end] == "will"
    assert one.deadline is not None
    assert text[one.deadline.start : one.deadline.end] == "by\n31 January 2027"


def test_what_decided_against_a_promise_is_named() -> None:
    (one,) = undertakings("If the budget passes, we will pay.", TODAY)
    assert (one.standing, one.because) == (Standing.CONDITIONAL, "If")


def test_who_announces_is_meant_by_the_pronoun() -> None:
    (one,) = promises("France announced that it will pay.", TODAY)
    assert one.actor is not None
    assert one.actor.parties == ("FRA",)


def test_the_party_against_which_something_is_done_is_not_promised_it() -> None:
    (one,) = promises("We will deter any attack on ports open to Russia.", TODAY)
    assert one.toward == ""


def test_the_one_addressed_is_the_partner() -> None:
    (one,) = promises("We will provide you with the list.", TODAY)
    assert one.toward == "you"


def test_first_person_and_joint_subjects_are_told() -> None:
    (ours,) = promises("We will pay.", TODAY)
    (joint,) = promises("The two leaders will meet.", TODAY)
    assert ours.actor is not None
    assert joint.actor is not None
    assert (ours.actor.is_first_person, joint.actor.is_joint) == (True, True)


@pytest.mark.parametrize(
    ("words", "latest"),
    [
        ("by the end of May 2027", date(2027, 5, 31)),
        ("within six months", date(2027, 5, 22)),
        ("by Q3 2027", date(2027, 9, 30)),
        ("in 2028", date(2028, 12, 31)),
        ("next year", date(2027, 12, 31)),
        ("by the end of the year", date(2026, 12, 31)),
        ("before 12 March 2027", date(2027, 3, 12)),
        ("within two weeks", date(2026, 12, 6)),
    ],
)
def test_deadlines_become_days(words: str, latest: date) -> None:
    (one,) = promises(f"We will publish the rules {words}.", TODAY)
    assert one.deadline is not None
    assert one.deadline.words == words
    assert one.deadline.day is not None
    assert one.deadline.day.latest == latest


@pytest.mark.parametrize("words", ["by COP45", "within five working days"])
def test_a_deadline_without_a_day_of_its_own_stays_words(words: str) -> None:
    (one,) = promises(f"We will publish the rules {words}.", TODAY)
    assert one.deadline is not None
    assert (one.deadline.words, one.deadline.day) == (words, None)


def test_may_is_no_month_where_it_is_a_verb() -> None:
    (one,) = promises("We will publish what others may use.", TODAY)
    assert one.deadline is None


def test_one_sentence_counts_once() -> None:
    assert len(promises("We will pay and we will train.", TODAY)) == 1


def test_empty_text_promises_nothing() -> None:
    assert promises("", TODAY) == []


def test_the_own_name_of_a_correspondent_is_an_actor() -> None:
    assert promises("Freedonia will open the port.", TODAY) == []
    (one,) = promises("Freedonia will open the port.", TODAY, with_own((("Freedonia", "FRE"),)))
    assert one.actor is not None
    assert one.actor.parties == ("FRE",)


@pytest.mark.parametrize("sentence", PROMISES)
def test_whatever_promises_is_seen_at_a_quick_look(sentence: str) -> None:
    assert may_promise(sentence)


def test_what_holds_no_word_of_undertaking_is_not_read() -> None:
    assert not may_promise("The two sides exchanged views on ports and took note of the report.")
