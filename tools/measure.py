"""The measurements of `build_addon.py bench`. Runs inside Blender's Python."""
from __future__ import annotations

import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import bpy
import numpy as np
import torch

from models.completion.pipeline import CompletionPipeline
from models.completion.request import CompletionRequest, PoseConstraint
from models.lead.pipeline import GenerationRequest, LeadPipeline
from models.pose.pipeline import PosePipeline
from models.pose.request import PoseRequest
from models.weights_file import WEIGHTS
from tools import clean_up_figures, growth, session
from tools.baseline import PlainLoop

PROMPT = "a person walks forward and waves"
SECONDS, STEPS, FEW_STEPS = 6.0, 50, 4
#: What completion is measured on: ten seconds at 30 frames a second, five pinned poses.
SPAN, PINS = 300, 5
#: And text-to-pose: what is asked for, and how many poses.
POSE, POSES = "kneeling on one knee, the right hand above the head", 8
#: How often the server is started, and the rows whose time goes into F-curves.
STARTS = 3
_KEYS, _INSERTED = "300 frames × 22 bones to F-curves", "the same with keyframe_insert"
_WRITING = (_KEYS, _INSERTED)


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    unit: str
    median: float
    least: float
    most: float
    repeats: int
    aim: str = ""
    #: The median over that of the yardstick of the same run, and which one that is: "loop" (`baseline.PlainLoop`) or "keyframe_insert".
    ratio: float | None = None
    yardstick: str = ""


def row(what: str, values: list[float], unit: str = "s", aim: str = "") -> Row:
    """A line from repeated measurements."""
    return Row(what, unit, statistics.median(values), min(values), max(values), len(values), aim)


def compared(rows: list[Row], loop: float, inserting: float) -> list[Row]:
    """The rows with their ratios: those that say how long F-curves take to the seconds of `keyframe_insert`, other times to those of the loop."""
    compared = []
    for each in rows:
        yardstick = "" if each.unit != "s" else "keyframe_insert" if each.what in _WRITING else "loop"
        seconds = {"loop": loop, "keyframe_insert": inserting}.get(yardstick)
        compared.append(replace(each, ratio=each.median / seconds, yardstick=yardstick) if seconds else each)
    return compared


