"""The tables of the model card, each between its own pair of markers; everything else on the card is left as it is."""
from __future__ import annotations

from pathlib import Path


def rewrite(card: Path, name: str, table: str) -> None:
    """Puts `table` between `<!-- NAME table -->` and `<!-- /NAME table -->`; a card without them gets them at its end."""
    start, end = f"<!-- {name} table -->", f"<!-- /{name} table -->"
    text = card.read_text(encoding="utf-8") if card.is_file() else "# Model card\n"
    if start not in text or end not in text:
        text = f"{text.rstrip()}\n\n{start}\n{end}\n"
    before, rest = text.split(start, 1)
    after = rest.split(end, 1)[1]
    card.write_text(f"{before}{start}\n{table}\n{end}{after}", encoding="utf-8")
