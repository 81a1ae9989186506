"""Measuring the models: metrics, the text–motion matching network they rest on, and the tables of the model card."""
