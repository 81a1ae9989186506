"""The judge's sentences: the same posecodes in other words, other frames and about other people than `wording` has.

An independent judge learns from them, and what text-to-pose makes of phrasing it has never seen is tested on them: no phrase
and no frame is shared with training.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.training.poses.wording import Description, Dice, Writer, as_state, clause_words, state_words
from models.training.poses.wording_grammar import Entry, Saying, commanded, doing, listed, owned, sayings_of, told
from models.training.poses.wording_phrases import PHRASES

_Words = tuple[str, dict[str, str]]


def _words(do: str = "", **limbs: str) -> _Words:
    return do, {noun.replace("_", " "): phrases for noun, phrases in limbs.items()}


#: A code of `PHRASES` and the judge's own words for it.
_WORDS: dict[str, _Words] = {
    "{S} elbow straight": _words(arm="stretched without a bend", elbow="unbent"),
    "{S} elbow slightly bent": _words(elbow="softly flexed; flexed a touch"),
    "{S} elbow at 90 degrees": _words(elbow="flexed to a square corner; making an L", arm="making an L"),
    "{S} elbow fully bent": _words(elbow="flexed as far as it goes", arm="doubled up"),
    "{S} arm stretched forward": _words(
        "*thrust {arm} out to the front; *aim {arm} ahead like a sleepwalker", arm="thrust out to the front; aimed dead ahead",
    ),
    "{S} arm stretched out to the side": _words(
        "*open {arm} like a wing; *fling {arm} out sidewards", arm="opened like a wing; flung out sidewards",
    ),
    "{S} arm stretched up": _words(
        "*throw {arm} skyward; *shoot {arm} up towards the ceiling", arm="thrown skyward; vertical, towards the ceiling",
    ),
    "{S} arm stretched diagonally up to the side": _words(
        "*slant {arm} upward and outward", arm="slanting upward and outward; flung up at a slant",
    ),
    "{S} arm stretched diagonally up forward": _words("*slant {arm} upward to the front", arm="slanting upward to the front"),
    "{S} arm stretched diagonally down to the side": _words(
        "*slant {arm} downward and outward", arm="slanting downward and outward",
    ),
    "{S} arm stretched diagonally down forward": _words(
        "*slant {arm} downward to the front", arm="slanting downward to the front",
    ),
    "{S} arm stretched diagonally forward and to the side": _words(
        "*open {arm} halfway between front and side", arm="opened halfway between front and side",
    ),
    "{S} arm stretched backwards": _words("*throw {arm} rearward", arm="trailing rearward; thrown rearward"),
    "{S} arm hanging down": _words("*dangle {arm}", arm="dangling; hanging limp towards the floor"),
    "{S} arm hanging beside the thigh": _words(arm="dangling next to {their} leg", hand="dangling next to {their} leg"),
    "{S} arm stretched past the head": _words(
        "*lengthen {arm} beyond the crown of {their} head", arm="lengthened beyond the crown of {their} head",
    ),
    "{S} upper arm level to the side": _words(elbow="sidewards, as high as {same shoulder}"),
    "{S} upper arm level forward": _words(elbow="to the front, as high as {same shoulder}"),
    "{S} elbow above the shoulder": _words(elbow="hoisted over shoulder level"),
    "{S} elbow tucked against the side": _words(elbow="pressed to {their} flank; hugging {their} ribcage"),
    "{S} elbow out to the side": _words(elbow="jutting outward; winged out"),
    "{S} elbow behind the back": _words(elbow="jutting out to the rear; drawn rearward"),
    "{S} forearm pointing up": _words(forearm="erect; standing up like a post"),
    "{S} forearm pointing forward": _words(forearm="aimed at the front, flat"),
    "{S} palm facing up": _words(palm="skyward; open to the sky"),
    "{S} palm facing forward": _words(palm="presented to the viewer ahead; open towards the front"),
    "{S} hand on the floor": _words(
        "*plant {hand} on the earth; *brace {hand} against the floor", hand="planted on the earth; braced against the floor",
    ),
    "{S} hand below the knees": _words("*drop {hand} under knee level", hand="under knee level"),
    "{S} hand at hip height": _words(hand="as high as the hip joints"),
    "{S} hand at waist height": _words(hand="as high as the navel; around belt level"),
    "{S} hand at chest height": _words(hand="as high as the breastbone"),
    "{S} hand at shoulder height": _words(hand="as high as the shoulders"),
    "{S} hand at head height": _words(hand="as high as the face; around eye level"),
    "{S} hand above the head": _words(
        "*hoist {hand} past the top of {their} head; *get {hand} up over the skull",
        hand="hoisted past the top of {their} head; above everything else", arm="hoisted past the top of {their} head",
    ),
    "{S} hand above the shoulder": _words("*hoist {hand} past shoulder level", hand="hoisted past shoulder level", arm="hoisted"),
    "{S} hand in front of the body": _words(hand="ahead of {their} trunk; presented to the front"),
    "{S} hand out to the side": _words("*send {hand} off sidewards", hand="well away from {their} flank, sidewards"),
    "{S} hand behind the back": _words(
        "*tuck {hand} away at the back", hand="tucked away at the back; out of sight behind {their} trunk",
    ),
    "{S} hand behind the body": _words(hand="to the rear of {their} trunk"),
    "{S} hand across the body": _words(
        "*swing {hand} over to the far side of {their} trunk", hand="past the midline of {their} trunk",
    ),
    "{S} hand higher than the {O} hand": _words(hand="the higher of the two"),
    "{S} hand on the {S} hip": _words(
        "*prop {hand} against {same hip}; *set {hand} upon {same hip}",
        hand="propped against {same hip}; set upon {same hip}; akimbo",
    ),
    "{S} hand on the {O} hip": _words(hand="resting across on {other hip}; laid across to {other hip}"),
    "{S} hand on the {S} thigh": _words("*lay {hand} upon {same thigh}", hand="laid upon {same thigh}"),
    "{S} hand on the {O} thigh": _words("*lay {hand} across upon {other thigh}", hand="laid across upon {other thigh}"),
    "{S} hand on the {S} knee": _words(
        "*prop {hand} against {same knee}; *clutch {same knee} by {hand}",
        hand="propped against {same knee}; in contact with {same knee}",
    ),
    "{S} hand on the {O} knee": _words(
        "*lay {hand} across upon {other knee}", hand="laid across upon {other knee}; in contact with {other knee}",
    ),
    "{S} hand on the {S} shin": _words("*clasp {same shin} using {hand}", hand="in contact with {same shin}"),
    "{S} hand on the {O} shin": _words("*clasp {other shin} using {hand}", hand="in contact with {other shin}"),
    "{S} hand touching the {S} foot": _words(
        "*clasp {same foot} using {hand}; *bring {hand} down to {same foot}",
        hand="in contact with {same foot}; down at {same foot}",
    ),
    "{S} hand touching the {O} foot": _words(
        "*clasp {other foot} using {hand}", hand="in contact with {other foot}; across at {other foot}",
    ),
    "{S} hand touching the {S} toes": _words("*tap {same toes} using {hand}", hand="tapping {same toes}"),
    "{S} hand touching the {O} toes": _words("*tap {other toes} using {hand}", hand="tapping {other toes}"),
    "left hand touching the left toes; right hand touching the right toes": _words(
        "*get {their} fingers to {their} toes; *place fingertips upon {their} toes", fingertips="down at {their} toes",
    ),
    "bent over; left hand touching the left toes; right hand touching the right toes": _words(
        "*hinge at the waist until {their} fingers meet {their} toes; *fold in half and *grab {their} toes",
    ),
    "{S} hand on the belly": _words(
        "*press {hand} to {their} tummy; *clutch {their} tummy using {hand}", hand="pressed to {their} tummy; over {their} navel",
    ),
    "{S} hand on the chest": _words(
        "*lay {hand} over {their} heart; *press {hand} to {their} breastbone",
        hand="laid over {their} breast; pressed to {their} breastbone",
    ),
    "{S} hand on the {S} shoulder": _words("*tap {same shoulder} using {hand}", hand="perched on {same shoulder}"),
    "{S} hand on the {O} shoulder": _words("*tap {other shoulder} using {hand}", hand="perched across on {other shoulder}"),
    "{S} hand on the {O} elbow": _words("*cup {other elbow} in {hand}", hand="cupping {other elbow}"),
    "{S} hand on the {O} upper arm": _words("*clutch {other upper arm} using {hand}", hand="wrapped around {other upper arm}"),
    "{S} hand on the {O} forearm": _words("*clutch {other forearm} using {hand}", hand="wrapped around {other forearm}"),
    "{S} hand at the neck": _words("*clutch {their} neck using {hand}", hand="in contact with {their} neck"),
    "{S} hand at the chin": _words(
        "*stroke {their} chin using {hand}; *prop {their} chin upon {hand}", hand="stroking {their} chin",
    ),
    "{S} hand at the mouth": _words("*hush {their} lips using {hand}", hand="against {their} lips"),
    "{S} hand over the eyes": _words("*shield {their} eyes using {hand}", hand="shielding {their} eyes"),
    "{S} hand on the forehead": _words("*press {hand} to {their} brow", hand="pressed to {their} brow"),
    "{S} hand at the face": _words(
        "*draw {hand} up against {their} face", hand="up against {their} face; in contact with {their} face",
    ),
    "{S} hand at the {S} ear": _words("*cup {same ear} in {hand}", hand="cupping {same ear}; pressed to {same ear}"),
    "{S} hand on top of the head": _words(
        "*lay {hand} upon the crown of {their} head", hand="laid upon the crown of {their} head; atop {their} head",
    ),
    "{S} hand on the back of the head": _words(
        "*lace {hand} at the rear of {their} skull", hand="at the rear of {their} skull; supporting {their} skull from behind",
    ),
    "{S} hand on the small of the back": _words(
        "*press {hand} into {their} lumbar spine", hand="pressed into {their} lumbar spine",
    ),
    "{S} hand on the buttocks": _words(hand="in contact with {their} rear end"),
    "{S} elbow on the {S} knee": _words("*prop {elbow} upon {same knee}", elbow="propped upon {same knee}"),
    "hands together": _words("*press one hand against the other", hands="meeting; in contact with one another"),
    "hands together in front of the chest": _words(
        "*press one hand against the other before {their} breastbone; *meet both palms at heart level",
        palms="meeting before {their} breastbone; pressed to one another at heart level",
    ),
    "hands together above the head": _words("*meet both palms over the crown", palms="meeting over the crown of {their} head"),
    "hands together low in front": _words(
        "*rest one hand in the other before {their} groin", hands="meeting low before {their} pelvis",
    ),
    "hands together behind the back": _words(
        "*lock one hand in the other to the rear", hands="locked to the rear; meeting at the rear of {their} trunk",
    ),
    "arms crossed on the chest": _words(
        "*interlock both arms over {their} breast", arms="interlocked over {their} breast; knotted in front of {their} breast",
    ),
    "wrists crossed in front": _words("*form an X out of both forearms", wrists="forming an X ahead of {their} trunk"),
    "hands shoulder-width apart": _words(hands="ahead of {their} trunk, a shoulder's width between them"),
    "hands wide apart": _words(hands="over a metre from one another", arms="flung wide"),
    "left arm stretched out to the side; right arm stretched out to the side; standing": _words(
        "*form the letter T; *make a cross of {their} body, upright",
    ),
    "{S} knee straight": _words(knee="unbent; locked", leg="stretched without a bend"),
    "{S} knee slightly bent": _words(knee="softly flexed; flexed a touch"),
    "{S} knee at 90 degrees": _words(knee="flexed to a square corner; making an L"),
    "{S} knee fully bent": _words(knee="flexed as far as it goes", leg="doubled up"),
    "{S} thigh level": _words(thigh="flat like a tabletop"),
    "{S} knee pulled up": _words(
        "*hoist {knee} to the front; *march {knee} upwards", knee="hoisted to the front; up near belt level",
    ),
    "{S} leg lifted forward": _words("*swing {leg} up to the front", leg="swung up to the front"),
    "{S} leg lifted to the side": _words("*swing {leg} up sidewards", leg="swung up sidewards"),
    "{S} leg lifted backwards": _words("*swing {leg} up to the rear", leg="swung up to the rear"),
    "{S} leg stretched forward": _words("*shoot {leg} out to the front", leg="reaching to the front, unbent"),
    "{S} leg stretched out to the side": _words("*shoot {leg} out sidewards", leg="reaching out sidewards, unbent"),
    "{S} leg stretched backwards": _words("*trail {leg} rearward", leg="trailing rearward"),
    "{S} foot off the floor": _words("*pick up {foot}", foot="hovering; clear of the ground"),
    "{S} foot lifted high": _words("*hoist {foot} way up", foot="hovering way up"),
    "{S} heel kicked up behind": _words("*flick {heel} towards {their} seat", heel="flicked towards {their} seat"),
    "{S} heel off the floor": _words(heel="hovering over planted toes"),
    "{S} knee on the floor": _words("*plant {knee} on the earth", knee="planted on the earth; in contact with the floor"),
    "{S} foot on the {O} knee": _words(foot="in contact with {other knee}; propped on {other knee}"),
    "{S} foot on the {O} thigh": _words(foot="in contact with {other thigh}; propped on {other thigh}"),
    "{S} foot in front of the {O} foot": _words("*lead with {foot}", foot="leading; ahead of {other foot}"),
    "{S} foot far in front of the {O} foot": _words(
        "*stride out with {foot} leading", foot="leading by a big stride; well ahead of {other foot}",
    ),
    "standing on the {S} leg": _words("*bear all weight on {their} {S} foot; *hold a one-legged stance on the {S}"),
    "standing on one leg": _words("*hold a one-legged stance; *do a stork stance"),
    "lunging with the {S} leg in front": _words(
        "*sink into a lunge, {S} foot leading; *split the stance low with the {S} foot leading",
    ),
    "lunging with one leg in front": _words("*sink into a lunge; *split the stance low like a fencer"),
    "kneeling on the {S} knee": _words("*genuflect on the {S} knee; *lower {their} {S} knee to the earth as in a proposal"),
    "kneeling on one knee": _words("*genuflect; *lower a knee to the earth as in a proposal"),
    "feet together": _words(feet="closed; right next to one another"),
    "feet hip-width apart": _words(feet="a hip's width from one another"),
    "feet apart": _words("*straddle", feet="in a straddle; planted broadly"),
    "feet very wide apart": _words("*straddle hugely", feet="in a huge straddle"),
    "legs crossed": _words("*scissor {their} ankles past one another", legs="scissored", ankles="past one another"),
    "sitting cross-legged": _words("*sit tailor-fashion; *take a lotus-like seat on the ground"),
    "knees together": _words(knees="in contact with one another"),
    "knees wide apart": _words(knees="opened broadly"),
    "on tiptoe": _words("*perch on the balls of {their} feet", heels="both hovering"),
    "standing": _words("*remain on foot; *bear {their} weight on {their} legs"),
    "standing; torso upright": _words("*pose at full height; *rise to {their} full height"),
    "squatting": _words("*hunker down; *drop into a hunkering position"),
    "half squatting": _words("*sink partway, both knees flexed; *dip into a shallow hunker"),
    "squatting deeply": _words("*hunker right down near the heels; *sink until {their} seat nears {their} heels"),
    "knees slightly bent": _words(knees="softly flexed; flexed a touch"),
    "sitting as on a chair": _words("*take a seat; *perch as if on a stool"),
    "sitting on the floor": _words("*plop down on {their} seat; *settle {their} seat on the ground"),
    "sitting on the floor; left leg stretched forward; right leg stretched forward": _words(
        "*take an L-shaped seat on the ground; *plop down, legs reaching to the front",
    ),
    "pelvis on the floor": _words(seat="touching down; in contact with the ground"),
    "kneeling on both knees": _words("*drop to both knees; *assume a prayer-like kneel"),
    "kneeling upright": _words("*kneel at full height; *rise on both knees"),
    "sitting on the heels": _words("*rest {their} seat upon both heels; *take a seiza seat"),
    "on all fours": _words("*crawl in place like a baby; *assume a tabletop position on hands and knees"),
    "hands and feet on the floor": _words("*brace against the ground by palms and soles"),
    "plank": _words("*freeze at the top of a press-up; *brace face down as stiff as a board"),
    "hips raised in an inverted v": _words(
        "*pike {their} hips high over planted palms and soles; *form an A-shape with {their} seat on top",
    ),
    "lying on the back": _words("*rest supine; *recline belly up on the ground"),
    "lying on the front": _words("*rest prone; *recline belly down on the ground"),
    "lying on the {S} side": _words("*recline on the {S} flank; *rest sidewards on the {S} flank"),
    "lying": _words("*recline on the ground; *stretch out horizontally on the ground"),
    "upside down": _words("*invert the body; *have {their} feet over {their} hips over {their} head"),
    "crab position": _words("*scuttle like a crab, facing the ceiling; *prop {their} body up like a crab"),
    "bridge on hands and feet": _words("*form a wheel, belly up on palms and soles"),
    "torso upright": _words(spine="plumb", trunk="plumb; erect"),
    "torso leaning forward slightly": _words(trunk="pitched to the front a touch"),
    "torso leaning forward": _words("*pitch {their} trunk to the front", trunk="pitched to the front; inclined to the front"),
    "torso leaning forward far": _words("*pitch {their} trunk steeply to the front", trunk="steeply pitched to the front"),
    "bent over": _words("*hinge at the waist; *double over", trunk="doubled over"),
    "torso leaning back": _words("*recline {their} trunk; *pitch {their} trunk rearward", trunk="pitched rearward; reclined"),
    "torso leaning to the {S}": _words("*list to the {S}; *sway over {S}wards"),
    "torso turned to the {S}": _words("*swivel {their} ribcage {S}wards; *wring {their} spine to the {S}"),
    "head turned to the {S}": _words("*swivel {their} face {S}wards; *peer over towards the {S}; *glance {S}"),
    "head tilted to the {S}": _words("*drop an ear to the {S} shoulder; *incline {their} head {S}wards"),
    "looking up": _words("*peer upwards; *lift {their} chin", eyes="on the sky"),
    "looking down": _words("*peer downwards; *drop {their} chin", eyes="cast to the ground"),
    "looking straight ahead": _words("*peer dead ahead", eyes="dead ahead"),
    "back rounded": _words("*slouch; *curl {their} spine", spine="curled"),
    "back arched": _words("*hollow {their} lower back", spine="hollowed"),
}


def _judges_table() -> tuple[Entry, ...]:
    return tuple(replace(entry, do=_WORDS[entry.code][0], limbs=_WORDS[entry.code][1]) for entry in PHRASES)


PHRASES_OF_THE_JUDGE: tuple[Entry, ...] = _judges_table()

_ACTORS = (("an actor", "their"), ("the dancer", "their"), ("this human", "their"), ("the model", "their"), ("a lady", "her"),
           ("the guy", "his"), ("the mannequin", "its"), ("our hero", "their"), ("the girl", "her"), ("the lad", "his"))


def _clause_or_action(saying: Saying, dice: Dice, subject: str, their: str) -> str:
    return clause_words(saying, dice, their) if saying.states else f"{subject} {told(dice.of(saying.actions), False, their)}"


def _seen(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "you can see that …; also …" """
    subject, their = dice.of(_ACTORS)
    parts = [_clause_or_action(saying, dice, subject, their) for saying in sayings]
    opening = dice.of(("you can see that", "note how", "here,", "we see that", "in this picture"))
    return f"{opening} {'; also, '.join(parts)}"


