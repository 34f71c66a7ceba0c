"""The dashboard's server: its port, Streamlit's settings in effect, and whether there is a key for TMDB."""

from __future__ import annotations

import http.client
import json
import os
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from emde_core.doctor.child import run_child
from emde_core.doctor.finding import Finding, fault, in_order, warning
from emde_core.errors import ServeError

TMDB_VARIABLE = "TMDB_API_KEY"
NEXT_PORTS = 20  # are tried when one is taken
PROC = Path("/proc")
SAFE = {"server.enableCORS": True, "server.enableXsrfProtection": True}  # beside what our own file of settings says
LOOKS = ("theme", "logger")  # sections whose settings nobody's safety hangs on
_SETTINGS = "from dashboard.effective_settings import main; main()"


def port() -> Iterator[Finding]:
    """Look whether the dashboard's usual port is free, and who has it where the system tells."""
    from emde_core.cli.address import DEFAULT_PORT, THIS_MACHINE, Address

    try:
        Address.read(THIS_MACHINE, DEFAULT_PORT).check()
    except ServeError as error:
        holder = _holder(DEFAULT_PORT)
        answer = "; a Streamlit app answers there, a dashboard perhaps" if _is_streamlit(DEFAULT_PORT) else ""
        words = f"{str(error).partition(';')[0]}{f' by {holder}' if holder else ''}{answer}"
        yield warning(words, f"emde dashboard --port {_free_port(DEFAULT_PORT)}", port=DEFAULT_PORT, holder=holder)
    else:
        yield in_order(f"port {DEFAULT_PORT} is free", port=DEFAULT_PORT)


def _free_port(after: int) -> int | str:
    from emde_core.cli.address import THIS_MACHINE, Address

    for number in range(after + 1, after + 1 + NEXT_PORTS):
        with suppress(ServeError):
            Address.read(THIS_MACHINE, number).check()
            return number
    return "PORT"


def _holder(number: int) -> str | None:
    """Return the program that listens at a port, where it is one that this account may look at."""
    with suppress(OSError, ValueError):
        sockets = {f"socket:[{inode}]" for inode in _listeners(number)}
        for link in PROC.glob("[0-9]*/fd/*"):
            with suppress(OSError):
                if str(link.readlink()) in sockets:
                    process = link.parents[1]
                    return f"{(process / 'comm').read_text(encoding='utf-8').strip()} (process {process.name})"
    return None


def _listeners(number: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        with suppress(OSError):
            for line in (PROC / "net" / table).read_text(encoding="ascii").splitlines()[1:]:
                cells = line.split()
                if int(cells[1].rpartition(":")[2], 16) == number and cells[3] == "0A":
                    yield cells[9]


def _is_streamlit(number: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", number, timeout=1)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().read(16) == b"ok"
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def streamlit_settings() -> Iterator[Finding]:
    """Compare Streamlit's settings in effect with those that the dashboard comes with."""
    if find_spec("streamlit") is None:
        return  # the extra "app" is not installed
    from emde_core.assets_dir import STREAMLIT_HOME

    own = STREAMLIT_HOME / ".streamlit" / "config.toml"
    ours = SAFE | _settings_of(own)
    output, end = run_child(_SETTINGS, *ours, folder=STREAMLIT_HOME)
    if end:
        yield fault(f"Streamlit's settings can't be read: {end}", f"correct the file that it names; ours is {own}")
        return
    effective = json.loads(output.splitlines()[-1])
    others = {name: value for name, value in effective.items() if value[0] != ours[name]}
    for name, (value, origin) in others.items():
        words = f"{name} is {value!r}, by {origin}; the dashboard comes with {ours[name]!r}"
        variable = _variable(name)
        remedy = f"unset {variable}" if variable in os.environ else f"take {name} out of {origin}"
        yield warning(words, remedy, setting=name)
    if not others:
        yield in_order(f"{len(effective)} settings of Streamlit are the dashboard's own", count=len(effective))


def _settings_of(path: Path) -> dict[str, object]:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    tables = {name: table for name, table in document.items() if name not in LOOKS}
    return {f"{section}.{name}": value for section, table in tables.items() for name, value in table.items()}


def _variable(name: str) -> str:
    """Return the environment's variable for a setting: STREAMLIT_SERVER_MAX_UPLOAD_SIZE for server.maxUploadSize."""
    letters = (f"_{letter}" if letter.isupper() else letter for letter in name.replace(".", "_"))
    return f"STREAMLIT_{''.join(letters).upper()}"


def tmdb_key() -> Iterator[Finding]:
    """Tell whether a key for TMDB is set, and nothing else of it."""
    value = os.environ.get(TMDB_VARIABLE)
    if value is None:
        yield in_order(f"{TMDB_VARIABLE} is not set: nobody is asked for trailers", set=False)
    elif value.strip():
        yield in_order(f"{TMDB_VARIABLE} is set", set=True)
    else:
        yield warning(f"{TMDB_VARIABLE} is set and empty", f"unset {TMDB_VARIABLE}, or set it to a key", set=True)
