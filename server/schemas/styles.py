"""Learned styles on the wire."""
from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from models.inversion.style import StyleInfo


class StyleData(BaseModel):
    """A learned style. strong: whether it also updates the denoiser. usable: whether it belongs to the model in use; reason: a
    sentence that says why not, empty where it does. provenance: where it was learned from, and how."""

    name: str
    descriptor: str
    strong: bool
    usable: bool
    reason: str
    provenance: dict[str, Any]

    @classmethod
    def of(cls, info: StyleInfo, reason: str) -> StyleData:
        """Pack what a style's file says of it. reason: why it cannot be used; empty where it can."""
        return cls(
            name=info.name, descriptor=info.descriptor, strong=info.strong, usable=not reason, reason=reason,
            provenance=dict(info.provenance),
        )  # fmt: skip


class StyleList(BaseModel):
    """All styles of the user, by name."""

    styles: list[StyleData]
