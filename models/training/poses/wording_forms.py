"""More forms of sentences than `wording` has: requests, notes, lists, relative clauses, the first person; and everyday spelling."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.training.caption_grammar import third_person
from models.training.poses.wording import (
    FRAMES, PEOPLE, Description, Dice, Writer, as_state, clause_words, describe, is_doing, pronoun, punctuated, state_words,
)
from models.training.poses.wording_everyday import EVERYDAY
from models.training.poses.wording_grammar import Saying, commanded, doing, listed, owned, sayings_of, tidy, told, with_more
from models.training.poses.wording_phrases import PHRASES

_WHO = ("a person", "somebody", "someone", "a man", "a woman", "a guy", "a girl", "a boy", "a character", "a figure", "a human", "a dancer", "an actor", "a mannequin", "a model")
_MY = ("the character", "him", "her", "them", "the rig", "my character", "the guy", "the hero", "the girl", "the model", "this one")
#: Openings after which a command follows, and those after which somebody is doing something.
_ORDERS = ("make {my}", "have {my}", "let {my}", "please", "now", "you should", "{my} should", "can you", "try to", "get {my} to", "I want {my} to", "{my} needs to", "could {my}", "tell {my} to")
_SIGHTS = (
    "I want {who}", "I need {who}", "show {who}", "draw {who}", "picture {who}", "imagine {who}", "give me {who}", "{who} seen", "a photo of {who}", "a drawing of {who}",
    "we see {who}", "there is {who}", "a pose of {who}", "key pose:", "pose:", "a frame of {who}", "reference of {who}", "{who} frozen", "{who} caught", "{who},", "{who} who is", "a statue", "stock photo,",
)
_HELD = ("is", "is", "is", "is held", "is kept", "stays", "goes", "should be", "remains", "comes", "must be", "is to be", "has to be")
_HELD_PLURAL = {"is": "are", "is held": "are held", "is kept": "are kept", "stays": "stay", "goes": "go", "remains": "remain", "comes": "come", "is to be": "are to be", "has to be": "have to be"}
_JOINTS = (", ", "; ", " / ", " + ", " - ", " & ", ". ", " and ", ", then ", ", also ", " plus ", ", with ")


def _split_by_kind(sayings: Sequence[Saying], dice: Dice, chance: float) -> tuple[list[Saying], list[Saying]]:
    """What is said as states, and as actions."""
    held = [saying for saying in sayings if as_state(saying, dice, chance)]
    return held, [saying for saying in sayings if saying not in held]


def _parts(sayings: Sequence[Saying], dice: Dice, their: str) -> list[str]:
    return [state_words(saying, dice, their) if as_state(saying, dice, 0.6) else doing(dice.of(saying.actions), their) for saying in sayings]


def _notes(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "squat / arms forward / look up" """
    their = dice.of(("", "", "", "the", "his", "her"))
    joint = dice.of(_JOINTS)
    orders = dice.roll() < 0.4
    parts = [state_words(saying, dice, their) if as_state(saying, dice, 0.6) else (commanded if orders else doing)(dice.of(saying.actions), their) for saying in sayings]
    return tidy(joint.join(parts))


