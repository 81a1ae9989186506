"""`python -m models.evaluation {lead|completion|pose|inversion} --data DIR` or `sequence` measures the shipped weights; `--help` names the rest."""
from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

from models.evaluation.evaluator import FILE_NAME
from models.io.bvh import MotionFileError
from models.text import TextEncoderUnavailable, load_text_encoder
from models.training.data import Clip, load_clips
from models.weights_file import WEIGHTS, WeightsError


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (MotionFileError, WeightsError, TextEncoderUnavailable) as error:
        print(error, file=sys.stderr)
        return 1


def _deliver(options: argparse.Namespace, name: str, table: str, report: dict | None = None, card: Path | None = None) -> int:
    """Prints the table, and where asked writes the report's figures and the table `name` of the model card, in `card` or beside the weights."""
    from models.evaluation.card import rewrite

    print(table)
    if report is not None and options.json:
        options.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    if options.card:
        rewrite((card or options.weights) / "MODEL_CARD.md", name, table)
    return 0


def _lead(options: argparse.Namespace) -> int:
    from models.evaluation.evaluator import Evaluator
    from models.evaluation.few_step_report import FewStepEvaluation, few_step_table
    from models.evaluation.lead_report import LeadEvaluation
    from models.evaluation.lead_tables import lead_tables
    from models.lead.pipeline import LeadPipeline

    evaluator = Evaluator.load(options.weights / FILE_NAME)
    pipeline = LeadPipeline.load(options.weights)
    clips = load_clips(options.data)
    if not any(clip.split == options.split for clip in clips):
        raise MotionFileError(f"{options.data} has no clips in the split “{options.split}”. Choose a split that clips.csv names.")
    evaluation = LeadEvaluation(pipeline, evaluator, clips, options.split, options.steps[0], options.limit)
    if len(options.steps) > 1:
        report = FewStepEvaluation(evaluation, options.steps).report()
        name, table = "few-step", few_step_table(report)
    else:
        report = evaluation.report()
        name, table = "lead", lead_tables(report)
    return _deliver(options, name, table, report)


def _ablations(options: argparse.Namespace) -> int:
    from models.evaluation.ablations import AblationEvaluation, ablation_table
    from models.evaluation.evaluator import Evaluator
    from models.evaluation.lead_report import LeadEvaluation
    from models.lead.pipeline import LeadPipeline
    from models.training.projector_variants import trained_variants, training_data

    _clips_of_split(options.data, options.split)
    evaluator, pipeline = Evaluator.load(options.weights / FILE_NAME), LeadPipeline.load(options.weights)
    projectors = trained_variants(pipeline.model, lambda: training_data(options.data, pipeline.model.config), options.out, options.train_steps)
    evaluation = LeadEvaluation(pipeline, evaluator, load_clips(options.data), options.split, options.steps, options.limit)
    report = AblationEvaluation(evaluation, projectors, options.train_steps).report()
    table = ablation_table(report)
    return _deliver(options, "ablations", table, report)


def _completion(options: argparse.Namespace) -> int:
    from models.completion.pipeline import CompletionPipeline
    from models.evaluation.completion_report import CompletionEvaluation
    from models.evaluation.completion_tables import completion_tables
    from models.evaluation.judge import FILE_NAME as JUDGE, MotionJudge
    from models.lead.pipeline import LeadPipeline
    from models.pose.prior import FILE_NAME as PRIOR, PosePrior

    judge, prior = MotionJudge.load(options.weights / JUDGE), PosePrior.load(options.weights / PRIOR)
    lead = LeadPipeline.load(options.weights)
    pipeline = CompletionPipeline.load(options.weights, lead)
    clips = _clips_of_split(options.data, options.split)
    report = CompletionEvaluation(pipeline, lead.model, prior, judge, clips, options.split, options.limit).report()
    table = completion_tables(report)
    return _deliver(options, "completion", table, report)


def _pose(options: argparse.Namespace) -> int:
    from models.pose.pipeline import FILE_NAME as POSE, PosePipeline
    from models.weights_file import load_weights

    if not (options.data or options.sheet):
        print("There is nothing to do. Give --data to measure, or --sheet to draw the prompts' poses.", file=sys.stderr)
        return 1
    encoder = load_text_encoder(load_weights(options.weights / POSE)[1]["clpp"]["text_encoder"])
    pipeline = PosePipeline.load(options.weights, encoder)
    if options.sheet:
        from models.evaluation.pose_prompts import PROMPTS
        from models.evaluation.pose_sheet import write_sheet

        prompts = options.prompts.read_text(encoding="utf-8").splitlines() if options.prompts else PROMPTS
        write_sheet(pipeline, [prompt for prompt in prompts if prompt.strip()], options.sheet)
    return _measure_pose(pipeline, options) if options.data else 0


