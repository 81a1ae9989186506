"""kill -9 at any moment: nothing is half-written, and the next server starts as if nothing had been.

MOTION_PROMPT_KILLS=50 does it fifty times.
"""
from __future__ import annotations

import os
import random
import stat
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import numpy as np
from clips import FINGERPRINT, request
from conftest import START, ServerProcess, expect_problem, wait_for

from models.inversion.style import SUFFIX, Style, StyleInfo

KILLS = int(os.environ.get("MOTION_PROMPT_KILLS", "5"))
#: Seconds from its start within which a server is killed that has not begun to work, and changes of styles after which one is that has.
STARTING, CHANGES = 1.5, 6


def style(name: str, version: int) -> bytes:
    """A style file of 4 MiB, so that writing it takes a while; it says which version it is in its header and in each number."""
    vectors = np.full((4096, 128), version, np.float32)
    return Style(StyleInfo(name, "angry", False, FINGERPRINT, {"seed": version}), vectors, vectors).to_bytes()


def version_of(path: Path) -> int:
    """Which version a style file holds. It must be whole, and of one piece."""
    whole = Style.from_bytes(path.read_bytes(), path.name)
    version = whole.info.provenance["seed"]
    assert whole.info.name == path.name.removesuffix(SUFFIX)
    assert whole.info.name == "learned" or (whole.vectors == version).all()
    return version


class Victim:
    """A state folder that one server after another uses. promised: by style, the versions that its file may hold now; None, where it may be missing."""

    def __init__(self, folder: Path):
        self.folder, self.chance = folder, random.Random(9)
        self.promised: dict[str, set[int | None]] = {}
        self.former = ""
        self.changes = 0

    def kill_while_it_starts(self) -> None:
        server = ServerProcess(self.folder)
        time.sleep(self.chance.uniform(0, STARTING))
        self._kill(server)

    def kill_while_it_works(self, round_number: int) -> None:
        with ServerProcess(self.folder) as server:
            self.check(server)
            threads = [
                threading.Thread(target=self._until_it_dies, args=(work, server, round_number)) for work in (self._import, self._learn, self._ask)
            ]
            for thread in threads:
                thread.start()
            enough = self.changes + self.chance.randint(1, CHANGES)
            wait_for(lambda: self.changes >= enough, START)
            if round_number % 3:
                time.sleep(self.chance.uniform(0, 0.05))
            else:
                self._wait_for_half_a_file()
            self._kill(server)
            for thread in threads:
                thread.join()

    def check(self, server: ServerProcess) -> None:
        """It is a new server, and it works; what is on the disk is whole and is what was promised."""
        server.wait_until("ready")
        state = server.state
        assert state["pid"] == server.process.pid and state["token"] != self.former
        if self.former:
            outdated = {"Authorization": f"Bearer {self.former}"}
            expect_problem(httpx.get(f"{state['address']}/v1/styles", headers=outdated, trust_env=False), 401)
        if sys.platform != "win32":
            assert stat.S_IMODE(server.state_file.stat().st_mode) == 0o600
        self.former = state["token"]
        found = {path.name.removesuffix(SUFFIX): version_of(path) for path in (self.folder / "styles").glob("*")}
        assert sorted(server.styles()) == sorted(found), "everything that is there is listed, and nothing else is there"
        for name, versions in self.promised.items():
            assert found.get(name) in versions, name
        self.promised = {name: {version} for name, version in found.items()}
        assert server.finish(server.submit(seed=3, duration=1))["state"] == "done"

    def _wait_for_half_a_file(self) -> None:
        """Until a style is being written, whatever the file is called meanwhile."""
        whole = len(style("kept", 0))
        end = time.monotonic() + 2
        while time.monotonic() < end:
            for entry in os.scandir(self.folder / "styles"):
                with suppress(FileNotFoundError):
                    if ("kept" in entry.name or "new" in entry.name) and entry.stat().st_size < whole - 64:
                        return

    def _kill(self, server: ServerProcess) -> None:
        server.process.kill()
        server.process.wait()

    def _until_it_dies(self, work, server: ServerProcess, round_number: int) -> None:
        try:
            with httpx.Client(base_url=server.state["address"], headers=server.authorization, timeout=20, trust_env=False) as client:
                for turn in range(1000):
                    work(client, 1000 * round_number + turn)
        except httpx.TransportError:
            pass

    def _import(self, client: httpx.Client, version: int) -> None:
        for name in ("kept", f"new{version}"):
            with self._changing(name, version):
                client.post("/v1/styles?replace=true", content=style(name, version)).raise_for_status()
        with self._changing(name, None):
            client.delete(f"/v1/styles/{name}").raise_for_status()

    def _learn(self, client: httpx.Client, version: int) -> None:
        with self._changing("learned", version):
            job = client.post("/v1/jobs/invert", json=request("learned", seed=version, replace=True)).raise_for_status().json()
            while client.get(f"/v1/jobs/{job['id']}").json()["state"] != "done":
                time.sleep(0.005)

    def _ask(self, client: httpx.Client, version: int) -> None:
        client.post("/v1/jobs/generate", json={"prompt": "slow", "steps": 5, "takes": 16, "duration": 10, "seed": version})
        time.sleep(0.02)

    @contextmanager
    def _changing(self, name: str, version: int | None) -> Iterator[None]:
        """While this lasts, the style may hold either; afterwards the version. Where the server dies within, nobody knows."""
        self.promised[name] = self.promised.get(name, {None}) | {version}
        yield
        self.promised[name] = {version}
        self.changes += 1


def test_killed_at_any_moment(tmp_path):
    victim = Victim(tmp_path)
    for round_number in range(KILLS):
        if round_number % 3 == 2:
            victim.kill_while_it_starts()
        else:
            victim.kill_while_it_works(round_number)
    with ServerProcess(tmp_path) as server:
        victim.check(server)
        assert victim.promised, "styles were saved before the kills"
        server.process.terminate()
        server.process.wait()
    assert not server.state_file.exists()


def test_a_draft_of_the_file_that_nobody_finished_goes(tmp_path):
    drafts = [tmp_path / f"server.json.{number}" for number in (1, 2)]
    for draft in drafts:
        draft.write_text('{"address": "http')
    os.utime(drafts[0], (time.time() - 60,) * 2)
    with ServerProcess(tmp_path):
        assert [draft.exists() for draft in drafts] == [False, True], "the other may be of a server that starts at this moment"
