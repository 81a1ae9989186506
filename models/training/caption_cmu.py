"""The verb phrases for CMU's clips, by the one-line description in CMU's index. Verbs carry a star (see ``caption_grammar``)."""

from __future__ import annotations

from .caption_actions import Action, with_mirrors

_PLAYERS = ("a basketball player", "a player", "a person", "someone", "a man")
_DANCERS = ("a dancer", "a ballet dancer", "a person", "someone", "a woman")
_FOLK_DANCERS = ("a dancer", "a person", "someone", "a woman", "an Indian dancer")
_SALSA_DANCERS = ("a salsa dancer", "a dancer", "a person", "someone", "a man")

_WALK = Action("walk", (
    "*walk", "*walk forward", "*walk at a normal speed", "*take a walk", "*walk along", "*walk across the floor",
), ("*stroll around", "*meander onwards"))
_SLOW_WALK = Action("slow walk", (
    "*walk slowly", "*walk forward slowly", "*take slow steps", "*take a slow walk", "*walk at a slow pace",
    "*walk without any hurry",
), ("*dawdle along", "*stroll at leisure"))
_JUMP = Action("jump", (
    "*jump", "*jump up", "*jump into the air", "*do a jump", "*bend {their} knees and *jump", "*leap up",
), ("*vault upwards", "*spring off the floor"))
_FORWARD_JUMP = Action("forward jump", (
    "*jump forward", "*leap forward", "*do a long jump", "*jump ahead with both feet", "*take a big jump forward",
    "*jump forward and *land on both feet",
), ("*hop ahead like a frog", "*spring to the front"))
_KICK_BALL = Action("kick ball", (
    "*kick a ball", "*kick a soccer ball", "*kick a football", "*run up and *kick a ball", "*shoot a ball with the foot",
    "*step up to the ball and *kick it",
), ("*boot the ball away", "*take a penalty shot"), subjects=("a person", "a soccer player", "someone", "a footballer",
    "a man"))
_WASH_WINDOWS = Action("wash windows", (
    "*wash windows", "*clean a window", "*wipe a window with {their} hand", "*scrub a window", "*wash a window with a cloth",
    "*wipe the glass from side to side",
), ("*polish a pane", "*squeegee the glass"))
_DIRECT_TRAFFIC = Action("direct traffic", (
    "*direct traffic with {their} arms", "*direct traffic", "*give traffic signals with {their} arms",
    "*guide cars with arm signals", "*signal cars to stop and go", "*regulate traffic with hand signals",
), ("*marshal vehicles at a crossroads", "*halt drivers with a flat palm"),
    subjects=("a person", "a police officer", "someone", "a traffic warden", "a man"))
_DRINK_AND_CAP = ("*drink a soda and *screw the cap back on", "*drink from a bottle, then *close it",
    "*drink and *put the bottle cap on",
                  "*take a drink from a bottle and *twist the cap shut", "*sip a soda, then *screw on the cap")
_PLAYGROUND = ("a child", "a person", "someone", "a kid", "a climber")


def _dance(name: str, *phrases: str, unseen: tuple[str, ...]) -> Action:
    return Action(f"ballet: {name}", phrases, unseen, subjects=_DANCERS)


def _basketball(name: str, *phrases: str, unseen: tuple[str, ...]) -> Action:
    return Action(f"basketball: {name}", phrases, unseen, subjects=_PLAYERS)


