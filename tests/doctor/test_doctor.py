"""Everything that the doctor calls in order has a control: it is broken here, and the doctor says so."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections import namedtuple
from pathlib import Path

import pytest

import emde_core
from emde_core import workspace
from emde_core.artifacts import files
from emde_core.cli import address
from emde_core.doctor import catalogues, command, home, installation, machine, packages, registry, serving
from emde_core.doctor.finding import Examination, Finding, State, fault, in_order, warning
from emde_core.doctor.report import document, examine, summary_of, text_of
from emde_core.modalities import language_model
from tests.artifact_files import restate
from tests.serving import free_port
from tests.test_light_install import run_light

ROOT = Path(__file__).parents[2]
README = ROOT / "emde_core" / "doctor" / "README.md"
Usage = namedtuple("Usage", "total used free")
EVERYTHING = {each.name: each for each in registry.EXAMINATIONS}
KEY = "0123456789abcdef" * 2


@pytest.fixture
def healthy(monkeypatch, tmp_path, small_folder):
    """A machine on which all is in order, wherever these tests run."""
    monkeypatch.setenv("EMDE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(serving.TMDB_VARIABLE, raising=False)
    monkeypatch.setenv("CHROMIUM", "/usr/bin/chromium")
    monkeypatch.setattr(installation, "_checkout", lambda ours: ROOT)  # noqa: ARG005
    monkeypatch.setattr(installation, "declared_in", lambda *_: set())
    monkeypatch.setattr(packages, "requires", needing(*own_needs()))  # whenever this checkout was installed
    monkeypatch.setattr(packages, "run_child", children)
    monkeypatch.setattr(serving, "run_child", children)
    monkeypatch.setattr(machine, "usable_processors", lambda: 10_000)
    monkeypatch.setattr(address, "DEFAULT_PORT", free_port())
    monkeypatch.setattr("emde_core.demo.is_current", lambda folder, ratings: True)  # noqa: ARG005
    shutil.copytree(small_folder, workspace.demo_folder())
    return monkeypatch


def children(script, *words, folder=None):  # noqa: ARG001
    """A Python in which every import succeeds, and Streamlit has the settings that it was given."""
    if folder is None:
        return "".join(f"try {word}\n" for word in words), ""
    ours = serving.SAFE | serving._settings_of(folder / ".streamlit" / "config.toml")
    return json.dumps({name: [value, "a file"] for name, value in ours.items()}), ""


def own_needs():
    """The requirements of this checkout, as the metadata of an installation lists them."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        f"{line}; extra == '{name}'" for name in packages.PURPOSES for line in table["optional-dependencies"][name]
    ]
    return [*table["dependencies"], *(line for line in lines if not line.startswith(packages.PROJECT))]


def needing(*lines):
    return lambda name: list(lines)  # noqa: ARG005


def old_python(patch, _):
    patch.setattr("platform.python_version", lambda: "3.9.1")


def other_version(patch, _):
    patch.setattr(emde_core, "__version__", "99.0")


def old_numpy(patch, _):
    patch.setattr(packages, "requires", needing("numpy>=99"))


def no_extras(patch, _):
    lines = [f"no-such-thing>=1; extra == '{name}'" for name in packages.PURPOSES]
    patch.setattr(packages, "requires", needing(*lines))


def broken_module(patch, folder):
    (folder / "broken_thing.py").write_text("raise OSError('libtea.so: cannot open')", encoding="utf-8")
    patch.setenv("PYTHONPATH", str(folder))
    patch.setattr(packages, "requires", needing("broken-thing"))
    patch.setattr(packages, "version", lambda name: "1.0")  # noqa: ARG005
    patch.undo_child()


def other_weights(patch, _):
    patch.setattr(language_model, "WEIGHTS_SHA256", "0" * 64)


def broken_fonts(patch, folder):
    (folder / "fonts" / "tea").mkdir(parents=True)
    (folder / "fonts" / "tea" / "tea.ttf").write_bytes(b"no font")
    patch.setattr("emde_core.assets_dir.ASSETS", folder)


