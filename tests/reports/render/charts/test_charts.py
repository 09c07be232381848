"""Charts on paper: their words, their shapes, and what becomes of too much, too little and nothing."""

from __future__ import annotations

import io
import itertools
import math
from collections.abc import Sequence

import pypdfium2
import pytest
from reportlab.graphics.shapes import Hatching, Rect

from diplotrack.reports.document import Chart, ChartForm, Document, Paragraph, Series, Tone
from diplotrack.reports.render import render_pdf
from diplotrack.reports.render.pdf import style
from diplotrack.reports.render.pdf.charts import chart_pieces
from diplotrack.reports.render.pdf.charts.columns import columns
from diplotrack.reports.render.pdf.charts.picture import Picture
from diplotrack.reports.render.pdf.charts.tones import FILLS, colour_of
from diplotrack.reports.render.pdf.pieces import Piece
from diplotrack.reports.render.pdf.shaping import Typesetter

GRID = style.grid("A4")
MONTHS = ["Jan 2026", "Feb 2026", "Mar 2026"]


def chart(form: ChartForm, values: Sequence[Sequence[float | None]], **more: object) -> Chart:
    tones = list(Tone)
    count = len(values[0]) if values else 0
    names = more.pop("categories", None) or [f"Category {place}" for place in range(count)]
    series = [Series(f"Series {place}", some, tones[place]) for place, some in enumerate(values)]
    return Chart(form, "Told by hand", names, series, "What it shows", **more)  # type: ignore[arg-type]


def text_of(*blocks: Chart | Paragraph) -> list[str]:
    written = io.BytesIO()
    render_pdf(Document("Report", blocks), written)
    found = []
    with pypdfium2.PdfDocument(written.getvalue()) as pdf:
        for page in pdf:
            text = page.get_textpage()
            found.append(text.get_text_range())
            text.close()
            page.close()
    return found


def areas(picture: Picture, tone: Tone) -> list[tuple[float, float, float, float]]:
    """The areas in the fill of a tone: x, y, width, height in points."""
    fill = colour_of(FILLS[tone].colour)
    return [
        (one.x, one.y, one.width, one.height)
        for one in picture.drawing.contents
        if isinstance(one, Rect) and one.fillColor == fill
    ]


def drawn(block: Chart) -> Picture:
    return columns(block, GRID.measure, Typesetter("en"))


@pytest.mark.parametrize("form", list(ChartForm))
def test_title_names_values_and_note_are_text(form: ChartForm) -> None:
    (page,) = text_of(chart(form, [[2, 4, 7]], categories=MONTHS, note="How to read it", unit="meetings"))
    for words in ("Told by hand", "meetings", "2026", "7", "How to read it"):
        assert words in page


def test_columns_are_as_high_as_their_values() -> None:
    picture = drawn(chart(ChartForm.COLUMNS, [[1, 2, 4]]))
    heights = [height for *_place, height in areas(picture, Tone.OURS)]
    assert heights[1] / heights[0] == pytest.approx(2, rel=0.01)
    assert heights[2] / heights[0] == pytest.approx(4, rel=0.01)


def test_what_is_below_nought_hangs_from_the_same_line() -> None:
    picture = drawn(chart(ChartForm.COLUMNS, [[1, -1]], lowest=-1, highest=1))
    (_x, floor, _width, height), (_other, y, _wide, depth) = areas(picture, Tone.OURS)
    assert height == pytest.approx(depth)
    assert y + depth == pytest.approx(floor)


def test_what_is_stacked_stands_on_what_is_below_it() -> None:
    picture = drawn(chart(ChartForm.STACKED, [[2], [3]]))
    lower = areas(picture, Tone.OURS)[-1]  # the first is the legend's
    upper = areas(picture, Tone.THEIRS)[-1]
    assert upper[1] == pytest.approx(lower[1] + lower[3])
    assert upper[3] / lower[3] == pytest.approx(1.5)


def test_none_is_nothing_and_nought_is_written() -> None:
    (page,) = text_of(chart(ChartForm.BARS, [[None, 0, 8]], categories=["Chad", "Mali", "Niger"]))
    assert page.split().count("0") == 2  # Mali's and the axis's
    picture = drawn(chart(ChartForm.COLUMNS, [[None, 5]]))
    assert len(areas(picture, Tone.OURS)) == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([], "no value"),
        ([[None, None]], "no value"),
        ([[math.nan, math.inf]], "no value"),
        ([[0, 0]], "is 0"),
    ],
)
@pytest.mark.parametrize("form", list(ChartForm))
def test_where_there_is_nothing_to_draw_a_sentence_says_so(
    form: ChartForm, values: list[list[float | None]], sentence: str
) -> None:
    (page,) = text_of(chart(form, values))
    assert sentence in page


