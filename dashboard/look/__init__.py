"""Colours, labels and style sheets."""
