"""What may be asked of the server. Capabilities, validation and messages all read these."""
from __future__ import annotations

from models.completion.config import STEPS as COMPLETION_STEPS  # noqa: F401 - told before the model has told its own
from models.inversion.style import LARGEST_FILE
from models.pose.request import MOST_CANDIDATES
from models.sequence.request import MOST_BLOCKS

PROMPT_CHARACTERS = 500
#: A clip is called after its action or its file; nothing lets a file have a longer name.
CLIP_NAME_CHARACTERS = 255
#: Styles of one request that may be given a strength; a prompt holds no more names than this.
MOST_STRENGTHS = PROMPT_CHARACTERS // 3
#: Steps of an inversion as they are told before the model has told its own.
INVERSION_STEPS, STRONG_INVERSION_STEPS = 120, 660

#: Lowest and highest value of each number in a request: seconds, counts, frames a second, metres, radians.
RANGES: dict[str, tuple[float, float]] = {
    "duration": (0.7, 10.0),
    "seed": (0, 2**31 - 1),
    "takes": (1, 16),
    "guidance_scale": (1.0, 15.0),
    "style_strengths": (0.0, 1.0),
    "steps": (1, 250),
    "transition": (0.1, 2.0),
    "blocks": (1, MOST_BLOCKS),
    "count": (1, MOST_CANDIDATES),
    "frames": (1, 1201),  # 10 s at the highest frame rate; `models.completion.request` holds the seconds to account
    "fps": (1.0, 120.0),
    "start_position": (-100_000.0, 100_000.0),
    "start_heading": (-1000.0, 1000.0),
}

#: Bytes a request's body may have: 500 characters of any language, escaped, fit several times over.
BODY_BYTES = 64 * 1024
#: The same for pinned poses: one at each of 1201 frames, of 0.9 KB, fits.
PINS_BODY_BYTES = 2 * 1024 * 1024
#: The same for a sequence: motion that stays, a second or two on either side of a block, of 0.5 KB a frame, or whole blocks of it.
SEQUENCE_BODY_BYTES = 8 * 1024 * 1024
#: The same for the clips of a style: ten minutes at 30 frames a second take 9 MB, as BVH up to four times that.
CLIPS_BODY_BYTES = 48 * 1024 * 1024
#: The same for a style file.
STYLE_BODY_BYTES = LARGEST_FILE
#: Jobs that may wait; one more is answered with 429.
WAITING_JOBS = 32
#: Finished jobs whose results are kept for fetching (16 takes of 10 s: 1.8 MB at 30 frames a second, 7 MB at 120).
FINISHED_JOBS = 48
