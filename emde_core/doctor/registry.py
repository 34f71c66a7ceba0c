"""All examinations. Adding one is a function, a line here, and a row in README.md beside this."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from emde_core.doctor import catalogues, home, installation, machine, packages, serving
from emde_core.doctor.finding import Examination

EXAMINATIONS: tuple[Examination, ...] = (
    Examination("python", "Python", installation.python),
    Examination("project", "emde-dashboard", installation.project),
    Examination("libraries", "libraries", packages.libraries),
    *(
        Examination(f"extra-{name}", f"extra {name}", partial(packages.extra_packages, name))
        for name in packages.PURPOSES
    ),
    Examination("imports", "imports", packages.imports),
    Examination("language-model", "language model", installation.language_model),
    Examination("assets", "assets", installation.assets),
    Examination("chromium", "Chromium", installation.chromium),
    Examination("memory", "memory", machine.memory),
    Examination("processors", "processors", machine.processors),
    Examination("terminal", "terminal", machine.terminal),
    Examination("temporary-folder", "temporary files", machine.temporary_folder),
    Examination("home", "emde's folder", home.home_folder),
    Examination("disk", "disk", home.disk),
    Examination("port", "port", serving.port),
    Examination("streamlit", "Streamlit", serving.streamlit_settings),
    Examination("tmdb-key", "TMDB", serving.tmdb_key),
    Examination("demo", "demo", catalogues.demo),
)


def examinations(folders: Sequence[Path] = ()) -> tuple[Examination, ...]:
    """Return all examinations: of the machine, of every folder at home, and of further folders."""
    everything = dict.fromkeys((*catalogues.folders_at_home(), *folders))
    looks = (Examination("folder", "folder", partial(catalogues.folder_contents, folder)) for folder in everything)
    return (*EXAMINATIONS, *looks)
