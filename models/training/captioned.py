"""Training sequences of clips that came with sentences of their own: HumanML3D's, or those whose `clips.csv` has captions."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from models.features import encode
from models.training.captions import mirrored
from models.training.clip import Clip
from models.training.sequences import LONGEST, TrainingSequence


def captioned_sequences(clips: Sequence[Clip]) -> list[TrainingSequence]:
    """Every clip with its sentences; and seen in a mirror, left and right exchanged in them, unless the mirror image (M and the name) is
    among the clips itself. Each is as likely to be drawn as any other."""
    names = {clip.file for clip in clips}
    sequences = []
    for clip in clips:
        cropping = "anywhere" if len(clip.motion) > LONGEST else "seldom"
        sequences.append(TrainingSequence(encode(clip.motion)[0], clip.texts, _group(clip), cropping))
        if not _is_mirrored_by(clip.file, names):
            texts = tuple(map(mirrored, clip.texts))
            sequences.append(TrainingSequence(encode(clip.motion.mirrored())[0], texts, f"mirrored {_group(clip)}", cropping))
    return sequences


def _group(clip: Clip) -> str:
    """Its own for every clip: nobody sorted them."""
    return f"{clip.file} {clip.texts[0]}".replace("|", " ")


def _is_mirrored_by(file: str, names: set[str]) -> bool:
    path = PurePosixPath(file)
    return str(path.with_name(f"M{path.name}")) in names or path.name.startswith("M") and str(path.with_name(path.name[1:])) in names
