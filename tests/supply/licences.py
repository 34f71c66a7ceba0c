"""Write ``locks/LICENCES.md``: every package that an installation brings, and its licence as it states it.

``python -m tests.supply.licences``, or ``make licences``, reads what is installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata

from tests.supply.lock import DEMO, DEVELOP, ROOT, TORCH, read_lock

LIST = ROOT / "locks" / "LICENCES.md"
HEADING = """# Licences of what is installed

Made by `make licences` from what the packages say of themselves; `tests/supply/test_licences.py` holds it to the locks,
and every licence to a list of those that ask for no more than to be named, or for changes of their own files. Our own
code is MIT; films, posters and fonts have a [list of their own](../assets/README.md). CUDA's libraries, which PyPI's
torch brings on Linux, are NVIDIA's and under its terms; the build without CUDA has none of them.

| package | licence | for |
| --- | --- | --- |
"""
ALLOWED = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0",
    "CNRI-Python", "ISC", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib",
}  # fmt: skip
# Metadata older than SPDX's expressions, in one spelling. A classifier says "BSD" without saying which.
SPDX = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache 2.0 License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
ELSEWHERE = {
    "axe-playwright-python": "MIT",  # in its licence file alone
    "colorama": "BSD-3-Clause",  # only Windows needs it
    "resvg-py": "MIT",  # in its licence file alone
}


def licence(name: str) -> str:
    """Return a package's licence: its SPDX expression, else its classifiers, else the line that it has instead."""
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    try:
        fields = metadata(name)
    except PackageNotFoundError:
        return "not installed here"
    if "License-Expression" in fields:
        return fields["License-Expression"]
    prefix = "License :: OSI Approved :: "
    names = [each.removeprefix(prefix) for each in fields.get_all("Classifier", []) if each.startswith(prefix)]
    names = names or [fields.get("License", "not stated")]
    return " AND ".join(SPDX.get(each, each) for each in names)


def refused(expression: str) -> set[str]:
    """Return the licences of an expression that are not on the list of those allowed.

    Of licences to choose from, one has to be allowed.
    """
    terms = [set(re.split(r" AND ", choice)) for choice in re.split(r" OR ", re.sub(r"[()]", "", expression))]
    return min((term - ALLOWED for term in terms), key=len)


def rows() -> Iterator[tuple[str, str, str]]:
    """Return each package of the locks, its licence, and what it is for."""
    for path, purpose in ((TORCH, "demo"), (DEMO, "demo"), (DEVELOP, "tests, evaluate")):
        for name in read_lock(path.read_text(encoding="utf-8")):
            yield name, licence(name), purpose


def main() -> None:
    """Write the list."""
    lines = sorted(f"| {name} | {licence} | {purpose} |\n" for name, licence, purpose in rows())
    LIST.write_text(HEADING + "".join(lines), encoding="utf-8")
    print(f"{LIST.relative_to(ROOT)}: {len(lines)} packages")


if __name__ == "__main__":
    main()
