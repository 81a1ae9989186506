"""Jobs: ask for motion, from text, from texts one after another or between pinned poses, for poses, or for a style; follow it, stop it, fetch it."""
from __future__ import annotations

from collections.abc import AsyncIterable
from dataclasses import asdict

from fastapi import APIRouter
from fastapi.sse import EventSourceResponse

from models.completion.request import Completion
from models.inversion.library import StyleLibrary
from models.inversion.request import Learned
from models.pose.request import PoseCandidates
from models.sequence.request import SequenceResult as Sequence
from server.engine import Engine
from server.exemplars import read
from server.jobs import Job, JobQueue, Request
from server.problems import Problem, ProblemError, documented, problem
from server.routes.dependencies import Client, CurrentEngine, NamedJob, Queue, Styles, needs_token
from server.schemas import (
    Array,
    CompletionRequest,
    CompletionResult,
    GenerationRequest,
    GenerationResult,
    InversionRequest,
    InversionResult,
    JobStatus,
    MotionData,
    PinErrorData,
    PoseRequest,
    PoseResult,
    SequenceRequest,
    SequenceResult,
    StyleData,
    TransitionData,
)
from server.wording import WORDINGS

router = APIRouter(prefix="/jobs", tags=["jobs"], dependencies=[needs_token])


@router.post("/generate", status_code=202, responses=documented(400, 401, 413, 422, 429, 503))
def generate(body: GenerationRequest, engine: CurrentEngine, queue: Queue, styles: Styles, client: Client) -> JobStatus:
    """Queue a text-to-motion job; while the models load, it waits. Clients, told apart by the header X-Client, take turns. 422
    where the prompt names a style as <name> that cannot be used."""
    _require_styles(body.prompt, engine, styles)
    return _submit(body, engine, queue, client)


@router.post("/complete", status_code=202, responses=documented(400, 401, 413, 422, 429, 503))
def complete(body: CompletionRequest, engine: CurrentEngine, queue: Queue, styles: Styles, client: Client) -> JobStatus:
    """Queue a job that makes pinned poses a motion; while the models load, it waits. 503 where its model did not load, 422 where
    the prompt names a style as <name> that cannot be used."""
    _require_styles(body.prompt, engine, styles)
    return _submit(body, engine, queue, client)


@router.post("/pose", status_code=202, responses=documented(400, 401, 413, 422, 429, 503))
def pose(body: PoseRequest, engine: CurrentEngine, queue: Queue, styles: Styles, client: Client) -> JobStatus:
    """Queue a text-to-pose job; while the models load, it waits. 503 where its model did not load, 422 where the text names a
    style as <name> that cannot be used."""
    _require_styles(body.text, engine, styles)
    return _submit(body, engine, queue, client)


@router.post("/sequence", status_code=202, responses=documented(400, 401, 413, 422, 429, 503))
def sequence(body: SequenceRequest, engine: CurrentEngine, queue: Queue, styles: Styles, client: Client) -> JobStatus:
    """Queue a job that makes prompts one after another one motion; while the models load, it waits. 503 where its models did not
    load, 422 where a prompt names a style as <name> that cannot be used."""
    for block in body.blocks:
        _require_styles(block.prompt, engine, styles)
    return _submit(body, engine, queue, client)


@router.post("/invert", status_code=202, responses=documented(400, 401, 413, 422, 429, 503, "style-taken"))
def invert(body: InversionRequest, engine: CurrentEngine, queue: Queue, styles: Styles, client: Client) -> JobStatus:
    """Queue a job that learns a style from clips; while the models load, it waits. The style is in the list when the job is done,
    and never otherwise. 503 where its model did not load, 409 where the name is taken and may not be replaced."""
    if not body.replace:
        styles.require_free(body.name)
    # (Not a coroutine: reading minutes of clips would hold up the event loop.)
    return _submit(read(body), engine, queue, client)


@router.get("/{job_id}", responses=documented(401, 404, 422))
async def status(job: NamedJob, queue: Queue) -> JobStatus:
    """The job as it stands."""
    return queue.status(job)


@router.get("/{job_id}/events", response_class=EventSourceResponse, responses=documented(401, 404, 422))
async def events(job: NamedJob, queue: Queue) -> AsyncIterable[JobStatus]:
    """Server-sent events: the job now and after each change and sampling step. The stream ends with the job."""
    with queue.listen(job) as statuses:
        async for status in statuses:
            yield status


@router.delete("/{job_id}", responses=documented(401, 404, 422))
async def cancel(job: NamedJob, queue: Queue) -> JobStatus:
    """Cancel the job: at once where it waits, at its next step where it runs. A job that has ended, or is about to save the style
    it has learned, stays as it is."""
    return queue.cancel(job)


@router.get("/{job_id}/result", responses=documented(401, 404, 409, 422))
def result(job: NamedJob, styles: Styles) -> GenerationResult | CompletionResult | PoseResult | SequenceResult | InversionResult:
    """The motions, poses or style of a job that is done. (Not a coroutine: packing them would hold up the event loop.)"""
    answer = job.result
    if answer is None:
        raise ProblemError(_no_result(job))
    if isinstance(answer, Completion):
        return _completion_result(answer)
    if isinstance(answer, PoseCandidates):
        return _pose_result(answer)
    if isinstance(answer, Sequence):
        return _sequence_result(answer)
    if isinstance(answer, Learned):
        return _inversion_result(answer, styles)
    return GenerationResult(motions=[MotionData.of(motion) for motion in answer], request=job.request)


def _submit(request: Request, engine: Engine, queue: JobQueue, client: str) -> JobStatus:
    if refusal := engine.refusal(type(request)):
        raise ProblemError(refusal)
    return queue.submit(request, client)


def _require_styles(words: str, engine: Engine, styles: StyleLibrary) -> None:
    # Before LEAD is loaded nobody knows which styles are its own: then the job finds out.
    if engine.status == "ready":
        styles.require([words])


def _completion_result(completion: Completion) -> CompletionResult:
    return CompletionResult(
        motions=[MotionData.of(motion) for motion in completion.motions],
        pin_errors=[PinErrorData(**asdict(error)) for error in completion.pin_errors],
        notes=list(completion.notes),
    )


def _pose_result(candidates: PoseCandidates) -> PoseResult:
    return PoseResult(
        joint_rotations=Array.of(candidates.joint_rotations),
        pelvis_heights=Array.of(candidates.pelvis_heights),
        scores=Array.of(candidates.scores),
        notes=list(candidates.notes),
    )


def _sequence_result(sequence: Sequence) -> SequenceResult:
    return SequenceResult(
        motions=[MotionData.of(motion) for motion in sequence.motions],
        transitions=[TransitionData(first=first, last=last) for first, last in sequence.transitions],
        notes=list(sequence.notes),
    )


def _inversion_result(learned: Learned, styles: StyleLibrary) -> InversionResult:
    info = learned.style.info
    return InversionResult(
        style=StyleData.of(info, styles.why_not(info)), loss_before=learned.loss_before, loss_after=learned.loss_after,
        notes=list(learned.notes),
    )  # fmt: skip


def _no_result(job: Job) -> Problem:
    noun = WORDINGS[job.request.task].result
    if job.error:
        return problem("no-result", job.error.detail, job.error.action)
    if job.state == "cancelled":
        return problem("cancelled", f"The {noun} was cancelled.", "Start it again.")
    return problem("not-finished", f"The {noun} is not ready yet.", "Wait until the job is done.")
