"""The report: what becomes of findings, in words and in JSON, and whose secrets are not in it."""

from __future__ import annotations

import json

from emde_core.doctor import serving
from emde_core.doctor.finding import Examination, State, fault, in_order, warning
from emde_core.doctor.report import document, examine, summary_of, text_of
from emde_core.terminal import shell_word

KEY = "0123456789abcdef" * 2


def test_one_that_fails_itself_is_a_finding_and_the_others_go_on():
    def crash():
        yield in_order("one thing")
        raise KeyError("tea")

    def without_numpy():
        raise ModuleNotFoundError("No module named 'numpy'", name="numpy")

    names = {"a": crash, "b": without_numpy, "c": lambda: [in_order("well")]}
    lines = list(examine(Examination(name, name, run) for name, run in names.items()))
    assert [(line.examination.name, line.finding.state) for line in lines] == [
        ("a", State.FAULT),
        ("b", State.WARNING),
        ("c", State.IN_ORDER),
    ]
    assert lines[0].finding.words == "the examination itself failed: KeyError: 'tea'"
    assert lines[1].finding.words == "can't be looked at: No module named 'numpy'"
    assert all(line.finding.remedy for line in lines[:2])


def test_faults_warnings_and_order_are_summed_up():
    def told(*findings):
        return summary_of(list(examine([Examination("x", "x", lambda: findings)])))

    assert told(in_order("a")) == "Everything that is needed is in order."
    assert told(in_order("a"), warning("b", "c")) == "Everything that is needed is in order; 1 warning."
    assert told(fault("a", "b"), fault("c", "d"), warning("b", "c"), warning("b", "c")) == (
        "2 things must be mended; 2 warnings."
    )


def test_a_finding_is_told_in_one_line_and_its_remedy_below():
    [line] = examine([Examination("x", "tea", lambda: [fault("is\ncold", "make   it anew")])])
    assert text_of(line) == "fault     tea: is cold\n          mend: make it anew"


def test_no_secret_is_in_a_report(monkeypatch):
    monkeypatch.setenv(serving.TMDB_VARIABLE, KEY)
    monkeypatch.setenv("HOME", "/home/anna")
    words = f"/home/anna/films and /home/annabel, {KEY}"
    finding = fault(words, f"cat /home/anna/{KEY}", where=words, list=[words], table={"a": words})
    [line] = examine([Examination("x", "x", lambda: [finding])])
    for text in (text_of(line), json.dumps(document([line]))):
        assert KEY not in text
        assert "/home/anna/" not in text
        assert "~/films and /home/annabel, ***" in text


def test_a_command_in_a_report_can_be_copied_to_a_shell(monkeypatch):
    monkeypatch.setenv("HOME", "/home/anna")
    words = " ".join(["cat", *map(shell_word, ("/home/anna/films", "/home/anna/my films", "/home/anna/it's\x1b"))])
    [line] = examine([Examination("x", "x", lambda: [fault("see '/home/anna/a'", f"{words} '/home/annabel/b'")])])
    remedy = r"cat ~/films ~/'my films' ~/$'it\'s\u001b' '/home/annabel/b'"
    assert text_of(line).endswith(f"x: see '~/a'\n          mend: {remedy}")
    assert document([line])["findings"][0]["remedy"] == remedy
