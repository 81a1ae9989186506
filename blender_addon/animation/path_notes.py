"""What an animator should know of takes that were led along a path, in sentences."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .following import STAYS, Course
from .path import NEAR, Path

#: Metres beyond or short of the path's end that are said.
_MISSED = 0.5
#: Degrees between the path and the steps from which it is seen that the chest turns.
_ASTRAY = 60


def notes(courses: Sequence[Course], path: Path) -> tuple[str, ...]:
    """What an animator should know of takes along a path; none where all is well."""
    found = [_about_start(courses), _about_length(courses, path)]
    astray = np.degrees(max(each.astray for each in courses))
    if astray > _ASTRAY:
        found.append(
            f"The path leads up to {astray:.0f}° away from where the steps go, so the body turns along as far as its legs need. To keep it "
            "facing, ask for steps in that direction.")
    return tuple(note for note in found if note)


def _about_start(courses: Sequence[Course]) -> str:
    off = courses[0].off
    if off <= NEAR:
        return ""
    return f"The character stands {off:.1f} m from where the path begins, and has keys before, so it walks there first."


def _about_length(courses: Sequence[Course], path: Path) -> str:
    if max(each.travelled for each in courses) < STAYS:
        return "The motion hardly goes anywhere, so the character does not get along the path."
    over, short = max(each.over for each in courses), max(-each.over for each in courses)
    if over > _MISSED:
        mend = "Shorten the motion." if path.fit else "Shorten the motion, or choose Fit to Path."
        return f"The motion goes farther than the path, so the character walks {over:.1f} m straight on at its end. {mend}"
    if short > _MISSED:
        mend = "Lengthen the motion." if path.fit else "Lengthen the motion, or choose Fit to Path."
        return f"The motion ends {short:.1f} m before the path does. {mend}"
    return ""
