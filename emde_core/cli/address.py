"""The address at which the dashboard is served, by which names it answers, and who can open it there."""

from __future__ import annotations

import errno
import re
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from emde_core.errors import ConfigError, ServeError

THIS_MACHINE, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 - named, not bound to
NAME = "localhost"
DEFAULT_PORT = 8501
NAMES_OF_THIS_MACHINE = (NAME, THIS_MACHINE, "::1")
SEGMENT = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")  # of a base path: what stands in an address as it is
HOST_NAME = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
ELSEWHERE = {4: "192.0.2.1", 6: "2001:db8::1"}  # addresses that nobody has (RFC 5737, RFC 3849)
_REMEDY = f"give --address {THIS_MACHINE} (this machine alone), {EVERYWHERE} (everyone), or an address of this machine"


@dataclass(frozen=True)
class Address:
    """An address of this machine and a port, with what stands behind them.

    Attributes:
        base_path: the path below which every page lies, "/films"; "" for none.
        allowed_hosts: names under which it answers, beside this machine's own for itself.
    """

    ip: IPv4Address | IPv6Address
    port: int
    base_path: str = ""
    allowed_hosts: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str, port: int, base_path: str = "", allowed_hosts: Sequence[str] = ()) -> Address:
        """Read an address, a path and names as people write them.

        Raises:
            ConfigError: one of them is none.
        """
        try:
            ip = ip_address(THIS_MACHINE if text == NAME else text)
        except ValueError as error:
            raise ConfigError(f"{text!r} is not an IP address; {_REMEDY}") from error
        return cls(ip, port, _read_path(base_path), tuple(dict.fromkeys(map(_read_host, allowed_hosts))))

    @property
    def host(self) -> str:
        """The name by which this machine itself reaches it; "localhost" has no other address than the usual one."""
        return NAME if self.ip.is_unspecified or str(self.ip) == THIS_MACHINE else str(self.ip)

    @property
    def url_host(self) -> str:
        """The same as it stands in a URL."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def url(self) -> str:
        """The page's address for this machine's browser."""
        return f"http://{self.url_host}:{self.port}{self.base_path}"

    @property
    def audience(self) -> str:
        """The sentence that says who can open the page."""
        names = " and ".join(self.allowed_hosts)
        if self.ip.is_loopback:
            proxy = f" A proxy on this machine may pass on what is asked of {names}." if names else ""
            return f"Only this machine can open it; --address {EVERYWHERE} opens it to others.{proxy}"
        place = "this one" if self.ip.is_unspecified else str(self.ip)
        hosts = tuple(name for name in self.allowed_hosts if not name.startswith("*"))
        where = " or ".join(self._url_at(host) for host in hosts or self._outer_hosts())
        return (
            f"Every machine that can reach {place} can open it at {where}, and no password is asked. "
            "A proxy in front of it can ask for one: README, “Sharing it”."
        )

    @property
    def server_options(self) -> list[str]:
        """Streamlit's options for it."""
        options = [f"--server.port={self.port}", f"--server.address={self.ip}"]
        options += [f"--browser.serverAddress={self.url_host}"]
        options += [f"--server.baseUrlPath={self.base_path}"] if self.base_path else []
        if self.allowed_hosts:
            own = () if self.ip.is_unspecified else (str(self.ip),)
            names = dict.fromkeys((*NAMES_OF_THIS_MACHINE, *own, *self.allowed_hosts))
            options += [f"--server.allowedHosts={name}" for name in names]
        return options

    def _url_at(self, host: str) -> str:
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}{self.base_path}"

    def _outer_hosts(self) -> tuple[str, ...]:
        """Return where others find this machine: the address given, else the one it would speak from."""
        if not self.ip.is_unspecified:
            return (str(self.ip),)
        with (
            suppress(OSError),
            socket.socket(socket.AF_INET if self.ip.version == 4 else socket.AF_INET6, socket.SOCK_DGRAM) as way,
        ):
            way.connect((ELSEWHERE[self.ip.version], 9))  # chooses a network card; a datagram socket sends nothing yet
            return (str(way.getsockname()[0]),)
        return (socket.gethostname(),)

    def check(self) -> None:
        """Check that a server can listen there.

        Raises:
            ServeError: the port is taken or not for this user, or the address is not this machine's.
        """
        six = self.ip.version == 6
        try:
            socket.create_server(
                (str(self.ip), self.port),
                family=socket.AF_INET6 if six else socket.AF_INET,
                dualstack_ipv6=six and socket.has_dualstack_ipv6(),
            ).close()
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                why = "in use" if error.errno == errno.EADDRINUSE else "not open to this user"
                raise ServeError(f"port {self.port} is {why}; choose another with --port") from error
            raise ServeError(f"the dashboard can't be served at {self.ip} ({error}); {_REMEDY}") from error


def _read_path(text: str) -> str:
    """Return a base path with one slash before each of its parts.

    >>> [_read_path(text) for text in ("", "/", "films", "/why/films/")]
    ['', '', '/films', '/why/films']
    """
    path = text.strip("/")
    if not path:
        return ""
    parts = path.split("/")
    if not all(map(SEGMENT.fullmatch, parts)):
        raise ConfigError(f"{text!r} is no base path; give names with slashes between them, --base-path /films")
    return f"/{path}"


def _read_host(text: str) -> str:
    """Return a host's name, or a numeric address, as a browser sends it, without a port.

    >>> [_read_host(text) for text in ("Films.example.org", "*.example.org", "[::1]", "10.0.0.7")]
    ['films.example.org', '*.example.org', '::1', '10.0.0.7']
    """
    name = normal_host(text)
    if numeric_host(name) is None and not HOST_NAME.fullmatch(name):
        raise ConfigError(
            f"{text!r} is no name of a host; give one without http:// and port, --allow-host films.example.org"
        )
    return name


def normal_host(name: str) -> str:
    """Return a host's name, or a numeric address, in the one form in which two are compared."""
    ip = numeric_host(name)
    return str(ip) if ip else name.strip().lower().rstrip(".")


def numeric_host(name: str) -> IPv4Address | IPv6Address | None:
    """Return the address that a host is named by; None where it has a name in words."""
    try:
        return ip_address(name.strip().strip("[]"))
    except ValueError:
        return None
