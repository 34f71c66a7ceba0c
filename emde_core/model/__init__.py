"""From input sketch to output logits and scores."""