def no_browser(patch, _):
    patch.delenv("CHROMIUM")
    patch.setattr(shutil, "which", lambda name: None)  # noqa: ARG005


def little_memory(patch, folder):
    (folder / "proc").mkdir()
    (folder / "proc" / "meminfo").write_text("MemTotal: 9000000 kB\nMemAvailable:  200000 kB\n", encoding="ascii")
    patch.setattr(machine, "ROOT", folder)


def one_processor(patch, folder):
    (folder / "sys/fs/cgroup").mkdir(parents=True)
    (folder / "sys/fs/cgroup/cpu.max").write_text("100000 100000\n", encoding="ascii")
    patch.setattr(machine, "ROOT", folder)
    patch.undo_processors()
    patch.setattr("threadpoolctl.threadpool_info", lambda: [{"internal_api": "openblas", "num_threads": 64}])


def latin_terminal(patch, _):
    patch.setattr("locale.getpreferredencoding", lambda do_setlocale=True: "ISO-8859-1")  # noqa: ARG005


def no_temporary_folder(patch, folder):
    patch.setattr("tempfile.tempdir", str(folder / "nowhere"))


def home_is_a_file(patch, folder):
    (folder / "file").write_text("", encoding="utf-8")
    patch.setenv("EMDE_HOME", str(folder / "file"))


def full_disk(patch, _):
    patch.setattr(shutil, "disk_usage", lambda path: Usage(10**9, 10**9, 1000))  # noqa: ARG005


def taken_port(patch, _):
    patch.listener = socket.create_server(("127.0.0.1", 0))
    patch.setattr(address, "DEFAULT_PORT", patch.listener.getsockname()[1])


def open_to_other_pages(patch, _):
    patch.setenv("STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION", "false")
    patch.undo_child()


def empty_key(patch, _):
    patch.setenv(serving.TMDB_VARIABLE, " ")


def old_demo(patch, _):
    patch.setattr("emde_core.demo.is_current", lambda folder, ratings: False)  # noqa: ARG005


BREAKING = {
    "python": (old_python, State.FAULT, "CPython 3.9.1.* not one that the project runs on"),
    "project": (other_version, State.FAULT, "version 99.0 runs, and .* is installed"),
    "libraries": (old_numpy, State.FAULT, r"numpy .* is too old \(>=99 is needed\)"),
    **{f"extra-{name}": (no_extras, State.WARNING, "no-such-thing is missing") for name in packages.PURPOSES},
    "imports": (broken_module, State.FAULT, "broken-thing 1.0 can't be imported: OSError: libtea.so: cannot open"),
    "language-model": (other_weights, State.FAULT, "does not hold the official all-MiniLM-L6-v2 weights"),
    "assets": (broken_fonts, State.FAULT, "fonts can't be read: .*tea.ttf"),
    "chromium": (no_browser, State.WARNING, "no Chromium"),
    "memory": (little_memory, State.WARNING, r"0\.2 GB of memory free; reading the demo's films takes 1\.2"),
    "processors": (one_processor, State.WARNING, "1 of .* processors, 64 threads of openblas"),
    "terminal": (latin_terminal, State.WARNING, "text is written in ISO-8859-1"),
    "temporary-folder": (no_temporary_folder, State.FAULT, "can't be made .*nowhere"),
    "home": (home_is_a_file, State.FAULT, "file can't be read and written .*Not a directory"),
    "disk": (full_disk, State.WARNING, r"0\.0 GB free"),
    "port": (taken_port, State.WARNING, "in use by .*python.* .process"),
    "streamlit": (open_to_other_pages, State.WARNING, "XsrfProtection is False, by .*environment.* comes with True"),
    "tmdb-key": (empty_key, State.WARNING, "set and empty"),
    "demo": (old_demo, State.WARNING, "will be made again"),
}  # fmt: skip


