"""The intensity ladder: where operative verbs stand."""

from __future__ import annotations

import re

import pytest

from diplotrack.language.ladder import OUTSIDE, SCALES, in_language, inflected, ladder, table, telling_words

ORDERED = {
    "concern": [
        "is concerned", "is deeply concerned", "regrets", "deeply regrets", "deplores", "strongly deplores",
        "condemns", "strongly condemns", "condemns in the strongest terms",
    ],
    "call": [
        "invites", "encourages", "appeals to", "calls upon", "urges", "strongly urges", "demands", "insists",
    ],
    "support": [
        "acknowledges", "recognizes", "appreciates", "welcomes", "commends", "supports", "strongly supports",
        "endorses",
    ],
    "undertaking": [
        "will consider", "aims to", "intends to", "will endeavour", "will", "commits to", "undertakes", "shall",
        "guarantees",
    ],
}  # fmt: skip


@pytest.mark.parametrize("scale", ORDERED)
def test_the_steps_of_a_scale_are_in_order(scale: str) -> None:
    found = [ladder().rungs(f"The Council {verb} it")[0] for verb in ORDERED[scale]]
    assert [one.scale for one in found] == [scale] * len(found)
    assert [one.step for one in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize("words", ["The Council notes the report", "We take note of it", "It took note"])
def test_notes_stands_outside(words: str) -> None:
    assert [one.scale for one in ladder().rungs(words)] == [OUTSIDE]


def test_the_longest_phrase_prevails() -> None:
    (one,) = ladder().rungs("We condemned, in short: we strongly condemn")[1:]
    assert one.words == "strongly condemn"


def test_nouns_are_no_verbs() -> None:
    assert ladder().rungs("They have the political will, our support and a promise.") == []


def test_a_noun_after_and_takes_no_object() -> None:
    assert ladder().rungs("They need help and support in this.") == []
    assert [one.words for one in ladder().rungs("They open it and support the ports.")] == ["support"]


def test_support_for_something_is_a_noun() -> None:
    assert ladder().rungs("They discussed international support for the ports.") == []


def test_a_noun_with_an_adjective_is_none_either() -> None:
    assert ladder().rungs("They restate their steadfast resolve to go on.") == []
    assert [one.words for one in ladder().rungs("The leaders resolve to go on.")] == ["resolve to"]


def test_an_adverb_may_stand_within_a_phrase() -> None:
    assert [one.words for one in ladder().rungs("We will also consider it.")] == ["will also consider"]


def test_forms_of_a_verb_follow_from_it() -> None:
    assert inflected("urge") == ["urge", "urges", "urged", "urging"]
    assert inflected("rely")[1:3] == ["relies", "relied"]


def test_every_scale_has_a_name_to_show() -> None:
    assert {one["name"] for one in table()["en"]["scale"]} == set(SCALES)


def test_a_language_without_a_section_is_told() -> None:
    assert (in_language("en-GB"), in_language("en_US"), in_language("de")) == ("en", "en", "")


def test_a_language_that_only_ranks_verbs_reads_no_texts() -> None:
    assert (in_language("fr"), in_language("es-MX")) == ("", "")


@pytest.mark.parametrize("language", ["fr", "es"])
def test_other_languages_name_every_form_of_their_verbs(language: str) -> None:
    section = table()[language]
    phrases = [one for scale in section["scale"] for same in scale["steps"] for one in same]
    verbs = set(re.findall(r"\{([^{}]+)\}", " ".join([*phrases, *section["outside"]])))
    assert verbs == set(section["irregular"])
    assert {one["name"] for one in section["scale"]} <= set(SCALES)


@pytest.mark.parametrize(
    ("language", "weaker", "stronger"),
    [
        (
            "fr",
            "Le Conseil se déclare préoccupé par cela.",
            "Le Conseil se déclare gravement préoccupé par cela.",
        ),
        ("fr", "Le Conseil déplore l’attaque.", "Le Conseil condamne l’attaque."),
        (
            "fr",
            "Le Conseil condamne fermement l’attaque.",
            "Il condamne avec la plus grande fermeté l’attaque.",
        ),
        ("fr", "Nous invitons les parties.", "Nous exhortons les parties."),
        ("fr", "Le Conseil exhorte les parties.", "Le Conseil exige que les parties partent."),
        ("fr", "Le Conseil se félicite du rapport.", "Le Conseil appuie le rapport."),
        ("fr", "La France a l’intention de payer.", "La France s'engage à payer."),
        ("es", "El Consejo está preocupado por ello.", "El Consejo está profundamente preocupado por ello."),
        ("es", "El Consejo condena el ataque.", "El Consejo condena enérgicamente el ataque."),
        ("es", "El Consejo exhorta a las partes.", "El Consejo insta a las partes."),
        ("es", "El Consejo insta a las partes.", "El Consejo exige que se retiren."),
        ("es", "Acoge con beneplácito el informe.", "Hace suyo el informe."),
        ("es", "España se propone pagar.", "España se compromete a pagar."),
    ],
)
def test_french_and_spanish_verbs_are_ranked(language: str, weaker: str, stronger: str) -> None:
    (below,), (above,) = ladder(language).rungs(weaker), ladder(language).rungs(stronger)
    assert below.scale == above.scale
    assert below.step < above.step


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Le Conseil prend note du rapport."),
        ("fr", "Prenant acte du rapport,"),
        ("es", "Toma nota del informe."),
    ],
)
def test_taking_note_stands_outside_in_every_language(language: str, words: str) -> None:
    assert [one.scale for one in ladder(language).rungs(words)] == [OUTSIDE]


@pytest.mark.parametrize("scale", ORDERED)
def test_every_phrase_holds_a_telling_word(scale: str) -> None:
    telling = set(telling_words(frozenset({scale})))
    assert all(telling & set(phrase.split()) for phrase in ORDERED[scale])


def test_words_that_tell_of_a_promise_are_whole() -> None:
    telling = set(telling_words(frozenset({"undertaking"}), promising=True))
    assert {"will", "'ll", "won't", "agreed", "committing", "undertaken"} <= telling
    assert not telling & {"agreement", "aims", "agre", "to"}
