"""Hashes of atoms: near vectors, or equal names, fall into one bucket."""
