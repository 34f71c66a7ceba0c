"""Parts of Sketch microscope."""
