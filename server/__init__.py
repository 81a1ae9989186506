"""The local inference server: HTTP in front of `models`, nothing of Blender in here."""

import os

# PyTorch's threads wait for each other thousands of times in a motion. Where they spin meanwhile and something else holds a core (a render,
# another program), a third of a second becomes thirteen. Where they sleep, waking them costs more than a second thread saves: on two idle cores a motion of
# six seconds takes 0.43 s with one thread and 0.77 s with two (50 steps). So an operation has one; many motions at once (`models.lead.sampling`) and learning
# (`models.inversion.halves`) are shared out among two, an operation each. Both are read when PyTorch is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("OMP_NUM_THREADS", "1")

__version__ = "0.1.0"
