"""Accuracy: splits, metrics, baselines, protocols."""
