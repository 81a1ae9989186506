"""Arrays and motions as they cross the wire, either way."""
from __future__ import annotations

import base64
from typing import Annotated

import numpy as np
from pydantic import BaseModel, Field

from models.motion import Motion
from server.schemas.strict import STRICT, within


class Array(BaseModel):
    """An array: its shape, and its numbers as base64 of little-endian float32 in C order."""

    model_config = STRICT

    shape: list[Annotated[int, Field(ge=0, lt=2**31)]]
    data: Annotated[str, Field(json_schema_extra={"contentEncoding": "base64"})]

    @classmethod
    def of(cls, array: np.ndarray) -> Array:
        """Pack a float array of any shape."""
        return cls(shape=list(array.shape), data=base64.b64encode(np.ascontiguousarray(array, dtype="<f4")).decode("ascii"))

    def unpacked(self) -> np.ndarray:
        """The array again, float32. Raises ValueError where the data is not base64 of as many numbers as the shape says."""
        return np.frombuffer(base64.b64decode(self.data, validate=True), "<f4").reshape(self.shape).astype(np.float32)


class MotionData(BaseModel):
    """A motion: root_translation (T, 3) metres, Y up; joint_rotations (T, 22, 4) local unit quaternions w, x, y, z."""

    model_config = STRICT

    fps: Annotated[float, within("fps")]
    root_translation: Array
    joint_rotations: Array

    @classmethod
    def of(cls, motion: Motion) -> MotionData:
        """Pack a motion."""
        return cls(
            fps=motion.fps, root_translation=Array.of(motion.root_translation), joint_rotations=Array.of(motion.joint_rotations)
        )
