"""Faithfulness of explanations: do they say what the model does? Measured on the model itself."""
