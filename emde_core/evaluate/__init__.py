"""Accuracy (splits, metrics, baselines, protocols), and the faithfulness of explanations."""
