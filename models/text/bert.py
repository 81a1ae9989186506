"""BERT (Devlin et al. 2019) on PyTorch's own transformer layers: what reads all-MiniLM-L6-v2.

The reference implementation in `transformers` brings PyTorch's compiler, its distributed tensors and a symbolic algebra system along: four
of the six seconds that the server took to start, and half of the time that Set Up spent on compiling modules.
"""
from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn

#: What a layer's parameters are called in PyTorch's layer and in BERT's files.
_LAYER = {
    "self_attn.out_proj": "attention.output.dense", "norm1": "attention.output.LayerNorm", "linear1": "intermediate.dense", "linear2": "output.dense",
    "norm2": "output.LayerNorm"}


class Bert(nn.Module):
    """BERT's encoder without its pooler, from `config`, the numbers of a config.json."""

    def __init__(self, config: Mapping[str, object]):
        super().__init__()
        self.width, self.padding = int(config["hidden_size"]), int(config["pad_token_id"])
        epsilon = float(config["layer_norm_eps"])
        self.words = nn.Embedding(int(config["vocab_size"]), self.width, self.padding)
        self.places = nn.Embedding(int(config["max_position_embeddings"]), self.width)
        self.kinds = nn.Embedding(int(config["type_vocab_size"]), self.width)
        self.norm = nn.LayerNorm(self.width, epsilon)
        layer = nn.TransformerEncoderLayer(
            self.width, int(config["num_attention_heads"]), int(config["intermediate_size"]), float(config["hidden_dropout_prob"]), str(config["hidden_act"]),
            epsilon, batch_first=True)
        self.layers = nn.TransformerEncoder(layer, int(config["num_hidden_layers"]), enable_nested_tensor=False)

    def forward(self, embeddings: Tensor, mask: Tensor) -> Tensor:
        """The last hidden states (B, L, W) of word embeddings (B, L, W); mask: bool (B, L), True where a token is real."""
        places = torch.arange(embeddings.shape[1], device=embeddings.device)
        hidden = self.norm(embeddings + self.places(places) + self.kinds.weight[0])
        return self.layers(hidden, src_key_padding_mask=~mask)


def load_bert(folder: Path) -> Bert:
    """The model in a folder of config.json and model.safetensors. Raises OSError, KeyError, or what safetensors raises of a damaged file."""
    from safetensors.torch import load_file

    model = Bert(json.loads((folder / "config.json").read_text(encoding="utf-8")))
    model.load_state_dict(_renamed(load_file(folder / "model.safetensors"), len(model.layers.layers)))
    return model


def _renamed(weights: Mapping[str, Tensor], layers: int) -> dict[str, Tensor]:
    """BERT's parameters under the names of `Bert`."""
    found = {
        f"{ours}.weight": weights[f"embeddings.{theirs}_embeddings.weight"]
        for ours, theirs in (("words", "word"), ("places", "position"), ("kinds", "token_type"))}
    found |= {f"norm.{part}": weights[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")}
    for number in range(layers):
        here, there = f"layers.layers.{number}", f"encoder.layer.{number}"
        for part in ("weight", "bias"):
            found |= {f"{here}.{ours}.{part}": weights[f"{there}.{theirs}.{part}"] for ours, theirs in _LAYER.items()}
            found[f"{here}.self_attn.in_proj_{part}"] = torch.cat([weights[f"{there}.attention.self.{name}.{part}"] for name in ("query", "key", "value")])
    return found
