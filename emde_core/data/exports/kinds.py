"""Kinds of titles, as sites name them in their users' languages."""

from __future__ import annotations

from emde_core.text.title_keys import plain_key

SERIES, SEASONS, EPISODES = "series", "seasons", "episodes"
GAMES, PODCASTS, MUSIC_VIDEOS = "games", "podcasts", "music videos"
WATCHLIST = "on a watchlist, not watched"
UNREADABLE = "rows that can't be read"
SINGULAR = {
    SERIES: SERIES,
    SEASONS: "season",
    EPISODES: "episode",
    GAMES: "game",
    PODCASTS: "podcast",
    MUSIC_VIDEOS: "music video",
    WATCHLIST: WATCHLIST,
    UNREADABLE: "row that can't be read",
}

# Parts of the words for each kind in English, German, French, Spanish, Italian and Portuguese, and others alike, in
# the order in which they count: a "podcast episode" is a podcast, a "TV series episode" an episode.
_PARTS = (
    (PODCASTS, ("podcast",)),
    (MUSIC_VIDEOS, ("music video", "musikvideo", "clip", "video music", "videomusic")),
    (EPISODES, ("episod", "folge", "epizod", "aflevering")),
    (SEASONS, ("season", "staffel", "saison", "temporada", "stagione")),
    (GAMES, ("game", "spiel", "spel", "jeu", "juego", "gioco", "jogo")),
    (SERIES, ("seri", "minisseri", "show", "anime", "shiriz", "dorama")),
)
_WHOLE = {"tv": SERIES}
_ON_TV = ("tv", "fernseh", "television", "tele")
_FILMS = ("film", "movie", "pelicula", "special", "short")  # "Spielfilm" and "TV show special" are films


def kind_passed_over(title_type: str) -> str | None:
    """Return the kind of what is no film; None for films, and for types that nobody knows.

    >>> [kind_passed_over(each) for each in ("Fernsehserie", "Épisode TV", "movie", "Serie-Film", "Gizmo")]
    ['series', 'episodes', None, None, None]
    """
    text = plain_key(title_type)
    if text in _WHOLE:
        return _WHOLE[text]
    for kind, parts in _PARTS:
        if any(part in text for part in parts):
            return None if kind in (GAMES, SERIES) and any(part in text for part in _FILMS) else kind
    return None


def is_on_tv(title_type: str) -> bool:
    """Tell whether a film was made for television: "TV Movie", "Fernsehfilm", "Téléfilm"."""
    return any(part in plain_key(title_type) for part in _ON_TV)
