"""Titles in the spellings that people and files give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emde_core.text.numerals import with_digits
from emde_core.text.title_index import TitleIndex
from emde_core.text.title_keys import identity_key, plain_key, search_key, title_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rocket³", "Rocket 3"),
        ("The Loud Gun 44⅔", "Loud Gun 44 2/3, The"),
        ("7½", "7 1/2"),
        ("Seven and a Half Weeks", "7½ Weeks"),
        ("Eleven Angry Women", "11 Angry Women"),
        ("Thirty-Nine Stairs", "39 Stairs"),
        ("Twenty Thousand Miles Up", "20,000 Miles Up"),
        ("One Hundred and One Cats", "101 Cats"),
        ("The Uncle: Part II", "Uncle Part 2"),
        ("Sunday the Thirteenth", "Sunday the 13th"),
        ("King Henry V", "King Henry 5"),
        ("Two Colours: Grey", "Two Colors: Gray"),
        ("The Travelling Theatre Programme", "Traveling Theater Program"),
        ("Robot II: Judgement Day", "Robot 2: Judgment Day"),
        ("Salt & Pepper", "Salt and Pepper"),
        ("Romeo + Julie", "Romeo and Julie"),
        ("Dr. Who vs. Mr. Hyde", "Doctor Who versus Mister Hyde"),
        ("L'Étranger", "Étranger, L’"),
        ("Das Boötchen", "Bootchen"),
        ("Die Brücke", "Die Bruecke"),
        ("Los Olvidados", "Olvidados"),
        ("La Dolce Vita", "Dolce Vita, La"),
        ("Il Postino", "il postino"),
        ("B*A*N*G", "Bang"),
        ("ROBO·T", "Robo-T"),
        ("E.X. the Traveller", "EX: The Traveler"),
        ("Face/On", "Faceon"),
        ("Night Runner", "Nightrunner"),
        ("The Good, the Dull and the Ugly", "The Good, The Dull, The Ugly"),
        ("Зеркало", "Zerkalo"),
        ("Красная (Red)", "red"),
        ("Lion: The Master (a.k.a. The Master)", "Master, The"),
        ("Lion, also known as The Master", "Master"),
        ("Bird: Or (The Virtue of Not Knowing)", "Bird"),
        ("Dr. Oddlove or: How I Learned to Rest", "Doctor Oddlove"),
        ("Sky Wars: Episode V - The Clouds Strike Back", "The Clouds Strike Back"),
    ],
)
def test_two_spellings_of_one_title(one, other):
    assert title_keys(one).whole & title_keys(other).whole


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alien", "Aliens"),
        ("Rocket", "Rocket 2"),
        ("Rocket II", "Rocket III"),
        ("V for Violet", "5 for Violet"),
        ("I, Machine", "1, Machine"),
        ("Four Rooms", "For Rooms"),
        ("Sky Wars: Episode IV - An Old Hope", "Sky Wars: Episode V - The Clouds"),
        ("Robin of the Hood", "Robin of the Hood: Lord of Archers"),
        ("...", "!!!"),
    ],
)
def test_two_titles(one, other):
    assert not title_keys(one).whole & title_keys(other).whole


@pytest.mark.parametrize(
    ("title", "piece"),
    [
        ("Robin of the Hood: Lord of Archers", "Robin of the Hood"),
        ("Sky Wars: Episode IV - An Old Hope", "Sky Wars"),
        ("Marty Snake's Life of Ryan", "Life of Ryan"),
        ("Mission: Improbable – Rain", "Mission"),
    ],
)
def test_a_title_and_a_piece_of_it(title, piece):
    assert title_keys(piece).whole & title_keys(title).pieces


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("one two three", "1 2 3"),
        ("nineteen eighty four", "19 84"),
        ("two thousand and one", "2001"),
        ("nine hundred ninety nine", "999"),
        ("the first wives", "the 1st wives"),
        ("star wars episode iv", "star wars 4"),
        ("part one", "part 1"),
        ("i robot", "i robot"),
    ],
)
def test_numbers(words, digits):
    assert with_digits(words) == digits


@given(st.text(max_size=40))
def test_any_text_has_keys(text):
    keys = title_keys(text)
    assert identity_key(text) in keys.whole
    assert not keys.whole & keys.pieces
    assert plain_key(text) == plain_key(plain_key(text)) or len(plain_key(text).split()) > 1


def test_an_index_finds_namesakes_relatives_and_the_nearest():
    index = TitleIndex(
        [("a", ["The Alien", "Fremde, Die"]), ("b", ["Alien: Return"]), ("c", ["Alien"]), ("d", ["Brazil"])]
    )
    assert index.namesakes("alien") == ["a", "c"]
    assert index.namesakes("Die Fremde") == ["a"]
    assert index.relatives("Alien") == ["b"]
    assert index.relatives("Alien: Return of the Alien") == ["a", "c"]
    assert index.nearest("Brasil", 2) == ["d"]
    assert index.nearest("Qqqqqq", 2) == []


def test_a_title_that_holds_another_holds_it_from_the_beginning_of_a_word():
    index = TitleIndex([("braveheart", ["Braveheart", "Corazón valiente"]), ("brave", ["Corazón de alien"])])
    assert index.nearest("Alien", 1) == ["brave"]


def test_a_title_without_spaces_is_found_from_any_character():
    index = TitleIndex([("spirited", ["千与千寻"]), ("totoro", ["となりのトトロ"]), ("suriyothai", ["สุริโยไท"])])
    assert [index.nearest(part, 1) for part in ("寻", "トロ", "ท")] == [["spirited"], ["totoro"], ["suriyothai"]]


@pytest.mark.parametrize("title", ["Twelve Monkeys", "Сталкер", "기생충", "The Godfather, Part II"])
def test_a_title_with_spaces_is_sought_by_its_words_alone(title):
    assert search_key(title) == plain_key(title)
