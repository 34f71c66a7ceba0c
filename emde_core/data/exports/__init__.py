"""Histories that people bring from other sites."""
