"""Readers of data sets as they are published, a file for each form."""