@pytest.fixture
def patch(healthy):
    """The healthy machine, with ways back to the real children and processors."""
    real = {"child": packages_child, "processors": usable_processors}
    healthy.undo_child = lambda: [healthy.setattr(room, "run_child", real["child"]) for room in (packages, serving)]
    healthy.undo_processors = lambda: healthy.setattr(machine, "usable_processors", real["processors"])
    return healthy


packages_child, usable_processors = packages.run_child, machine.usable_processors


@pytest.mark.parametrize("name", EVERYTHING)
def test_an_examination_calls_in_order_what_is(name, healthy):  # noqa: ARG001
    findings = list(EVERYTHING[name].run())
    assert findings
    assert [finding for finding in findings if finding.state != State.IN_ORDER] == []
    assert {fact for finding in findings for fact in finding.facts} <= documented_facts()[name]


@pytest.mark.parametrize("name", EVERYTHING)
def test_an_examination_notices_what_is_broken(name, patch, tmp_path):
    break_it, state, words = BREAKING[name]
    break_it(patch, tmp_path)
    findings = [finding for finding in EVERYTHING[name].run() if finding.state != State.IN_ORDER]
    assert [finding.state for finding in findings] == [state]
    assert re.search(words, findings[0].words), findings[0].words
    assert findings[0].remedy
    assert set(json.loads(json.dumps(dict(findings[0].facts)))) <= documented_facts()[name]


def test_every_examination_has_a_name_of_its_own_and_a_row_in_its_readme():
    assert list(documented_facts()) == [*(each.name for each in registry.EXAMINATIONS), "folder"]


