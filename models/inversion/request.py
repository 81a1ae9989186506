"""What motion textual inversion is asked and what it answers."""
from __future__ import annotations

import re
from dataclasses import dataclass

from models.motion import Motion

#: Clips of one style; seconds of all of them together.
MOST_CLIPS, MOST_SECONDS = 64, 600.0
#: A clip shorter than this teaches nothing: the models know no shorter motion.
SHORTEST = 0.7
LONGEST_NAME, LONGEST_DESCRIPTOR, LONGEST_ACTION = 40, 40, 120
#: Bytes of a name in lower case, which becomes a file's: some letters grow when they are made small.
_LONGEST_FILE_NAME = 160

_NAME = re.compile(r"[^\W_][\w-]*")
_DESCRIPTOR = re.compile(r"[^\W\d_]+([ '-][^\W\d_]+){0,3}")


class StyleError(ValueError):
    """A style cannot be learned, found or kept; says why, and what mends it, in a sentence for an animator."""


@dataclass(frozen=True, eq=False)
class Exemplar:
    """A clip that shows the style. motion: at any frame rate. does: what it shows, without the manner ("walks forward", "waves with the
    left hand"); where empty, what `name` says, the clip's, else a guess."""

    motion: Motion
    does: str = ""
    name: str = "the clip"

    @property
    def seconds(self) -> float:
        return len(self.motion) / self.motion.fps


@dataclass(frozen=True, eq=False)
class InversionRequest:
    """Everything that affects a style: same request, same style.

    name: what is typed between < and > in a prompt. descriptor: the plain word that comes nearest to it ("tired"), which the token
    starts from. strong: also learn a low-rank update of the denoiser, for what no word can say.
    """

    name: str
    descriptor: str
    exemplars: tuple[Exemplar, ...]
    strong: bool = False
    seed: int = 0

    @property
    def usable(self) -> tuple[Exemplar, ...]:
        """The exemplars that are long enough to learn from."""
        return tuple(exemplar for exemplar in self.exemplars if exemplar.seconds >= SHORTEST)

    def check(self) -> None:
        """Raises StyleError with a sentence where the request cannot be done."""
        check_name(self.name)
        check_descriptor(self.descriptor)
        if not self.exemplars:
            raise StyleError("There is no clip to learn from. Add at least one, then press Learn Style.")
        if len(self.exemplars) > MOST_CLIPS:
            raise StyleError(f"{len(self.exemplars)} clips are too many. A style is learned from up to {MOST_CLIPS}: remove some.")
        if not self.usable:
            longest = max(exemplar.seconds for exemplar in self.exemplars)
            raise StyleError(f"The clips are too short: the longest has {longest:.1f} seconds. Add one of at least {SHORTEST:g} seconds.")
        seconds = sum(exemplar.seconds for exemplar in self.exemplars)
        if seconds > MOST_SECONDS:
            raise StyleError(f"The clips last {seconds / 60:.0f} minutes together. Choose the most telling {MOST_SECONDS / 60:.0f} minutes of them.")


@dataclass(frozen=True)
class Learned:
    """A style as it was learned. loss_before, loss_after: on segments held out of learning, with the descriptor and with the style.
    notes: what the animator should know."""

    style: "Style"  # noqa: F821 - models.inversion.style
    loss_before: float
    loss_after: float
    notes: tuple[str, ...]


def check_name(name: str) -> None:
    """Raises StyleError where nobody could type `name` between < and >."""
    if not name:
        raise StyleError("The style has no name. Type one, for example: grumpy.")
    if " " in name:
        raise StyleError(f"A style's name is one word. Write it with hyphens: {'-'.join(name.split())}.")
    if len(name) > LONGEST_NAME or len(name.casefold().encode()) > _LONGEST_FILE_NAME or not _NAME.fullmatch(name):
        raise StyleError(f"A style's name has letters, digits, - and _, begins with a letter or digit, and is at most {LONGEST_NAME} characters long.")


def check_descriptor(descriptor: str) -> None:
    """Raises StyleError where `descriptor` is not a word or a few."""
    if not descriptor.strip():
        raise StyleError("The style has no descriptor. Type the plain word that comes nearest to it, for example: tired.")
    if len(descriptor) > LONGEST_DESCRIPTOR or not _DESCRIPTOR.fullmatch(descriptor.strip()):
        raise StyleError("The descriptor is one plain word, or up to four, without < > and digits. For example: tired.")
