"""Names under which the server answers.

A page elsewhere can have its own name point at this machine once it is open, and then read what is served here as if
it came from there ("DNS rebinding"). Only the name that the browser asks for, the Host header, tells that apart.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass

from emde_core.cli.address import NAME, normal_host, numeric_host

HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::[0-9]{1,5})?", re.ASCII)
ANY = "*"  # Streamlit's word for every name


@dataclass(frozen=True)
class Hosts:
    """Names under which the server answers, beside those by which this machine calls itself.

    Attributes:
        names: in lower case; one that begins with ``*.`` stands for every name that ends so, ``*`` for all.
        any_address: whether every numeric address is one of them. No name points at a number, so that none of them
            can be had by rebinding.
    """

    names: frozenset[str]
    any_address: bool = False

    @classmethod
    def of(cls, address: str | None, allowed: Iterable[str] = ()) -> Hosts:
        """Return the names of a server.

        Args:
            address: where it listens; None for everywhere.
            allowed: further names. Where it listens everywhere, they take the place of this machine's own.
        """
        names = frozenset(normal_host(name) for name in allowed)
        ip = numeric_host(address) if address else None
        if ip is not None and not ip.is_unspecified:
            return cls(names | {str(ip)})
        return cls(names) if names else cls(_own_names(), any_address=True)

    def allow(self, header: str) -> bool:
        """Tell whether a Host header holds one of the names, with any port."""
        name = _host_of(header)
        if name is None:
            return False
        ip = numeric_host(name)
        if name == NAME or (ip is not None and (ip.is_loopback or self.any_address)):
            return True
        if ANY in self.names or name in self.names:
            return True
        return any(name.endswith(each[1:]) for each in self.names if each.startswith(f"{ANY}."))


def _own_names() -> frozenset[str]:
    """Return this machine's name, and that by which its neighbours find it."""
    name = normal_host(socket.gethostname())
    return frozenset((name, f"{name.split('.')[0]}.local"))


def _host_of(header: str) -> str | None:
    """Return the name in a Host header; None where there is anything in it but a name and a port."""
    match = HOST.fullmatch(header)
    return normal_host(match[1] or match[2]) if match else None
