"""Strips on the timeline: where they are drawn, what lies under the mouse, and what a drag does. Frames and pixels only: needs no window."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

#: Pixels, at a scale of the interface of 1: a strip's height, where it begins above the region's lower edge (with markers: above these),
#: the height of the frame numbers at its upper edge, how near an edge is taken for the edge, and the space around the text.
HEIGHT, BOTTOM, BOTTOM_WITH_MARKERS, SCRUB, GRIP, PADDING = 20, 22, 46, 24, 7, 6

#: The frames of a block: from its start to before its end.
Span = tuple[int, int]


class Part(Enum):
    """What of a strip is grabbed."""

    START = "start"
    BODY = "body"
    END = "end"


@dataclass(frozen=True)
class View:
    """How a region shows frames: `frame` is at pixel `x`, and a frame is `width` pixels wide. scale: of the interface. height: the region's; in
    a low one the strips move down, so that they stay in it."""

    x: float
    frame: float
    width: float
    scale: float = 1.0
    markers: bool = False
    height: float = 10_000.0

    def pixel(self, frame: float) -> float:
        """Where a frame is."""
        return self.x + (frame - self.frame) * self.width

    def frame_at(self, pixel: float) -> float:
        """The inverse of `pixel`."""
        return self.frame + (pixel - self.x) / self.width

    @property
    def bottom(self) -> float:
        wanted = BOTTOM_WITH_MARKERS if self.markers else BOTTOM
        return max(0.0, min(wanted * self.scale, self.height - (HEIGHT + SCRUB) * self.scale))

    @property
    def top(self) -> float:
        return self.bottom + HEIGHT * self.scale

    def box(self, span: Span) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a strip; neighbours that touch show a seam."""
        left, right = self.pixel(span[0]), self.pixel(span[1])
        return left, self.bottom, max(right - 1, left + 1), self.top


def hit(spans: Sequence[Span], active: int, view: View, x: float, y: float) -> tuple[int, Part] | None:
    """The strip under a pixel, and what of it; where two meet, the active one counts."""
    if not view.bottom <= y <= view.top:
        return None
    found = [(index, part) for index, span in enumerate(spans) if (part := _part(span, view, x)) is not None]
    # Inside comes before a grip that only reaches over from next door.
    return min(found, key=lambda each: (not _inside(spans[each[0]], view, x), each[0] != active), default=None)


def _inside(span: Span, view: View, x: float) -> bool:
    return view.pixel(span[0]) <= x < view.pixel(span[1])


def _part(span: Span, view: View, x: float) -> Part | None:
    left, right = view.pixel(span[0]), view.pixel(span[1])
    # A narrow strip still has a middle third to be moved by.
    grip = min(GRIP * view.scale, (right - left) / 3)
    if abs(x - left) < grip:
        return Part.START
    if abs(x - right) < grip:
        return Part.END
    return Part.BODY if left <= x < right else None


def dragged(spans: Sequence[Span], index: int, part: Part, by: int, shortest: int, longest: int) -> list[Span]:
    """The spans (by time) after one of them was dragged by so many frames. It keeps between its shortest and longest length; what is in
    the way is pushed along, unchanged in length, after the gaps have closed."""
    start, end = spans[index]
    if part is Part.START:
        start = _clamped(start + by, min(end - longest, start), max(end - shortest, start))
    elif part is Part.END:
        end = _clamped(end + by, min(start + shortest, end), max(start + longest, end))
    else:
        start, end = start + by, end + by
    moved = list(spans)
    moved[index] = (start, end)
    for later in range(index + 1, len(moved)):
        moved[later] = _shifted(moved[later], max(0, moved[later - 1][1] - moved[later][0]))
    for earlier in reversed(range(index)):
        moved[earlier] = _shifted(moved[earlier], min(0, moved[earlier + 1][0] - moved[earlier][1]))
    return moved


def _clamped(value: int, low: int, high: int) -> int:
    return max(low, min(value, high))


def _shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def swapped(spans: Sequence[Span], index: int) -> list[Span]:
    """The spans of blocks `index` and the next after they have changed places in time: (the later one's, the earlier one's), the gap between
    them kept."""
    (start, end), (other_start, other_end) = spans[index], spans[index + 1]
    length, gap = other_end - other_start, other_start - end
    return [(start, start + length), (start + length + gap, other_end)]


def free_span(spans: Sequence[Span], at: int, length: int, shortest: int) -> Span:
    """Where a new block fits: from frame `at` on, after the block that is there, no longer than the gap leaves unless that is too short
    (then it lies over what follows, which `pushed` moves)."""
    for start, end in sorted(spans):
        if start <= at < end:
            at = end
    following = [start for start, _ in spans if start >= at]
    room = min(following) - at if following else length
    return at, at + (min(length, room) if room >= shortest else length)


def pushed(spans: Sequence[Span]) -> list[Span]:
    """The spans (by start), the later of two that overlap moved behind the earlier."""
    result: list[Span] = []
    for span in spans:
        result.append(_shifted(span, max(0, result[-1][1] - span[0])) if result else span)
    return result


def fitted(text: str, width: float, measure: Callable[[str], float]) -> str:
    """As much of the text as fits into so many pixels, with dots where it is cut."""
    if measure(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle].rstrip() + "…") <= width else (low, middle - 1)
    return text[:low].rstrip() + "…" if low else ""
