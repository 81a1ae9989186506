"""The local inference server: HTTP in front of `models`, nothing of Blender in here."""

__version__ = "0.1.0"
