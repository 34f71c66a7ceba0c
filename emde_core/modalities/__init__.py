"""The content of films: one file for each modality, and the registry that lists them."""
