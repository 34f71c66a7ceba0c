"""Facts about a film, out of TMDB's answers: poster, trailer, offers. Addresses that lead elsewhere are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sys import intern
from urllib.parse import urlsplit

from dashboard.tmdb.answers import Brief, Configuration, Countries, CountryOffers, Movie, Video
from dashboard.tmdb.errors import BadAnswerError

PICTURES, PAGES = "image.tmdb.org", "www.themoviedb.org"  # hosts
WIDTH = 342  # pixels of a poster in a grid, on a dense screen
PICTURE = re.compile(r"/[\w-]+\.(jpg|jpeg|png|webp)", re.ASCII)
CODE = re.compile(r"[A-Z]{2}")
SIZE = re.compile(r"w(\d+)")
SITES = {  # of trailers: an id there, and the address that it leads to
    "YouTube": (re.compile(r"[\w-]{6,20}", re.ASCII), "https://www.youtube.com/watch?v="),
    "Vimeo": (re.compile(r"\d{6,12}", re.ASCII), "https://vimeo.com/"),
}
WAYS = {
    "flatrate": "Stream",
    "free": "Free",
    "ads": "Free, with advertisements",
    "rent": "Rent",
    "buy": "Buy",
}


@dataclass(frozen=True)
class Offers:
    """Offers of one country.

    Attributes:
        ways: a way to watch in words ("Stream"), and who offers it.
        page: the address of TMDB's page of them; "" for none.
    """

    ways: tuple[tuple[str, tuple[str, ...]], ...]
    page: str


@dataclass(frozen=True)
class FilmFacts:
    """Facts about a film.

    Attributes:
        trailer: the address of one, on another site; None for none.
        offers: by the country's code; countries without any are left out.
    """

    trailer: str | None
    offers: Mapping[str, Offers]


@dataclass(frozen=True)
class Setup:
    """Facts about TMDB itself.

    Attributes:
        pictures: the address before a poster's path.
        countries: names by code, of the countries for which offers are known.
    """

    pictures: str
    countries: Mapping[str, str]


def read_movie(movie: Movie) -> FilmFacts:
    """Return what is used of an answer."""
    offers = {code: _offers(each) for code, each in movie.providers.results.items() if CODE.fullmatch(code)}
    return FilmFacts(
        trailer=next(_trailers(movie.videos.results), None),
        offers={code: each for code, each in offers.items() if each.ways},
    )


def read_poster(brief: Brief) -> str | None:
    """Return the path of a film's poster, to be put behind ``Setup.pictures``; None for none."""
    path = brief.poster_path
    return path if path and PICTURE.fullmatch(path) else None


def read_setup(configuration: Configuration, countries: Countries) -> Setup:
    """Return what is used of both answers.

    Raises:
        BadAnswerError: pictures are said to be on another host than TMDB's.
    """
    base = configuration.images.secure_base_url
    if not _is_at(base, PICTURES):
        raise BadAnswerError(f"TMDB’s pictures should be at {PICTURES}, but are said to be elsewhere; none is loaded.")
    names = {each.iso_3166_1: each.english_name for each in countries.results if CODE.fullmatch(each.iso_3166_1)}
    return Setup(f"{base.rstrip('/')}/{_size(configuration.images.poster_sizes)}", names)


def _size(sizes: tuple[str, ...]) -> str:
    """Return the least size that is wide enough, or else the original."""
    widths = sorted(int(match[1]) for size in sizes if (match := SIZE.fullmatch(size)))
    return next((f"w{width}" for width in widths if width >= WIDTH), "original")


def _trailers(videos: tuple[Video, ...]) -> Iterator[str]:
    """Yield addresses of trailers, official ones first."""
    for video in sorted(videos, key=lambda each: not each.official):
        if video.type == "Trailer" and video.site in SITES:
            form, address = SITES[video.site]
            if form.fullmatch(video.key):
                yield address + video.key


def _offers(country: CountryOffers) -> Offers:
    ways = ((words, getattr(country, way)) for way, words in WAYS.items())
    names = ((words, tuple(intern(offer.provider_name) for offer in offers)) for words, offers in ways)
    return Offers(tuple(each for each in names if each[1]), country.link if _is_at(country.link, PAGES) else "")


def _is_at(address: str, host: str) -> bool:
    """Return True for an address at a host, by HTTPS."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return (parts.scheme, parts.netloc) == ("https", host)
