"""The dashboard: build a watch history, see recommendations, see why."""
