"""What the About texts say."""
from __future__ import annotations

#: The add-on's version, as its manifest has it and as the server that comes with it says.
VERSION = "0.1.0"

LINES = (
    f"Motion Prompt {VERSION}. Code: GPL-3.0-or-later.",
    "Motion model: weights CC BY-NC 4.0, not for commercial use, trained on clips of the Bandai-Namco Research Motiondataset.",
    "smplx, which the server's body model uses, has a non-commercial licence of its own.",
)
