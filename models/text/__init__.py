"""Text encoders behind one interface: `minilm`, embedded and offline, and CLIP where there is internet."""
from __future__ import annotations

import torch

from models.text.encoder import TextEncoder, TextEncoderUnavailable, TextFeatures, TokenBatch

__all__ = ["TextEncoder", "TextEncoderUnavailable", "TextFeatures", "TokenBatch", "load_text_encoder"]


def load_text_encoder(name: str = "minilm", device: str | torch.device = "cpu") -> TextEncoder:
    """The encoder of that name: "minilm", "clip-vit-b-32" or "clip-vit-l-14".

    Raises TextEncoderUnavailable, with a sentence, where its weights cannot be had, and ValueError for another name.
    """
    if name == "minilm":
        from models.text.minilm import MiniLMEncoder

        return MiniLMEncoder.installed(device)
    from models.text.clip import ARCHITECTURES, ClipEncoder

    if name in ARCHITECTURES:
        return ClipEncoder.pretrained(name, device)
    raise ValueError(f'There is no text encoder "{name}". Choose one of: {", ".join(["minilm", *ARCHITECTURES])}.')