def documented_facts():
    """The facts that the README's table names, for each examination."""
    rows = re.findall(r"^\| (`.+?) \| .+? \| (.*?) ?\|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    in_ticks = re.compile(r"`([\w-]+)`")
    return {name: set(in_ticks.findall(facts)) for names, facts in rows for name in in_ticks.findall(names)}


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


@pytest.fixture
def folder(healthy, small_folder, tmp_path):  # noqa: ARG001
    return Path(shutil.copytree(small_folder, tmp_path / "mine"))


def looked_at(folder: Path) -> list[Finding]:
    findings = list(catalogues.folder_contents(folder))
    assert {fact for finding in findings for fact in finding.facts} <= documented_facts()["folder"]
    return [finding for finding in findings if finding.state != State.IN_ORDER]


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_whole_folder_is_in_order(folder, small_model):
    words = [finding.words for finding in catalogues.folder_contents(folder)]
    assert looked_at(folder) == looked_at(folder / "model") == []
    assert words[0].startswith(f"{folder}: 16 films, ")
    assert f"model {small_model.model_hash} of 16 films, 24 viewers" in words[-1]


@pytest.mark.parametrize("name", ["films.jsonl", "ratings.parquet", "arrays.safetensors"])
def test_a_flipped_bit_of_prepared_data_is_a_fault(folder, name):
    path = files.content_file(folder, name)
    flip(path)
    [finding] = looked_at(folder)
    assert finding.state == State.FAULT
    assert f"{path} is damaged" in finding.words
    assert finding.remedy == f"emde prepare {folder} --data FILMS"


@pytest.mark.parametrize("name", ["films.jsonl", "arrays.safetensors", "manifest.json"])
def test_a_damaged_model_is_a_fault(folder, name):
    path = files.content_file(folder / "model", name) or folder / "model" / name
    path.write_bytes(path.read_bytes()[:-9])
    [finding] = looked_at(folder)
    assert finding.state == State.FAULT
    assert str(path) in finding.words
    assert finding.remedy == f"emde train {folder}"


def test_a_model_of_other_data_is_a_fault_and_none_a_warning(folder):
    restate(folder / "model", data_hash="other")
    [finding] = looked_at(folder)
    assert (finding.state, finding.remedy) == (State.FAULT, f"emde train {folder}")
    assert "trained on other films or ratings" in finding.words
    shutil.rmtree(folder / "model")
    [finding] = looked_at(folder)
    assert (finding.state, finding.remedy) == (State.WARNING, f"emde train {folder}")


def test_missing_and_broken_posters_are_counted(folder, tmp_path):
    lines = files.content_file(folder, "films.jsonl").read_text(encoding="utf-8").splitlines()
    films = [json.loads(line) for line in lines]
    named = [film["poster"] for film in films if film["poster"]]
    manifest = json.loads((folder / files.MANIFEST).read_text())
    posters = Path(shutil.copytree(manifest["posters"], tmp_path / "posters"))
    (posters / named[0]).unlink()
    flipped = posters / named[1]
    flipped.write_bytes(flipped.read_bytes()[:40])
    for path in (folder, folder / "model"):
        restate(path, posters=str(posters))
    [finding] = looked_at(folder)
    assert finding.state == State.WARNING
    assert "1 are missing, 1 can't be read" in finding.words
    assert (finding.facts["missing"], finding.facts["unreadable"]) == (1, 1)


def test_a_language_model_that_a_model_names_is_said(folder, healthy):
    from emde_core.artifacts import model as models

    trained, number = models.load_model(folder / "model")
    reader = trained.encoded.readers["text"]
    object.__setattr__(reader.modality, "model", "somebody/else")
    healthy.setattr(models, "load_model", lambda path: (trained, number))  # noqa: ARG005
    [finding] = looked_at(folder / "model")
    assert "films read by somebody/else" in finding.words


def test_what_is_no_folder_of_ours_is_a_fault(tmp_path, healthy):  # noqa: ARG001
    assert [finding.state for finding in looked_at(tmp_path / "nowhere")] == [State.FAULT]
    (tmp_path / "green tea\x1b[m").mkdir()
    [finding] = looked_at(tmp_path / "green tea\x1b[m")
    assert finding.state == State.FAULT
    assert finding.remedy == rf"emde prepare $'{tmp_path}/green tea\u001b[m' --data FILMS, or delete it"
    assert looked_at(ROOT / "tests" / "fixtures" / "small") == []


def test_a_damaged_demo_is_mended_by_the_command_that_makes_it(healthy):  # noqa: ARG001
    flip(files.content_file(workspace.demo_folder(), "films.jsonl"))
    assert [finding.remedy for finding in looked_at(workspace.demo_folder())] == ["emde demo --prepare-only"]


def test_folders_at_home_are_looked_at_and_a_broken_home_is_no_obstacle(healthy, tmp_path):
    assert [each.name for each in registry.examinations([tmp_path])[-2:]] == ["folder", "folder"]
    home_is_a_file(healthy, tmp_path)
    assert registry.examinations() == registry.EXAMINATIONS
    for name in ("home", "disk", "demo"):
        assert [line.finding for line in examine([EVERYTHING[name]])]


def test_a_home_that_can_not_be_written_is_a_fault(healthy):
    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    healthy.setattr(home.tempfile, "TemporaryFile", refuse)
    [finding] = EVERYTHING["home"].run()
    assert finding.state == State.FAULT
    assert "Permission denied" in finding.words


def test_a_full_disk_is_a_fault_where_the_demo_is_yet_to_be_made(healthy, tmp_path):
    full_disk(healthy, tmp_path)
    shutil.rmtree(workspace.demo_folder())
    assert [finding.state for finding in EVERYTHING["disk"].run()] == [State.FAULT]


@pytest.mark.parametrize(
    ("bounds", "complaint"),
    [(">=99", "too old"), ("<1", "too new"), ("==1.2.3", "another version"), ("!=1.2.3,<1", "too new"), (">=1", "")],
)
def test_a_version_out_of_bounds_is_told_by_its_side(bounds, complaint, healthy):
    healthy.setattr(packages, "requires", needing(f"numpy{bounds}"))
    [need] = packages.needs()
    assert need.complaint == complaint


def test_an_extra_with_a_package_of_another_version_is_a_fault_with_the_exact_command(healthy):
    lines = "plotly<1,>=0.5; extra == 'app'", "numpy>=2", "tea>=1; extra == 'app'"
    healthy.setattr(packages, "requires", needing(*lines))
    [finding] = EVERYTHING["extra-app"].run()
    assert finding.state == State.FAULT
    assert finding.remedy == "python -m pip install 'plotly<1,>=0.5' 'tea>=1'"


def test_packages_that_are_missing_are_named_together(healthy):
    lines = [f"{name}; extra == 'app'" for name in ("cup", "pot", "tea")]
    healthy.setattr(packages, "requires", needing(*lines))
    [finding] = EVERYTHING["extra-app"].run()
    assert finding.words == "the dashboard: cup, pot, tea are missing"


def test_without_the_package_that_compares_versions_that_is_the_fault(healthy):
    healthy.setattr(packages, "find_spec", lambda name: None)  # noqa: ARG005
    [finding] = EVERYTHING["libraries"].run()
    assert (finding.state, finding.remedy) == (State.FAULT, "python -m pip install 'packaging>=24'")


def test_a_package_that_takes_python_down_is_the_one_that_is_named(patch, tmp_path):
    (tmp_path / "good_thing.py").write_text("", encoding="utf-8")
    (tmp_path / "deadly_thing.py").write_text("import os; os.kill(os.getpid(), 11)", encoding="utf-8")
    patch.setenv("PYTHONPATH", str(tmp_path))
    patch.setattr(packages, "requires", needing("good-thing", "deadly-thing"))
    patch.setattr(packages, "version", lambda name: "1.0")  # noqa: ARG005
    patch.undo_child()
    [finding] = EVERYTHING["imports"].run()
    assert finding.words == "deadly-thing 1.0 can't be imported: stopped by signal 11"
    assert finding.remedy == "python -m pip install --force-reinstall deadly-thing==1.0"


def test_a_module_is_known_for_every_package():
    from importlib.util import find_spec

    everything = {need.requirement.name for extra in ("", *packages.PURPOSES) for need in packages.needs(extra)}
    names = {packages.MODULES.get(name, name.replace("-", "_")) for name in everything}
    assert [name for name in names if find_spec(name) is None] == []


def test_a_checkout_that_needs_other_packages_by_now_is_a_warning(healthy):
    healthy.setattr(installation, "declared_in", lambda path, extras=("app",): {"tea>=1"} if extras else set())  # noqa: ARG005
    [finding] = EVERYTHING["project"].run()
    assert finding.state == State.WARNING
    assert "tea>=1" in finding.words
    assert finding.remedy == "python -m pip install --editable '.[all]'"


def test_a_checkout_whose_new_library_is_missing_is_a_fault(healthy):
    healthy.setattr(installation, "declared_in", lambda *_: {"no-such-tea>=1"})
    [finding] = EVERYTHING["project"].run()
    assert finding.state == State.FAULT
    assert finding.words.endswith("no-such-tea>=1; no-such-tea is missing")


def test_an_extra_that_the_installation_does_not_know_is_a_warning(healthy):
    healthy.setattr(packages, "requires", needing("numpy"))
    [finding] = EVERYTHING["extra-app"].run()
    assert finding.state == State.WARNING
    assert "does not know this extra" in finding.words


def test_what_a_checkout_needs_is_read_from_its_own_file():
    needed = packages.declared_in(ROOT / "pyproject.toml")
    assert {re.split(r"[<>=]", line)[0] for line in needed} >= {"numpy", "streamlit", "torch", "captum", "typer"}
    assert not [line for line in needed if line.startswith("emde")]


def test_a_file_of_an_installed_package_that_was_changed_is_found(tmp_path):
    from importlib.metadata import Distribution

    folder = tmp_path / "emde_dashboard-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: emde-dashboard\nVersion: 1.0\n", encoding="utf-8")
    (tmp_path / "emde_core").mkdir()
    (tmp_path / "emde_core" / "a.py").write_bytes(b"tea")
    digest = "qfdNHsNuvesto_blhoCQzSotILPcynti9gMEsdPZ70I"
    record = f"emde_core/a.py,sha256={digest},3\nother/b.py,sha256={digest},3\n"
    (folder / "RECORD").write_text(record, encoding="utf-8")
    ours = Distribution.at(folder)
    first = installation.changed_files(ours)
    (tmp_path / "emde_core" / "a.py").write_bytes(b"Tea")
    assert (first, installation.changed_files(ours)) == ([], ["emde_core/a.py"])
    (tmp_path / "emde_core" / "a.py").unlink()
    assert installation.changed_files(ours) == ["emde_core/a.py"]