def _while(sayings: Sequence[Saying], dice: Dice) -> str:
    """The last thing first: "while …, the dancer …"."""
    subject, their = dice.of(_ACTORS)
    first, rest = sayings[-1], sayings[:-1]
    main = _clause_or_action(first, dice, subject, their)
    if not rest:
        return main
    return f"while {listed([_clause_or_action(saying, dice, subject, their) for saying in rest], 'plus')}, {main}"


def _whose(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "picture an actor who …, whose …" """
    subject, their = dice.of(_ACTORS)
    parts = []
    for saying in sayings:
        if not as_state(saying, dice, 0.5):
            parts.append(f"who {told(dice.of(saying.actions), False, their)}")
        else:
            state = dice.of(saying.states)
            limb = state.limb.replace("{their} ", "")
            limb = f"{limb} {'are' if state.plural else 'is'} {owned(state.predicate, their)}"
            parts.append(f"of whom {limb}" if limb.startswith(("both", "one")) else f"whose {limb}")
    return f"{dice.of(('picture', 'imagine', 'draw', 'show me'))} {subject} {' and '.join(parts)}"


def _notes(sayings: Sequence[Saying], dice: Dice) -> str:
    """An animator's notes, parted by dashes or slashes."""
    parts = [
        state_words(saying, dice, "") if as_state(saying, dice, 0.6) else doing(dice.of(saying.actions), "")
        for saying in reversed(sayings)
    ]
    return dice.of((" - ", " / ", "; ", " + ")).join(parts)


def _instruction(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "I want you to …, your …" """
    asked = [commanded(dice.of(saying.actions)) for saying in sayings if saying.actions]
    held = [state_words(saying, dice, "your") for saying in sayings if not saying.actions]
    opening = dice.of(("I want you to", "please", "now try to", "let us see you"))
    if not asked:
        return f"{opening} pose, {listed(held, 'plus')}"
    return f"{opening} {listed(asked, 'plus')}" + (f", {listed(held, 'plus')}" if held else "")


FRAMES = ((0.2, _seen), (0.2, _while), (0.2, _whose), (0.2, _notes), (0.2, _instruction))
_WRITER = Writer(sayings_of(PHRASES_OF_THE_JUDGE), FRAMES)


def describe_for_judge(holds: np.ndarray, rng: np.random.Generator) -> Description | None:
    """As `wording.describe`, in the judge's wording."""
    return _WRITER.write(holds, rng)
