"""What the model answers to screens; no Streamlit."""
