"""A server that answers as it is told, for what a real one seldom does."""
from __future__ import annotations

import base64
import json
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import numpy as np
from blender_addon import licences
from blender_addon.animation import quaternion
from blender_addon.animation.motion import Motion
from blender_addon.connection.messages import unpacked
from motions import lowest_point, standing

TOKEN = "secret"


class FakeServer(ThreadingHTTPServer):
    """`with FakeServer(how) as server`: `how` is "", or what goes wrong.

    wait: the job stays queued until it is cancelled · failed: it fails · dies: the events stop and nothing answers any more ·
    busy: 429 · loading: its models are never loaded · garbage: not JSON · quiet: no event stream, only the job · truncated: arrays that do
    not fit · short: a completion of too few frames · taken: the name of a style is taken, though the list does not say so · full: the disk takes no style.

    Poses are turns of every joint, another for each seed and candidate, with their feet on the floor (`pose_of`).
    Styles are entries of a dictionary; learning one gives a loss that falls from 0.5.
    In a sequence each block stands at z = the remainder of its seed by 7, its take at x; what stays stays but for four frames at its edges.
    A completion is plain interpolation, bone by bone, plus a swing that is nothing at the pins and differs from take to take.
    """

    daemon_threads = True

    def __init__(self, how: str = ""):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.how = how
        self.version = licences.VERSION
        self.requests: list[dict] = []
        self.tasks: list[str] = []
        self.notes: list[str] = []
        self.styles: dict[str, dict] = {}
        self.calls: list[str] = []
        #: Metres along +X that a completion gets to where nothing pins its end's place.
        self.travel = 0.0
        self.cancelled = threading.Event()
        self.ended: dict[str, threading.Event] = {}
        self.address = f"http://127.0.0.1:{self.server_port}"

    def __enter__(self) -> FakeServer:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self.cancelled.set()
        for ended in list(self.ended.values()):
            ended.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address) -> None:
        """Broken connections are part of the play."""