def test_extras_are_those_of_the_project():
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {*packages.PURPOSES, "all", "test"} == set(table["optional-dependencies"])


def test_the_command_prints_findings_or_one_document_and_ends_with_its_status(healthy, capsys, tmp_path):  # noqa: ARG001
    assert command.main([]) == 0
    out = capsys.readouterr().out
    assert out.startswith("in order  Python: ")
    assert out.endswith("Everything that is needed is in order.\n")
    assert command.main(["--json", str(tmp_path / "nowhere")]) == 1
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {"format", "version", "in_order", "faults", "warnings", "findings"}
    assert (report["format"], report["version"]) == ("emde doctor", 1)
    assert (report["in_order"], report["faults"], report["warnings"]) == (False, 1, 0)
    for finding in report["findings"]:
        assert set(finding) == {"examination", "state", "words", "remedy", "facts"}
        assert bool(finding["remedy"]) == (finding["state"] != "in order")
    assert socket.gethostname() not in out or len(socket.gethostname()) < 5


def test_it_is_a_command_among_the_others(healthy, emde):  # noqa: ARG001
    status, out, _ = emde("doctor", "--json")
    assert status == 0
    assert json.loads(out)["in_order"]
    assert "doctor" in emde("--help")[1]


@pytest.fixture
def without_numpy(tmp_path):
    """Runs a command where numpy is broken."""
    (tmp_path / "numpy.py").write_text("raise ImportError('libopenblas.so: cannot open')", encoding="utf-8")

    def run(*words):
        environment = os.environ | {"PYTHONPATH": f"{tmp_path}:{ROOT}", "EMDE_HOME": str(tmp_path / "home")}
        return subprocess.run(
            [sys.executable, "-m", "emde_core", *words], capture_output=True, text=True, check=False, env=environment
        )

    return run


