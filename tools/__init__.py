"""The parts of `build_addon.py`. Modules whose first line says so run inside the project's own environment, the others need nothing."""