_EVERYDAY = {
    "climb 3 steps": Action("climb steps", (
        "*climb three steps", "*walk up some stairs", "*climb the stairs", "*step up a short staircase", "*go up three steps",
        "*go upstairs",
    ), ("*ascend a flight of stairs", "*mount the stairway")),
    "climb ladder": Action("climb ladder", (
        "*climb a ladder", "*climb up a ladder", "*go up a ladder", "*climb upwards with hands and feet",
        "*climb the rungs of a ladder",
    ), ("*scale some rungs", "*ascend to the loft hand over hand")),
    "direct traffic, wave": Action("direct traffic", (
        "*direct traffic and *wave", "*direct traffic with {their} arms, then *wave", "*wave cars along",
        "*signal to traffic and *wave",
        "*give traffic signals and *wave at the drivers",
    ), ("*marshal vehicles past", "*shepherd motorists by hand")),
    "drink soda": Action("drink", (
        "*drink soda", "*drink from a bottle", "*take a drink", "*drink a soda",
        "*lift a bottle to {their} mouth and *drink", "*drink something",
    ), ("*gulp a beverage", "*swig some cola")),
    "drink soda, screw on bottlecap": Action("drink", _DRINK_AND_CAP, ("*swig some cola and *seal it",
    "*gulp a beverage, then *cap it")),
    "unscrew bottlecap, drink soda": Action("drink", (
        "*open a bottle and *drink", "*unscrew a bottle cap and *drink a soda", "*twist off a cap and *drink",
        "*open a soda and *drink it",
        "*unscrew a bottle, then *drink from it",
    ), ("*uncap a beverage and *swig it", "*crack open some cola and *gulp")),
    "unscrew bottlecap, drink soda, screw on bottlecap": Action("drink", (
        "*open a bottle, *drink and *close it again", "*unscrew a bottle cap, *drink a soda and *screw the cap back on",
        "*open a soda, *take a drink and *put the cap back", "*drink from a bottle and *close it afterwards",
        "*twist off a cap, *drink and *twist it back on",
    ), ("*uncap a beverage, *swig it and *reseal it", "*gulp some cola between opening and resealing it")),
    "forward jump": _FORWARD_JUMP,
    "jump": _JUMP,
    "jump up to grab, reach for, tiptoe": Action("jump and reach", (
        "*jump up to grab something", "*reach for something high up", "*stand on tiptoe and *reach up",
        "*jump and *reach upwards",
        "*stretch up on tiptoe to grab something above", "*jump up and *grab at something overhead",
    ), ("*snatch at a high shelf", "*strain to touch the ceiling")),
    "jumping jacks, side twists, bend over, jog": Action("exercises", (
        "*do exercises", "*do jumping jacks, side twists and bends",
        "*do jumping jacks, *twist from side to side and *bend over",
        "*warm up with jumping jacks", "*do a workout", "*do jumping jacks, then *bend over and *run on the spot",
    ), ("*limber up before sports", "*go through a fitness routine of star jumps and toe touches")),
    "jumping jacks, side twists, squats, jog": Action("exercises", (
        "*do exercises", "*do jumping jacks, side twists and squats",
        "*do jumping jacks, *twist from side to side and *squat",
        "*work out with jumping jacks and squats", "*do some fitness training",
        "*do jumping jacks, then *squat and *run on the spot",
    ), ("*limber up in the gym", "*go through a fitness routine of star jumps and knee bends")),
    "laugh": Action("laugh", (
        "*laugh", "*laugh out loud", "*laugh at something funny", "*laugh hard", "*bend over laughing",
        "*shake with laughter",
    ), ("*giggle at a joke", "*chuckle heartily")),
    "sit on high stool, stand up": Action("sit and stand up", (
        "*sit on a high stool and *stand up", "*sit down on a bar stool, then *stand up", "*sit on a stool and *get up again",
        "*stand up from a high stool", "*take a seat on a high stool, then *get up",
    ), ("*perch on a bar seat and *rise", "*hop off a tall seat")),
    "sit on stepstool, ankle on other knee, hand on chin": Action("sit and think", (
        "*sit with an ankle on the other knee and a hand on the chin", "*sit on a low stool and *think",
        "*sit with crossed legs, chin in hand", "*sit thoughtfully with a hand on the chin",
        "*sit down and *rest {their} chin on a hand",
    ), ("*ponder on a little seat", "*pose like the thinker statue")),
    "sit on stepstool, stand up": Action("sit and stand up", (
        "*sit on a low stool and *stand up", "*sit down, then *stand up", "*sit down on a stepstool and *get up again",
        "*stand up from a low stool", "*take a seat on a small stool, then *get up",
    ), ("*squat onto a footstool and *rise", "*hoist the body off a little seat")),
    "sit on stepstool, stand up, swing legs": Action("sit and stand up", (
        "*sit on a low stool, *swing {their} legs and *stand up", "*sit swinging {their} legs, then *stand up",
        "*swing {their} legs while sitting on a stool", "*sit down on a stepstool, *stand up and *swing {their} legs",
        "*sit on a stool and *kick {their} legs back and forth",
    ), ("*dangle both feet from a footstool", "*fidget with restless legs on a seat")),
    "wash windows": _WASH_WINDOWS,
    "bend over, scoop up, rise, lift arm": Action("scoop up", (
        "*bend over, *scoop something up and *lift an arm", "*scoop something up from the ground",
        "*bend down and *pick something up",
        "*bend over, *pick something up, *rise and *raise an arm", "*scoop something up and *hold it high",
    ), ("*gather something off the floor and *show it aloft", "*stoop, *collect an object and *straighten")),
    "jump, balance": Action("jump and balance", (
        "*jump and *balance", "*jump and *keep {their} balance", "*jump, then *balance on one leg", "*hop and *balance",
        "*jump and *try not to fall over",
    ), ("*spring up and *hold steady", "*vault and *wobble like on a tightrope")),
    "swordplay": Action("swordplay", (
        "*fight with a sword", "*swing a sword", "*practise with a sword", "*fence", "*fight in a sword duel",
        "*strike and *parry with a sword",
    ), ("*duel like a musketeer", "*brandish a rapier")),
    "wash self": Action("wash", (
        "*wash {their} body", "*take a shower", "*wash", "*scrub {their} arms and body", "*clean {their} body with soap",
        "*rub {their} body while washing",
    ), ("*bathe", "*lather up with soap suds")),
}

