"""Answers of TMDB's API, version 3, as far as they are used: https://developer.themoviedb.org/reference."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """A part of an answer; what else is in it is left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Video(Answer):
    """A film's video on another site, by its id there."""

    site: str = ""
    key: str = ""
    type: str = ""
    official: bool = False


class Videos(Answer):
    """A film's videos, in TMDB's order."""

    results: tuple[Video, ...] = ()


class Offer(Answer):
    """Somebody who offers a film."""

    provider_name: str


class CountryOffers(Answer):
    """Offers of one country, by how one pays, and TMDB's page of them."""

    link: str = ""
    flatrate: tuple[Offer, ...] = ()
    free: tuple[Offer, ...] = ()
    ads: tuple[Offer, ...] = ()
    rent: tuple[Offer, ...] = ()
    buy: tuple[Offer, ...] = ()


class Providers(Answer):
    """Offers by the country's ISO 3166-1 code."""

    results: dict[str, CountryOffers] = Field(default_factory=dict)


class Movie(Answer):
    """/movie/{id} with ``append_to_response=videos,watch/providers``."""

    id: int
    videos: Videos = Videos()
    providers: Providers = Field(default_factory=Providers, alias="watch/providers")


class Brief(Answer):
    """/movie/{id} alone, and a film that /find names."""

    id: int
    poster_path: str | None = None


class Matches(Answer):
    """/find/{id}?external_source=imdb_id."""

    movie_results: tuple[Brief, ...] = ()


class Images(Answer):
    """The beginning of pictures' addresses, and the sizes that follow it, as "w342"."""

    secure_base_url: str
    poster_sizes: tuple[str, ...]


class Configuration(Answer):
    """/configuration."""

    images: Images


class Country(Answer):
    """A country with offers."""

    iso_3166_1: str
    english_name: str


class Countries(Answer):
    """/watch/providers/regions."""

    results: tuple[Country, ...] = ()
