"""What a terminal would obey, or hide, is shown on stdout and stderr, by whom ever it is written."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from emde_core import Catalogue
from emde_core.cli import console
from emde_core.data.catalogue import Film
from emde_core.errors import FilmNameError
from emde_core.terminal import PlainStream, printable, printable_line, shell_word, stream_behind
from tests.pseudo_terminals import read_until_closed

ROOT = Path(__file__).parents[1]
TAG = "\U000e0041"
ATTACKS = {
    "colour": "\x1b[31mred\x1b[0m",
    "a screen cleared": "\x1b[2J\x1b[H",
    "a title of the window": "\x1b]0;owned\x07",
    "a link": "\x1b]8;;https://evil.invalid\x1b\\click\x1b]8;;\x1b\\",
    "the clipboard": "\x1b]52;c;cm0gLXJm\x07",
    "C1": "\x9b31mred\x9d0;owned\x9c",
    "a line written over": "good\rbad",
    "letters taken back": "rm\b\bls",
    "a bell, NUL, delete": "\a\x00\x7f",
    "bidi": "\u202egnp.exe\u202c \u2066a\u2069 \u200e\u200f\u061c",
    "zero width": "pass\u200bword \u2060 \ufeff so\xadft",
    "tag characters": f"flag{TAG}\U000e007f",
    "separators": "one\u2028two\u2029three",
    "half a letter": "\ud83d",
}


def is_obeyed(letter):
    """Tell whether a terminal does something else with a sign than drawing it."""
    return letter not in "\t\n" and unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS)
def test_what_is_obeyed_is_shown(text):
    assert any(map(is_obeyed, text)), "the control: as it stands, it would be obeyed"
    assert not any(map(is_obeyed, printable(text)))


def test_what_is_drawn_stays_as_it_is():
    words = "Amélie, רוח המדבר, 君の名は。, [red]M*A*S*H[/] :bomb: \\x1b\t{0} 100%\n"
    joined = "می‌خواهم, क्‍ष, 👩‍🚀, 👩🏽‍❤️‍💋‍👨"
    assert printable(words + joined) == words + joined
    assert printable("pass\u200cword, \u200d") == r"pass\u200cword, \u200d"
    assert printable_line("Alien\nemde: done") == r"Alien\u000aemde: done"


def test_a_command_can_be_copied_to_a_shell():
    assert shell_word("films") == "films"
    for word in ("my films", "it's", "$HOME `id` ;", "a\x1b[31m\u202e'b\\", "line\nline"):
        assert not any(map(is_obeyed, shell_word(word)))
        done = subprocess.run(["bash", "-c", f"printf %s {shell_word(word)}"], capture_output=True, check=True)
        assert done.stdout.decode() == word


def test_json_means_the_same():
    document = list(ATTACKS.values())
    written = printable(json.dumps(document, ensure_ascii=False))
    assert not any(map(is_obeyed, written))
    assert json.loads(written) == document


def test_a_stream_that_is_protected_says_that_it_is_no_terminal():
    behind = io.StringIO()
    behind.isatty = lambda: True
    stream = PlainStream(behind)
    stream.writelines(["a\x1b[1m", "b"])
    assert stream.write("\u202e!") == 2, "as the caller wrote it"
    assert (behind.getvalue(), stream.isatty(), stream_behind(stream)) == ("a\\u001b[1mb\\u202e!", False, behind)
    assert stream_behind(behind) is behind


WRITERS = """
import logging, sys, warnings
from emde_core.cli import console
from emde_core.progress import to_stderr
from emde_core.terminal import protect_terminal

protect_terminal()
protect_terminal()  # once is enough
title = sys.argv[1]
console.say(f"message {title}")
to_stderr(f"library {title}")
logging.getLogger("lonely").warning("log %s", title)
warnings.warn(f"warning {title}")
console.print_lines([f"line {title}", "forged\\nemde: all is well"])
console.print_json([title])
raise ValueError(f"traceback {title}")
"""


def test_whoever_writes_is_shown():
    """Messages, logs, warnings, tracebacks and plain writing: each finds the stream by its name."""
    done = subprocess.run(
        [sys.executable, "-c", WRITERS, "\x1b[31m\u202eAlien [red] :bomb:"],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    shown = r"\u001b[31m\u202eAlien [red] :bomb:"
    for writer in ("message", "library", "log", "UserWarning: warning", "ValueError: traceback"):
        assert f"{writer} {shown}\n" in err
    assert out == f'line {shown}\nforged\\u000aemde: all is well\n[\n "{shown}"\n]\n'
    assert not any(map(is_obeyed, out + err))


SERVER = """
import sys
from streamlit import logger
from streamlit.error_util import _log_uncaught_app_exception
from streamlit.web import bootstrap
from dashboard import __main__ as dashboard

