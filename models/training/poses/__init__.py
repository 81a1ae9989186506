"""Poses in words: what holds of a body, how people say it, and poses made from what was said."""
