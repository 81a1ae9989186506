"""The figures of motion textual inversion as Markdown for the model card, from what `InversionEvaluation.report` gives."""
from __future__ import annotations

from models.evaluation.inversion_at_once import COMPARED, SHOWS
from models.evaluation.inversion_cases import WALK
from models.evaluation.markdown import figure, markdown

_PAPER = ("R-precision top 3", "FID", "MM-distance", "diversity")

_HOW = """\
Measured with an evaluation checkpoint that was trained like the shipped one, but on no clip of {styles}; the styles were then taught to \
it. An exemplar set is three `train` clips: a run, a wave and a raise of hands, no walk, named by what they \
show (as an animator's actions are); sets a style: {draws}. Started from the words {words}. {takes} takes of each of {prompts} prompts of 4 s, {steps} DDIM steps, guidance \
{guidance:g}, one noise for all systems. Intervals are 95 %, from exemplar sets (and real clips) drawn with replacement within each style. "projecting": \
through the projector, as shipped."""
_HOW_JUDGE = """\
The judge is a small network trained on the real `train` clips of all styles (recorded, and rebuilt by a VAE); it chooses among \
{known} styles. On the {clips} styled clips of `{split}` it is right this often, which generated motion cannot exceed by its merit:"""
_HOW_WALKS = """\
Walks asked for: how often the style is recognised, by how much more often than from the plain descriptor (projecting), times as often as in \
real walks of the style ({split}, in pieces of up to 4 s), whether the judge finds it a walk straight on, and any kind of walk (turning, sideways, backwards); and whether the feet walk straight on: step after step \
it gets along forwards, without a turn, and leaves the floor no more than a walk does. Of real `{split}` clips, {walks} of {all_walks} walks do, and {others} of \
{all_others} that are none ({which}); the judge, which reads how the body is held too, takes a walk that is held as no walk it was shown for something else:"""
_HOW_OTHER = "The same of something else: “{prompt}” ({motions} motions a system):"
_HOW_PAPER = """\
The paper's Table 3 on {clips} real `{split}` clips of these styles: a motion of each clip's length for "a <style> person" and what the \
clip shows, for each of the {draws} exemplar sets; the mean over sets. Captions, FID and R-precision as in the tables of text-to-motion ({labels} labels)."""
_HOW_LESS = "FID less that of {of}, both projecting: {found}."
_HOW_LEARNING = "Learning ({threads} thread{s}): seconds of processor time a style, and the loss on held-out segments before and after (each system's own measure):"
_HOW_TWO = """\
Two styles in one prompt (“a <one> person walks, then a <two> person waves with the right hand”, 8 s, every pair of these styles): the halves, cut where \
the walk ends, judged each by itself:"""

_HOW_ONCE = """\
Two styles in one breath (“a <one> <two> person walks”, 4 s, every pair of these styles, either first, every exemplar set). How much of each shows: where the \
joints are held, how far they swing and the pace, less those of the same system's plain walks, as the mixture of its walks in either style alone that comes \
nearest (least squares; 0 none of it, 1 as in that style alone; {compared} walks each, of other seeds); a style shows where there is at least {shows:g} of it, half of what the \
middle of two has. *Neither*: what is left, beside what the middle would have. Real walks of `{split}` and their blends (brought in step, halfway) are compared with real walks of \
`train`; through the VAE: it has seen neither style. Beside it, how often the two are the two likeliest of {known} for the judge, which was taught one \
style a clip: the middle of two often is a third."""


