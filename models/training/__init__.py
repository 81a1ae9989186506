"""Training: the clips and their captions, and one loop for every model."""
