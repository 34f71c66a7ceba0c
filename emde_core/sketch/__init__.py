"""Hashing and the layout of codes."""
