"""Learned tokens among a text's words: where `<name>` stands, its vectors go in."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from models.inversion.library import StyleLibrary
from models.inversion.low_rank import Use
from models.inversion.prompt import pieces, spans_of, tokens_in
from models.inversion.request import StyleError
from models.inversion.style import Style
from models.text import TextEncoder, TextFeatures


def words_of(encoder: TextEncoder, text: str) -> Tensor:
    """Input embeddings (L, W_in) of the words of a text, without the encoder's own first and last token."""
    tokens = encoder.tokenize([text])
    return encoder.token_embeddings(tokens.ids)[0, 1 : int(tokens.mask[0].sum()) - 1]


def frame_of(encoder: TextEncoder) -> tuple[Tensor, Tensor]:
    """Input embeddings (1, W_in) of the encoder's own first and last token."""
    embedded = encoder.token_embeddings(encoder.tokenize(["a"]).ids)[0]
    return embedded[:1], embedded[-1:]


def batch_of(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Embeddings (L_i, W) of several texts as one padded batch (B, L, W), and the mask (B, L) of what is real."""
    longest = max(len(row) for row in rows)
    mask = torch.arange(longest)[None] < torch.tensor([len(row) for row in rows])[:, None]
    return torch.nn.utils.rnn.pad_sequence(list(rows), batch_first=True), mask.to(rows[0].device)


class StyledText:
    """A text encoder that also reads the tokens of a library. `strengths`: how strongly each style is used, 1 where it is not named."""

    def __init__(self, encoder: TextEncoder, library: StyleLibrary | None):
        self.encoder = encoder
        self.library = library

    def encode(self, text: str, strengths: Mapping[str, float]) -> TextFeatures:
        """Features of one text, without gradients. Raises StyleError where a token of it cannot be used."""
        if not tokens_in(text):
            return self.encoder.encode([text])
        first, last = frame_of(self.encoder)
        parts = [self._token(part, strengths) if is_token else words_of(self.encoder, part) for part, is_token in pieces(text)]
        room = self.encoder.most_tokens - 2
        row = torch.cat([first, torch.cat(parts)[:room], last])
        with torch.no_grad():
            return self.encoder.encode_embeddings(*batch_of([row]))

    def styles(self, text: str, strengths: Mapping[str, float]) -> list[Use]:
        """The styles that the text names, each with its strength and its time. Raises StyleError."""
        return [Use(self._style(name), _strength(name, strengths), spans) for name, spans in spans_of(text).items()]

    def at_first(self, text: str, strengths: Mapping[str, float]) -> dict[str, float] | None:
        """The strengths while there is little but noise, None where they are the same: a token that stands by itself means what is done less surely than
        the plain word that it came from, which therefore begins. A strong one was taught to mean both. Raises StyleError."""
        weak = [name for name in tokens_in(text) if _strength(name, strengths) and not self._style(name).updates]
        return {**strengths, **dict.fromkeys(weak, 0.0)} if weak else None

    def _style(self, name: str) -> Style:
        if self.library is None:
            raise StyleError(f"There is no style <{name}>. No style has been learned yet: press Learn Style.")
        style = self.library.get(name)
        if style.vectors.shape[1] != frame_of(self.encoder)[0].shape[1]:
            raise StyleError(f"The style <{name}> was learned with another text encoder. Learn it again from its clips.")
        return style

    def _token(self, name: str, strengths: Mapping[str, float]) -> Tensor:
        style, strength = self._style(name), _strength(name, strengths)
        if strength == 0:  # exactly the plain word, however many vectors the style has
            return words_of(self.encoder, style.info.descriptor)
        start, vectors = torch.from_numpy(style.start.copy()), torch.from_numpy(style.vectors.copy())
        return torch.lerp(start, vectors, strength).to(self.encoder.device)


def _strength(name: str, strengths: Mapping[str, float]) -> float:
    return float({key.casefold(): value for key, value in strengths.items()}.get(name, 1.0))