def inversion_tables(report: dict) -> str:
    """All tables, each under a sentence that says what it shows."""
    settings = report["settings"]
    styles = [*settings["styles"], "all"]
    blocks = [
        _HOW.format(**settings | {"styles": ", ".join(settings["styles"]), "prompts": len(settings["prompts"]),
                                  "words": ", ".join(settings["descriptors"].values())}),
        _HOW_JUDGE.format(known=len(settings["known styles"]), clips=report["judge"]["clips"], split=settings["split"]),
        _judge(report["judge"]),
        _HOW_WALKS.format(split=settings["split"], **_gaits(report["gait"])),
        _compared(report["walks"], styles, "a walk", "any walk", "feet walk"),
    ]
    for content, table in report["other contents"].items():
        made = max(row["motions"] for row in table["all"].values())
        blocks += [_HOW_OTHER.format(prompt=content, motions=made), _compared(table, ["all"], content, f"any {content.partition('-')[0]}")]
    blocks += [_HOW_PAPER.format(split=settings["split"], **report["paper"]), _paper(report["paper"]["rows"]), _less(report["paper"]["FID less"])]
    blocks += [_HOW_LEARNING.format(threads=settings["threads"], s="" if settings["threads"] == 1 else "s"), _learning(report["learning"])]
    if report["two styles"]:
        blocks += [_HOW_TWO, _two(report["two styles"])]
    if report["at once"]:
        blocks += [_HOW_ONCE.format(known=len(settings["known styles"]), split=settings["split"], compared=COMPARED, shows=SHOWS), _once(report["at once"])]
    return "\n\n".join(blocks)


def _judge(judge: dict) -> str:
    guises = {name: rows for name, rows in judge.items() if isinstance(rows, dict) and "all" in rows}
    cells = [[name, group, str(row["clips"]), figure(row["style"]), figure(row["content"])]
             for name, rows in guises.items() for group, row in rows.items() if row]
    return markdown(["", "clips of", "clips", "style", "content"], cells)


def _gaits(gait: dict) -> dict:
    """How many real walks, and how many other clips, have a walk's gait."""
    others = {content: row for content, row in gait.items() if content != WALK}
    walks = gait.get(WALK, {"clips": 0, "walks": 0})
    taken = ", ".join(f"{row['walks']} of {row['clips']} “{content}”" for content, row in others.items() if row["walks"])
    return {"walks": walks["walks"], "all_walks": walks["clips"], "others": sum(row["walks"] for row in others.values()),
            "all_others": sum(row["clips"] for row in others.values()), "which": taken or "none"}


def _compared(table: dict, styles: list[str], content: str, family: str, *gait: str) -> str:
    cells = [
        [style, system, str(row["motions"]), figure(row["style"]), figure(row.get("difference")), figure(row.get("ratio")),
         figure(row["content"]), figure(row["family"]), *(figure(row["gait"]) for _ in gait)]
        for style in styles for system, row in table[style].items()
    ]
    return markdown(["style", "", "motions", "style recognised", "points over the descriptor", "times real", content, family, *gait], cells)


def _paper(rows: list[dict]) -> str:
    cells = [[row["system"], {None: "", True: "yes", False: "no"}[row["project"]], *(figure(row.get(column)) for column in _PAPER)] for row in rows]
    return markdown(["", "projecting", "R top 3", *_PAPER[1:]], cells)


def _less(less: dict) -> str:
    found = ", ".join(f"{name} {figure(value, ' ')}" for name, value in less["systems"].items())
    return _HOW_LESS.format(of=less["of"], found=found)


def _learning(learning: dict) -> str:
    cells = [[name, str(row["styles"]), f"{row['median']:.1f} ({row['least']:.1f}–{row['most']:.1f})", f"{row['before']:.4f}", f"{row['after']:.4f}"]
             for name, row in learning.items()]
    return markdown(["", "styles learned", "seconds (least–most)", "loss before", "loss after"], cells)


def _two(two: dict) -> str:
    parts = ("first", "second", "both", "walks, then waves")
    cells = [[name, str(row["motions"]), *(figure(row[part]) for part in parts)] for name, row in two.items()]
    return markdown(["", "motions", "first half is the first style", "second half is the second", "both", "walks, then waves"], cells)


def _once(once: dict) -> str:
    parts = ("first", "second", "both", "neither", "likeliest", "content")
    cells = [[name, str(row["motions"]), *(figure(row[part]) for part in parts)] for name, row in once.items()]
    return markdown(["", "motions", "of the first", "of the second", "both show", "neither", "the judge's two likeliest", "a walk"], cells)
