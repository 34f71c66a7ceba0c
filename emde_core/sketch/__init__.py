"""Sketches: atoms counted in their buckets, for a catalogue and for one film."""
