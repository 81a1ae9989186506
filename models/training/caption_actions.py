"""The verb phrases for each content of the Bandai-Namco clips. Verbs carry a star (see ``caption_grammar``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.text.sides import mirrored

from .caption_styles import PEOPLE

WALK, RUN, ARM, BODY = "walk", "run", "arm", "body"


@dataclass(frozen=True)
class Action:
    """What is done, in several phrases with marked verbs; ``unseen`` ones are kept for the evaluation."""

    label: str
    phrases: tuple[str, ...]
    unseen: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    kind: str = BODY
    subjects: tuple[str, ...] = PEOPLE


def with_mirrors(actions: Mapping[str, Action]) -> dict[str, Action]:
    """The actions by description, and those of the mirrored clips whose description nobody has ("jab with the right fist")."""
    mirrors = {mirrored(description): _mirrored_action(action) for description, action in actions.items()}
    return {**mirrors, **actions}


def _mirrored_action(action: Action) -> Action:
    return replace(action, label=mirrored(action.label), phrases=tuple(map(mirrored, action.phrases)),
                   unseen=tuple(map(mirrored, action.unseen)))


CONTENT_SYNONYMS = {"byebye": "bye", "dance-short": "dance", "dance-long": "dance"}


def content_of(content: str) -> str:
    """The content with its synonyms merged: "byebye" is "bye", both lengths of dance are "dance"."""
    return CONTENT_SYNONYMS.get(content, content)


def _walk_turn(side: str) -> Action:
    return Action(f"walk-turn-{side}", (
        f"*walk and *turn {side}", f"*turn {side} while walking", f"*walk forward and *turn to the {side}",
        f"*turn to the {side}", f"*walk and *make a {side} turn", f"*walk around a corner to the {side}",
        f"*take a few steps and *turn {side}", f"*walk in a curve to the {side}", f"*change direction to the {side}",
        f"*walk ahead, turning {side}",
    ), (f"*veer off to the {side} on foot", f"*round a bend towards the {side}", f"*swerve {side}"),
        (f"{side} turn while walking", f"{side} turn", f"walk with a turn to the {side}"), WALK)


def _side_step(side: str) -> Action:
    return Action(f"walk-{side}", (
        f"*step sideways to the {side}", f"*walk sideways to the {side}", f"*sidestep to the {side}",
        f"*move sideways to the {side}", f"*take side steps to the {side}", f"*step to the {side} while facing forward",
        f"*walk to the {side} without turning", f"*sidestep {side}", f"*walk {side} with the body facing the front",
    ), (f"*shift {side} like a crab", f"*edge over to the {side}", f"*scoot {side}"),
        (f"side step to the {side}", f"sideways walk to the {side}"), WALK)


def _wave(side: str) -> Action:
    return Action(f"wave-{side}-hand", (
        f"*wave with the {side} hand", f"*wave {{their}} {side} hand", "*wave", f"*wave hello with the {side} hand",
        f"*wave {{their}} {side} arm", f"*lift {{their}} {side} arm and *wave",
        f"*greet someone with a wave of the {side} hand",
        f"*wave at somebody with {{their}} {side} hand", "*wave hello", f"*wave the {side} hand from side to side",
        f"*give a wave with the {side} hand", "*wave with one hand",
    ), (f"*say hi using {{their}} {side} hand", f"*hail a friend with the {side} arm", f"*swing the {side} palm in greeting"),
        (f"{side}-hand wave", f"wave with the {side} hand", f"wave of the {side} arm"), ARM)


def _raise(side: str) -> Action:
    return Action(f"raise-up-{side}-hand", (
        f"*raise {{their}} {side} hand", f"*raise {{their}} {side} arm", f"*lift {{their}} {side} hand",
        f"*put {{their}} {side} hand up", f"*raise the {side} hand above the head", f"*lift the {side} arm up high",
        f"*hold up {{their}} {side} hand", f"*reach up with {{their}} {side} hand", f"*raise up the {side} hand",
        f"*bring {{their}} {side} arm up over the head",
    ), (f"*stretch {{their}} {side} arm towards the ceiling", f"*point {{their}} {side} arm skyward",
        f"*volunteer by sticking the {side} arm in the air"),
        (f"{side}-hand raise", f"raising of the {side} hand", f"{side}-arm lift"), ARM)


_ACTIONS = (
    Action("walk", (
        "*walk", "*walk forward", "*walk ahead", "*walk straight ahead", "*take several steps forward", "*go for a walk",
        "*walk along", "*walk forwards in a straight line", "*step forward", "*move forward on foot", "*walk across the room",
    ), ("*stroll", "*amble along", "*saunter ahead", "*wander forward"), ("walk", "walk forward", "straight walk"), WALK),
    Action("run", (
        "*run", "*run forward", "*run ahead", "*run straight ahead", "*run along", "*go for a run",
        "*run forwards in a straight line",
        "*run across the room", "*move forward at a run",
    ), ("*jog", "*trot ahead", "*scamper forward"), ("run", "run forward", "straight run"), RUN),
    Action("dash", (
        "*dash forward", "*sprint", "*sprint forward", "*dash ahead", "*run as fast as possible", "*run at full speed",
        "*rush forward", "*run very fast", "*make a dash forward", "*sprint straight ahead",
    ), ("*bolt ahead", "*race off", "*charge along at top speed"), ("dash", "sprint", "fast run"), RUN),
    Action("walk-back", (
        "*walk backwards", "*walk backward", "*step backwards", "*back away", "*step back", "*take several steps back",
        "*walk in reverse", "*move backwards on foot", "*walk backwards in a straight line", "*back up",
    ), ("*retreat without turning around", "*withdraw rearwards", "*pace back in reverse"),
        ("backwards walk", "walk backwards", "step back"), WALK),
    _side_step("left"), _side_step("right"), _walk_turn("left"), _walk_turn("right"),
    _raise("left"), _raise("right"), _wave("left"), _wave("right"),
    Action("raise-up-both-hands", (
        "*raise both hands", "*raise both arms", "*lift both hands", "*put both hands up", "*raise both hands above the head",
        "*lift both arms up high", "*hold up both hands", "*reach up with both hands", "*raise {their} arms",
        "*put {their} hands up",
        "*bring both arms up over the head",
    ), ("*stretch both arms towards the ceiling", "*throw {their} arms skyward", "*surrender with {their} palms in the air"),
        ("both-hands raise", "raising of both hands", "lift of both arms"), ARM),
    Action("wave-both-hands", (
        "*wave with both hands", "*wave both hands", "*wave both arms", "*wave hello with both hands",
        "*lift both arms and *wave",
        "*wave both hands above the head", "*greet someone with both hands waving", "*wave {their} arms",
        "*wave at somebody with both hands", "*wave both hands from side to side",
    ), ("*signal for attention with the two arms", "*flag down a car with both arms", "*say hi with the two hands at once"),
        ("two-handed wave", "wave with both hands", "wave of both arms"), ARM),
    Action("bye", (
        "*wave goodbye", "*say goodbye with a wave", "*wave bye-bye", "*wave farewell", "*say goodbye",
        "*wave to someone leaving",
        "*wave goodbye to a friend", "*say bye and *wave", "*part with a wave of the hand",
    ), ("*bid adieu", "*see somebody off with a flutter of the hand", "*send a guest on the way, hand in the air"),
        ("goodbye wave", "wave goodbye", "farewell"), ARM),
    Action("bow", (
        "*bow", "*take a bow", "*bow before someone", "*bend forward in a bow", "*make a bow", "*bow to someone",
        "*bow {their} head and body",
        "*greet someone with a bow", "*bend {their} upper body to bow", "*bow from the waist",
    ), ("*curtsey", "*stoop to show respect", "*pay respect by leaning the trunk down"), ("bow", "bow from the waist",
        "greeting bow")),
    Action("call", (
        "*call someone over", "*beckon", "*beckon someone over", "*call someone with a hand gesture", "*wave someone over",
        "*gesture for someone to come", "*signal someone to come closer", "*call out to somebody",
        "*invite someone to come here",
    ), ("*summon a friend", "*hail a waiter", "*motion somebody nearer"), ("beckoning gesture", "call to come over"), ARM),
    Action("guide", (
        "*show the way", "*show the way with a hand", "*guide someone", "*guide a guest with a gesture", "*point out the way",
        "*gesture in the direction to go", "*show someone where to go", "*guide a visitor along",
        "*invite someone to go ahead with a gesture",
    ), ("*usher a customer in", "*direct a tourist", "*lead the audience to the exit by gesture"),
        ("guiding gesture", "gesture to show the way"), ARM),
    Action("respond", (
        "*respond", "*answer someone", "*reply with a gesture", "*react to what someone says", "*respond in a conversation",
        "*answer a question with gestures", "*react in a conversation", "*gesture in reply", "*talk back to someone",
    ), ("*acknowledge a remark", "*retort while chatting", "*interact with a conversation partner"), ("response",
        "reply with gestures"), ARM),
    Action("kick", (
        "*kick", "*kick forward", "*throw a kick", "*kick with one leg", "*kick something in front", "*give a strong kick",
        "*kick an opponent", "*swing a leg up to kick", "*do a kick",
    ), ("*boot an enemy", "*punt", "*strike out with one foot"), ("kick", "forward kick", "kick in a fight")),
    Action("punch", (
        "*punch", "*punch forward", "*throw a punch", "*hit with a fist", "*punch an opponent", "*swing a fist",
        "*strike with a fist",
        "*punch the air", "*throw a hard punch",
    ), ("*sock somebody", "*slug an enemy", "*land a haymaker"), ("punch", "forward punch", "fist strike"), BODY),
    Action("slash", (
        "*slash", "*slash with a sword", "*swing a sword", "*slash with the arm", "*cut with a sword", "*slash at an enemy",
        "*swing a blade at someone", "*make a slashing movement", "*strike with a sword",
    ), ("*cleave the air with a katana", "*hack at a foe", "*slice with a sabre"), ("slash", "sword slash", "sword swing")),
    Action("dance", (
        "*dance", "*do a dance", "*dance on the spot", "*dance a little", "*perform a dance", "*dance to some music",
        "*do some dance steps",
        "*show a dance", "*move {their} arms and legs in a dance",
    ), ("*boogie", "*bust a few moves at the disco", "*shimmy about"), ("dance", "little dance", "dance performance")),
)

ACTIONS: dict[str, Action] = {action.label: action for action in _ACTIONS}
