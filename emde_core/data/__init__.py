"""Films and ratings: their types, their sources, and the files that they are read from."""