def _labelled(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "left arm: up, legs: kneeling" """
    colon = dice.of((": ", " - ", " = ", " ", ": "))
    parts = []
    for saying in sayings:
        if as_state(saying, dice, 0.8):
            state = dice.of(saying.states)
            parts.append(doing(state.limb.replace("{their} ", "") + colon + state.predicate, "the"))
        else:
            parts.append(doing(dice.of(saying.actions), "the"))
    return dice.of((", ", "; ", ". ", " | ")).join(parts)


def _held_clause(saying: Saying, dice: Dice, their: str) -> str:
    state = dice.of(saying.states)
    if "*" in state.predicate:
        return told(f"{state.limb} {state.predicate}", state.plural, their)
    verb = dice.of(_HELD)
    return owned(f"{state.limb} {_HELD_PLURAL.get(verb, verb) if state.plural else verb} {state.predicate}", their)


def _short_sentences(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "She squats. Both arms are held forward." """
    subject, their = dice.of(PEOPLE)
    parts = []
    for number, saying in enumerate(sayings):
        who = subject if number == 0 else pronoun(subject, their)
        if as_state(saying, dice, 0.6):
            parts.append(_held_clause(saying, dice, their))
        else:
            action = dice.of(saying.actions)
            parts.append(f"{who} {told(action, who == 'they', their)}" if dice.roll() < 0.5 else f"{is_doing(who, dice)} {doing(action, their)}")
    if dice.roll() < 0.5:
        return ". ".join(part[0].upper() + part[1:] for part in parts)
    return dice.of((", ", "; ", " while ", " and ")).join(parts)


def _relative(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "a man whose left hand is on the hip and who looks up" """
    held, done = _split_by_kind(sayings, dice, 0.6)
    their = dice.of(("their", "the", "his", "her"))
    clauses = ["whose " + clause_words(saying, dice, "") for saying in held if saying.states]
    clauses += [dice.of(("who ", "that ")) + owned(third_person(dice.of(saying.actions), their), their) for saying in done]
    opening = dice.of((*_WHO, "the one", "a pose of someone"))
    return tidy(f"{opening} {listed(clauses)}".replace("whose both", "whose two"))


def _pose_where(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "a pose where both hands are behind the back" """
    subject, their = dice.of(PEOPLE)
    opening = dice.of(("a pose where", "a pose in which", "pose where", "the pose has", "a position where", "a stance in which", "a frame where", "it looks like", "I see that", "so that"))
    parts = []
    for saying in sayings:
        parts.append(_held_clause(saying, dice, their) if as_state(saying, dice, 0.65) else f"{is_doing(subject, dice)} {doing(dice.of(saying.actions), their)}")
    return f"{opening} {listed(parts)}"


def _order(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "make him squat and keep both arms forward" """
    opening = dice.of(_ORDERS).format(my=dice.of(_MY))
    their = dice.of(("his", "her", "their", "the", "the", ""))
    parts = []
    for saying in sayings:
        if as_state(saying, dice, 0.35):
            parts.append(f"{dice.of(('keep', 'hold', 'have', 'put', 'get', 'bring', 'place'))} {state_words(saying, dice, their)}")
        else:
            parts.append(commanded(dice.of(saying.actions), their))
    return f"{opening} {listed(parts)}"


def _sight(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "show a girl squatting, arms forward" """
    opening = dice.of(_SIGHTS).format(who=dice.of(_WHO))
    their = dice.of(("their", "the", "", "his", "her"))
    held, done = _split_by_kind(sayings, dice, 0.5)
    parts = [doing(dice.of(saying.actions), their) for saying in done]
    states = [state_words(saying, dice, their) for saying in held]
    if not parts:
        return f"{opening} with {listed(states)}"
    text = f"{opening} {listed(parts)}"
    return text + (dice.of((", ", " with ", ", with ", ", and ", " while having ")) + listed(states) if states else "")


def _held_first(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "with both arms forward, a person squats" """
    subject, their = dice.of(PEOPLE)
    held, done = _split_by_kind(sayings, dice, 0.5)
    states = listed([state_words(saying, dice, their) for saying in held]) if held else ""
    if not done:
        return f"{dice.of(('with ', '', 'hold ', 'have '))}{states}"
    actions = [dice.of(saying.actions) for saying in done]
    main = f"{subject} {listed([told(action, subject == 'they', their) for action in actions])}" if dice.roll() < 0.5 else listed([doing(action, their) for action in actions])
    return f"{dice.of(('with ', '', ''))}{states}, {main}" if states else main


def _first_person(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "I'm squatting, my arms are forward" """
    who, their = dice.of((("I", "my"), ("you", "your"), ("we", "our")))
    being = {"I": "I am", "you": "you are", "we": "we are"}[who]
    parts = []
    for saying in sayings:
        if as_state(saying, dice, 0.5):
            parts.append(clause_words(saying, dice, their))
        else:
            action = dice.of(saying.actions)
            told_ = told(action, True, their)
            parts.append(f"{who} {told_}" if dice.roll() < 0.5 and not told_.startswith("are") else f"{being} {doing(action, their)}")
    return tidy(dice.of((" and ", ", ", "; ", ", and ")).join(parts))


FORMS = (
    *((0.45 * chance, frame) for chance, frame in FRAMES), (0.11, _notes), (0.05, _labelled), (0.09, _short_sentences), (0.05, _relative), (0.06, _pose_where), (0.08, _order),
    (0.08, _sight), (0.05, _held_first), (0.04, _first_person),
)
WIDE_WRITER = Writer(sayings_of(with_more(PHRASES, EVERYDAY)), FORMS)

#: Words for words, whatever stands around them: a pattern, what may stand in its place, and how often it does.
_SWAPS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    (r"\bon the (floor|ground)\b", ("on the ground", "on the floor", "down on the floor", "on the mat"), 0.35),
    (r"\bthe floor\b", ("the ground",), 0.25),
    (r"\bthe ground\b", ("the floor",), 0.25),
    (r"\braised\b", ("lifted", "up", "brought up"), 0.25),
    (r"\blifted\b", ("raised", "held up", "up"), 0.25),
    (r"\b([Rr])aise\b", ("lift", "bring up", "put up"), 0.25),
    (r"\braising\b", ("lifting", "bringing up", "putting up"), 0.25),
    (r"\bstretched out\b", ("outstretched", "extended", "straight out"), 0.25),
    (r"\bstretched\b", ("extended", "straight", "reaching"), 0.2),
    (r"\bextended\b", ("stretched", "straightened"), 0.2),
    (r"\bfully bent\b", ("completely bent", "tightly bent", "folded"), 0.3),
    (r"\bat a right angle\b", ("at 90 degrees", "at ninety degrees", "to 90°", "in a right angle", "90 degrees"), 0.4),
    (r"\b(90|ninety) degrees\b", ("90 deg", "a right angle", "90°"), 0.2),
    (r"\bforwards?\b(?= |$|,)", ("forward", "forwards", "to the front", "ahead"), 0.3),
    (r"\bin front of\b", ("before", "ahead of"), 0.12),
    (r"\bbackwards\b", ("back", "backward", "to the back", "rearwards"), 0.3),
    (r"\bstraight ahead\b", ("directly ahead", "to the front"), 0.2),
    (r"\babove\b", ("over", "higher than", "up above"), 0.2),
    (r"\boverhead\b", ("above the head", "over the head"), 0.25),
    (r"\bslightly\b", ("a bit", "a little", "a touch", "gently", "somewhat"), 0.35),
    (r"\ba (little|bit)\b", ("slightly", "a bit", "a little"), 0.3),
    (r"\bdeeply\b", ("very far", "a lot", "strongly"), 0.2),
    (r"\bwide apart\b", ("far apart", "widely apart", "wide"), 0.25),
    (r"\bsideways\b", ("to the side", "out to the side", "laterally"), 0.15),
    (r"\btouching\b", ("in contact with", "against", "on"), 0.2),
    (r"\bresting on\b", ("placed on", "lying on", "supported on", "on"), 0.3),
    (r"\bholding\b", ("gripping", "grasping", "clutching"), 0.15),
    (r"\b([Tt])orso\b", ("trunk", "upper body", "body"), 0.3),
    (r"\bupper body\b", ("torso", "trunk"), 0.3),
    (r"\bstomach\b", ("belly", "tummy", "abdomen"), 0.3),
    (r"\bbelly\b", ("stomach", "tummy", "abdomen"), 0.3),
    (r"\bbottom\b", ("butt", "backside", "seat", "behind"), 0.3),
    (r"\bshins?\b", ("lower leg",), 0.1),
    (r"\bforearm\b", ("lower arm",), 0.2),
    (r"\bthigh\b", ("upper leg",), 0.1),
    (r"\bhips\b", ("waist", "hips"), 0.15),
    (r"\bbehind (their|the|his|her|your) back\b", ("at the back", "behind the back", "in back"), 0.15),
    (r"\bboth\b", ("the two", "two", "both of the"), 0.08),
    (r"\bsquatting\b", ("crouching", "in a squat", "squatting down"), 0.25),
    (r"\bcrouching\b", ("squatting",), 0.2),
    (r"\bkneeling\b", ("down on the knee", "kneeling down"), 0.06),
    (r"\blooking\b", ("gazing", "staring", "facing"), 0.2),
    (r"\blook\b", ("gaze", "stare"), 0.15),
    (r"\bbent over\b", ("stooped", "doubled over"), 0.2),
    (r"\bhigh\b", ("way up", "high up"), 0.1),
    (r"\bhalfway\b", ("half way", "midway"), 0.3),
    (r"\b(a person|someone|somebody)\b", _WHO, 0.4),
    (r"\bone\b", ("a single", "just one", "one"), 0.1),
    (r"\bwith\b", ("having", "while", "w/"), 0.04),
    (r"\bstanding\b", ("upright on the feet", "standing up"), 0.08),
    (r"\bvery\b", ("really", "extremely"), 0.3),
)
#: How often a training sentence is as plain as `wording.describe` makes it, and of the others how often words are swapped.
_PLAIN, _SWAPPED = 0.3, 0.6
_COMPILED = tuple((re.compile(pattern), words, chance) for pattern, words, chance in _SWAPS)
_ARTICLE = re.compile(r"\b(the|their|his|her|your|its) (?=\w)")
_SIDED = re.compile(r"\b(left|right) (?=hand|arm|leg|foot|knee|elbow|hip|thigh|side|shoulder)")


def reworded(text: str, dice: Dice) -> str:
    """The text with some words swapped for others that say the same, sometimes without articles or with L and R for left and right."""
    for pattern, words, chance in _COMPILED:
        if pattern.search(text):
            text = pattern.sub(lambda found: dice.of(words) if dice.roll() < chance else found[0], text)
    if dice.roll() < 0.15:
        text = _ARTICLE.sub("", text)
    if dice.roll() < 0.04:
        text = _SIDED.sub(lambda found: found[1][0].upper() + " ", text)
    if dice.roll() < 0.1:
        text = text.replace(",", "")
    return tidy(text)


#: What people put around the name of a pose or a caption.
_AROUND = (
    "{} pose", "a pose: {}", "pose of {}", "somebody {}", "a person {}", "make the character {}", "I want {}", "show {}", "{}, full body", "the character is {}", "in a pose of {}",
    "like {}", "as in {}", "{} position", "someone {}", "{}, please", "picture of {}", "she is {}", "he's {}", "{} (reference)", "do {}", "{} stance", "in {}",
)


def surrounded(text: str, dice: Dice) -> str:
    """A name or caption, half of the time with something around it, its words swapped as by `reworded`."""
    if dice.roll() < 0.4:
        text = reworded(text, dice)
    return dice.of(_AROUND).format(text) if dice.roll() < 0.25 else text


def describe_widely(holds: np.ndarray, rng: np.random.Generator) -> Description | None:
    """`wording.describe` in the words of everybody: as it is, or from the wider table in any of the forms."""
    dice = Dice(rng)
    if dice.roll() < _PLAIN:
        return describe(holds, rng)
    written = WIDE_WRITER.write(holds, rng)
    if written is None:
        return None
    text = reworded(written.text, dice) if dice.roll() < _SWAPPED else written.text
    return replace(written, text=punctuated(text, dice.roll()))


def retold(text: str, rng: np.random.Generator) -> str:
    """A name or caption as training tells it: mostly as it stands."""
    return surrounded(text, Dice(rng))
