"""One embedding a film and modality."""
