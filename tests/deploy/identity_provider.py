"""A stand-in for an identity provider on this machine, by OpenID Connect: it lets everybody in under one address."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "films", "not a secret"


@dataclass
class Provider:
    """What the provider says of whoever comes, and what it was asked."""

    address: str
    person: dict[str, object] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@contextmanager
def identity_provider() -> Iterator[Provider]:
    key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})

    nonces: dict[str, str] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            provider.asked.append(url.path)
            if url.path == "/authorize":
                query = {name: values[0] for name, values in parse_qs(url.query).items()}
                code = f"code-{len(nonces)}"
                nonces[code] = query["nonce"]
                self.send_response(302)
                answer = urlencode({"code": code, "state": query["state"]})
                self.send_header("Location", f"{query['redirect_uri']}?{answer}")
                self.end_headers()
            else:
                self.answer({"/.well-known/openid-configuration": metadata, "/keys": keys}[url.path])

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            now = int(time.time())
            claims = {"iss": provider.address, "aud": CLIENT, "iat": now, "exp": now + 60, "sub": "1"}
            claims |= {"nonce": nonces[form["code"][0]], **provider.person}
            token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, key)
            self.answer({"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": token})

        def answer(self, document: object) -> None:
            body = json.dumps(document).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    metadata = {
        "issuer": provider.address,
        "authorization_endpoint": f"{provider.address}/authorize",
        "token_endpoint": f"{provider.address}/token",
        "jwks_uri": f"{provider.address}/keys",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
    }
    keys = {"keys": [key.as_dict(private=False)]}
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
