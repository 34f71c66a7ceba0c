"""What a film is made of: one file for each content modality, and the registry that lists them."""
