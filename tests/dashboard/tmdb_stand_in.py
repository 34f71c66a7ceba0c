"""A stand-in for TMDB on this machine: answers by path, and everything that was asked of it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

API_KEY = "0123456789abcdef0123456789abcdef"
TOKEN = f"eyJ{'h' * 20}.{'p' * 40}.{'s' * 40}"
PICTURES = "https://image.tmdb.org/t/p/"
CONFIGURATION = {
    "images": {"secure_base_url": PICTURES, "poster_sizes": ["w92", "w185", "w342", "w500", "original"]},
    "change_keys": ["adult"],
}
REGIONS = {
    "results": [
        {"iso_3166_1": "DE", "english_name": "Germany", "native_name": "Deutschland"},
        {"iso_3166_1": "US", "english_name": "United States of America", "native_name": "United States"},
    ]
}


def movie(number: int, **more) -> dict:
    """An answer about a film, as TMDB writes one."""
    page = f"https://www.themoviedb.org/movie/{number}/watch?locale="
    return {
        "id": number,
        "title": "The Salt Lantern",
        "poster_path": f"/poster{number}.jpg",
        "videos": {
            "results": [
                {"site": "YouTube", "key": "teaser_1234", "type": "Teaser", "official": True},
                {"site": "YouTube", "key": "fan_made_12", "type": "Trailer", "official": False},
                {"site": "YouTube", "key": "official_12", "type": "Trailer", "official": True},
            ]
        },
        "watch/providers": {
            "results": {
                "DE": {
                    "link": f"{page}DE",
                    "flatrate": [{"provider_name": "Mubi", "provider_id": 11, "logo_path": "/x.jpg"}],
                    "rent": [{"provider_name": "Apple TV"}, {"provider_name": "[Maxdome](x) <b>Store</b>"}],
                },
                "US": {"link": f"{page}US", "ads": [{"provider_name": "Tubi TV"}]},
            }
        },
        **more,
    }


@dataclass
class Reply:
    """What is sent for a path: a status, headers, and a body, bit by bit if it is to be slow."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0  # seconds before the answer, and before each byte if it is a trickle
    trickle: bool = False


@dataclass
class StandIn:
    """The server's address, its replies by path, and the requests that came, each with its headers."""

    base: str = ""
    replies: dict[str, Reply] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)

    def says(self, path: str, answer: object = None, **more) -> None:
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.replies[path] = Reply(body, **more)

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.requests]


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """The stand-in while the block runs; it knows its configuration, and the films that a test tells it."""
    about = StandIn()
    about.says("/configuration", CONFIGURATION)
    about.says("/watch/providers/regions", REGIONS)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            about.requests.append((parts.path, dict(parse_qsl(parts.query)), dict(self.headers)))
            missing = Reply(b'{"status_code": 34, "success": false}', 404)
            reply = about.replies.get(parts.path, missing)
            time.sleep(reply.pause)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            try:
                for piece in [bytes([byte]) for byte in reply.body] if reply.trickle else [reply.body]:
                    self.wfile.write(piece)
                    time.sleep(reply.pause if reply.trickle else 0)
            except OSError:
                pass  # who asked has left

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    about.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield about
    finally:
        server.shutdown()
        server.server_close()
