"""The figures of text-to-pose as Markdown for the model card, from what `PoseEvaluation.report` gives."""
from __future__ import annotations

from models.evaluation.markdown import figure, markdown
from models.evaluation.pose_texts import JUDGES_WORDS, NAMES, TRAINED_WORDS, TYPED

_TABLE_2 = {
    "score": "score", "own score": "own CLPP's", "centimetres": "in-distrib. cm", "in-distribution ratio": "× Matching",
    "rotation": "in-distrib. rad²", "sane": "sane", "balanced": "balanced", "diverse": "Diverse", "apart": "apart cm",
    "top 1": "top 1", "top 10": "top 10", "top 10 ratio": "× Matching", "top 50": "top 50",
}
_BLOCK = {"score": "score", "top 1": "top 1", "top 10": "top 10", "top 50": "top 50"}
_OF_CLAIMS = {"claims": "claims that hold", "all claims": "all of them hold"}
_OF_NAMES = {"named": "has the name's geometry"}

_HOW = """\
OhMG's Table 2 on {texts} texts that neither CLPP nor the judge was trained on: {sentences} sentences written by rule about \
bodies of the held-out clips (half in the wording of training, half in the judge's), {names} names of poses in words kept \
back, {typed} prompts of an animator. One pose a text. Below each value, its 95 % bootstrap interval. Score: mean cosine of \
text and pose as the judge sees them, a second CLPP of another seed that learned from other sentences \
(`pose_judge.safetensors`); beside it that of the CLPP the generator learned from. In-distrib.: what the pose prior fails to \
rebuild, as mean distance of the joints and as mean squared angle of the joints' rotations. Sane: no joint beyond its range, \
no limb in another (`models/pose/anatomy.py`). Balanced: the centre of mass is, seen from above, over what the body stands \
or lies on, or at most 5 cm beside it (who runs, or sits without a chair, is out of balance too). Diverse: the paper prints \
it without a formula, lower is better; here the mean cosine, in the judge's space, of the poses made for two different \
texts; apart: the mean distance of their joints. Top k: all poses made for all texts are ranked by the judge's score with a \
text; top k is how often the pose made for that text is among the first k. Poses of one score share their mean rank, so that \
a pose given to many texts gains nothing."""
_HOW_BASELINES = """\
Real: the very pose each sentence was written for (sentences only, and sought among those). Random: poses of the training \
clips. Matching: of {clusters} k-means poses of the training clips, the one with the best score of the shipped CLPP. \
Optimize: Adam on the joints' rotations towards the shipped CLPP's score, begun (I) at random rotations about the mean pose; \
VPoserOptimize: the same on the prior's 32-d latent. In the paper the gradient of both goes through renderer and CLIP; the \
embedded CLPP has no renderer, so here it goes through CLPP, and they climb where the paper's stood still. TS to NTLC: the \
generator trained on texts (T), noise (N) or both, by score (S) or contrast (C), with or without the norm of the latent (L); \
{ours} is the shipped one, which besides learned from poses that the texts were written for (E). As shipped: the best of the \
pool that the shipped pipeline makes for a text, feet on the floor, one request at a time with the reading of the text; the \
others' times are a text's share of one batch, without it.{missing}"""
_HOW_BLOCKS = """\
By texts. Claims: of the posecodes a sentence states (left knee bent, hand on the hip …), how many hold for the pose by its \
geometry, and of how many sentences all do; no network is asked. A name's geometry is that of \
`models/pose/geometry/named*.py`, all of it within its tolerances."""
_HOW_TELLING = """\
Of the sentences, those that are true of at most one held-out body in a hundred. Many are true of far more ("they look \
ahead"): of the poses made for other texts dozens fit such a sentence as well, and no ranking could find its own; the row \
Real says how much can be expected."""
_BEYOND = """\
- What bounds top 10: a judge that knew what is true of a body and no more would, of the very poses that the {truth[sentences]} sentences were \
written for, find the own one among its first ten in {truth[top 10]:.3f} of the cases, because most sentences are true of many.
- Eight candidates of one text: joints {apart:.1f} cm apart in the mean (the 5 % most alike: below {least:.1f} cm); \
{sane:.1%} of all candidates are sane.
- {nonsense[texts]} strings of gibberish and of words that say nothing of a body: {nonsense[sane]:.1%} of {nonsense[poses]} \
poses of the generator are sane, {nonsense[shown sane]:.1%} of the {nonsense[shown]} that would be shown ({nonsense[shown \
balanced]:.1%} balanced).
- {prior[poses]} samples of the prior: {prior[sane]:.1%} sane; a knee or an elbow bent the wrong way by more than 10° in \
{prior[bent]:.1%}; {prior[balanced]:.1%} balanced.
- A request for eight poses, words to rotations: {seconds}."""


def pose_tables(report: dict) -> str:
    """All tables, each under what it shows."""
    settings = report["settings"]
    sentences = settings[TRAINED_WORDS] + settings[JUDGES_WORDS]
    missing = f" Not trained, so left out: {', '.join(settings['missing'])}." if settings["missing"] else ""
    return "\n\n".join([
        _HOW.format(sentences=sentences, names=settings[NAMES], typed=settings[TYPED], **settings),
        _table_2(report["systems"], report["milliseconds"]),
        _HOW_BASELINES.format(**{**settings, "missing": missing}),
        _HOW_BLOCKS,
        *(_block(block, settings[block], systems) for block, systems in report["blocks"].items()),
        *([_HOW_TELLING, _block("telling sentences", settings["telling"], report["telling"])] if settings["telling"] else []),
        _beyond(report),
    ])


def _table_2(systems: dict, milliseconds: dict) -> str:
    rows = []
    for name, row in systems.items():
        taken = f"{milliseconds[name]:.1f}" if name in milliseconds else "–"
        rows.append([name, *(_cell(row[column]) for column in _TABLE_2), taken])
    return markdown(["", *_TABLE_2.values(), "ms a text"], rows)


def _block(block: str, texts: int, systems: dict) -> str:
    any_row = next(iter(systems.values()))
    more = {name: head for name, head in (_OF_CLAIMS | _OF_NAMES).items() if any_row[name] is not None}
    columns = _BLOCK | more
    rows = [[name, *(_cell(row[column]) for column in columns)] for name, row in systems.items()]
    return markdown([f"{block} ({texts})", *columns.values()], rows)


def _beyond(report: dict) -> str:
    candidates = report["candidates"]
    seconds = ", ".join(
        f"{1000 * taken['median']:.0f} ms ({1000 * taken['low']:.0f}–{1000 * taken['high']:.0f} for 90 %) on {_threads(count)}"
        for count, taken in report["seconds"].items()
    )
    return _BEYOND.format(apart=candidates["apart"], least=candidates["least apart"], sane=candidates["sane"],
                          truth=report["truth"], nonsense=report["nonsense"], prior=report["prior"], seconds=seconds)


def _threads(count: str) -> str:
    return "one core" if count == "1" else "two cores"


def _cell(value: dict | None) -> str:
    """A figure; without its interval where that is a point."""
    return f"{value['value']:.3f}" if value and value["high"] - value["low"] < 1e-6 else figure(value)
