"""Explanations and measurements taken apart for the research screens."""
