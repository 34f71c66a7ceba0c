"""Whether explanations say what the model does: measured on the model itself (DESIGN.md, Evaluate, Faithfulness)."""
