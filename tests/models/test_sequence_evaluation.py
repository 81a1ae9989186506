"""The figures of seams on motions with known answers, and the command from end to end."""
from __future__ import annotations

import json
import shutil
from dataclasses import replace

import numpy as np
from models.evaluation import __main__ as command
from models.evaluation.sequence_metrics import windows
from models.sequence.choice import flaws
from models.weights_file import WEIGHTS
from tests.models.synthetic import standing, walking

SEAM = (60, 79)


def test_an_even_walk_has_no_seam():
    (seam,), middles = windows(walking(140), [SEAM])
    assert len(middles) == 2 and 0.5 < seam.joints < 1.5 and seam.root < 1.5
    assert abs(seam.acceleration - middles[0].acceleration) < 0.2 * middles[0].acceleration


def test_a_jump_of_speed_a_slide_and_a_hover_are_seen():
    walk = walking(140)
    pushed = walk.root_translation.copy()
    pushed[70:] += np.float32([0, 0, 0.05])
    (seam,), _ = windows(replace(walk, root_translation=pushed), [SEAM])
    assert seam.root > 5 and seam.joints > 5 and seam.edge_root < 1.5, "the jump is in the middle, not at the edges"
    still = standing(140)
    slid, risen = still.root_translation.copy(), still.root_translation.copy()
    slid[60:80, 2] += np.linspace(0, 0.2, 20, dtype=np.float32)
    slid[80:, 2] += 0.2
    risen[60:80, 1] += 0.1
    (sliding,), _ = windows(replace(still, root_translation=slid), [SEAM])
    assert sliding.slide / sliding.contact > 0.2 and sliding.standing_slide / sliding.stands > 0.2
    (hovering,), (before, _) = windows(replace(still, root_translation=risen), [SEAM])
    assert hovering.floating > before.floating + 0.08
    for worse in (slid, risen):
        assert flaws(replace(still, root_translation=worse), 60, 80) > flaws(still, 60, 80) + 1, "and the choice among tries sees them too"


def test_the_command_writes_figures_and_the_card(tmp_path, capsys):
    for name in ("lead", "completion", "evaluator"):
        shutil.copy(WEIGHTS / f"{name}.safetensors", tmp_path)
    (tmp_path / "MODEL_CARD.md").write_text("# Card\n", encoding="utf-8")
    figures = tmp_path / "figures.json"
    assert command.main(["sequence", "--weights", str(tmp_path), "--limit", "1", "--steps", "4", "--json", str(figures), "--card"]) == 0
    report = json.loads(figures.read_text(encoding="utf-8"))
    assert report["settings"]["seams"] == 2 and len(report["sequences"]) == 2
    assert 0 < report["movement"]["transitions"]["root"]["value"] < 10
    card = (tmp_path / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert card.startswith("# Card\n") and capsys.readouterr().out.strip() in card and "foot skate, cm/s" in card
