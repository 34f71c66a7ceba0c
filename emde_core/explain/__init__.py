"""Contributions, features and what they are worth."""
