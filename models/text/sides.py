"""Left and right in words."""
from __future__ import annotations

import re

_SIDES = {"left": "right", "right": "left", "clockwise": "counterclockwise", "counterclockwise": "clockwise",
          "counter-clockwise": "clockwise", "anticlockwise": "clockwise"}
_SIDE = re.compile(r"(?<![\w])(counter-clockwise|counterclockwise|anticlockwise|clockwise|left|right)(?=(?:wards?)?(?!\w))",
                   re.IGNORECASE)


def mirrored(caption: str) -> str:
    """The caption of the mirrored clip: left and right change places, and so do clockwise and counterclockwise.

    Only whole words change ("bright", "upright" and "leftover" stay; "left-handed" and "leftwards" change). Twice gives the
    caption back, except that "anticlockwise" and "counter-clockwise" come back spelled "counterclockwise".
    """
    return _SIDE.sub(lambda found: _in_the_case_of(found[0], _SIDES[found[0].lower()]), caption)


def names_a_side(text: str) -> bool:
    """Whether a text says left or right, or which way round; else its mirror image fits it as well."""
    return _SIDE.search(text) is not None


def _in_the_case_of(pattern: str, word: str) -> str:
    if pattern.isupper():
        return word.upper()
    return word.capitalize() if pattern[0].isupper() else word
