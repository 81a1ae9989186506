"""The figures of completion as Markdown for the model card, from what `CompletionEvaluation.report` gives."""
from __future__ import annotations

from models.evaluation.markdown import figure, markdown

_TABLE_3 = {
    "K-pose 1": "1 pin", "K-pose 2": "2 pins", "K-pose 3": "3 pins", "degrees": "at the pin °", "cm": "at the pin cm",
    "in-distribution": "in-distrib.", "in-distribution ratio": "× real", "top 1": "top 1", "top 10": "top 10", "top 50": "top 50",
}
_MOTION = {
    "energy": "energy × real", "jerk": "jerk × real", "foot skate": "foot skate cm/s", "foot skate ratio": "× real",
    "above all": "near pins over p95", "above own": "over own p95", "peak": "largest ÷ p95",
}
_BY_PINS = ("in-distribution ratio", "energy", "jerk", "foot skate ratio", "above all", "above own")

_HOW = """\
OhMG's Table 3 on {clips} clips of the `{split}` split (cropped to 10 s; below 0.7 s left out), each asked for anew from 1, 2 \
and 3 of its own poses at random frames, whole body, no text. Below each value, its 95 % bootstrap interval; but for K-pose, \
the three numbers of pins together. K-pose (Eq. 6): 100 × the distance from a pin to the *nearest* frame of the motion, in \
radians over the axis-angle vectors of the 21 joints below the pelvis (the paper names no units: do not compare sizes). \
Because a motion may pass through the pose at another time, beside it stand the largest joint angle and joint distance in the \
world *at the pin's own frame*, the mean over pins. In-distrib.: mean squared error with which a second motion VAE, trained \
apart (`motion_judge.safetensors`, `train` split), rebuilds the motion; × real: over the same clips' own; what hardly moves is \
easy to rebuild, so read it beside the energy below. Top k, where the paper asks CLIP for the text: all frames of all motions \
made for the split are ranked by distance to the pinned pose (the vector of K-pose); top k is how often one of the first k \
lies in the motion made for that pin. It says whether the asked pose is found where it was asked for, not whether the motion \
is good."""
_HOW_BASELINES = """\
Interpolation: straight lines in the pose prior's 32-d latent, place and heading too, held outside the pins. AvatarCLIP: \
{search steps} steps of Adam on the latents of LEAD's VAE, towards the pinned poses at their frames and a small norm; on \
{searched} clips spread over the split, because it is slow (its ratios are to the same clips; in top k the other clips stand \
in as they are). Raw: the network's motion before the pins are met exactly."""
_HOW_MOTION = """\
How it moves. Energy: mean speed of all joints. Jerk: mean third derivative of all joints. Foot skate as in the table of LEAD. \
Near pins over p95: how many of the joint accelerations within 3 frames of a pin are above the 95th percentile of that joint \
in all real clips (in real clips 5 % of all accelerations are); own p95: that joint's in the very clip the pin was taken from. \
Largest ÷ p95: the largest of them over that joint's percentile in all real clips."""
_HOW_BY_PINS = "The same by number of pins:"
_HOW_EXACT = """\
Largest error at any pin, by what is pinned and how often, on {exactness clips} clips at 24, 30 and 60 frames a second (the \
pinned joints' local rotations, the pelvis's place):"""


def completion_tables(report: dict) -> str:
    """All tables, each under what it shows."""
    settings = report["settings"]
    return "\n\n".join([
        _HOW.format(**settings),
        _table_3(report["systems"], report["milliseconds"]),
        _HOW_BASELINES.format(**settings),
        _HOW_MOTION,
        _motion(report["systems"]),
        _HOW_BY_PINS,
        _by_pins(report["by pins"]),
        _HOW_EXACT.format(**settings),
        _exactness(report["exactness"]),
    ])


def _table_3(systems: dict, milliseconds: dict) -> str:
    rows = []
    for name, row in systems.items():
        taken = f"{milliseconds[name]:.0f}" if name in milliseconds else "–"
        rows.append([name, *(_cell(row[column]) for column in _TABLE_3), taken])
    return markdown(["", *_TABLE_3.values(), "ms a motion"], rows)


def _motion(systems: dict) -> str:
    rows = [[name, *(_cell(row[column]) for column in _MOTION)] for name, row in systems.items()]
    return markdown(["", *_MOTION.values()], rows)


def _by_pins(systems: dict) -> str:
    names = (_TABLE_3 | _MOTION) | {"in-distribution ratio": "in-distrib. × real", "foot skate ratio": "foot skate × real"}
    rows = [
        [name, pins, *(_cell(row[column]) for column in _BY_PINS)]
        for name, numbers in systems.items() for pins, row in numbers.items()
    ]
    return markdown(["", "pins", *(names[column] for column in _BY_PINS)], rows)


def _exactness(parts: dict) -> str:
    numbers = list(next(iter(parts.values())))
    return markdown(["pins", *numbers], [[part, *(_gap(row[pins]) for pins in numbers)] for part, row in parts.items()])


def _cell(value: dict) -> str:
    """A figure; without its interval where that is a point."""
    return f"{value['value']:.3f}" if value["high"] - value["low"] < 1e-6 else figure(value)


def _gap(gap: dict) -> str:
    units = {"degrees": "°", "cm": " cm"}
    return " / ".join(f"{gap[name]:.2f}{unit}" for name, unit in units.items() if gap[name] is not None)