_WALKS_AND_RUNS = {
    "walk": _WALK,
    "slow walk": _SLOW_WALK,
    "slow walk/stride": _SLOW_WALK,
    "walk/stride": Action("walk", (
        "*walk with long steps", "*walk with long strides", "*stride forward", "*walk forward with big steps",
        "*take long strides",
    ), ("*stalk ahead", "*march off like a stork")),
    "brisk walk": Action("brisk walk", (
        "*walk briskly", "*walk fast", "*walk forward quickly", "*take a brisk walk", "*walk in a hurry",
        "*walk at a fast pace",
    ), ("*hasten along", "*bustle down the road")),
    "run": Action("run", (
        "*run", "*run forward", "*go for a run", "*run along", "*run across the floor", "*run straight ahead",
    ), ("*jog along", "*gallop off")),
    "navigate - walk forward, backward, sideways": Action("walk around", (
        "*walk forward, backward and sideways", "*walk around in different directions",
        "*walk forwards, then backwards and sideways",
        "*step forward, back and to the side", "*walk back and forth and sideways",
    ), ("*roam about every which way", "*manoeuvre through a maze")),
    "walk on uneven terrain": Action("walk on uneven ground", (
        "*walk on uneven ground", "*walk over rough terrain", "*walk carefully over bumpy ground",
        "*walk over rocks and holes",
        "*step over obstacles on uneven ground",
    ), ("*hike across a boulder field", "*clamber along a rocky trail")),
    "playground - climb, jump down, dangle, legs push off against": Action("play on a playground", (
        "*climb, *dangle and *jump down", "*climb on playground equipment", "*hang by the arms and *jump down",
        "*play on a climbing frame",
        "*climb up, *hang and *push off with the legs",
    ), ("*monkey about on the bars", "*clamber over a jungle gym"), subjects=_PLAYGROUND),
    "playground - forward jumps, turn around": Action("jump forward and turn", (
        "*jump forward and *turn around", "*jump forward a few times, then *turn around",
        "*make several jumps forward and *turn around",
        "*jump ahead again and again and *turn", "*leap forward repeatedly, then *turn back",
    ), ("*bound ahead and *spin about", "*hop along a hopscotch court"), subjects=_PLAYGROUND),
}

