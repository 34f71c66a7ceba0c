"""The address at which the dashboard is served, and who can open it there."""

from __future__ import annotations

import errno
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from emde_core.errors import ConfigError, ServeError

THIS_MACHINE, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 - named, not bound to
NAME = "localhost"
DEFAULT_PORT = 8501
_REMEDY = f"give --address {THIS_MACHINE} (this machine alone), {EVERYWHERE} (everyone), or an address of this machine"


@dataclass(frozen=True)
class Address:
    """An address of this machine and a port."""

    ip: IPv4Address | IPv6Address
    port: int

    @classmethod
    def read(cls, text: str, port: int) -> Address:
        """Read an address as people write it.

        Raises:
            ConfigError: it is none.
        """
        try:
            return cls(ip_address(THIS_MACHINE if text == NAME else text), port)
        except ValueError as error:
            raise ConfigError(f"{text!r} is not an IP address; {_REMEDY}") from error

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
        return f"http://{self.url_host}:{self.port}"

    @property
    def audience(self) -> str:
        """The sentence that says who can open the page."""
        if self.ip.is_loopback:
            return f"Only this machine can open it; --address {EVERYWHERE} opens it to others."
        place = "this one" if self.ip.is_unspecified else str(self.ip)
        return f"Every machine that can reach {place} can open it, and no password is asked."

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
