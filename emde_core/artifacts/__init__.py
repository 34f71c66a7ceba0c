"""Prepared catalogues and trained models on disk."""
