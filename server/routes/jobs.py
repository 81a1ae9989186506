"""Jobs: ask for motion, follow it, stop it, fetch it."""
from __future__ import annotations

from collections.abc import AsyncIterable
from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.sse import EventSourceResponse

from server.jobs import Job
from server.problems import Problem, ProblemError, documented, problem
from server.routes.dependencies import NamedJob, Queue, needs_token
from server.schemas import Array, GenerationRequest, GenerationResult, JobStatus, MotionData

router = APIRouter(prefix="/jobs", tags=["jobs"], dependencies=[needs_token])


@router.post("/generate", status_code=202, responses=documented(400, 401, 413, 422, 429, 503))
async def generate(
    body: GenerationRequest, queue: Queue, request: Request, x_client: Annotated[str, Header()] = ""
) -> JobStatus:
    """Queue a text-to-motion job; while the models load, it waits. Clients, told apart by the header X-Client, take turns."""
    peer = request.client.host if request.client else ""
    return queue.submit(body, x_client[:100] or peer)


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
def result(job: NamedJob) -> GenerationResult:
    """The motions of a job that is done. (Not a coroutine: packing them would hold up the event loop.)"""
    motions = job.motions
    if motions is None:
        raise ProblemError(_no_result(job))
    packed = [
        MotionData(
            fps=motion.fps,
            root_translation=Array.of(motion.root_translation),
            joint_rotations=Array.of(motion.joint_rotations),
        )
        for motion in motions
    ]
    return GenerationResult(motions=packed, request=job.request)


def _no_result(job: Job) -> Problem:
    if job.error:
        return problem("no-result", job.error.detail, job.error.action)
    if job.state == "cancelled":
        return problem("cancelled", "The motion was cancelled.", "Generate it again.")
    return problem("not-finished", "The motion is not ready yet.", "Wait until the job is done.")