def _measure_pose(pipeline: PosePipeline, options: argparse.Namespace) -> int:
    from models.evaluation.pose_baselines import load_generators
    from models.evaluation.pose_gallery import train_poses
    from models.evaluation.pose_judge import FILE_NAME as JUDGE, load_judge
    from models.evaluation.pose_report import PoseEvaluation
    from models.evaluation.pose_tables import pose_tables
    from models.evaluation.pose_texts import asked_texts, few, training_texts

    judge = load_judge(pipeline.teacher.encoder, options.weights / JUDGE)
    generators = load_generators(options.generators, pipeline.teacher.width) if options.generators else {}
    known = training_texts(options.data)
    asked = asked_texts(_clips_of_split(options.data, options.split), known)
    asked = few(asked, options.limit) if options.limit else asked
    report = PoseEvaluation(pipeline, judge, asked, train_poses(options.data), generators, len(known)).report()
    table = pose_tables(report)
    return _deliver(options, "pose", table, report)


def _inversion(options: argparse.Namespace) -> int:
    from tempfile import TemporaryDirectory

    from models.evaluation.evaluator import Evaluator
    from models.evaluation.inversion_cases import held_out_styles
    from models.evaluation.inversion_report import InversionEvaluation
    from models.evaluation.inversion_tables import inversion_tables
    from models.evaluation.style_judge import StyleJudge
    from models.evaluation.style_judge_task import cached_judge
    from models.inversion.library import StyleLibrary
    from models.lead.pipeline import LeadPipeline

    lead, evaluator = LeadPipeline.load(options.weights), Evaluator.load(WEIGHTS / FILE_NAME)
    styles = held_out_styles(lead.provenance)
    _clips_of_split(options.data, options.split)
    clips = load_clips(options.data)
    judge = StyleJudge.load(options.judge) if options.judge else cached_judge(clips, lead.model)
    with TemporaryDirectory() as folder:
        lead.library = StyleLibrary(options.learned or Path(folder), lead.model.fingerprint)
        lead.library.folder.mkdir(parents=True, exist_ok=True)
        evaluation = InversionEvaluation(lead, evaluator, judge, clips, styles, options.draws, options.split)
        report = evaluation.report()
        if options.sheet:
            from models.evaluation.inversion_sheet import write_sheet

            write_sheet(evaluation, options.sheet)
    table = inversion_tables(report)
    return _deliver(options, "inversion", table, report, WEIGHTS)


def _sequence(options: argparse.Namespace) -> int:
    from models.completion.pipeline import CompletionPipeline
    from models.evaluation.evaluator import Evaluator
    from models.evaluation.sequence_report import SEQUENCES, SequenceEvaluation
    from models.evaluation.sequence_tables import sequence_tables
    from models.lead.pipeline import LeadPipeline
    from models.sequence.pipeline import SequencePipeline

    evaluator, lead = Evaluator.load(options.weights / FILE_NAME), LeadPipeline.load(options.weights)
    pipeline = SequencePipeline(lead, CompletionPipeline.load(options.weights, lead))
    report = SequenceEvaluation(pipeline, evaluator, SEQUENCES[: options.limit], options.steps).report()
    table = sequence_tables(report)
    return _deliver(options, "sequence", table, report)


def _clip_speed(options: argparse.Namespace) -> int:
    from models.evaluation.clip_speed import table1, table1_markdown

    report = table1(options.encoder)
    table = table1_markdown(report)
    return _deliver(options, "clip-speed", table, report)


def _sizes(options: argparse.Namespace) -> int:
    from models.evaluation.sizes import parameter_table

    table = parameter_table()
    return _deliver(options, "sizes", table)


def _clips_of_split(data: Path, split: str) -> list[Clip]:
    clips = load_clips(data, split)
    if not clips:
        raise MotionFileError(f"{data} has no clips in the split “{split}”. Choose a split that clips.csv names.")
    return clips


