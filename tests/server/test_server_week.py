"""A week's work does not fill the memory.

A busy week is 60 jobs an hour, eight hours a day, five days: MOTION_PROMPT_WEEK=2400 has the real server do as many, of all kinds and with the shipped
weights, and prints what it holds on the way (run with -s; measured: 718 to 754 MiB from the hundredth job to the last, 39 minutes beside other work).
In the ordinary suite few jobs of large results stand for it.
"""
from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path

import pytest
from clips import request as to_learn
from conftest import START, ServerProcess, read_events
from pins import request as pinned
from test_server_sequence import block
from test_server_sequence import request as blocks

WEEK = int(os.environ.get("MOTION_PROMPT_WEEK", "0"))
QUICK = (str(Path(__file__).with_name("quick_learner.py")),)
#: MiB that the server may hold more at the end of the week than in the middle of it.
GROWTH = 16
#: MiB by which allocators and what is kept for fetching make a difference in the short run; a leak of the results would be 180.
SLACK = 40

needs_proc = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the memory of a process is read from /proc")


def held(server: ServerProcess) -> float:
    """MiB that the server holds."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


@needs_proc
def test_results_do_not_pile_up(tmp_path):
    with ServerProcess(tmp_path) as server:
        server.wait_until("ready")

        def work(jobs: int) -> float:
            for seed in range(jobs):
                server.finish(server.submit(seed=seed, takes=16, duration=10, steps=1))
            return held(server)

        before = work(60)
        assert work(100) - before < SLACK


def day(server: ServerProcess, number: int) -> None:
    """One job of a week; each kind comes round."""
    kind, seed = number % 10, number
    if kind in (0, 1, 2):
        server.result(server.finish(server.submit(f"a person walks {number} steps", seed=seed, steps=4, duration=2 + number % 3, takes=1 + number % 4)))
    elif kind in (3, 4):
        server.result(server.finish(server.pose("hands on the hips", seed=seed)))
    elif kind in (5, 6):
        server.result(server.finish(server.complete(pinned(seed=seed, prompt="a person walks"))))
    elif kind == 7:
        server.finish(server.sequence(blocks(block("a person walks", 0, seed=seed), block("a person waves", 48), steps=1)))
    elif kind == 8:
        job = server.submit("a person runs", seed=seed, steps=250, takes=8, duration=10)
        with server.client.stream("GET", f"/v1/jobs/{job['id']}/events") as answer:
            next(read_events(answer))  # a listener that leaves
        server.cancel(job)
        assert server.finish(job)["state"] == "cancelled"
    else:
        style(server, number)


def style(server: ServerProcess, number: int) -> None:
    """A style is learned, used, sent away, brought back and deleted; every fourth time only."""
    if number % 40 == 9:
        assert server.finish(server.invert(to_learn("weekly", strong=number % 80 == 9, seed=number)))["state"] == "done"
        server.finish(server.submit("a <weekly> person walks", steps=4, duration=2, seed=number))
        content = server.client.get("/v1/styles/weekly/file").raise_for_status().content
        server.client.post("/v1/styles?replace=true", content=content).raise_for_status()
        server.client.delete("/v1/styles/weekly").raise_for_status()
    else:
        server.client.get("/v1/styles").raise_for_status()


@needs_proc
@pytest.mark.skipif(not WEEK, reason="MOTION_PROMPT_WEEK says how many jobs a week has")
def test_a_week_of_work(tmp_path):
    with ServerProcess(tmp_path, program=QUICK) as server:
        server.wait_until("ready", START)
        figures = []
        for number in range(WEEK):
            day(server, number)
            if (number + 1) % max(1, WEEK // 24) == 0:
                figures.append(held(server))
                print(f"after {number + 1} jobs: {figures[-1]:.0f} MiB, {len(os.listdir(f'/proc/{server.process.pid}/task'))} threads, "
                      f"{len(os.listdir(f'/proc/{server.process.pid}/fd'))} files", flush=True)
        half, end = (statistics.median(figures[part]) for part in (slice(9, 12), slice(-3, None)))
        assert end - half < GROWTH, figures
        assert "Traceback" not in server.output()