@pytest.mark.slow
def test_where_numpy_is_broken_a_command_names_the_doctor(without_numpy):
    done = without_numpy("recommend", "--like", "Alien")
    assert done.returncode == 1
    assert done.stderr == (
        "emde: libopenblas.so: cannot open; 'emde doctor' says which package is broken, and what mends it\n"
    )


@pytest.mark.slow
def test_where_numpy_is_broken_the_doctor_names_numpy(without_numpy):
    done = without_numpy("doctor", "--json")
    assert done.returncode == 1
    findings = [each for each in json.loads(done.stdout)["findings"] if each["state"] == "fault"]
    numpy = next(each for each in findings if each["examination"] == "imports" and each["facts"]["package"] == "numpy")
    assert "libopenblas.so: cannot open" in numpy["words"]
    assert numpy["remedy"].startswith("python -m pip install --force-reinstall numpy==")


@pytest.mark.slow
def test_a_light_installation_has_a_doctor(tmp_path):
    """In a process in which nothing of the extras can be imported, at a home that can't be one."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run_light(
        """
        import os
        os.environ["EMDE_HOME"] = sys.argv[1]
        from emde_core.doctor import packages
        packages.run_child = lambda script, *words: ("", "")
        sys.argv[1:] = ["doctor", "--json"]
        from emde_core.__main__ import main
        main()
        """,
        tmp_path / "file",
    )
    assert done.returncode == 1, done.stderr
    findings = {each["examination"]: each["state"] for each in json.loads(done.stdout)["findings"]}
    assert findings["home"] == "fault"
    assert findings["libraries"] == "in order"
    assert not {"streamlit", "language-model"} & set(findings)
    assert sys.executable not in done.stdout
