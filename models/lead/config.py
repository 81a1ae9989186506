"""The two sizes LEAD comes in."""
from __future__ import annotations

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class VAEConfig:
    """kind: 'convolutional' (a latent every `frames_per_latent` frames) or 'transformer' (MLD's: one latent a motion)."""

    kind: str = "convolutional"
    latent_width: int = 48
    frames_per_latent: int = 16
    encoder_width: int = 160
    decoder_width: int = 224
    layers: int = 9
    heads: int = 4
    feed_forward: int = 1024
    dropout: float = 0.0


@dataclass(frozen=True)
class TransformerConfig:
    """Width, layers (odd: long skips join the halves), heads, feed-forward width and dropout of denoiser or projector."""

    width: int
    layers: int
    heads: int
    feed_forward: int
    dropout: float = 0.1


@dataclass(frozen=True)
class LeadConfig:
    """Everything that fixes the networks' shapes; written into the weights file."""

    name: str = "starter"
    text_encoder: str = "minilm"
    text_width: int = 384
    word_tokens: bool = True
    prediction_type: str = "v_prediction"
    guidance_scale: float = 4.0
    vae: VAEConfig = field(default_factory=VAEConfig)
    denoiser: TransformerConfig = TransformerConfig(width=256, layers=5, heads=4, feed_forward=704, dropout=0.0)
    projector: TransformerConfig = TransformerConfig(width=128, layers=2, heads=4, feed_forward=256, dropout=0.0)

    def to_dict(self) -> dict:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict) -> LeadConfig:
        values = dict(values)
        values["vae"] = VAEConfig(**values["vae"])
        for part in ("denoiser", "projector"):
            values[part] = TransformerConfig(**values[part])
        return cls(**values)


STARTER = LeadConfig()
#: The papers' own sizes (LEAD, section 5.1; MLD, section 4), for training with a GPU and a large set.
PAPER = LeadConfig(
    name="paper",
    text_encoder="clip-vit-l-14",
    text_width=768,
    word_tokens=False,
    prediction_type="epsilon",
    guidance_scale=7.5,
    vae=VAEConfig(kind="transformer", latent_width=256, decoder_width=256, encoder_width=256, dropout=0.1),
    denoiser=TransformerConfig(width=256, layers=9, heads=4, feed_forward=1024),
    projector=TransformerConfig(width=1024, layers=9, heads=4, feed_forward=1024),
)
CONFIGS = {config.name: config for config in (STARTER, PAPER)}
