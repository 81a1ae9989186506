"""Sixty-four clients at once: each gets its own answer, or is told to come again."""
from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
from conftest import expect_problem, read_events, wait_for
from pins import pin

CLIENTS = 64


def question(number: int) -> tuple[str, dict]:
    """What a client asks, which nobody else does: a task and its body."""
    if number % 3 == 0:
        return "generate", {"prompt": f"a person {('walks', 'waves', 'jumps')[number // 3 % 3]}", "seed": number, "duration": 0.7, "steps": 2}
    if number % 3 == 1:
        return "pose", {"text": "hands on the hips", "count": 1, "seed": number}
    pins = [pin(0, root_translation=[number, 0.93, 0]), pin(20, root_translation=[number, 0.93, number / 100])]
    return "complete", {"frames": 21, "fps": 30, "constraints": pins, "seed": number}


def answer_to(client: httpx.Client, number: int, refusals: list[httpx.Response] | None = None) -> dict:
    """The client's own result. Where the server is busy, the client comes again."""
    task, body = question(number)
    while (asked := client.post(f"/v1/jobs/{task}", json=body, headers={"X-Client": str(number)})).status_code != 202:
        assert refusals is not None and asked.status_code == 429, asked.text
        refusals.append(asked)
        time.sleep(0.5)
    job = asked.json()
    with client.stream("GET", f"/v1/jobs/{job['id']}/events") as events:
        *_, last = read_events(events)
    assert last["state"] == "done", last
    return client.get(f"/v1/jobs/{job['id']}/result").raise_for_status().json()


def test_each_client_gets_its_own_answer_or_is_told_to_wait(real):
    refusals: list[httpx.Response] = []
    begin = threading.Barrier(CLIENTS + 1)
    limits = httpx.Limits(max_connections=CLIENTS, max_keepalive_connections=CLIENTS)
    with httpx.Client(base_url=real.state["address"], headers=real.authorization, timeout=120, trust_env=False, limits=limits) as client:
        def ask(number: int) -> dict:
            begin.wait()
            return answer_to(client, number, refusals)

        # Nothing moves until everybody has asked once: then as many wait as can, and the others have been refused.
        holding = real.submit("a person runs", client="holding", steps=250, takes=16, duration=10)
        with ThreadPoolExecutor(CLIENTS) as pool:
            together = [pool.submit(ask, number) for number in range(CLIENTS)]
            begin.wait()
            waiting = client.get("/v1/capabilities").json()["max_waiting_jobs"]
            wait_for(lambda: len({refusal.request.headers["X-Client"] for refusal in refusals}) >= CLIENTS - waiting, 60)
            real.cancel(holding)
            results = [each.result() for each in together]
        alone = [answer_to(client, number) for number in range(CLIENTS)]
    assert results == alone
    assert len({str(result) for result in results}) == CLIENTS, "no two have asked for the same"
    for refusal in refusals:
        expect_problem(refusal, 429, "requests are waiting", "Wait until one is done")
        assert int(refusal.headers["Retry-After"]) > 0