def test_two_hundred_categories_keep_within_the_measure_and_their_labels_apart() -> None:
    picture = drawn(
        chart(ChartForm.COLUMNS, [list(range(200))], categories=[str(1800 + year) for year in range(200)])
    )
    labels = [one for one in picture.letters if one.y < 12]
    ends = [(one.x, one.x + one.line.width) for one in labels]
    assert 5 < len(labels) < 40
    assert all(right < left for (_start, right), (left, _end) in itertools.pairwise(ends))
    assert all(x + width <= GRID.measure + 0.01 for x, _y, width, _height in areas(picture, Tone.OURS))
    assert ends[-1][1] <= GRID.measure + 0.01


def test_no_lettering_leaves_the_picture() -> None:
    names = [
        "Head of state or government of a country with a very long name",
        "العربية السعودية",
        "中华人民共和国",
    ]
    block = chart(ChartForm.COLUMNS, [[-1234567, 5, 9], [7, 8, 3]], categories=names)
    picture = drawn(block)
    for one in picture.letters:
        assert one.x >= -0.01
        assert one.x + one.line.width <= picture.width + 0.01
        assert 0 <= one.y <= picture.height


def test_labels_in_any_script_are_found_again() -> None:
    names = ["المملكة العربية السعودية", "中华人民共和国", "საქართველო", "Côte d’Ivoire"]
    page = " ".join("".join(text_of(chart(ChartForm.BARS, [[1, 2, 3, 4]], categories=names))).split())
    assert all(name in page for name in names)


def test_bars_go_on_over_pages_and_none_is_lost() -> None:
    names = [f"Partner {place:03}" for place in range(200)]
    pages = text_of(chart(ChartForm.BARS, [list(range(200))], categories=names))
    assert len(pages) > 3
    text = "\n".join(pages)
    assert all(text.count(name) == 1 for name in names)
    # The axis stands on every page.
    assert all("200" in page and "100" in page for page in pages)


def test_a_mirrored_page_has_its_chart_mirrored() -> None:
    """The first month stands at the right where one reads from the right, the values beside the axis there."""
    block = chart(ChartForm.COLUMNS, [[1, 2, 3]], categories=["مارس", "أبريل", "مايو"])
    places = {}
    for language in ("en", "ar"):
        written = io.BytesIO()
        render_pdf(Document("Report", (block,), language=language), written)
        with pypdfium2.PdfDocument(written.getvalue()) as pdf:
            page = pdf[0]
            text = page.get_textpage()
            place = text.get_text_range().index("مارس")
            places[language] = text.get_charbox(place)[0] / page.get_width()
            text.close()
            page.close()
    assert places["en"] < 0.4
    assert places["ar"] > 0.6


def test_the_title_stays_with_the_picture_and_the_picture_with_its_note() -> None:
    pieces: list[Piece] = list(
        chart_pieces(chart(ChartForm.COLUMNS, [[1]], note="Note"), GRID, Typesetter("en"))
    )
    assert [one.keep for one in pieces] == [True, True, False]


def test_tones_differ_without_colour() -> None:
    """Each by its lightness or its hatching, as a black-and-white printer shows them."""
    seen = {
        (round(_lightness(fill.colour), 1), fill.hatch.angle if fill.hatch else None, bool(fill.outline))
        for fill in FILLS.values()
    }
    assert set(FILLS) == set(Tone)
    assert len(seen) == len(Tone)


def _lightness(operands: str) -> float:
    red, green, blue = (float(one) for one in operands.split())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_hatching_is_drawn_where_there_is_room_for_it() -> None:
    picture = drawn(chart(ChartForm.STACKED, [[1000], [1]]))
    assert sum(isinstance(one, Hatching) for one in picture.drawing.contents) == 1  # the legend's alone


def test_equal_charts_are_equal_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    written = []
    for _turn in range(2):
        stream = io.BytesIO()
        render_pdf(Document("Report", (chart(ChartForm.STACKED, [[1, 2], [3, 4]]),)), stream)
        written.append(stream.getvalue())
    assert written[0] == written[1]
