"""The local inference server: HTTP in front of `models`, nothing of Blender in here."""

import os

# PyTorch's threads wait for each other thousands of times in a motion. Where they spin meanwhile and something else holds a core (a render,
# another program), seconds become a minute; asleep they cost next to nothing. It is read when PyTorch is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

__version__ = "0.1.0"
