"""What may be asked of the server. Capabilities, validation and messages all read these."""
from __future__ import annotations

PROMPT_CHARACTERS = 500

#: Lowest and highest value of each number in a request: seconds, counts, metres, radians.
RANGES: dict[str, tuple[float, float]] = {
    "duration": (0.7, 10.0),
    "seed": (0, 2**31 - 1),
    "takes": (1, 16),
    "guidance_scale": (1.0, 15.0),
    "steps": (1, 250),
    "start_position": (-100_000.0, 100_000.0),
    "start_heading": (-1000.0, 1000.0),
}

#: Bytes a request's body may have: 500 characters of any language, escaped, fit several times over.
BODY_BYTES = 64 * 1024
#: Jobs that may wait; one more is answered with 429.
WAITING_JOBS = 32
#: Finished jobs whose results are kept for fetching (at most 1.8 MB each: 16 takes of 10 s).
FINISHED_JOBS = 48
