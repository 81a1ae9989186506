"""What the models are trained on: clips, mirrored clips, chains of like clips, one thing after another, two things at once, two manners at once."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from models.features import encode
from models.motion import Motion
from models.training import captions as wording
from models.training.blending import halfway
from models.training.data import Clip
from models.training.stitching import best_seam, join, loop, seam_description, with_arms_of

#: Frames of the longest training sequence (ten seconds in whole latents).
LONGEST = 304
#: Contents that can begin and end anywhere in their cycle.
CYCLIC = ("walk", "run", "dash", "walk-back", "walk-left", "walk-right", "walk-turn-left", "walk-turn-right", "dance-short")
_ARM_SIDES = {
    "wave-left-hand": ("left",), "wave-right-hand": ("right",), "wave-both-hands": ("left", "right"),
    "raise-up-left-hand": ("left",), "raise-up-right-hand": ("right",), "raise-up-both-hands": ("left", "right"),
}
_COMPOSITES_CAPTIONS = 6
#: How many of the sequences of two contents are short, so that “walks and waves” in four seconds has time for both: cropped from
#: their beginning, they would be walks.
_SHORT_SHARE = 0.5
#: What people ask for before something else, and how many of the sequences of two contents begin so: of all pairs alike, ten in 3,600
#: would walk, then wave.
_OFTEN_FIRST, _FIRST_SHARE = ("walk", "run"), 0.4
#: Frames of a blend of two manners, and the share of the draws that blends get. Without them "a happy, proud person" is one of the two, or neither.
_BLENDED_FRAMES, _BLENDED_SHARE = 180, 0.08
#: How groups of blends begin, and with these all of motions put together of two clips.
_BLEND = "blend|"
_COMPOSITES = ("then|", "while|", _BLEND)
#: How far a clip's last `seam_description` may be from its first (m, over all joints) for the action to be done again.
_LIKE_THE_BEGINNING = 0.6
#: The least share of the draws that a recorded content gets, all its styles together: with a fifth of it, of two clips that punch
#: the denoiser learned the guard and seldom the blow.
_LEAST_SHARE = 0.01


@dataclass(frozen=True)
class TrainingSequence:
    """features: float32 (T, 269). captions: what it may be called. group: what the sampling balances. cropping: 'anywhere', 'end'
    (keep the beginning) or 'seldom' (mostly whole)."""

    features: np.ndarray
    captions: tuple[str, ...]
    group: str
    cropping: str


@dataclass(frozen=True)
class _Source:
    clip: Clip
    features: np.ndarray
    seam: np.ndarray

    @property
    def cyclic(self) -> bool:
        return self.clip.content in CYCLIC or self.clip.description in ("walk", "run", "slow walk", "brisk walk")


def training_sequences(clips: Sequence[Clip], seed: int = 0) -> list[TrainingSequence]:
    """Every clip and its mirror image, and what can be stitched from them; deterministic in `seed`."""
    random = np.random.default_rng(seed)
    sources = []
    for clip in tqdm(clips, desc="features", unit="clip"):
        features = encode(clip.motion)[0]
        sources.append(_Source(clip, features, seam_description(features)))
    by_label = defaultdict(list)
    for source in sources:
        by_label[wording.label(*source.clip.labels)].append(source)
    result = [sequence for source in sources for sequence in _both_ways(source.clip.motion, _texts(source), _label(source), _cropping(source))]
    makers = {
        "loops": _loops(sources, random), "single actions": _single_actions(sources, random), "chains": _chains(by_label, random),
        "sequences": _one_after_another(sources, random), "at once": _at_once(sources, random), "blends": _in_two_manners(sources, random),
    }
    for name, maker in makers.items():
        result += [sequence for motion, *rest in tqdm(maker, desc=name, unit="motion") for sequence in _either_way(motion, *rest, random=random)]
    return result


def _texts(source: _Source) -> tuple[str, ...]:
    return wording.captions(*source.clip.labels)


def _label(source: _Source) -> str:
    return wording.label(*source.clip.labels)


def _cropping(source: _Source) -> str:
    return "anywhere" if source.cyclic or len(source.features) > LONGEST else "seldom"


def _both_ways(motion: Motion, texts: tuple[str, ...], group: str, cropping: str) -> Iterator[TrainingSequence]:
    yield TrainingSequence(encode(motion)[0], texts, group, cropping)
    yield TrainingSequence(encode(motion.mirrored())[0], tuple(map(wording.mirrored, texts)), wording.mirrored(group), cropping)


def _either_way(motion: Motion, texts, group: str, cropping: str, random) -> Iterator[TrainingSequence]:
    plain, mirror = _both_ways(motion[:LONGEST], texts, group, cropping)
    yield plain if random.random() < 0.5 else mirror


def _loops(sources: list[_Source], random) -> Iterator[tuple]:
    """Clips made as loops, played for ten seconds."""
    for source in sources:
        if source.clip.loop:
            motion = loop(source.clip.motion, LONGEST)
            yield motion, _texts(source), _label(source), "anywhere"
            yield motion, _texts(source), _label(source), "anywhere"


def _single_actions(sources: list[_Source], random) -> Iterator[tuple]:
    """Clips of which there is one, longer than they are: done again where the end is like the beginning, else the end is held."""
    for source in sources:
        frames = len(source.features)
        if source.clip.loop or not _label(source).startswith("cc0|") or frames >= LONGEST:
            continue
        for length in random.integers(frames, LONGEST + 1, size=4):
            motion, seam = source.clip.motion, source.seam
            while len(motion) < length and np.linalg.norm(source.seam[0] - source.seam[-1]) < _LIKE_THE_BEGINNING and frames >= 24:
                motion, seam = _joined(motion, seam, source, cyclic=False)
            yield _holding(motion, int(length)), _texts(source), _label(source), "seldom"


def _holding(motion: Motion, frames: int) -> Motion:
    """`motion`, its last pose held until it is `frames` long."""
    missing = max(0, frames - len(motion))
    return Motion(
        np.concatenate([motion.root_translation, np.repeat(motion.root_translation[-1:], missing, axis=0)])[:frames],
        np.concatenate([motion.joint_rotations, np.repeat(motion.joint_rotations[-1:], missing, axis=0)])[:frames],
        motion.fps,
    )


def _chains(by_label: dict[str, list[_Source]], random) -> Iterator[tuple]:
    """Clips of one label joined where they fit best, until ten seconds are full."""
    for label, members in by_label.items():
        members = [member for member in members if not member.clip.loop and 24 <= len(member.features) <= LONGEST]
        if label.startswith("cc0|") or not members:
            continue
        for _ in range(min(24, 2 + len(members) // 2)):
            source = members[random.integers(len(members))]
            motion, seam = source.clip.motion, source.seam
            while len(motion) < LONGEST:
                following = members[random.integers(len(members))]
                motion, seam = _joined(motion, seam, following, source.cyclic)
            yield motion, _texts(source), label, "end"


def _joined(motion: Motion, seam: np.ndarray, following: _Source, cyclic: bool) -> tuple[Motion, np.ndarray]:
    last, length = len(motion), len(following.seam)
    # However short the next clip, more than half of it comes on than is cut off, so that every join makes the motion longer.
    reach = min(20 if cyclic else 8, length // 4)
    enter = (0, max(1, min(length // 4, 60) if cyclic else length // 10))
    leave, enter = best_seam(seam, following.seam, (max(1, last - reach), last), enter)
    return join(motion, following.clip.motion, leave, enter), np.concatenate([seam[:leave], following.seam[enter:]])


def _by_style(sources: list[_Source]) -> dict[str, list[_Source]]:
    """The sources with a content and no description, by merged style."""
    groups = defaultdict(list)
    for source in sources:
        if source.clip.content and not source.clip.description:
            groups[wording.style_of(source.clip.style)].append(source)
    return groups


def _draw(members: list[_Source], random) -> _Source:
    """One source, its content drawn first, so that the common contents do not crowd out the others."""
    contents = sorted({member.clip.content for member in members})
    content = contents[random.integers(len(contents))]
    members = [member for member in members if member.clip.content == content]
    return members[random.integers(len(members))]


def _one_after_another(sources: list[_Source], random, count: int = 1800) -> Iterator[tuple]:
    """Two contents, mostly in one style: the first left where it best fits the second's beginning."""
    styles = _by_style(sources)
    names = sorted(styles, key=lambda name: -len(styles[name]))
    chances = np.sqrt([len(styles[name]) for name in names])
    for _ in range(count):
        style, other = random.choice(names, size=2, p=chances / chances.sum())
        walks = [member for member in styles[style] if member.clip.content in _OFTEN_FIRST]
        first = _draw(walks if walks and random.random() < _FIRST_SHARE else styles[style], random)
        then = _draw(styles[style if random.random() < 0.8 else other], random)
        if first.clip.content == then.clip.content:
            continue
        last = min(len(first.seam), int(random.integers(45, 150)) if first.cyclic else 200)
        leave = (max(0, last - (25 if first.cyclic else 6)), last)
        enter = (0, max(1, len(then.seam) // (4 if then.cyclic else 12)))
        leave_at, enter_at = best_seam(first.seam, then.seam, leave, enter)
        texts = wording.in_sequence(first.clip.labels, then.clip.labels)
        motion = join(first.clip.motion, then.clip.motion, leave_at, enter_at)
        if first.cyclic and random.random() < _SHORT_SHARE:
            motion = _around(motion, leave_at, random)
        yield motion, _some(texts, random), f"then|{first.clip.content}|{then.clip.content}", "seldom"


def _around(motion: Motion, seam: int, random) -> Motion:
    """A second or two of what comes before frame `seam`, and two to four of what comes after."""
    return motion[max(0, seam - int(random.integers(24, 75))) : seam + int(random.integers(60, 120))]


def _at_once(sources: list[_Source], random, count: int = 900) -> Iterator[tuple]:
    """Somebody's legs and somebody else's arms: walking while waving."""
    for members in _by_style(sources).values():
        bodies = [member for member in members if member.clip.content in CYCLIC and member.clip.content != "dance-short"]
        arms = [member for member in members if member.clip.content in _ARM_SIDES]
        for _ in range(count // 6 if bodies and arms else 0):
            body, waving = _draw(bodies, random), _draw(arms, random)
            motion, seam = waving.clip.motion, waving.seam
            while len(motion) < len(body.clip.motion):
                motion, seam = _joined(motion, seam, waving, cyclic=False)
            texts = wording.at_once(body.clip.labels, waving.clip.labels)
            both = with_arms_of(body.clip.motion, motion, _ARM_SIDES[waving.clip.content])
            yield both, _some(texts, random), f"while|{body.clip.content}|{waving.clip.content}", "seldom"


def _in_two_manners(sources: list[_Source], random, count: int = 1500) -> Iterator[tuple]:
    """What is done in two styles at once: a clip in one of them halfway to a clip in the other. Half of them go somewhere."""
    styles = _by_style(sources)
    names = sorted(style for style in styles if style != "normal")
    for number in range(count if len(names) > 1 else 0):
        pair = [styles[name] for name in random.choice(names, size=2, replace=False)]
        contents = sorted(set.intersection(*({member.clip.content for member in members} for members in pair)))
        going = [content for content in contents if content in CYCLIC]
        contents = going if going and number % 2 else contents
        if not contents:
            continue
        content = contents[random.integers(len(contents))]
        one, other = (_draw([member for member in members if member.clip.content == content], random) for members in pair)
        blend = halfway(*(_piece(source, random) for source in (one, other)))
        texts = wording.in_two_manners(one.clip.labels, other.clip.labels)
        yield blend, _some(texts, random), f"{_BLEND}{content}", _cropping(one)


def _piece(source: _Source, random) -> Motion:
    """So much of a clip as is blended: from anywhere where it can begin anywhere, else from its beginning."""
    start = int(random.integers(max(1, len(source.features) - _BLENDED_FRAMES + 1))) if source.cyclic else 0
    return source.clip.motion[start : start + _BLENDED_FRAMES]


def _some(texts: tuple[str, ...], random) -> tuple[str, ...]:
    """A few captions of a composite: there are many composites, and every caption costs memory."""
    chosen = random.permutation(len(texts))[:_COMPOSITES_CAPTIONS]
    return tuple(texts[index] for index in chosen)


def composite(group: str) -> bool:
    """Whether a group is of motions put together of two clips: "then|walk|bow", "while|walk|wave-left-hand", "blend|walk"."""
    return group.startswith(_COMPOSITES)


def sampling_weights(sequences: Sequence[TrainingSequence], composite_share: float = 0.25) -> np.ndarray:
    """The chance of each sequence: a group's total grows with its size to the power 0.3, so that what was recorded once is learned
    beside what was recorded a hundred times; no content gets less than `_LEAST_SHARE`; composites together get their share, blends theirs."""
    sizes = defaultdict(int)
    for sequence in sequences:
        sizes[sequence.group] += 1
    weights = np.array([sizes[sequence.group] ** -0.7 for sequence in sequences])
    blended = np.array([sequence.group.startswith(_BLEND) for sequence in sequences])
    of_two = np.array([composite(sequence.group) for sequence in sequences]) & ~blended
    for some, share in ((of_two, composite_share), (blended, _BLENDED_SHARE)):
        if some.any() and not some.all():
            weights[some] *= share / (1 - share) * weights[~some].sum() / weights[some].sum()
    weights /= weights.sum()
    contents, content = np.unique([sequence.group.partition("|")[0] for sequence in sequences], return_inverse=True)
    totals = np.bincount(content, weights, minlength=len(contents))
    weights *= np.maximum(1, min(_LEAST_SHARE, 1 / len(contents)) / totals)[content]
    return weights / weights.sum()
