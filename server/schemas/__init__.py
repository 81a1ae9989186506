"""The wire: what crosses HTTP, strictly typed, a file a subject. Unknown fields are refused."""
from server.schemas.capabilities import (
    Capabilities,
    CompleteLimits,
    GenerateLimits,
    Health,
    InvertLimits,
    ModelInfo,
    PoseLimits,
    SequenceLimits,
    Tasks,
)
from server.schemas.completion import CompletionRequest, CompletionResult, PinErrorData, PoseConstraint
from server.schemas.generation import GenerationRequest, GenerationResult
from server.schemas.inversion import Exemplar, InversionRequest, InversionResult
from server.schemas.jobs import JobState, JobStatus, Task
from server.schemas.motion import Array, MotionData
from server.schemas.pose import PoseRequest, PoseResult
from server.schemas.sequence import BlockData, SequenceRequest, SequenceResult, TransitionData
from server.schemas.styles import StyleData, StyleList

__all__ = [
    "Array", "BlockData", "Capabilities", "CompleteLimits", "CompletionRequest", "CompletionResult", "Exemplar", "GenerateLimits",
    "GenerationRequest", "GenerationResult", "Health", "InversionRequest", "InversionResult", "InvertLimits", "JobState",
    "JobStatus", "ModelInfo", "MotionData", "PinErrorData", "PoseConstraint", "PoseLimits", "PoseRequest", "PoseResult",
    "SequenceLimits", "SequenceRequest", "SequenceResult", "StyleData", "StyleList", "Task", "Tasks", "TransitionData",
]  # fmt: skip
