"""Key reduction: from a generated key a frame to few Bézier keys that an animator can edit, within an error."""
from __future__ import annotations

import bpy


def reduce_keys(armature: bpy.types.Object, action: bpy.types.Action, first: int, last: int, degrees: float) -> tuple[int, int]:
    """Thins the keys typed GENERATED from frame `first` to `last`, both included, on the joint bones of `armature`.

    At every frame each bone stays within `degrees` of where it was, and the pelvis within 0.5 cm a degree of where it was. The
    keys left are Bézier, typed GENERATED, at the same frames in all channels of a bone. Every other key stays byte for byte,
    handles included, and so does the curve outside the frames. `action` holds one slot (see keyframes.copied_action).
    Returns how many generated keys there were and how many are left. Raises ValueError where `degrees` is not above 0.
    """
    raise NotImplementedError