def _prompts(options: argparse.Namespace) -> int:
    from models.lead.pipeline import LeadPipeline

    if not (options.data or options.sheet):
        print("There is nothing to do. Give --data for the table, or --sheet to draw the prompts' motions.", file=sys.stderr)
        return 1
    pipeline = LeadPipeline.load(options.weights)
    if options.sheet:
        from models.evaluation.prompt_sheet import write_sheet

        earlier = {"before": LeadPipeline.load(options.before), "after": pipeline} if options.before else {"": pipeline}
        write_sheet(earlier, options.sheet)
    return _measure_prompts(pipeline, options) if options.data else 0


def _measure_prompts(pipeline: LeadPipeline, options: argparse.Namespace) -> int:
    from models.evaluation.evaluator import Evaluator
    from models.evaluation.prompts import prompts_table
    from models.training.captions import captions, label

    clips = load_clips(options.data, "train")
    labels = {label(*clip.labels): captions(*clip.labels)[0] for clip in clips}
    table = prompts_table(pipeline, Evaluator.load(options.weights / FILE_NAME), labels)
    return _deliver(options, "prompts", table)


def _train_evaluator(options: argparse.Namespace) -> int:
    from models.evaluation.evaluator_task import build_task
    from models.training.loop import train

    task = build_task(load_clips(options.data), load_text_encoder())
    train(task, options.out, options.minutes)
    options.weights.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(options.out / FILE_NAME, options.weights / FILE_NAME)
    return 0


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(","))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.evaluation", description=__doc__)
    commands = parser.add_subparsers(required=True)
    measure = commands.add_parser("lead", help="measure text-to-motion: ground truth, VAE alone, MLD, LEAD, retrieval by text")
    measure.add_argument("--data", type=Path, required=True, help="folder with clips.csv and the clips")
    measure.add_argument("--split", default="test")
    measure.add_argument("--steps", type=_numbers, default=(50,), metavar="N[,N…]",
                         help="sampling steps (default 50); several, as 1,2,4,50: the few-step table instead")
    measure.add_argument("--limit", type=int, help="only so many texts of every block, for a quick look")
    measure.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    measure.add_argument("--card", action="store_true", help="rewrite the table in the model card beside the weights")
    measure.add_argument("--weights", type=Path, default=WEIGHTS, help="folder with lead.safetensors and evaluator.safetensors")
    measure.set_defaults(run=_lead)
    ablate = commands.add_parser("ablations", help="LEAD's Table 6: trains projectors of other networks and without parts of the objective, and measures them")
    ablate.add_argument("--data", type=Path, required=True, help="folder with clips.csv and the clips")
    ablate.add_argument("--split", default="test")
    ablate.add_argument("--train-steps", type=int, default=300, metavar="N", help="optimiser steps of each projector (default %(default)s)")
    ablate.add_argument("--out", type=Path, default=Path("runs/ablations"), help="where the projectors go; what is there is not trained again")
    ablate.add_argument("--steps", type=int, default=20, help="DDIM steps (default %(default)s)")
    ablate.add_argument("--limit", type=int, help="only so many texts, for a quick look")
    ablate.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    ablate.add_argument("--card", action="store_true", help="rewrite the table in the model card beside the weights")
    ablate.add_argument("--weights", type=Path, default=WEIGHTS, help="folder with lead.safetensors and evaluator.safetensors")
    ablate.set_defaults(run=_ablations)
    complete = commands.add_parser("completion", help="measure completion: interpolation, latent optimisation, ours raw and exact")
    complete.add_argument("--data", type=Path, required=True, help="folder with clips.csv and the clips")
    complete.add_argument("--split", default="test")
    complete.add_argument("--limit", type=int, help="only so many clips, for a quick look")
    complete.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    complete.add_argument("--card", action="store_true", help="rewrite the tables in the model card beside the weights")
    complete.add_argument("--weights", type=Path, default=WEIGHTS, help="folder with the .safetensors files")
    complete.set_defaults(run=_completion)
    pose = commands.add_parser("pose", help="measure text-to-pose: OhMG's Table 2; or make the contact sheet of forty prompts")
    what = pose.add_argument_group("what to do (one or both)")
    what.add_argument("--data", type=Path, help="measure: folder with clips.csv and the clips")
    what.add_argument("--sheet", type=Path, metavar="FILE", help="write a picture of the prompts' poses here")
    pose.add_argument("--prompts", type=Path, metavar="FILE", help="for --sheet: your own prompts, one a line")
    pose.add_argument("--split", default="test")
    pose.add_argument("--generators", type=Path, metavar="DIR", help="folder with the paper's generators, pose_generator_ts.safetensors …")
    pose.add_argument("--limit", type=int, help="only so many texts of every block, for a quick look")
    pose.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    pose.add_argument("--card", action="store_true", help="rewrite the tables in the model card beside the weights")
    pose.add_argument("--weights", type=Path, default=WEIGHTS, help="folder with the .safetensors files")
    pose.set_defaults(run=_pose)
    inversion = commands.add_parser("inversion", help="measure Learn Style: styles that an evaluation checkpoint has never seen, taught to it")
    inversion.add_argument("--data", type=Path, required=True, help="folder with clips.csv and the clips")
    inversion.add_argument("--weights", type=Path, required=True, metavar="DIR",
                           help="folder with a lead.safetensors that was trained with “models.training vae --without-styles”")
    inversion.add_argument("--judge", type=Path, metavar="FILE", help="a trained style judge; without it one is trained and kept in the cache")
    inversion.add_argument("--learned", type=Path, metavar="DIR", help="keep what is learned here, and learn only what is not there yet")
    inversion.add_argument("--draws", type=int, default=3, help="sets of exemplars a style")
    inversion.add_argument("--split", default="test")
    inversion.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    inversion.add_argument("--card", action="store_true", help="rewrite the table in the model card of the shipped weights")
    inversion.add_argument("--sheet", type=Path, metavar="FILE", help="also write a picture of what was learned")
    inversion.set_defaults(run=_inversion)
    sequence = commands.add_parser("sequence", help="measure prompts one after another: the transitions beside the blocks; needs no data")
    sequence.add_argument("--steps", type=int, default=50, help="DDIM steps")
    sequence.add_argument("--limit", type=int, help="only so many sequences, for a quick look")
    sequence.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    sequence.add_argument("--card", action="store_true", help="rewrite the table in the model card beside the weights")
    sequence.add_argument("--weights", type=Path, default=WEIGHTS, help="folder with the .safetensors files")
    sequence.set_defaults(run=_sequence)
    speed = commands.add_parser("clip-speed", help="OhMG's Table 1: the distilled pose encoder against rendering and CLIP")
    speed.add_argument("--encoder", type=Path, metavar="FILE", help="what “models.training clpp-clip” wrote; stand-ins without it")
    speed.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    speed.add_argument("--card", action="store_true", help="rewrite the table in the model card beside the weights")
    speed.add_argument("--weights", type=Path, default=WEIGHTS, help="folder with the model card")
    speed.set_defaults(run=_clip_speed)
    sizes = commands.add_parser("sizes", help="parameters of both configurations, beside MLD as published")
    sizes.add_argument("--card", action="store_true", help="rewrite the table in the model card beside the weights")
    sizes.add_argument("--weights", type=Path, default=WEIGHTS, help="folder with the model card")
    sizes.set_defaults(run=_sizes)
    prompts = commands.add_parser("prompts", help="what comes of ten prompts whose verbs no training caption has; or the contact sheet of twenty")
    prompts.add_argument("--data", type=Path, help="the table: folder with clips.csv and the clips")
    prompts.add_argument("--sheet", type=Path, metavar="FILE", help="write a picture of twenty prompts' motions here")
    prompts.add_argument("--before", type=Path, metavar="DIR", help="for --sheet: earlier weights (lead.safetensors), drawn beside")
    prompts.add_argument("--card", action="store_true", help="rewrite the table in the model card beside the weights")
    prompts.add_argument("--weights", type=Path, default=WEIGHTS, help="folder with lead.safetensors and evaluator.safetensors")
    prompts.set_defaults(run=_prompts)
    trainer = commands.add_parser("train-evaluator", help="train the text–motion matching network on the train clips")
    trainer.add_argument("--data", type=Path, required=True, help="folder with clips.csv and the clips")
    trainer.add_argument("--minutes", type=float, default=6.0)
    trainer.add_argument("--out", type=Path, default=Path("runs"), help="where checkpoints and the log go")
    trainer.add_argument("--weights", type=Path, default=WEIGHTS, help="where the finished file goes")
    trainer.set_defaults(run=_train_evaluator)
    return parser


if __name__ == "__main__":
    sys.exit(main())
