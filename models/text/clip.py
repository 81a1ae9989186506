"""CLIP's text tower (Radford et al. 2021) through open_clip: the encoder of the papers, downloaded where there is internet."""
from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.functional import normalize

from models.text.compatibility import declare_torchvision_operators
from models.text.encoder import TextEncoderUnavailable, TextFeatures, TokenBatch, frozen, pad, whole_words

#: Our name of each encoder and open_clip's name of its architecture; OpenAI's weights were trained with the quick GELU.
ARCHITECTURES = {"clip-vit-b-32": "ViT-B-32-quickgelu", "clip-vit-l-14": "ViT-L-14-quickgelu"}
_declared: list[torch.library.Library] = []


class ClipEncoder:
    """An open_clip model's text tower; see `TextEncoder`.

    model: an `open_clip.CLIP` (any size, its weights may be random). tokenizer: `open_clip.SimpleTokenizer`, or its like.
    Words are the last hidden states taken through the text projection, so that they have the pooled feature's width.
    """

    def __init__(self, model: torch.nn.Module, tokenizer, name: str = "clip", device: str | torch.device = "cpu"):
        self.model = frozen(model).to(device)
        self.tokenizer = tokenizer
        self.name = name
        self.width: int = model.text_projection.shape[1]
        self.most_tokens: int = model.context_length
        self.device = torch.device(device)

    @classmethod
    def pretrained(cls, name: str, device: str | torch.device = "cpu") -> ClipEncoder:
        """OpenAI's weights of an architecture in ARCHITECTURES, from open_clip's cache or the internet.

        Raises TextEncoderUnavailable where open_clip is not installed or the weights cannot be downloaded.
        """
        open_clip = import_open_clip()
        try:
            model = open_clip.create_model(ARCHITECTURES[name], pretrained="openai")
        except Exception as error:  # the hub's client raises many kinds; all of them mean that the weights did not come
            raise TextEncoderUnavailable(
                f"The weights of {name} could not be downloaded. Connect to the internet and try again, or use minilm."
            ) from error
        return cls(model, open_clip.get_tokenizer(ARCHITECTURES[name]), name, device)

    def tokenize(self, texts: Sequence[str]) -> TokenBatch:
        """Tokens of B texts, start and end included, at most CLIP's 77 long."""
        limit = self.model.context_length - 2
        rows = []
        for text in texts:
            kept = whole_words(text, lambda part: len(self.tokenizer.encode(part)), limit) or text
            rows.append([self.tokenizer.sot_token_id, *self.tokenizer.encode(kept)[:limit], self.tokenizer.eot_token_id])
        return pad(rows, 0, self.device)

    def token_embeddings(self, ids: Tensor) -> Tensor:
        """Byte-pair embeddings (B, L, text width)."""
        return self.model.token_embedding(ids)

    def encode_embeddings(self, embeddings: Tensor, mask: Tensor) -> TextFeatures:
        """Pooled is the end token's word at unit length. The attention is causal, so padding after it changes nothing."""
        length = embeddings.shape[1]
        hidden = embeddings + self.model.positional_embedding[:length]
        hidden = self.model.transformer(hidden, attn_mask=self.model.attn_mask[:length, :length])
        words = self.model.ln_final(hidden) @ self.model.text_projection * mask[..., None]
        end = mask.sum(dim=1) - 1
        pooled = words[torch.arange(len(words), device=words.device), end]
        return TextFeatures(normalize(pooled, dim=-1), words, mask)

    @torch.no_grad()  # not inference_mode: a training loop may use the features in a graph of its own
    def encode(self, texts: Sequence[str]) -> TextFeatures:
        """Features of B texts."""
        tokens = self.tokenize(texts)
        return self.encode_embeddings(self.token_embeddings(tokens.ids), tokens.mask)


def import_open_clip():
    """The open_clip module, also beside a torchvision that does not match. Raises TextEncoderUnavailable where it is missing."""
    try:
        try:
            import open_clip
        except RuntimeError:  # torchvision was built for another PyTorch
            _declared.append(declare_torchvision_operators())
            import open_clip
    except (ImportError, RuntimeError) as error:
        raise TextEncoderUnavailable(
            "CLIP needs the Python package open_clip_torch, which is not installed or does not match PyTorch. "
            "Run: pip install open_clip_torch"
        ) from error
    return open_clip
