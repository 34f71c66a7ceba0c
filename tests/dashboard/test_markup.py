import html
import re

import pytest

from dashboard.reasons import marks
from dashboard.text import grammar, markup
from emde_core.explain.values import CategoryValue, RegionValue, WordValue

HOSTILE = [
    "M*A*S*H",
    "1. April 2000",
    ":smile:",
    ":red[text] :material/home: $x$",
    "<script>alert(1)</script>",
    '<b>bold</b> & "quotes"',
    "רוח המדבר",
    "a" * 300,
    "[link](javascript:alert(1)) `code` #1 > quote",
    "' onmouseover='alert(1)",
]
TAGS = re.compile(r"<[^>]*>")


def shown(markup_text: str) -> str:
    """What a reader sees."""
    return html.unescape(TAGS.sub("", markup_text)).replace(grammar.NO_BREAK, " ")


@pytest.mark.parametrize("title", HOSTILE)
def test_an_attribute_has_nothing_that_st_html_would_drop(title):
    (value,) = re.findall(r'title="([^"]*)"', markup.element("i", title=title))
    value = html.unescape(value)
    assert value.replace(markup.JOINER, "") == title
    assert "</" not in value


def test_attributes_are_written_as_html_names_them():
    made = markup.element("img", class_="thumb", data_film="1", hidden=True, alt="", role=None, title=False)
    assert made == '<img class="thumb" data-film="1" hidden alt="">'


def test_what_was_built_here_is_not_escaped_again():
    made = markup.element("p", "Tom & ", markup.strong("<Jerry>"))
    assert made == "<p>Tom &amp; <b>&lt;Jerry&gt;</b></p>"
    assert markup.join(f"{made}") == str(markup.join("<p>Tom &amp; <b>&lt;Jerry&gt;</b></p>"))  # a plain string again
    assert markup.hover("%{x}", name="<i>") == "%{x}<extra>&lt;i&gt;</extra>"


@pytest.mark.parametrize("title", HOSTILE)
def test_data_stays_text(title):
    for made in (markup.join(title), markup.isolated(title), marks.marked_plot(title, ())):
        assert shown(made) == title
        assert set(TAGS.findall(made)) <= {"<bdi>", "</bdi>", '<p class="plot" dir="auto">', "</p>"}


@pytest.mark.parametrize("title", HOSTILE)
def test_data_in_attributes_cannot_leave_them(title):
    made = marks.chips([CategoryValue(title, title, 0.5)])
    (chip,) = re.findall(r'<span class="chip[^>]*>', made)
    assert chip.count('"') == 8  # four attributes of our own
    assert shown(made).startswith(grammar.shorten(title, 40))


@pytest.mark.parametrize("title", HOSTILE)
def test_plotly_gets_no_tags(title):
    made = markup.in_plotly(title)
    assert "<" not in made
    assert html.unescape(made.strip("\u2068\u2069")) == title


@pytest.mark.parametrize("title", HOSTILE)
def test_markdown_is_escaped(title):
    made = markup.plain_in_markdown(title)
    assert re.sub(r"\\(.)", r"\1", made).replace(markup.JOINER, "") == title
    assert not re.search(r"(?<!\\)[*_`\[\]<>#$:]", made)


def test_words_are_marked_where_they_stand():
    plot = "A <robot> & a robot fall"
    words = [WordValue(3, 8, "robot", 0.4), WordValue(14, 19, "robot", -0.2), WordValue(20, 24, "fall", 0.01)]
    made = marks.marked_plot(plot, words)
    assert shown(made) == plot
    found = re.findall(r'<mark class="(w\d) (for|against)" data-value="([^"]+)"[^>]*>(.*?)</mark>', made)
    assert found == [("w3", "for", "0.4", "robot"), ("w2", "against", "-0.2", "robot")]


def test_what_rounds_to_nothing_is_not_marked():
    assert marks.marks([WordValue(0, 5, "start", value=0.0009), WordValue(6, 9, "end", value=-0.0001)]) == ()
    assert [mark.strength for mark in marks.marks([WordValue(0, 5, "start", value=0.01)])] == [3]


