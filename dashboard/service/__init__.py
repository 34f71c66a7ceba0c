"""Answers of a model for the screens; no Streamlit."""