_SPORTS = {
    "play basketball": _basketball(
        "play", "*play basketball", "*dribble and *throw a basketball", "*play with a basketball",
        "*move around with a basketball",
        "*dribble a ball and *shoot at the basket", unseen=("*practise hoops", "*compete in a streetball game")),
    "basketball - backward dribble": _basketball(
        "backward dribble", "*dribble a basketball backwards", "*dribble while walking backwards",
        "*bounce a ball while moving backwards",
        "*step back while dribbling a basketball", "*move backwards with a basketball",
        unseen=("*retreat with a bouncing ball", "*give ground while controlling the ball")),
    "basketball - crossover dribble, shoot": _basketball(
        "crossover and shoot", "*do a crossover dribble and *shoot", "*dribble from hand to hand and *shoot the ball",
        "*change hands while dribbling, then *shoot at the basket", "*switch dribbling hands and *shoot a basketball",
        "*do a crossover and *throw the ball at the hoop", unseen=("*fake out a defender and *score",
        "*juke, then *take a three-pointer")),
    "basketball - dribble, shoot": _basketball(
        "dribble and shoot", "*dribble and *shoot a basketball", "*dribble a ball, then *shoot",
        "*dribble and *throw the ball at the basket",
        "*bounce a basketball and *shoot it", "*dribble up and *take a shot", unseen=("*sink a free throw",
        "*go for a layup")),
    "basketball - forward dribble": _basketball(
        "forward dribble", "*dribble a basketball forward", "*dribble while walking forward",
        "*bounce a ball while moving forward",
        "*dribble ahead with a basketball", "*run forward dribbling a ball",
        unseen=("*bring the ball up the court", "*advance while controlling the ball")),
    "basketball - forward dribble, 90-degree left turns": _basketball(
        "dribble, left turns", "*dribble a basketball and *turn left", "*dribble forward, turning left",
        "*dribble with sharp left turns",
        "*dribble a ball and *make left turns", "*move forward with a basketball and *turn to the left",
        unseen=("*weave left while controlling the ball", "*cut left around cones with a ball")),
    "basketball - forward dribble, 90-degree right turns": _basketball(
        "dribble, right turns", "*dribble a basketball and *turn right", "*dribble forward, turning right",
        "*dribble with sharp right turns",
        "*dribble a ball and *make right turns", "*move forward with a basketball and *turn to the right",
        unseen=("*weave right while controlling the ball", "*cut right around cones with a ball")),
    "basketball - forward dribble, 90-degree right turns, crossover dribble": _basketball(
        "dribble, right turns, crossover", "*dribble with right turns and *change hands",
        "*dribble forward, *turn right and *do a crossover",
        "*dribble a basketball, turning right and switching hands",
        "*turn right while dribbling and *switch the ball to the other hand",
        "*do right turns and a crossover dribble", unseen=("*weave right and *juke with the ball",
        "*cut right and *fake out a defender")),
    "basketball - sideways dribble": _basketball(
        "sideways dribble", "*dribble a basketball sideways", "*dribble while stepping sideways",
        "*bounce a ball while moving sideways",
        "*sidestep while dribbling a basketball", "*move to the side with a basketball",
        unseen=("*shuffle across the court with a ball", "*shadow an opponent laterally with the ball")),
    "basketball referee signals": Action("referee signals", (
        "*give basketball referee signals", "*make referee signals with {their} arms", "*signal like a basketball referee",
        "*give hand signals as a referee", "*show the signals of a referee",
    ), ("*officiate a match by gesture", "*call a foul like an umpire"), subjects=("a referee", "a basketball referee",
        "a person", "someone", "a man")),
    "kick a soccer ball": _KICK_BALL,
    "soccer - kick ball": _KICK_BALL,
    "martial arts": Action("martial arts", (
        "*do martial arts", "*practise karate", "*do kung fu moves", "*kick and *punch in a martial arts routine",
        "*practise martial arts",
        "*perform a martial arts routine", "*fight an imaginary opponent",
    ), ("*demonstrate a taekwondo kata", "*shadow-box like Bruce Lee"), subjects=("a person", "a martial artist", "someone",
        "a fighter", "a man")),
    "direct traffic with arm signals": _DIRECT_TRAFFIC,
}

