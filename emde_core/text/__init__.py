"""Plots and titles as text: words, phrases, function words, and titles that can be compared."""