title = sys.argv.pop()

def serve(*_, **__):
    logger.get_logger("streamlit.lonely").warning("log %s", title)
    try:
        raise ValueError(f"traceback {title}")
    except ValueError as error:
        _log_uncaught_app_exception(error)

bootstrap.run_asgi_app = serve
dashboard.main()
"""


@pytest.mark.slow
def test_the_servers_log_is_shown(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SERVER, "\x1b[31m\u202eAlien [red] :bomb:"],
        capture_output=True,
        cwd=tmp_path,  # where no configuration of Streamlit's lies
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
        timeout=120,
    )
    said = (done.stdout + done.stderr).decode()
    shown = r"\u001b[31m\u202eAlien [red] :bomb:"
    for writer in ("log", "ValueError: traceback"):
        assert f"{writer} {shown}\n" in said
    assert not any(map(is_obeyed, said))


def test_no_line_of_a_message_passes_for_another(capsys):
    catalogue = Catalogue((Film(id="1", title="Alien\nemde: all is well"),))
    with pytest.raises(FilmNameError) as caught:
        catalogue.find("Alien emde all is wel")
    console.say(f"emde: {caught.value}")
    err = capsys.readouterr().err
    assert err.count("emde:") == 2
    assert len(re.findall("^emde:", err, re.MULTILINE)) == 1


HOSTILE = "\x1b]0;owned\x07[red]\x1b[31m\u202e:bomb:\x9b1m"
USES = {
    "a film's name": ("recommend", "--like", HOSTILE),
    "a wish": ("recommend", "--more", HOSTILE),
    "a model's path": ("recommend", "--like", "1", "--model", HOSTILE),
    "a history's path": ("recommend", "--history", HOSTILE),
    "a film to explain": ("explain", "--like", "1", "--film", HOSTILE),
    "a method": ("explain", "--like", "1", "--film", "1", "--method", HOSTILE),
    "many histories": ("explain", "--histories", HOSTILE, "--out", "x.parquet"),
    "a baseline": ("explain", "--like", "1", "--film", "1", "--baseline", HOSTILE),
    "an export": ("import", HOSTILE, "--out", "x.json"),
    "a title to take": ("import", "ratings.csv", "--take", HOSTILE, "--out", "x.json"),
    "a folder of data": ("prepare", "out", "--data", HOSTILE),
    "a file of metadata": ("prepare", "out", "--metadata", HOSTILE, "--data", "."),
    "a text model": ("prepare", "out", "--text-model", HOSTILE, "--data", "."),
    "a prepared catalogue": ("train", HOSTILE),
    "a recipe": ("train", "out", "--recipe", HOSTILE),
    "a file of settings": ("train", "out", "--config", HOSTILE),
    "a data set": ("fetch", HOSTILE),
    "data to measure": ("evaluate", "--data", HOSTILE),
    "a number": ("evaluate", "--splits", HOSTILE),
    "an address": ("dashboard", "--address", HOSTILE),
    "a study": ("dashboard", "--study", HOSTILE),
    "a command": (HOSTILE,),
    "an option": ("recommend", f"--{HOSTILE}"),
    "an argument too many": ("recommend", HOSTILE),
}


@pytest.mark.parametrize("words", USES.values(), ids=USES)
def test_what_a_command_repeats_is_shown(emde, small_folder, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("ratings.csv").write_text("title,year,rating\nAlien,1979,5\n")
    model = (
        ("--model", small_folder) if words[0] in ("recommend", "explain", "import") and "--model" not in words else ()
    )
    status, out, err = emde(*words, *model)
    assert status in (1, 2)
    assert "Traceback" not in err
    assert not any(map(is_obeyed, out + err))
    assert "💣" not in err


@pytest.mark.slow
def test_on_a_terminal_only_the_bar_moves_the_cursor(small_folder, tmp_path):
    """A pseudo-terminal, as a person has it: what the model's films are called reaches it as text."""
    histories = tmp_path / "histories.jsonl"
    histories.write_text(json.dumps({"viewer": "ann", "liked": ["1"]}))
    drawn = on_a_terminal(
        "explain", "--histories", histories, "--out", tmp_path / f"{HOSTILE}.parquet", "--model", small_folder
    )
    assert "\x1b[" in drawn, "the control: a bar is drawn there"
    assert r"\u001b]0;owned\u0007" in drawn
    assert "\x1b]0;" not in drawn
    assert "\u202e" not in drawn


def on_a_terminal(*words):
    """Run a command on a terminal of its own; all that it wrote there."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "200"}
    process = subprocess.Popen(
        [sys.executable, "-m", "emde_core", *map(str, words)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
    )
    os.close(theirs)
    content = read_until_closed(ours)
    process.wait(timeout=60)
    return content.decode()
