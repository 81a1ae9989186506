"""Prompts one after another: a motion for each, placed so that it goes on from the last, the seams completed."""