def test_function_words_stay_unmarked():
    made = marks.marked_plot("the robot", [WordValue(0, 3, "the", 0.9), WordValue(4, 9, "robot", 0.2)])
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", made) == ["robot"]
    assert 'class="w3 for"' in made  # and do not make the others look weak


def test_overlapping_words_are_marked_once():
    made = marks.marked_plot("abcdef", [WordValue(0, 4, "abcd", 0.3), WordValue(2, 6, "cdef", 0.3)])
    assert made.count("<mark") == 1
    assert shown(made) == "abcdef"


def test_no_more_words_than_asked_for():
    words = [WordValue(2 * k, 2 * k + 1, "x", 0.5) for k in range(30)]
    assert len(marks.marks(words, most=7)) == 7


def test_chips_show_the_strongest_first_and_fold_the_rest():
    made = marks.chips([CategoryValue("genre", f"g{k}", 0.01 * k) for k in range(20)])
    assert made.index("g19") < made.index("g12") < made.index("<details") < made.index("g1<")
    assert "+0.19" in made


def test_categories_shared_with_the_history_come_first():
    categories = [CategoryValue("cast", "stranger", 0.5), CategoryValue("genre", "shared", 0.2)]
    made = marks.chips(categories, liked={("genre", "shared")})
    assert made.index("shared") < made.index("stranger")


def test_a_category_that_hardly_speaks_against_a_film_is_folded_away_and_a_strong_one_is_not():
    strong = [CategoryValue("cast", f"c{k}", 0.5) for k in range(3)]
    slight, war = CategoryValue("genre", "Musical", -0.01), CategoryValue("genre", "War", -0.3)
    made = marks.chips([*strong, slight, war], liked={("cast", "c0")})
    assert made.index("War") < made.index("<details") < made.index("Musical")


def test_patches_are_shares_of_the_strongest():
    regions = [RegionValue(0, 0, 0.5, 1, 0.2), RegionValue(0.5, 0, 0.5, 1, -0.4)]
    assert [p.weight for p in marks.patches(regions)] == [0.5, -1.0]
    assert [p.weight for p in marks.patches([RegionValue(0, 0, 1, 1, 0.0)])] == [0.0]
    assert marks.patches([]) == ()


def test_a_region_that_adds_next_to_nothing_neither_shines_nor_bears_a_number():
    slight, clear = (
        marks.patches([RegionValue(0, 0, 1, 1, 0.0005)])[0],
        marks.patches([RegionValue(0, 0, 1, 1, 0.02)])[0],
    )
    assert (slight.weight, slight.amount) == (pytest.approx(0.1), "")
    assert (clear.weight, clear.amount) == (1.0, "+0.02")


@pytest.mark.parametrize(("value", "said"), [(0.314, "+0.31"), (-0.02, "−0.02"), (0.004, "0.00"), (-0.004, "0.00")])
def test_signs(value, said):
    assert grammar.with_sign(value) == said


def test_a_table_keeps_data_as_text():
    made = markup.table("c", ["a", "b"], [("<b>x</b>", "1")])
    assert "<b>" not in made
    assert "&lt;b&gt;x" in made


def test_no_line_breaks_inside_a_share_or_a_number_with_its_unit():
    made = markup.element("p", "62 of the 101 viewers, 1 in 4; 60 MB; from 1 to 97, a 95 % interval, and 3.9 times")
    shares = ("62 of the 101", "1 in 4", "60 MB", "1 to 97", "95 %", "3.9 times")
    assert [share for share in shares if share.replace(" ", grammar.NO_BREAK) not in made] == []
    assert " viewers, 1" in made, "and elsewhere it breaks"


def test_a_title_can_be_copied_as_it_is():
    assert markup.isolated("7 of 12 monkeys") == "<bdi>7 of 12 monkeys</bdi>"
