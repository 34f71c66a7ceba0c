"""Plots and titles as text: words, phrases, function words, how a title is compared."""
