"""`python -m models.evaluation sizes`: how many parameters the two configurations have, beside MLD as it was published.

MLD's figures are counted on plain torch.nn layers put together as its paper and published configuration say (Chen et al. 2023; HumanML3D,
`config_vae_humanml3d.yaml` and `modules/denoiser.yaml`): nothing of its code or weights is used. LEAD's projector was not published.
"""
from __future__ import annotations

import torch
from torch import nn

from models.evaluation.markdown import markdown
from models.lead.config import PAPER, STARTER, LeadConfig
from models.lead.denoiser import Denoiser
from models.lead.projector import Projector
from models.lead.vae import build_vae
from models.training.loop import parameter_count

PARTS = ("VAE", "denoiser", "projector")
_HOW = """\
Parameters. MLD: counted on plain `torch.nn` layers put together as its paper and its published configuration for HumanML3D say (9 layers with 4 long \
skips, 4 heads, width 256, feed-forward 1024; learned positions for 500 tokens in every transformer; features of 263 numbers, CLIP ViT-L/14's sentence). \
`paper` has sinusoidal positions and 269 numbers instead, its denoiser also a layer into and out of the latent and the length. LEAD's paper gives its \
projector 9 + 9 layers of "hidden size 1024", read here as width and feed-forward both; its code was not published."""


def parameters_of(config: LeadConfig) -> dict[str, int]:
    """Parameters of each of LEAD's modules."""
    with torch.device("meta"):  # only shapes: the paper's projector alone would be half a gigabyte
        networks = build_vae(config.vae), Denoiser(config), Projector(config)
    return {part: parameter_count([network]) for part, network in zip(PARTS, networks)}


def published_mld(features: int = 263, width: int = 256, feed_forward: int = 1024, heads: int = 4, layers: int = 9, text: int = 768) -> dict[str, int]:
    """Parameters of MLD's VAE and denoiser as published; it has no projector."""
    half = layers // 2
    skips = [nn.Linear(2 * width, width) for _ in range(half)]
    encoder = [nn.TransformerEncoderLayer(width, heads, feed_forward, activation="gelu") for _ in range(layers)] + skips + [nn.LayerNorm(width)]
    decoder = [nn.TransformerDecoderLayer(width, heads, feed_forward, activation="gelu") for _ in range(layers)] + skips + [nn.LayerNorm(width)]
    positions = nn.Embedding(500, width)
    vae = [*encoder, *decoder, positions, positions, nn.Embedding(2, width), nn.Linear(features, width), nn.Linear(width, features)]
    denoiser = [*encoder, positions, positions, nn.Linear(text, width), nn.Linear(text, width), nn.Linear(width, width)]
    return {"VAE": parameter_count(vae), "denoiser": parameter_count(denoiser)}


def parameter_table() -> str:
    """The counts as Markdown."""
    columns = {"MLD, as published": published_mld(), "`paper`": parameters_of(PAPER), "`starter`": parameters_of(STARTER)}
    cells = [[part, *(_millions(counts.get(part)) for counts in columns.values())] for part in PARTS]
    return _HOW + "\n\n" + markdown(["", *columns], cells)


def _millions(count: int | None) -> str:
    return "–" if count is None else f"{count / 1e6:.2f} M"
