"""`python -m models.evaluation lead|train-evaluator --data DIR`: measures the shipped weights, or trains the network to measure with."""
from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from models.evaluation.evaluator import FILE_NAME
from models.io.bvh import MotionFileError
from models.text import TextEncoderUnavailable, load_text_encoder
from models.training.data import load_clips
from models.weights_file import WEIGHTS, WeightsError


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (MotionFileError, WeightsError, TextEncoderUnavailable) as error:
        print(error, file=sys.stderr)
        return 1


def _train_evaluator(options: argparse.Namespace) -> int:
    from models.evaluation.evaluator_task import build_task
    from models.training.loop import train

    task = build_task(load_clips(options.data), load_text_encoder())
    train(task, options.out, options.minutes)
    options.weights.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(options.out / FILE_NAME, options.weights / FILE_NAME)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.evaluation", description=__doc__)
    commands = parser.add_subparsers(required=True)
    trainer = commands.add_parser("train-evaluator", help="train the text–motion matching network on the train clips")
    trainer.add_argument("--data", type=Path, required=True, help="folder with clips.csv and the clips")
    trainer.add_argument("--minutes", type=float, default=6.0)
    trainer.add_argument("--out", type=Path, default=Path("runs"), help="where checkpoints and the log go")
    trainer.add_argument("--weights", type=Path, default=WEIGHTS, help="where the finished file goes")
    trainer.set_defaults(run=_train_evaluator)
    return parser


if __name__ == "__main__":
    sys.exit(main())
