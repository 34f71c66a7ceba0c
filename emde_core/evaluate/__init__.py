"""Measurements: accuracy beside peers, whether content counts, and the faithfulness of explanations."""
