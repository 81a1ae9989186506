"""Single poses: the prior of what bodies do."""
