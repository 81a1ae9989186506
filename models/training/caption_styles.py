"""The words for each style of the Bandai-Namco clips: who moves so, and how."""

from __future__ import annotations

from dataclasses import dataclass

PEOPLE = ("a person", "someone", "a man", "somebody", "a figure")


@dataclass(frozen=True)
class Style:
    """How one style is said.

    ``adverbs`` go before or after the verb, ``ways`` after the phrase, ``clauses`` after a comma; ``leg_clauses`` only suit
    walking and running, ``arm_clauses`` only gestures, and ``unhurried`` adverbs everything but running. The ``unseen``
    words are kept for the evaluation and never occur in training captions.
    """

    subjects: tuple[str, ...]
    adjectives: tuple[str, ...]
    adverbs: tuple[str, ...]
    ways: tuple[str, ...]
    clauses: tuple[str, ...]
    leg_clauses: tuple[str, ...] = ()
    arm_clauses: tuple[str, ...] = ()
    unhurried: tuple[str, ...] = ()
    unseen_subjects: tuple[str, ...] = PEOPLE[:2]
    unseen_adverbs: tuple[str, ...] = ()


STYLE_SYNONYMS = {"old": "elderly", "masculinity": "masculine", "tired": "exhausted"}

STYLES: dict[str, Style] = {
    "normal": Style(
        subjects=PEOPLE + ("a character", "an adult"),
        adjectives=("normal", "ordinary", "casual", "relaxed"),
        adverbs=("normally", "casually", "calmly", "naturally"),
        ways=("in a normal way", "in an ordinary way", "like anyone would"),
        clauses=("calm and relaxed", "with an even temper", "in a neutral mood"),
        unhurried=("at a normal pace",),
        unseen_adverbs=("unremarkably", "plainly"),
    ),
    "active": Style(
        subjects=("an energetic person", "an active man", "a lively person", "an athletic man", "someone full of energy",
                  "a dynamic person"),
        adjectives=("energetic", "active", "lively", "dynamic", "vigorous"),
        adverbs=("energetically", "actively", "vigorously", "briskly", "dynamically"),
        ways=("with a lot of energy", "in an active way", "in a lively way", "with great enthusiasm"),
        clauses=("full of energy", "bursting with energy", "wide awake and fit"),
        leg_clauses=("pumping {their} arms", "with big lively strides"),
        arm_clauses=("with a big quick movement", "putting the whole body into it"),
        unseen_subjects=("a sporty person", "a go-getter"),
        unseen_adverbs=("zestfully", "spiritedly"),
    ),
    "angry": Style(
        subjects=("an angry person", "an angry man", "a furious man", "an enraged person", "an angry woman", "a mad person",
                  "someone who is angry"),
        adjectives=("angry", "furious", "aggressive", "irritated"),
        adverbs=("angrily", "furiously", "aggressively"),
        ways=("in anger", "in an angry way", "in a rage", "with clenched fists"),
        clauses=("full of rage", "boiling with anger", "clearly annoyed", "very angry"),
        leg_clauses=("stomping {their} feet", "with hard, angry steps"),
        arm_clauses=("with sharp, angry movements",),
        unseen_subjects=("an irate fellow", "a seething person"),
        unseen_adverbs=("irately", "wrathfully"),
    ),
    "childish": Style(
        subjects=("a child", "a little kid", "a small child", "a playful child", "a childish person", "a little boy"),
        adjectives=("childish", "childlike", "playful"),
        adverbs=("childishly", "playfully"),
        ways=("like a child", "like a little kid", "in a childish way", "in a playful way"),
        clauses=("acting like a child", "as a small child would", "silly and playful"),
        leg_clauses=("bouncing along like a kid", "swinging {their} arms like a child"),
        arm_clauses=("with big childlike movements",),
        unseen_subjects=("a toddler", "an immature person"),
        unseen_adverbs=("impishly", "immaturely"),
    ),
    "elderly": Style(
        subjects=("an old man", "an elderly person", "an old woman", "an elderly man", "a grandfather", "an old person",
                  "a frail old man"),
        adjectives=("elderly", "frail", "feeble", "aged"),
        adverbs=("feebly", "stiffly", "weakly"),
        ways=("like an old man", "like an elderly person", "with a bent back", "with stiff old joints"),
        clauses=("hunched over with age", "bent with age", "old and frail", "moving like someone very old"),
        leg_clauses=("with small shuffling steps", "shuffling {their} feet", "with a stooped back"),
        arm_clauses=("with weak, shaky gestures",),
        unhurried=("slowly", "carefully"),
        unseen_subjects=("a pensioner", "a senior citizen"),
        unseen_adverbs=("creakily", "decrepitly"),
    ),
    "exhausted": Style(
        subjects=("an exhausted man", "an exhausted person", "a tired person", "a worn-out person", "a tired man",
                  "a weary woman", "someone who is exhausted"),
        adjectives=("tired", "exhausted", "weary", "sluggish"),
        adverbs=("wearily", "tiredly", "sluggishly"),
        ways=("with no strength remaining", "in a tired way", "as if about to collapse", "with {their} last strength"),
        clauses=("completely worn out", "tired and out of breath", "barely able to go on", "exhausted"),
        leg_clauses=("dragging {their} feet", "barely lifting {their} feet", "with slumped shoulders"),
        arm_clauses=("with heavy, tired arms", "hardly able to move"),
        unhurried=("slowly", "heavily"),
        unseen_subjects=("a fatigued person", "a sleepy man"),
        unseen_adverbs=("drowsily", "lethargically"),
    ),
    "feminine": Style(
        subjects=("a woman", "a feminine woman", "a graceful woman", "a lady", "an elegant lady", "a feminine person",
                  "a young woman"),
        adjectives=("feminine", "womanly", "ladylike", "elegant"),
        adverbs=("gracefully", "elegantly", "delicately"),
        ways=("in a feminine way", "like a lady", "like a woman", "with feminine grace"),
        clauses=("soft and feminine", "with graceful, womanly movements", "delicate and ladylike"),
        leg_clauses=("swaying {their} hips", "with light, elegant steps"),
        arm_clauses=("with soft, delicate gestures",),
        unseen_subjects=("a fashion model", "a girly person"),
        unseen_adverbs=("daintily", "girlishly"),
    ),
    "happy": Style(
        subjects=("a happy person", "a cheerful man", "a happy woman", "a joyful person", "a happy man",
                  "someone in a good mood"),
        adjectives=("happy", "cheerful", "joyful", "merry"),
        adverbs=("happily", "cheerfully", "joyfully"),
        ways=("in a happy way", "with joy", "in a good mood", "in high spirits"),
        clauses=("full of joy", "smiling and happy", "delighted", "very cheerful"),
        leg_clauses=("with a bouncing, happy step", "with a spring in {their} step"),
        arm_clauses=("with light, happy movements",),
        unseen_subjects=("a jolly person", "a gleeful person"),
        unseen_adverbs=("gleefully", "jubilantly"),
    ),
    "masculine": Style(
        subjects=("a manly man", "a masculine man", "a tough guy", "a macho man", "a masculine person",
                  "a broad-shouldered man"),
        adjectives=("masculine", "manly", "macho", "tough"),
        adverbs=("strongly", "powerfully", "firmly"),
        ways=("in a masculine way", "in a manly way", "like a tough guy", "with manly strength"),
        clauses=("strong and manly", "with firm, masculine movements", "like a macho man"),
        leg_clauses=("with wide, heavy steps", "with broad swinging shoulders"),
        arm_clauses=("with strong, firm gestures",),
        unseen_subjects=("a burly bloke", "a rugged gentleman"),
        unseen_adverbs=("ruggedly", "brawnily"),
    ),
    "musical": Style(
        subjects=("a person listening to music", "a musical person", "someone with music in the ears",
                  "a person feeling the beat", "a man enjoying the music"),
        adjectives=("rhythmic", "musical", "dance-like", "groovy"),
        adverbs=("rhythmically", "musically"),
        ways=("to the beat of the music", "in time with the music", "in a musical way", "to the rhythm"),
        clauses=("moving to the music", "as if dancing to a song", "grooving to a beat"),
        leg_clauses=("stepping to the beat", "bouncing with the rhythm"),
        arm_clauses=("bouncing to the beat",),
        unseen_subjects=("a person hearing a catchy tune", "a funky person"),
        unseen_adverbs=("melodically", "funkily"),
    ),
    "not-confident": Style(
        subjects=("a shy person", "a timid man", "an insecure person", "a nervous person", "a shy woman",
                  "someone without confidence"),
        adjectives=("timid", "shy", "nervous", "insecure", "hesitant"),
        adverbs=("timidly", "shyly", "nervously", "hesitantly", "uncertainly"),
        ways=("without confidence", "in a shy way", "in an insecure way", "with little confidence"),
        clauses=("unsure of what to do", "lacking confidence", "shy and uncertain", "not confident at all"),
        leg_clauses=("with small unsure steps", "looking down shyly"),
        arm_clauses=("with a small, unsure movement",),
        unseen_subjects=("an anxious person", "a bashful person"),
        unseen_adverbs=("bashfully", "sheepishly"),
    ),
    "proud": Style(
        subjects=("a proud person", "a proud man", "an arrogant man", "a self-confident person", "a proud woman",
                  "someone who is proud"),
        adjectives=("proud", "confident", "arrogant", "self-assured"),
        adverbs=("proudly", "confidently", "arrogantly"),
        ways=("with pride", "in a proud way", "with {their} chest out", "with great confidence"),
        clauses=("chest out and chin up", "full of pride", "very sure of it all", "holding {their} head high"),
        leg_clauses=("with long proud steps", "with {their} shoulders back"),
        arm_clauses=("with a grand movement",),
        unseen_subjects=("a haughty person", "a pompous man"),
        unseen_adverbs=("haughtily", "pompously"),
    ),
    "sad": Style(
        subjects=("a sad person", "a sad man", "a depressed person", "an unhappy woman", "a gloomy person",
                  "someone who is sad"),
        adjectives=("sad", "unhappy", "gloomy", "depressed"),
        adverbs=("sadly", "unhappily", "gloomily"),
        ways=("in a sad way", "with sadness", "with {their} head hanging down", "in low spirits"),
        clauses=("close to tears", "feeling down", "with drooping shoulders", "depressed"),
        leg_clauses=("looking down at the ground", "with heavy, sad steps"),
        arm_clauses=("with limp, lifeless gestures",),
        unhurried=("slowly",),
        unseen_subjects=("a heartbroken person", "a sorrowful man"),
        unseen_adverbs=("mournfully", "sorrowfully"),
    ),
    "youthful": Style(
        subjects=("a young person", "a youthful person", "a young man", "a teenager", "a lively young person", "a young guy"),
        adjectives=("youthful", "young", "fresh"),
        adverbs=("youthfully", "nimbly", "lightly"),
        ways=("like a young person", "in a youthful way", "like a teenager", "with youthful energy"),
        clauses=("young and fresh", "light and young", "with the ease of youth"),
        leg_clauses=("with light young steps", "light on {their} feet"),
        arm_clauses=("with light, quick gestures",),
        unseen_subjects=("an adolescent", "a youngster"),
        unseen_adverbs=("with adolescent ease", "in an adolescent manner"),
    ),
}


def style_of(style: str) -> str:
    """The style with its synonyms merged: "old" is "elderly", "tired" "exhausted", "masculinity" "masculine"; "" is "normal"."""
    return STYLE_SYNONYMS.get(style, style) or "normal"


def style_words(style: str) -> Style:
    """The words for a style; one that nobody has written for is used as an adjective."""
    known = STYLES.get(style_of(style))
    return known or _from_adjective(style.replace("-", " ").replace("_", " "))


def _from_adjective(word: str) -> Style:
    article = "an" if word[0].lower() in "aeio" else "a"
    return Style(subjects=(f"{article} {word} person", f"{article} {word} man"), adjectives=(word,),
                 adverbs=(f"in {article} {word} way",), ways=(f"in {article} {word} style",), clauses=(f"feeling {word}",),
                 unseen_adverbs=(f"in {article} {word} manner",))