class _Handler(BaseHTTPRequestHandler):
    server: FakeServer

    def log_message(self, *_) -> None:
        """Silence."""

    def do_GET(self) -> None:
        if self.path == "/v1/health":
            return self._json(200, {"status": "loading" if self.server.how == "loading" else "ready", "detail": "", "version": self.server.version})
        if self._refused():
            return None
        if self.server.how == "dead":
            return self.connection.close()
        if self.path.startswith("/v1/styles"):
            return self._styles()
        if self.path.endswith("/events"):
            return self._events()
        if self.path.endswith("/result"):
            return self._json(200, self._result())
        return self._json(200, self._job("done" if self.server.how == "quiet" else "running"))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self._refused():
            return
        if self.path.startswith("/v1/styles"):
            return self._add_style(body)
        request = json.loads(body)
        if self.path.endswith("/invert") and self.server.how == "taken" and not request["replace"]:
            self.server.styles[request["name"]] = style_of(request["name"])
            return self._problem(409, f"There is a style <{request['name']}> already.")
        self.server.requests.append(request)
        self.server.tasks.append(self.path.rpartition("/")[2])
        self.path = f"/v1/jobs/{len(self.server.requests)}"
        self.server.ended[self._id()] = threading.Event()
        if self.server.how == "garbage":
            self._send(202, b"<html>", "text/html")
        elif self.server.how == "busy":
            self._json(429, {"title": "Busy", "detail": "Too many motions are waiting.", "action": "Try again in a minute."})
        else:
            self._json(202, self._job("queued"))

    def do_DELETE(self) -> None:
        if self.path.startswith("/v1/styles/"):
            return self._styles()
        self.server.cancelled.set()
        self.server.ended[self._id()].set()
        self._json(200, self._job("cancelled"))

    def _styles(self) -> None:
        """The list, one style's file, or the deletion of one."""
        self.server.calls.append(f"{self.command} {self.path}")
        name, _, file = unquote(self.path.removeprefix("/v1/styles").strip("/")).partition("/")
        if self.server.how == "no styles":
            return self._problem(503, "The models are still loading.")
        if not name:
            return self._json(200, {"styles": list(self.server.styles.values())})
        if name not in self.server.styles:
            return self._problem(404, f"There is no style <{name}>.")
        if file:
            return self._send(200, b"the style " + name.encode(), "application/octet-stream")
        del self.server.styles[name]
        return self._send(204, b"", "application/json")

    def _add_style(self, body: bytes) -> None:
        self.server.calls.append(f"{self.command} {self.path}")
        if not body.startswith(b"the style "):
            return self._problem(422, "This file is no style of Motion Prompt.")
        name = body.removeprefix(b"the style ").decode()
        if name in self.server.styles and not self.path.endswith("=true"):
            return self._problem(409, f"There is a style <{name}> already.")
        self.server.styles[name] = style_of(name)
        return self._json(201, self.server.styles[name])

    def _problem(self, status: int, sentence: str) -> None:
        self._json(status, {"title": "No", "detail": sentence})

    def _events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if self.server.how == "quiet":
            return
        self._event(self._job("queued"))
        if self.server.how == "wait":
            self.server.ended[self._id()].wait(20)
            return self._event(self._job("cancelled"))
        if self.server.how == "dies":
            self.server.how = "dead"
            return
        self._event(self._job("running", 1))
        self._event(self._job("failed" if self.server.how in ("failed", "full") else "done", 2))

    def _event(self, job: dict) -> None:
        self.wfile.write(b": note\n\ndata: " + json.dumps(job).encode() + b"\n\n")
        self.wfile.flush()

    def _job(self, state: str, step: int = 0) -> dict:
        sentence = "The style could not be saved (no space left)." if self.server.how == "full" else "There is not enough memory."
        error = {"title": "Failed", "detail": sentence, "action": "Ask for fewer takes."} if state == "failed" else None
        loss = 0.5 / (step + 1) if (self.server.tasks or [""])[-1] == "invert" else None
        return {"id": self._id(), "task": (self.server.tasks or ["generate"])[-1], "state": state, "step": step, "steps": 2, "ahead": 0, "error": error, "seconds": None, "loss": loss}

    def _id(self) -> str:
        """The job that the path /v1/jobs/ID/… names; none in other paths."""
        return self.path.removeprefix("/v1/jobs/").split("/")[0]

    def _result(self) -> dict:
        request = self.server.requests[-1]
        if self.server.tasks[-1] == "pose":
            return poses_of(request, self.server.notes, self.server.how)
        if self.server.tasks[-1] == "invert":
            style = self.server.styles[request["name"]] = style_of(request["name"], request["descriptor"], request["strong"])
            return {"style": style, "loss_before": 0.5, "loss_after": 0.125, "notes": self.server.notes}
        takes = range(request["takes"])
        if self.server.tasks[-1] == "sequence":
            return sequence_of(request, self.server.notes, 1 if self.server.how == "short" else 0)
        if self.server.tasks[-1] == "generate":
            return {"motions": [_motion(take, self.server.how) for take in takes], "request": {}}
        cut = 1 if self.server.how == "short" else 0
        return {
            "motions": [completion_of(request, take, cut, self.server.travel) for take in takes], "notes": self.server.notes,
            "pin_errors": [{"frame": pin["frame"], "degrees": 0.0, "centimetres": 0.0} for pin in request["constraints"]],
        }

    def _refused(self) -> bool:
        if self.headers.get("Authorization") == f"Bearer {TOKEN}":
            return False
        self._json(401, {"title": "Unauthorized", "detail": "no"})
        return True

    def _json(self, status: int, body: dict) -> None:
        self._send(status, json.dumps(body).encode(), "application/json" if status < 400 else "application/problem+json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def style_of(name: str, descriptor: str = "tired", strong: bool = False, reason: str = "") -> dict:
    """A style as it goes over the wire; not usable where there is a reason."""
    return {"name": name, "descriptor": descriptor, "strong": strong, "usable": not reason, "reason": reason, "provenance": {}}


def _motion(take: int, how: str) -> dict:
    motion = standing(frames=30, x=float(take))
    rotations = _array(motion.joint_rotations)
    if how == "truncated":
        rotations["data"] = rotations["data"][:400]
    return {"fps": 30.0, "root_translation": _array(motion.root_translation), "joint_rotations": rotations}


@cache
def pose_of(seed: int, candidate: int) -> Motion:
    """A candidate as a motion of one frame that stands on the floor at the origin."""
    random = np.random.default_rng((seed, candidate))
    turns = random.normal(size=(1, 22, 4)) * 0.15 + [1, 0, 0, 0]
    motion = Motion(np.zeros((1, 3)), turns, 30.0)
    return Motion(np.array([[0.0, -lowest_point(motion), 0.0]]), turns, 30.0)


def poses_of(request: dict, notes: list[str], how: str) -> dict:
    """The answer to a request for poses."""
    poses = [pose_of(request["seed"], candidate) for candidate in range(request["count"])]
    rotations = _array(np.concatenate([pose.joint_rotations for pose in poses]))
    if how == "truncated":
        rotations["data"] = rotations["data"][:400]
    heights, scores = np.array([pose.root_translation[0, 1] for pose in poses]), 0.6 - 0.05 * np.arange(len(poses))
    return {"joint_rotations": rotations, "pelvis_heights": _array(heights), "scores": _array(scores), "notes": notes}


def completion_of(request: dict, take: int, cut: int, travel: float = 0.0) -> dict:
    """A take of a completion as it goes over the wire, `cut` frames short."""
    frames, pins = np.arange(request["frames"] - cut), sorted(request["constraints"], key=lambda pin: pin["frame"])
    rotations = np.tile([1.0, 0.0, 0.0, 0.0], (len(frames), 22, 1))
    for joint in range(22):
        held = [pin for pin in pins if pin["joint_mask"][joint]]
        values = quaternion.continuous(np.array([unpacked(pin["joint_rotations"])[joint] for pin in held]).reshape(-1, 4))
        if held:
            rotations[:, joint] = _between(frames, [pin["frame"] for pin in held], values, 0.2 * (take + 1))
        else:
            rotations[:, joint, 1] = 0.3
    x, z = request["start_position"]
    held = [pin for pin in pins if pin["root_mask"]]
    places = np.array([pin["root_translation"] for pin in held] or [[x, 0.93, z]])
    translation = _between(frames, [pin["frame"] for pin in held] or [0], places, 0.1 * (take + 1))
    if not pins[-1]["root_mask"]:
        translation[:, 0] += travel * frames / frames[-1]
    rotations /= np.linalg.norm(rotations, axis=-1, keepdims=True)
    return {"fps": request["fps"], "root_translation": _array(translation), "joint_rotations": _array(rotations)}


def sequence_of(request: dict, notes: list[str], cut: int = 0) -> dict:
    """The answer to a request for a sequence, `cut` frames short. A transition takes four frames on either side of a seam."""
    blocks = request["blocks"]
    frames = blocks[-1]["first"] + blocks[-1]["frames"]
    seams = [(one["first"] + one["frames"] - 4, other["first"] + 3) for one, other in zip(blocks, blocks[1:])]
    motions = []
    for take in range(request["takes"]):
        places, turns = np.tile([float(take), 0.93, -1.0], (frames, 1)), np.tile([1.0, 0.0, 0.0, 0.0], (frames, 22, 1))
        for block in blocks:
            part = slice(block["first"], block["first"] + block["frames"])
            places[part, 2] = block["seed"] % 7
            if block["motion"] is not None:
                places[part], turns[part] = (unpacked(block["motion"][name]) for name in ("root_translation", "joint_rotations"))
        for first, last in seams:
            places[first : last + 1, 1] += 0.1
        motions.append({"fps": request["fps"], "root_translation": _array(places[cut:]), "joint_rotations": _array(turns[cut:])})
    return {"motions": motions, "transitions": [{"first": first, "last": last} for first, last in seams], "notes": notes}


def _between(frames: np.ndarray, at: list[int], values: np.ndarray, swing: float) -> np.ndarray:
    """`values` at the frames `at`, straight in between, plus a swing that grows with the distance from these frames."""
    straight = np.stack([np.interp(frames, at, column) for column in values.T], axis=-1)
    distance = np.abs(frames[:, None] - np.array(at)).min(axis=1)
    straight[:, -1] += swing * np.minimum(distance, 10) / 10
    return straight


def _array(values: np.ndarray) -> dict:
    return {"shape": list(values.shape), "data": base64.b64encode(values.astype("<f4").tobytes()).decode()}
