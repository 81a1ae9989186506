"""What is going on now, in one sentence, whatever panel asked for it. Told from the state of things each time it is asked, never kept:
a sentence that is kept gets stale."""
from __future__ import annotations

from dataclasses import dataclass

from ..setup import session
from . import endpoint, jobs, local_server, problems
from .client import Endpoint
from .jobs import RunningJob
from .local_server import Status
from .problems import Problem

_SERVER = {
    Status.STOPPED: ("The motion server is not running. It starts by itself when it is needed.", "RADIOBUT_OFF"),
    Status.STARTING: ("The motion server is starting.", "TIME"),
    Status.LOADING: ("The motion server is loading its models.", "TIME"),
    Status.READY: ("Ready.", "CHECKMARK"),
}
#: What shows what went wrong, as the sentence calls it.
_PANELS = {
    "server": "the panel Server", "generate": "the panel Generate", "takes": "the panel Takes", "blocks": "the panel Prompts on the Timeline",
    "pose": "the panel Pose", "complete": "the panel Complete", "clean_up": "the panel Clean Up", "style": "the panel Style",
}


@dataclass(frozen=True)
class Line:
    """The sentence, its icon, and whether there is something to cancel."""

    text: str
    icon: str
    cancellable: bool = False


def line(obstacle: str = "") -> Line:
    """What the top of the tab says now: the job that runs, else where it says what went wrong, else what stands in the way of everything (the
    server's problem, or `obstacle`), else how the last job ended, else the server's state."""
    job, problem = jobs.running(), problems.shown()
    if job is not None:
        return Line(_about(job), "SORTTIME", True)
    if problem is not None:
        return Line(f"That did not work: see {_PANELS[jobs.asked_in() or 'generate']}.", "ERROR")
    setting_up = session.state()
    if setting_up.running:
        return Line(f"Setting up the motion server. {setting_up.step.value}." if setting_up.step else "Setting up the motion server.", "TIME")
    remote = endpoint.elsewhere()
    missing = _missing(remote)
    if missing is not None:
        return Line(missing.sentence, "ERROR" if missing is local_server.state().problem else "INFO")
    if obstacle:
        return Line(obstacle, "INFO")
    ended = jobs.outcome()
    if ended is not None and ended.server == endpoint.current():
        return Line(_ended(ended), "CHECKMARK" if ended.done else "CANCEL")
    if remote is not None:
        return Line(f"Uses the motion server at {remote.address}.", "URL")
    return Line(*_SERVER[local_server.state().status])


def _missing(remote: Endpoint | None) -> Problem | None:
    """Why no server can be asked, where more is needed than to start one; None where not."""
    if remote is not None:
        return endpoint.why_not_elsewhere(remote)
    state = local_server.state()
    if state.status is Status.FAILED:
        return state.problem
    return endpoint.why_not_local() if state.status is Status.STOPPED else None


def _about(job: RunningJob) -> str:
    """A job's phase. While it waits for this computer's server, what that does is what is going on."""
    waiting = _SERVER[local_server.state().status][0] if _waits_for_server(job) else ""
    if waiting:
        return f"{_doing(job)} {waiting}"
    return f"{_doing(job)} {job.text}."


def _waits_for_server(job: RunningJob) -> bool:
    starting = local_server.state().status in (Status.STARTING, Status.LOADING)
    return job.connecting and endpoint.elsewhere() is None and starting


def _doing(job: RunningJob) -> str:
    if job.request.task == "invert":
        return f"Learning the style <{job.request.name}>."
    return "Making a pose." if job.request.task == "pose" else "Making a motion."


def _ended(ended: jobs.Outcome) -> str:
    if not ended.done:
        return "Cancelled."
    if ended.task == "invert":
        return f"Learned the style in {ended.seconds:.1f} s."
    return f"Made the pose in {ended.seconds:.1f} s." if ended.task == "pose" else f"Made the motion in {ended.seconds:.1f} s."
