"""What holds for a body, by its geometry: posecodes, named poses, and how far a pose is from what is claimed of it."""