_DANCES = {
    "salsa dance": Action("salsa dance", (
        "*dance salsa", "*dance the salsa", "*do salsa steps", "*perform a salsa dance", "*dance salsa with a partner",
        "*move {their} hips in a salsa dance", "*dance to Latin music",
    ), ("*sway to a Cuban tune", "*shimmy to a mambo"), subjects=_SALSA_DANCERS),
    "indian dance": Action("indian dance", (
        "*do an Indian dance", "*perform a classical Indian dance", "*dance an Indian dance",
        "*dance with Indian hand gestures",
        "*stamp {their} feet in an Indian dance", "*perform an Indian temple dance",
    ), ("*move as in a Bollywood film", "*rehearse bharatanatyam"), subjects=_FOLK_DANCERS),
    "dance - arms held high, pointe tendue a terre, upper body rotation": _dance(
        "arms high, upper body turn", "*dance with arms held high and *turn {their} upper body",
        "*hold both arms high and *rotate the upper body",
        "*stretch a foot along the floor with the arms held high", "*dance slowly with raised arms, turning the chest",
        "*do a pointe tendue with arms held high", unseen=("*twist the torso gracefully, palms aloft",
        "*swivel the trunk like a swan")),
    "dance - attitude/arabesque, jete en tourant, bending back": _dance(
        "arabesque, turning leap, bend back", "*balance on one leg, *leap with a turn and *bend backwards",
        "*do an arabesque, a turning leap and a bend back",
        "*stand on one leg with the other leg raised behind, then *leap and *turn",
        "*dance with a turning jump and *bend back", "*do a jete en tourant and *bend backwards",
        unseen=("*soar round in the air and *arch the spine", "*twirl aloft, then *recline backwards")),
    "dance - cartwheel-like start, pirouettes, jete": _dance(
        "cartwheel, pirouettes, leap", "*start like a cartwheel, then *spin and *leap", "*do pirouettes and a leap",
        "*dance with a cartwheel-like start, spins and a jump", "*spin on one foot several times and *leap",
        "*do a kind of cartwheel, pirouettes and a jete", unseen=("*tumble over, *whirl and *soar",
        "*twirl like a top before bounding off")),
    "dance - coupe dessous, grand jete en tourant": _dance(
        "big turning leap", "*do a big turning leap", "*dance a big leap while turning",
        "*cut one foot under the other and *leap with a turn",
        "*leap high and *turn in the air", "*do a grand jete en tourant", unseen=("*soar around in a wide whirl",
        "*fly up and *twirl")),
    "dance - coupe dessous, jete en tourant": _dance(
        "turning leap", "*do a turning leap", "*leap and *turn", "*dance a leap while turning",
        "*step under and *leap with a turn",
        "*do a jete en tourant", unseen=("*bound around in a whirl", "*twirl through the air")),
    "dance - expressive arms, pirouette": _dance(
        "expressive arms, pirouette", "*dance with expressive arms and *spin", "*do a pirouette",
        "*move {their} arms expressively and *do a pirouette",
        "*spin on one foot", "*dance with flowing arms, then *spin around", unseen=("*twirl emotionally",
        "*whirl on tiptoe, hands fluttering")),
    "dance - glissade devant, glissade derriere, attitude/arabesque": _dance(
        "glides, arabesque", "*glide forward and backward and *balance on one leg", "*do gliding steps and an arabesque",
        "*glide to the front and to the back, then *raise a leg behind", "*dance gliding steps, then *stand on one leg",
        "*do a glissade and an arabesque", unseen=("*skim over the floor and *hold an elegant pose",
        "*slide daintily and *extend a limb")),
    "dance - quasi-cou-de-pied, raised leg above hip-height, jete en tourant": _dance(
        "raised leg, turning leap", "*raise a leg above the hip and *leap with a turn",
        "*dance with a high leg and a turning leap",
        "*lift a leg high, then *leap and *turn", "*draw a foot to the ankle, *raise the leg high and *jump",
        "*raise a leg high and *do a jete en tourant", unseen=("*extend a limb skyward and *twirl aloft",
        "*soar round after a lofty developpe")),
    "dance - retire derriere, attitude/arabesque": _dance(
        "foot to knee, arabesque", "*draw a foot up behind the knee and *stretch the leg back", "*do an arabesque",
        "*balance on one leg with the other leg behind", "*lift a foot to the knee, then *raise the leg behind",
        "*dance on one leg, ending in an arabesque",
        unseen=("*hold an elegant flamingo pose", "*extend a limb rearwards")),
    "dance - rond de jambe in the air, jete, turn": _dance(
        "leg circle, leap, turn", "*circle a leg in the air, *leap and *turn",
        "*draw a circle in the air with one leg, then *leap",
        "*dance with a leg circle, a leap and a turn", "*swing a leg around, *jump and *turn",
        "*do a rond de jambe in the air and *leap",
        unseen=("*sweep a foot around and *soar", "*trace a ring with the toes before bounding off")),
    "dance - sideways arabesque, folding arms, bending back": _dance(
        "sideways arabesque, bend back", "*raise a leg to the side, *fold {their} arms and *bend back",
        "*fold {their} arms and *bend backwards in a dance",
        "*balance on one leg, then *bend back", "*dance with folding arms and a bend back",
        "*do a sideways arabesque and *bend backwards",
        unseen=("*tilt elegantly and *arch the spine", "*recline rearwards with crossed wrists")),
    "dance - sideways arabesque, turn step, folding arms": _dance(
        "sideways arabesque, turn", "*raise a leg to the side, *turn and *fold {their} arms",
        "*do a turning step and *fold {their} arms",
        "*balance on one leg, then *turn with a step", "*dance with a turn step and folding arms",
        "*do a sideways arabesque and *turn",
        unseen=("*tilt elegantly, then *swivel", "*rotate on tiptoe with crossed wrists")),
    "dance - sideways steps, pirouette": _dance(
        "sideways steps, pirouette", "*dance sideways and *spin", "*take sideways steps and *do a pirouette",
        "*step to the side, then *spin on one foot",
        "*do dance steps to the side and a spin", "*step sideways in a dance, ending in a pirouette",
        unseen=("*twirl after a few lateral moves", "*skip across and *whirl")),
    "dance - small jetes, attitude/arabesque, shifted-axis pirouette, turn": _dance(
        "small leaps, arabesque, tilted spin", "*do small leaps, *balance on one leg and *spin",
        "*dance small leaps and a tilted spin",
        "*leap lightly, *raise a leg behind and *turn", "*do little jumps, then *spin leaning to one side",
        "*do small jetes, an arabesque and a pirouette",
        unseen=("*hop daintily and *twirl off-balance", "*bound along and *whirl at a slant")),
    "dance - small jetes, pirouette": _dance(
        "small leaps, pirouette", "*do small leaps and *spin", "*dance small leaps and a pirouette",
        "*leap lightly and *spin on one foot",
        "*do little jumps, then *spin around", "*do small jetes and a pirouette", unseen=("*hop daintily and *twirl",
        "*bound along and *whirl")),
}

CMU_ACTIONS: dict[str, Action] = with_mirrors(_WALKS_AND_RUNS | _EVERYDAY | _SPORTS | _DANCES)
