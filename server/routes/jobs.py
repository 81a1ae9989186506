"""Jobs: ask for motion, from text or between pinned poses, or for poses; follow it, stop it, fetch it."""
from __future__ import annotations

from collections.abc import AsyncIterable
from dataclasses import asdict

from fastapi import APIRouter
from fastapi.sse import EventSourceResponse

from models.completion.request import Completion
from models.pose.request import PoseCandidates
from server.engine import Engine
from server.jobs import Job, JobQueue
from server.problems import Problem, ProblemError, documented, problem
from server.routes.dependencies import Client, CurrentEngine, NamedJob, Queue, needs_token
from server.schemas import (
    Array,
    CompletionRequest,
    CompletionResult,
    GenerationRequest,
    GenerationResult,
    JobStatus,
    MotionData,
    PinErrorData,
    PoseRequest,
    PoseResult,
)
from server.wording import WORDINGS

router = APIRouter(prefix="/jobs", tags=["jobs"], dependencies=[needs_token])


@router.post("/generate", status_code=202, responses=documented(400, 401, 413, 422, 429, 503))
async def generate(body: GenerationRequest, queue: Queue, client: Client) -> JobStatus:
    """Queue a text-to-motion job; while the models load, it waits. Clients, told apart by the header X-Client, take turns."""
    return queue.submit(body, client)


@router.post("/complete", status_code=202, responses=documented(400, 401, 413, 422, 429, 503))
async def complete(body: CompletionRequest, engine: CurrentEngine, queue: Queue, client: Client) -> JobStatus:
    """Queue a job that makes pinned poses a motion; while the models load, it waits. 503 where its model did not load."""
    return _submit(body, engine, queue, client)


@router.post("/pose", status_code=202, responses=documented(400, 401, 413, 422, 429, 503))
async def pose(body: PoseRequest, engine: CurrentEngine, queue: Queue, client: Client) -> JobStatus:
    """Queue a text-to-pose job; while the models load, it waits. 503 where its model did not load."""
    return _submit(body, engine, queue, client)


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
    """Cancel the job: at once where it waits, at its next sampling step where it runs. A job that has ended stays as it is."""
    return queue.cancel(job)


@router.get("/{job_id}/result", responses=documented(401, 404, 409, 422))
def result(job: NamedJob) -> GenerationResult | CompletionResult | PoseResult:
    """The motions or poses of a job that is done. (Not a coroutine: packing them would hold up the event loop.)"""
    answer = job.result
    if answer is None:
        raise ProblemError(_no_result(job))
    if isinstance(answer, Completion):
        return _completion_result(answer)
    if isinstance(answer, PoseCandidates):
        return _pose_result(answer)
    return GenerationResult(motions=[MotionData.of(motion) for motion in answer], request=job.request)


def _submit(body: CompletionRequest | PoseRequest, engine: Engine, queue: JobQueue, client: str) -> JobStatus:
    if refusal := engine.refusal(type(body)):
        raise ProblemError(refusal)
    return queue.submit(body, client)


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


def _no_result(job: Job) -> Problem:
    noun = WORDINGS[job.request.task].result
    if job.error:
        return problem("no-result", job.error.detail, job.error.action)
    if job.state == "cancelled":
        return problem("cancelled", f"The {noun} was cancelled.", "Start it again.")
    return problem("not-finished", f"The {noun} is not ready yet.", "Wait until the job is done.")
