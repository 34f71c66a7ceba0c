"""The models: learned from sketches and ratings, they score every film for a history."""
