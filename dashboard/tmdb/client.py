"""Requests to TMDB's API, version 3: one at a time, each with its limits. Only ``lookups.py`` calls this."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from logging import LogRecord, getLogger
from typing import TypeVar
from urllib.parse import urlsplit

import requests
from pydantic import ValidationError
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError

from dashboard.tmdb.answers import Answer, Brief, Configuration, Countries, Matches, Movie
from dashboard.tmdb.errors import (
    SOON,
    BadAnswerError,
    BusyError,
    RedirectError,
    RefusedKeyError,
    UnknownFilmError,
    UnreachableError,
)
from dashboard.tmdb.key import Key
from emde_core import __version__
from emde_core.effort import size_words
from emde_core.limits import MEGABYTE

API = "https://api.themoviedb.org/3"
CONNECT, READ, WHOLE = 3.0, 5.0, 12.0  # seconds: until a server answers, between two pieces of an answer, for all of it
LARGEST = 4 * MEGABYTE  # bytes of an answer; a famous film with every country's offers has about a twentieth of it
PIECE = 2**16  # bytes
HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": f"emde-dashboard/{__version__}"}
LOGS = ("urllib3.connectionpool", "urllib3.util.retry")  # which write addresses when somebody debugs
SECRET = re.compile(r"(api_key=)[^&\s']+")

AnyAnswer = TypeVar("AnyAnswer", bound=Answer)


class Signature(AuthBase):
    """The one place where a key leaves this program: in a header, or in the address for one of version 3."""

    def __init__(self, key: Key) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Sign a request."""
        if self._key.is_token:
            request.headers["Authorization"] = f"Bearer {self._key.secret}"
        else:
            request.prepare_url(request.url or "", {"api_key": self._key.secret})
        return request


class Client:
    """TMDB's API with somebody's key. Methods wait for the answer, and may be called from several threads."""

    def __init__(self, key: Key, base: str, *, read: float = READ, whole: float = WHOLE) -> None:
        """Prepare for requests; none is sent yet.

        Args:
            key: the user's own.
            base: where the API is: ``API``, or a stand-in of it.
            read: seconds to wait for each piece of an answer.
            whole: seconds that an answer may take altogether.
        """
        self._base, self._read, self._whole = base.rstrip("/"), read, whole
        self._signature = Signature(key)
        self._session = requests.Session()
        self._session.headers.update(HEADERS)
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        for name in LOGS:
            getLogger(name).addFilter(hide_key)

    def configuration(self) -> Configuration:
        """Return where pictures are, and in which sizes.

        Raises:
            TmdbError: TMDB did not give it; all methods raise it.
        """
        return self._get("/configuration", {}, Configuration)

    def countries(self) -> Countries:
        """Return the countries for which offers are known."""
        return self._get("/watch/providers/regions", {}, Countries)

    def movie(self, tmdb_id: str) -> Movie:
        """Return a film with its videos and offers."""
        return self._get(f"/movie/{tmdb_id}", {"append_to_response": "videos,watch/providers"}, Movie)

    def brief(self, tmdb_id: str) -> Brief:
        """Return a film without them: a fiftieth of the letters."""
        return self._get(f"/movie/{tmdb_id}", {}, Brief)

    def find(self, imdb_id: str) -> Brief:
        """Return the film that TMDB has for IMDb's id, "tt0083658"."""
        matches = self._get(f"/find/{imdb_id}", {"external_source": "imdb_id"}, Matches).movie_results
        if not matches:
            raise UnknownFilmError(f"TMDB knows no film with IMDb’s id {imdb_id}.")
        return matches[0]

    def _get(self, path: str, parameters: Mapping[str, str], form: type[AnyAnswer]) -> AnyAnswer:
        deadline = time.monotonic() + self._whole
        try:
            with self._session.get(
                self._base + path,
                params=dict(parameters),
                auth=self._signature,
                timeout=(CONNECT, self._read),
                allow_redirects=False,
                stream=True,
            ) as response:
                check_status(response, path)
                content = read_within(response, deadline)
        except (requests.RequestException, HTTPError) as error:
            # Not chained: requests puts the address, and with it the key, into its messages.
            raise UnreachableError(
                f"TMDB can’t be reached ({type(error).__name__}). Everything else works without it; look again later."
            ) from None
        try:
            return form.model_validate_json(content)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(map(str, first["loc"])) or "the whole"
            raise BadAnswerError(
                f"TMDB’s answer is not as expected ({place}: {first['msg']:.80}). Look again later."
            ) from None


def check_status(response: requests.Response, path: str) -> None:
    """Turn every status but 200 into an error that says what to do."""
    status = response.status_code
    if status == 401:
        raise RefusedKeyError(
            "TMDB does not accept the key. Copy it again from your account’s page, under API, and give it on Data."
        )
    if status == 404:
        raise UnknownFilmError(f"TMDB has nothing at {path}: the id may be wrong, or the film was taken out there.")
    if status == 429:
        wait = max(SOON, retry_after(response.headers.get("Retry-After", "")))
        raise BusyError(f"TMDB was asked too often and wants a pause. Look again in {wait:.0f} seconds.", wait)
    if 300 <= status < 400:
        host = urlsplit(response.headers.get("Location", "")).hostname or "another address"
        raise RedirectError(f"TMDB’s address leads to {host:.80} from here, where the key does not go. Log in there?")
    if status >= 500:
        raise UnreachableError(f"TMDB has an error of its own ({status}). Look again later.")
    if status != 200:
        raise BadAnswerError(f"TMDB answers with status {status}, which is not expected. Look again later.")


def retry_after(header: str) -> float:
    """Return the seconds that a Retry-After asks for, written as seconds or as a date; ``SOON`` for neither."""
    if header.strip().isdecimal():
        return float(header)
    try:
        return parsedate_to_datetime(header).timestamp() - time.time()
    except (TypeError, ValueError):
        return SOON


def read_within(response: requests.Response, deadline: float) -> bytes:
    """Return an answer's body, piece by piece, so that neither a trickle nor a flood holds the thread."""
    content = bytearray()
    while piece := response.raw.read1(PIECE, decode_content=False):
        content += piece
        if len(content) > LARGEST:
            raise BadAnswerError(f"TMDB’s answer is larger than {size_words(LARGEST)}, and was left.")
        if time.monotonic() > deadline:
            raise UnreachableError("TMDB takes too long to answer. Look again later.")
    return bytes(content)


def hide_key(record: LogRecord) -> bool:
    """Take a key out of what urllib3 logs about an address."""
    if isinstance(record.args, tuple):
        record.args = tuple(SECRET.sub(r"\1…", each) if isinstance(each, str) else each for each in record.args)
    return True
