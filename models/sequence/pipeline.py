"""Prompts one after another to one motion: wires LEAD, the placing of the blocks and the completion of their seams together."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from models import rotation
from models.completion.config import STEPS as COMPLETION_STEPS
from models.completion.pipeline import CompletionPipeline
from models.lead.pipeline import LeadPipeline
from models.motion import Motion
from models.sequence import seams
from models.sequence.generation import batches, generate
from models.sequence.placing import Candidate, Place, bent, choose_starts, following, standing
from models.sequence.request import LONGEST, Block, SequenceRequest, SequenceResult

#: A block's way may be bent by this share of its length, and by this much a second (m), to end where a motion that stays begins; and
#: turned by this much a second (radians). Beyond that it is made anew between the two.
_BENT_SHARE, _BENT_SPEED, _BENT_TURN = 0.35, 0.15, 0.6
#: Farther off than this (m) the animator is told.
_TOLD = 0.5


class SequencePipeline:
    """`pipeline(request)` gives the motions of a sequence of prompts; see `SequenceRequest`."""

    def __init__(self, lead: LeadPipeline, completion: CompletionPipeline):
        self.lead = lead
        self.completion = completion
        self.provenance = lead.provenance

    def __call__(
        self,
        request: SequenceRequest,
        on_step: Callable[[int, int], None] = lambda done, steps: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> SequenceResult:
        """`on_step(done, steps)` after every sampling step. Raises SequenceError or StyleError with a sentence where the request cannot be
        done, Cancelled soon after `cancelled()` turns true."""
        request.check()
        groups, steps = batches(request), steps_of(request)
        made: dict[int, list[Motion]] = {}
        for number, group in enumerate(groups):
            def report(done: int, _: int, before: int = number * request.steps) -> None:
                on_step(before + done, steps)

            blocks = [request.blocks[block] for block in group]
            made.update(zip(group, generate(self.lead, request, blocks, report, cancelled)))
        motions, notes, before = [], [], len(groups) * request.steps
        transitions = [(seam.first, seam.end) for seam in (seams.between(request, *pair) for pair in seams.touching(request))]
        for take in range(request.takes):
            def report(done: int, _: int, before: int = before) -> None:
                on_step(before + done, steps)

            motion, told, done, used = self._sequence(request, {number: takes[take] for number, takes in made.items()}, take, report, cancelled)
            motions.append(motion)
            notes += [sentence for sentence in told if sentence not in notes]
            transitions = [_hull(frames, used) for frames in transitions]
            before += done
        if before < steps:
            on_step(steps, steps)
        return SequenceResult(motions, tuple((first, end - 1) for first, end in transitions), tuple(notes))

    def _sequence(
        self, request: SequenceRequest, made: dict[int, Motion], take: int, on_step: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> tuple[Motion, list[str], int, list[seams.Seam]]:
        """One take, what is to be said of it, the steps it took, and what was completed."""
        parts, whole, notes = arranged(request, made)
        motion = seams.joined([(block.first, part) for block, part in zip(request.blocks, parts)])
        done, used = 0, []
        for options in _to_complete(request, whole):
            def report(step: int, _: int, before: int = done) -> None:
                on_step(before + step, 0)

            motion, seam = seams.complete(self.completion, motion, options, take, report, cancelled)
            used.append(seam)
            done += len(options) * COMPLETION_STEPS
        return replace(motion, joint_rotations=rotation.continuous(motion.joint_rotations)), notes, done, used


def steps_of(request: SequenceRequest) -> int:
    """Sampling steps of a request, of all its networks together."""
    tries = sum(len(seams.tried(request, *pair)) for pair in seams.touching(request))
    return len(batches(request)) * request.steps + request.takes * tries * COMPLETION_STEPS


def _hull(frames: tuple[int, int], used: list[seams.Seam]) -> tuple[int, int]:
    """The frames of a transition together with those of the seam that was completed there, where it was wider."""
    found = [seam for seam in used if seam.first <= frames[0] and frames[1] <= seam.end and not seam.prompt]
    return (min(frames[0], *(seam.first for seam in found)), max(frames[1], *(seam.end for seam in found))) if found else frames


def arranged(request: SequenceRequest, made: dict[int, Motion]) -> tuple[list[Motion], set[int], list[str]]:
    """The blocks' motions where they stand; the numbers of those that are to be made anew as a whole, because their own motion does not
    lead where it must; and sentences that say so. made: for each block that does not stay a motion at least as long as it is."""
    blocks = request.blocks
    motions = [block.motion if block.stays else made[number] for number, block in enumerate(blocks)]
    starts = choose_starts([Candidate(motion, block.frames) for motion, block in zip(motions, blocks)])
    parts: list[Motion] = []
    whole: set[int] = set()
    notes: list[str] = []
    for number, block in enumerate(blocks):
        if block.stays:
            notes += _lead_up(request, parts, number, whole)
            parts.append(block.motion)
            continue
        place = Place(np.array(request.start_position), request.start_heading) if not number else (
            following(parts[-1], motions[number], starts[number], block.first - blocks[number - 1].end))
        parts.append(standing(motions[number], place, starts[number], block.frames))
    return parts, whole, notes


def _lead_up(request: SequenceRequest, parts: list[Motion], number: int, whole: set[int]) -> list[str]:
    """Bends the way of the blocks that are made anew right before block `number`, in place, so that it leads to where that one stays."""
    blocks, staying = request.blocks, request.blocks[number].motion
    first = next((other + 1 for other in reversed(range(number)) if blocks[other].stays), 0)
    if first == number:
        return []
    gap = blocks[number].first - blocks[number - 1].end
    natural = following(parts[-1], staying, 0, gap)
    actual = Place(staying.root_translation[0, [0, 2]].astype(np.float64), float(Candidate(staying, len(staying)).facing[0]))
    way = seams.joined([(block.first, part) for block, part in zip(blocks[first:number], parts[first:])])
    end = _carried(way[len(way) - 1 :], natural, actual)
    lacking = float(np.linalg.norm((end.root_translation[0] - way.root_translation[-1])[[0, 2]]))
    turn = abs((actual.heading - natural.heading + np.pi) % (2 * np.pi) - np.pi)
    length = float(np.linalg.norm(np.diff(way.root_translation[:, [0, 2]], axis=0), axis=-1).sum())
    plausible = lacking < _BENT_SHARE * length + _BENT_SPEED * way.duration and turn < _BENT_TURN * way.duration
    if not plausible and number - first == 1 and _fits(request, first, number):
        whole.add(first)
    else:
        way = bent(way, end)
        for block in range(first, number):
            start = blocks[block].first - blocks[first].first
            parts[block] = way[start : start + blocks[block].frames]
    return [] if lacking < _TOLD or plausible else [_note(blocks[number - 1].prompt.strip(), lacking)]


def _note(prompt: str, metres: float) -> str:
    return (f"By itself “{prompt}” would end {metres:.1f} m from where the motion after it begins, which stays. It was led there; generate all "
            "blocks to let the later ones move instead.")


def _fits(request: SequenceRequest, first: int, number: int) -> bool:
    seam = _over(request, first, number)
    return (seam.known_end - seam.known_first) / request.fps <= LONGEST


def _over(request: SequenceRequest, first: int, number: int) -> seams.Seam:
    before: Block | None = request.blocks[first - 1] if first else None
    return seams.over(request, request.blocks[first], before, request.blocks[number])


def _to_complete(request: SequenceRequest, whole: set[int]) -> list[list[seams.Seam]]:
    """What is to be completed, by time, each with the ways to try: the seams, and blocks as a whole in place of the seams around them."""
    blocks, found = request.blocks, []
    for number in range(len(blocks)):
        if number in whole:
            found.append([_over(request, number, number + 1)])
        before = number - 1
        if number and not {number, before} & whole and not (
                blocks[before].stays and blocks[number].stays and blocks[before].end == blocks[number].first):
            found.append(seams.tried(request, blocks[before], blocks[number]))
    return found


def _carried(motion: Motion, natural: Place, actual: Place) -> Motion:
    """The motion moved as what stands at one place has to be to stand at the other."""
    turn = rotation.yaw(np.array(actual.heading - natural.heading))
    rotations = motion.joint_rotations.astype(np.float64)
    rotations[:, 0] = rotation.multiply(turn, rotations[:, 0])
    origin, target = (np.array([place.position[0], 0, place.position[1]]) for place in (natural, actual))
    return Motion(rotation.rotate(turn, motion.root_translation - origin) + target, rotations, motion.fps)
