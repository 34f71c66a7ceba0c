"""TMDB, asked with the user's own key: real posters, trailers, where to watch. Nothing of it is used by a model."""
