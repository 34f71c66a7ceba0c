"""Viewers and films that are held out, and how well a ranking finds what was hidden."""