def timed(action: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def main(wishes: dict) -> dict:
    """All measurements: the rows, in the order of the table, and how time grows."""
    repeats = wishes["repeats"]
    with session.chatter_to(Path(wishes["log"])):
        session.install(Path(wishes["extension"]), Path(wishes["python"]))
    ready = [_start(again=number > 0) for number in range(STARTS)]
    fresh = resident_memory()
    session.press("add_character")
    writing: list[float] = []
    _note_time_of(session.part("animation.takes"), "land", writing)
    fewer = max(3, repeats // 3)
    one = whole_way(1, repeats)
    keyframes = writing[-repeats:]
    eight = whole_way(8, fewer)
    eight_keyframes = writing[-fewer:]
    few, eight_few = whole_way(1, repeats, FEW_STEPS), whole_way(8, fewer, FEW_STEPS)
    cancel = [cancel_latency() for _ in range(repeats)]
    completing = completion_way(repeats)
    posing = pose_way(repeats)
    grows = growth.measured(PROMPT, SECONDS, (STEPS, FEW_STEPS), 3)
    memory, most = resident_memory(), resident_memory("VmHWM")
    session.press("stop_server")
    loop = PlainLoop(round(SECONDS * 30))
    plain = [timed(loop) for _ in range(repeats + 1)][1:]
    lead = LeadPipeline.load()
    parts = pipeline_parts(lead, repeats)
    completion = completion_parts(lead, repeats)
    poses = pose_parts(lead, repeats)
    bulk, single = keyframe_ways(repeats)
    cleaned = clean_up_figures.measured(lead, session.part, session.press)
    median = statistics.median
    rest = median(one) - median(keyframes) - sum(median(part) for part in parts.values())
    rows = [
        row(f"yardstick: MLD-size loop of {STEPS} steps in eager PyTorch", plain),
        row(f"prompt to keyframes, {SECONDS:g} s clip, {STEPS} steps", one, aim="< 1 s"),
        *(row(f"– {name}", values) for name, values in parts.items()),
        row("– keyframes into the scene", keyframes),
        row("– the rest (wire, queue; the difference of the medians)", [rest]),
        row(f"8 takes, {STEPS} steps", eight),
        row("– keyframes into the scene, 8 takes", eight_keyframes),
        row(f"8 takes / 1 take, {STEPS} steps", [median(eight) / median(one)], "×", "< 3"),
        row(f"prompt to keyframes, {SECONDS:g} s clip, {FEW_STEPS} steps", few, aim="< 0.3 s"),
        row(f"8 takes, {FEW_STEPS} steps", eight_few),
        row(f"8 takes / 1 take, {FEW_STEPS} steps", [median(eight_few) / median(few)], "×", "< 3"),
        *(row(name, values, aim=aim) for (name, aim), values in completion.items()),
        row("Complete to keyframes, the same span", completing),
        *(row(name, values, aim=aim) for (name, aim), values in poses.items()),
        row("Pose to pose on the character", posing),
        row(_KEYS, bulk, aim="< 0.05 s"),
        row(_INSERTED, single),
        row("cancel answered", cancel, aim="< 0.2 s"),
        row("server ready", ready, aim="< 5 s"),
        *(row(what, [figure], unit, aim) for what, unit, figure, aim in cleaned),
        *(row(f"server's memory, {when}", [figure], "MiB", "< 1536") for when, figure in (
            ("fresh", fresh), ("after all this", memory), ("at most", most)) if figure),
    ]
    return {"rows": [asdict(each) for each in compared(rows, median(plain), median(single))], "growth": grows}


def _start(again: bool) -> float:
    """Seconds until the server is ready."""
    if again:
        session.press("stop_server")
    return timed(session.start_server)


def _note_time_of(module: object, name: str, notes: list[float]) -> None:
    """From now on, `module.name` adds the seconds that it takes to `notes`."""
    inner = getattr(module, name)

    def outer(*arguments):
        notes.append(timed(lambda: inner(*arguments)))

    setattr(module, name, outer)


def whole_way(takes: int, repeats: int, steps: int = STEPS) -> list[float]:
    """Seconds from pressing Generate to keyframes in the scene; the first, which warms up, is left out."""
    settings = bpy.context.scene.motion_prompt
    settings.prompt, settings.duration, settings.steps = PROMPT, SECONDS, steps
    settings.takes, settings.lock_seed = takes, True
    seconds = []
    for _ in range(repeats + 1):
        seconds.append(timed(session.generate))
        session.press("reject_takes")
    return seconds[1:]


def cancel_latency() -> float:
    """Seconds from asking to cancel a running job to its being over."""
    client_module = session.part("connection.client")
    client = client_module.Client(session.part("connection.local_server").state().endpoint)
    job = client.generate(client_module.GenerationRequest(prompt=PROMPT, duration=10.0, takes=8, steps=250))
    while client.job(job.id).step < 2:
        time.sleep(0.005)

    def cancel() -> None:
        client.cancel(job.id)
        while not client.job(job.id).over:
            time.sleep(0.002)

    return timed(cancel)


def resident_memory(what: str = "VmRSS") -> float | None:
    """MiB that the server holds (VmHWM: has held at most); None where the system does not say."""
    published = session.part("connection.endpoint").launch().state_dir / "server.json"
    status = Path(f"/proc/{json.loads(published.read_text())['pid']}/status")
    if not status.is_file():
        return None
    kilobytes = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith(what))
    return int(kilobytes) / 1024


def pipeline_parts(pipeline: LeadPipeline, repeats: int) -> dict[str, list[float]]:
    """Seconds of the model's own parts, measured here with the server's weights."""
    request = GenerationRequest(PROMPT, SECONDS, steps=STEPS)
    parts: dict[str, list[float]] = {"text": [], "sampling": [], "decoding and clean-up": []}
    pipeline(request)
    for _ in range(repeats):
        text = timed(lambda: pipeline.condition(PROMPT, 1))
        sampled = timed(lambda: pipeline.latents(request))
        whole = timed(lambda: pipeline(request))
        for part, seconds in zip(parts.values(), (text, max(sampled - text, 0.0), max(whole - sampled, 0.0))):
            part.append(seconds)
    return parts


def completion_parts(lead: LeadPipeline, repeats: int) -> dict[tuple[str, str], list[float]]:
    """Seconds of completion alone, by name and aim."""
    pipeline = CompletionPipeline.load(WEIGHTS, lead)
    motion = lead(GenerationRequest("a person walks", SPAN / 30))[0]
    pins = tuple(
        PoseConstraint(frame, motion.root_translation[frame], motion.joint_rotations[frame])
        for frame in np.linspace(0, SPAN - 1, PINS).astype(int).tolist()
    )
    one, sixteen = (CompletionRequest(SPAN, 30.0, pins, takes=takes) for takes in (1, 16))
    parts: dict[tuple[str, str], list[float]] = {}
    for name, aim, request, call in (
        (f"completion, {SPAN / 30:g} s with {PINS} pins", "< 0.2 s", one, pipeline),
        ("– the networks", "", one, pipeline.raw),
        ("16 variations of it, one batch", "", sixteen, pipeline),
    ):
        call(request)
        parts[name, aim] = [timed(lambda: call(request)) for _ in range(repeats)]
    return parts


def completion_way(repeats: int) -> list[float]:
    """Seconds from pressing Complete to keyframes in the scene, on a motion made before; the first, which warms up, is left out."""
    scene = bpy.context.scene
    scene.motion_prompt.duration, scene.motion_prompt.takes = SPAN / 30, 1
    scene.motion_prompt_completion.variations = 1
    first = scene.frame_current
    session.generate()
    session.press("keep_take")
    for frame in np.linspace(first, first + SPAN / 30 * scene.render.fps - 1, PINS):
        scene.frame_set(int(frame))
        session.press("pin_pose")
    seconds = []
    for _ in range(repeats + 1):
        seconds.append(timed(lambda: session.wait_for_takes("complete")))
        session.press("reject_takes")
    session.press("clear_pins")
    scene.frame_set(first)
    return seconds[1:]


def pose_parts(lead: LeadPipeline, repeats: int) -> dict[tuple[str, str], list[float]]:
    """Seconds of text-to-pose alone, by name and aim, with the sentence encoder that LEAD has loaded."""
    pipeline = PosePipeline.load(WEIGHTS, lead.text_encoder)
    request = PoseRequest(POSE, POSES)
    parts: dict[tuple[str, str], list[float]] = {}
    for name, aim, call in (
        (f"text-to-pose, {POSES} poses", "< 0.1 s", lambda: pipeline(request)),
        ("– the sentence encoder", "", lambda: lead.text_encoder.encode([POSE])),
    ):
        call()
        parts[name, aim] = [timed(call) for _ in range(repeats)]
    return parts


def pose_way(repeats: int) -> list[float]:
    """Seconds from pressing Pose to a pose that stands on the character; the first, which warms up, is left out."""
    settings = bpy.context.scene.motion_prompt_pose
    settings.text, settings.count = POSE, POSES
    seconds = []
    for _ in range(repeats + 1):
        seconds.append(timed(_pose))
        session.press("discard_pose")
    return seconds[1:]


def _pose() -> None:
    session.press("pose")
    session.part("connection.jobs").wait()
    problem = session.part("connection.problems").shown()
    if problem is not None:
        raise session.SessionError(str(problem))


def keyframe_ways(repeats: int) -> tuple[list[float], list[float]]:
    """Seconds to write 300 frames × 22 bones: as the add-on does, and with one keyframe_insert a bone and frame."""
    takes, pose_io, motion_module = (session.part(f"animation.{name}") for name in ("takes", "pose_io", "motion"))
    session.press("add_character")
    character, scene = bpy.context.object, bpy.context.scene
    turns = np.zeros((300, 22, 4), dtype=np.float32)
    angle = 0.2 * np.sin(np.linspace(0, 20, 300))[:, None]
    turns[..., 0], turns[..., 1] = np.cos(angle), np.sin(angle)
    motion = motion_module.Motion(np.zeros((300, 3), dtype=np.float32) + [0, 0.93, 0], turns, 30.0)
    batch = takes.Batch([motion], "bench", {}, 1)
    bulk, single = [], []
    for _ in range(repeats):
        space = pose_io.space_of(bpy.context, character)
        bulk.append(timed(lambda: takes.land(character, scene, space, batch)))
        session.press("reject_takes")
    for _ in range(3):
        single.append(timed(lambda: _insert_keys(character, turns)))
        character.animation_data_clear()
    return bulk, single


def _insert_keys(character: bpy.types.Object, turns: np.ndarray) -> None:
    for frame, pose in enumerate(turns, start=1):
        for bone, turn in zip(character.pose.bones, pose):
            bone.rotation_quaternion = turn
            bone.keyframe_insert("rotation_quaternion", frame=frame, group=bone.name)


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    try:
        measured = main(wanted)
    except session.SessionError as error:
        print(f"The measurement could not go on. {error}", file=sys.stderr)
        session.leave(1)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Blender {bpy.app.version_string}, PyTorch {torch.__version__}"
    Path(wanted["figures"]).write_text(json.dumps({"machine": machine, **measured}))
    session.leave(0)
