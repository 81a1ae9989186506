"""The verb phrases for the CC0 game animations, one clip each, by description. Verbs carry a star (see ``caption_grammar``).

Clips that stay in place walk or swim without travelling; their captions say both "forward" and "on the spot".
"""

from __future__ import annotations

from .caption_actions import Action, with_mirrors

_FIGHTERS = ("a boxer", "a person", "a fighter", "someone", "a man")
_SWORDSMEN = ("a person", "a knight", "someone", "a warrior", "a man")
_SHOOTERS = ("a person", "someone", "a soldier", "a man", "a shooter")
_MAGES = ("a wizard", "a person", "a mage", "someone", "a man")
_HEROES = ("a superhero", "a person", "someone", "a hero", "a man")

_FIGHTING = {
    "attack with a sword": Action("sword attack", (
        "*attack with a sword", "*swing a sword", "*strike with a sword", "*slash at an enemy with a sword",
        "*swing a sword in a fight",
        "*cut down an enemy with a sword",
    ), ("*hack with a blade", "*smite a foe"), subjects=_SWORDSMEN),
    "stand ready with a sword": Action("sword idle", (
        "*stand ready with a sword", "*hold a sword ready to fight", "*wait with a sword in hand",
        "*stand on guard with a sword",
        "*stand in a sword fighting stance",
    ), ("*bide the time, blade drawn", "*brandish a blade defensively"), subjects=_SWORDSMEN),
    "block an attack with the arms": Action("block", (
        "*block an attack with the arms", "*block a punch", "*defend with raised arms", "*hold up the arms to block a hit",
        "*guard the head with both arms", "*block",
    ), ("*ward off a blow", "*shield the face from a strike"), subjects=_FIGHTERS),
    "bounce in a boxing stance": Action("boxing stance", (
        "*bounce in a boxing stance", "*stand in a boxing stance", "*bounce on the feet like a boxer", "*get ready to box",
        "*hop lightly with the fists up", "*bob up and down with raised fists",
    ), ("*dance around the ring like a prizefighter", "*wait for the opening bell, gloves high"), subjects=_FIGHTERS),
    "raise the fists into a fighting stance": Action("fighting stance", (
        "*raise the fists into a fighting stance", "*put up the fists", "*get into a fighting stance", "*get ready to fight",
        "*hold up both fists to fight", "*take a fighting stance",
    ), ("*square up for a brawl", "*adopt a combat pose"), subjects=_FIGHTERS),
    "jab with the left fist from a boxing stance": Action("left jab", (
        "*jab with the left fist", "*throw a left jab", "*punch with the left fist", "*box with a left jab",
        "*throw a quick left punch from a boxing stance", "*hit with the left hand from a boxing stance",
    ), ("*poke out the left glove", "*sock a rival with the left knuckles"), subjects=_FIGHTERS),
    "punch with the right fist from a boxing stance": Action("right punch", (
        "*punch with the right fist", "*throw a right punch", "*hit with the right fist",
        "*throw a hard right from a boxing stance",
        "*box with a right punch", "*hit with the right hand from a boxing stance",
    ), ("*slug a rival with the right glove", "*sock someone with the right knuckles"), subjects=_FIGHTERS),
    "throw a cross punch": Action("cross punch", (
        "*throw a cross punch", "*punch across the body", "*throw a cross", "*throw a straight power punch",
        "*hit hard with a cross punch",
        "*punch in a boxing match",
    ), ("*land a knockout blow", "*slug an opponent"), subjects=_FIGHTERS),
    "throw a jab": Action("jab", (
        "*throw a jab", "*jab", "*throw a quick punch", "*punch fast with the front hand", "*jab at an opponent",
        "*box with a jab",
    ), ("*poke out a glove", "*sock a rival lightly"), subjects=_FIGHTERS),
    "get hit and fall dead": Action("die", (
        "*get hit and *fall dead", "*fall down dead", "*die", "*collapse to the ground", "*drop dead",
        "*fall to the floor after a hit",
    ), ("*perish on the battlefield", "*keel over lifelessly")),
    "get hit in the chest": Action("hit in the chest", (
        "*get hit in the chest", "*take a hit to the chest", "*flinch from a punch in the chest",
        "*stagger back from a hit to the body",
        "*react to a blow in the chest", "*get punched in the chest",
    ), ("*recoil from a body shot", "*wince with a bruised rib")),
    "get hit on the head": Action("hit on the head", (
        "*get hit on the head", "*take a hit to the head", "*flinch from a punch in the face", "*get punched in the head",
        "*react to a blow on the head", "*jerk {their} head back from a hit",
    ), ("*recoil from a knock on the skull", "*wince after a slap on the cheek")),
    "stagger, dizzy": Action("stagger", (
        "*stagger, dizzy", "*sway dizzily", "*stagger around", "*stagger as if drunk", "*lose {their} balance and *sway",
        "*feel dizzy",
    ), ("*reel like a drunkard", "*wobble groggily")),
}

_SHOOTING_AND_THROWING = {
    "aim a pistol downward": Action("aim down", (
        "*aim a pistol downward", "*point a gun at the ground", "*aim a gun down", "*point a pistol downwards",
        "*aim a handgun at the floor",
    ), ("*train a revolver on something below", "*level a firearm at the ground"), subjects=_SHOOTERS),
    "aim a pistol forward": Action("aim forward", (
        "*aim a pistol forward", "*point a gun ahead", "*aim a gun straight ahead", "*aim a pistol at someone",
        "*take aim with a handgun",
    ), ("*train a revolver on a target", "*level a firearm"), subjects=_SHOOTERS),
    "aim a pistol upward": Action("aim up", (
        "*aim a pistol upward", "*point a gun up", "*aim a gun at the sky", "*point a pistol upwards",
        "*aim a handgun up high",
    ), ("*train a revolver on a bird", "*level a firearm at the clouds"), subjects=_SHOOTERS),
    "reload a pistol": Action("reload", (
        "*reload a pistol", "*reload a gun", "*load a handgun", "*change the magazine of a pistol", "*put bullets into a gun",
    ), ("*swap the clip of a firearm", "*fill a revolver"), subjects=_SHOOTERS),
    "shoot a pistol": Action("shoot", (
        "*shoot a pistol", "*fire a gun", "*shoot", "*fire a pistol", "*shoot at someone with a handgun", "*fire a shot",
    ), ("*pull the trigger", "*blaze away with a revolver"), subjects=_SHOOTERS),
    "stand holding a pistol": Action("pistol idle", (
        "*stand holding a pistol", "*stand with a gun in hand", "*hold a pistol", "*wait with a gun",
        "*stand ready with a handgun",
    ), ("*guard a door, armed", "*brandish a revolver"), subjects=_SHOOTERS),
    "throw a ball overhand": Action("throw", (
        "*throw a ball overhand", "*throw a ball", "*throw something", "*throw a baseball", "*throw an object forward",
        "*pitch a ball",
    ), ("*hurl a stone", "*lob a grenade")),
}

_MAGIC = {
    "blast forward with both hands": Action("blast", (
        "*blast forward with both hands", "*shoot energy from both hands", "*push both hands forward to blast",
        "*fire an energy blast",
        "*cast a blast with both hands",
    ), ("*unleash a fireball", "*hurl a shock wave with two palms"), subjects=_MAGES),
    "cast a spell forward": Action("cast spell", (
        "*cast a spell", "*cast a spell forward", "*do magic", "*cast a magic spell at an enemy",
        "*throw a spell with one hand",
    ), ("*conjure a bolt of lightning", "*bewitch an enemy"), subjects=_MAGES),
    "hold a spell in the raised hand": Action("hold spell", (
        "*hold a spell in the raised hand", "*hold up a hand with a spell", "*keep a spell ready in the hand",
        "*hold magic in a raised hand",
        "*stand with one hand raised, ready to cast",
    ), ("*nurse a ball of fire on the palm", "*let sorcery glow at the fingertips"), subjects=_MAGES),
    "lower the hand after casting a spell": Action("end spell", (
        "*lower the hand after casting a spell", "*finish a spell and *lower the hand",
        "*stop casting and *put the hand down",
        "*end a spell", "*drop the hand after doing magic",
    ), ("*let the sorcery fade", "*relax once the enchantment is over"), subjects=_MAGES),
    "raise a hand to cast a spell": Action("begin spell", (
        "*raise a hand to cast a spell", "*get ready to cast a spell", "*start to cast a spell", "*lift a hand to do magic",
        "*prepare a spell with a raised hand",
    ), ("*summon sorcery with a lifted palm", "*call up an enchantment"), subjects=_MAGES),
    "crouch and gather power": Action("gather power", (
        "*crouch and *gather power", "*gather energy", "*power up", "*charge up {their} strength",
        "*crouch down and *build up power",
    ), ("*channel inner chi", "*amass might like a cartoon fighter"), subjects=_HEROES),
    "drink a potion and gain power": Action("drink potion", (
        "*drink a potion and *gain power", "*drink a magic potion", "*drink a potion", "*drink something that gives strength",
        "*drink a bottle and *become powerful",
    ), ("*quaff an elixir", "*gulp a brew and *swell with might"), subjects=_MAGES),
    "fly forward like a superhero, one fist ahead": Action("superhero flight", (
        "*fly forward like a superhero", "*fly with one fist ahead", "*fly like Superman",
        "*fly through the air with one fist forward",
        "*fly forward, one arm stretched out",
    ), ("*soar across the sky, knuckles first", "*zoom over the city like a caped crusader"), subjects=_HEROES),
    "fly forward": Action("fly", (
        "*fly forward", "*fly", "*fly through the air", "*fly ahead", "*fly in the sky",
    ), ("*soar over the clouds", "*glide like a bird"), subjects=_HEROES),
    "levitate down to the ground": Action("levitate down", (
        "*levitate down to the ground", "*float down to the ground", "*float down slowly and *land",
        "*come down from the air and *land gently",
        "*sink down through the air",
    ), ("*descend weightlessly", "*drift to earth like a feather"), subjects=_HEROES),
    "levitate in the air": Action("levitate", (
        "*levitate in the air", "*levitate", "*float in the air", "*hover above the ground", "*hang weightless in the air",
    ), ("*drift like a ghost", "*defy gravity"), subjects=_HEROES),
    "fall through the air": Action("fall", (
        "*fall through the air", "*fall", "*fall from a great height", "*drop through the air", "*fall down from the sky",
    ), ("*plummet from a cliff", "*plunge like a skydiver")),
}

_MOVING = {
    "backflip": Action("backflip", (
        "*do a backflip", "*backflip", "*flip backwards through the air", "*jump and *flip over backwards",
        "*perform a backflip",
        "*do a back flip in the air",
    ), ("*somersault backwards off the ground", "*tumble backward in mid-air like a gymnast")),
    "crawl forward on the belly": Action("belly crawl", (
        "*crawl forward on the belly", "*crawl on the ground", "*crawl", "*drag the body forward on the belly",
        "*crawl flat on the floor",
    ), ("*creep like a lizard", "*wriggle under barbed wire")),
    "crawl on the belly, in place": Action("belly crawl in place", (
        "*crawl on the belly", "*crawl on the spot", "*crawl in place on the floor", "*crawl flat on the stomach",
        "*crawl along the ground",
    ), ("*slither like a snake", "*worm along prone")),
    "crouch and jump up": Action("crouch and jump", (
        "*crouch and *jump up", "*jump", "*jump up", "*bend the knees and *jump", "*crouch down, then *jump into the air",
    ), ("*spring up from a squat", "*bounce off the floor")),
    "land from a jump": Action("land", (
        "*land from a jump", "*land on the ground", "*land on both feet", "*come down from a jump",
        "*land and *bend the knees",
    ), ("*touch down after a leap", "*hit the floor softly")),
    "crouch and wait": Action("crouch", (
        "*crouch and *wait", "*crouch", "*crouch down", "*squat low and *wait", "*stay in a crouch", "*hide in a crouch",
    ), ("*hunker behind cover", "*duck and *lurk")),
    "crouch walk forward, in place": Action("crouch walk", (
        "*walk in a crouch", "*crouch and *walk forward", "*walk crouching, on the spot", "*sneak forward",
        "*sneak with bent knees",
        "*walk bent low in place",
    ), ("*creep along like a burglar", "*prowl stealthily")),
    "jog forward, in place": Action("easy run", (
        "*run at an easy pace", "*run lightly", "*run on the spot at an easy pace", "*run in place", "*run slowly forward",
        "*go for an easy run",
    ), ("*jog on the spot", "*jog for fitness")),
    "sprint forward, in place": Action("sprint", (
        "*sprint forward", "*sprint", "*sprint on the spot", "*run as fast as possible in place", "*run at full speed",
        "*sprint in place",
    ), ("*race like an Olympic athlete", "*bolt flat out")),
    "run bent forward with the arms stretched back, in place": Action("arms-back run", (
        "*run bent forward with the arms stretched back", "*run like a ninja", "*run with the arms behind the body",
        "*run leaning forward, arms back",
        "*run in place with the arms stretched back",
    ), ("*dart off like Naruto", "*race on, arms trailing")),
    "walk casually, in place": Action("casual walk in place", (
        "*walk casually", "*walk casually in place", "*walk on the spot", "*walk in a relaxed way", "*walk at an easy pace",
    ), ("*stroll on a treadmill", "*saunter on the spot")),
    "walk upright and formally, in place": Action("formal walk in place", (
        "*walk upright and formally", "*walk formally in place", "*walk with a straight back",
        "*walk stiffly upright on the spot",
        "*walk like a butler",
    ), ("*parade with dignity", "*march like a royal guard on the spot")),
    "push a heavy object, in place": Action("push", (
        "*push a heavy object", "*push something heavy", "*push a heavy box forward", "*push against a heavy load",
        "*push a big crate in place",
    ), ("*shove a boulder", "*heave a stalled car onwards")),
    "roll forward over the shoulder": Action("roll", (
        "*roll forward over the shoulder", "*do a forward roll", "*roll on the ground", "*roll over one shoulder",
        "*dodge with a roll",
    ), ("*tumble like a judoka", "*somersault along the floor")),
    "swim forward, in place": Action("swim", (
        "*swim forward", "*swim", "*swim in place", "*swim through the water", "*swim with strong strokes",
    ), ("*do the breaststroke", "*paddle across a lake")),
    "tread water": Action("tread water", (
        "*tread water", "*stay afloat in deep water", "*float upright in the water", "*keep the head above water",
        "*swim on the spot",
    ), ("*paddle upright in a pool", "*bob about in the sea")),
    "jumping jacks": Action("jumping jacks", (
        "*do jumping jacks", "*do some jumping jacks", "*exercise with jumping jacks",
        "*jump with arms and legs going out and in",
        "*warm up with jumping jacks",
    ), ("*train with star jumps", "*hop, spreading all four limbs")),
    "push-ups": Action("push-ups", (
        "*do push-ups", "*do press-ups", "*do some pushups", "*do push-ups on the floor", "*exercise with push-ups",
    ), ("*pump out reps on the palms", "*train the chest on the ground")),
    "jump and celebrate a victory": Action("celebrate", (
        "*jump and *celebrate a victory", "*celebrate", "*jump for joy", "*cheer with the arms up", "*celebrate a win",
    ), ("*rejoice over a goal", "*exult like a champion")),
    "dance on the spot": Action("dance on the spot", (
        "*dance on the spot", "*dance", "*dance in place", "*dance to some music", "*dance without moving away",
    ), ("*boogie at a party", "*groove in a nightclub")),
    "dance reaching out and swinging the hips": Action("hip dance", (
        "*dance, reaching out and swinging the hips", "*dance and *swing {their} hips", "*swing {their} hips in a dance",
        "*reach out the arms and *dance with swinging hips", "*dance with the hips",
    ), ("*shimmy with sexy moves", "*wiggle about like a pop star"), subjects=("a dancer", "a person", "someone", "a woman",
        "a man")),
    "dance the Charleston": Action("charleston", (
        "*dance the Charleston", "*do the Charleston", "*dance a Charleston from the twenties", "*do Charleston steps",
        "*kick {their} feet in a Charleston",
    ), ("*perform a 1920s jazz routine", "*hop about like a flapper"), subjects=("a dancer", "a person", "someone",
        "a woman", "a man")),
    "dance with body rolls": Action("body roll dance", (
        "*dance with body rolls", "*do body rolls", "*roll {their} body in a dance", "*dance, rolling the chest and hips",
        "*dance with a wavy body",
    ), ("*undulate to the bass", "*ripple from chest to knees"), subjects=("a dancer", "a person", "someone", "a woman",
        "a man")),
}

_STAYING = {
    "bow deeply": Action("bow deeply", (
        "*bow deeply", "*take a deep bow", "*bow low", "*bow very low before someone", "*bend down in a deep bow",
    ), ("*grovel before a king", "*stoop in deep respect")),
    "kneel down and repair something": Action("repair", (
        "*kneel down and *repair something", "*kneel and *fix something", "*repair something on the ground",
        "*work on something, kneeling",
        "*kneel on the floor to fix a machine",
    ), ("*mend a gadget down low", "*tinker with an engine")),
    "kneel on one knee, exhausted": Action("kneel exhausted", (
        "*kneel on one knee, exhausted", "*kneel down, out of breath", "*rest on one knee", "*breathe heavily on one knee",
        "*drop to one knee, tired",
    ), ("*pant in a half-kneel", "*recover from a marathon, one shin down")),
    "on hands and knees, exhausted": Action("hands and knees, exhausted", (
        "*rest on hands and knees, exhausted", "*stay on all fours, out of breath", "*breathe heavily on hands and knees",
        "*collapse onto hands and knees", "*kneel on all fours, tired",
    ), ("*pant on the floor like a dog", "*gasp for air, palms on the ground")),
    "lie on the back asleep": Action("sleep", (
        "*lie on the back asleep", "*sleep", "*lie on the back", "*sleep on the ground", "*lie down sleeping",
    ), ("*snooze face up", "*take a nap")),
    "look confused, scratch the head": Action("confused", (
        "*look confused and *scratch the head", "*scratch {their} head", "*look confused",
        "*think hard and *scratch {their} head", "*wonder about something",
    ), ("*puzzle over a riddle", "*seem bewildered")),
    "nod the head": Action("nod", (
        "*nod the head", "*nod", "*nod yes", "*say yes with a nod", "*nod in agreement",
    ), ("*signal approval with the chin", "*consent silently")),
    "refuse, shake the head and wave it off": Action("refuse", (
        "*refuse and *shake the head", "*shake {their} head", "*say no with the head and hands", "*refuse and *wave it off",
        "*shake {their} head and *wave a hand to say no",
    ), ("*decline an offer", "*reject a proposal")),
    "pick something up from a table": Action("pick up", (
        "*pick something up from a table", "*pick something up", "*take something from a table",
        "*grab an object from a table", "*reach out and *pick up an object",
    ), ("*collect a cup off the desk", "*fetch keys from a counter")),
    "reach out and press something": Action("press", (
        "*reach out and *press something", "*press a button", "*push a button on a wall", "*reach out to press a switch",
        "*touch a button with one hand",
    ), ("*ring a doorbell", "*operate a lift panel")),
    "shiver with cold": Action("shiver", (
        "*shiver with cold", "*shiver", "*freeze and *hug {their} body", "*tremble with cold", "*feel cold and *shake",
    ), ("*quake in an icy wind", "*shudder in the snow")),
    "sit and drive a car": Action("drive", (
        "*sit and *drive a car", "*drive a car", "*steer a car", "*sit at the steering wheel",
        "*hold a steering wheel and *drive",
    ), ("*motor down the highway", "*pilot a truck")),
    "sit and talk with gestures": Action("sit and talk", (
        "*sit and *talk with gestures", "*talk while sitting", "*sit and *talk", "*gesture in a talk, sitting on a chair",
        "*sit and *explain something",
    ), ("*chat from an armchair", "*give an interview in a seat")),
    "sit cross-legged and meditate": Action("meditate", (
        "*sit cross-legged and *meditate", "*meditate", "*sit on the floor with crossed legs", "*sit and *meditate",
        "*meditate on the ground",
    ), ("*hold a lotus pose like a monk", "*practise mindfulness")),
    "sit down on a chair": Action("sit down", (
        "*sit down on a chair", "*sit down", "*take a seat", "*sit down from standing", "*lower the body onto a chair",
    ), ("*settle into an armchair", "*plop onto a bench")),
    "sit on a chair": Action("sit", (
        "*sit on a chair", "*sit", "*sit still", "*sit and *wait on a chair", "*stay seated on a chair",
    ), ("*relax in an armchair", "*perch on a bench")),
    "stand up from a chair": Action("stand up", (
        "*stand up from a chair", "*stand up", "*get up from a chair", "*rise from a chair", "*get up from sitting",
    ), ("*leave the armchair", "*spring out of a seat")),
    "stand and listen": Action("listen", (
        "*stand and *listen", "*listen", "*listen to someone talking", "*stand listening closely",
        "*stand and *pay attention",
    ), ("*eavesdrop on a chat", "*hear a friend out")),
    "stand and talk with gestures": Action("stand and talk", (
        "*stand and *talk with gestures", "*talk", "*talk with {their} hands", "*talk to someone, standing",
        "*stand and *explain something with gestures",
    ), ("*chat with a neighbour", "*deliver a speech")),
    "stand angry, fists clenched": Action("stand angry", (
        "*stand with clenched fists, angry", "*clench {their} fists in anger", "*stand there angrily",
        "*stand full of anger", "*clench both fists angrily",
    ), ("*seethe with rage on the spot", "*fume silently")),
    "stand holding up a torch": Action("hold torch", (
        "*stand holding up a torch", "*hold up a torch", "*hold a torch high", "*stand with a torch in the hand",
        "*light the way with a torch",
    ), ("*pose like the Statue of Liberty", "*carry a flame aloft")),
    "stand idle": Action("idle", (
        "*stand idle", "*stand", "*stand still", "*stand and *wait", "*stand around doing nothing", "*stand on the spot",
    ), ("*loiter quietly", "*remain motionless")),
}

CC0_ACTIONS: dict[str, Action] = with_mirrors(_FIGHTING | _SHOOTING_AND_THROWING | _MAGIC | _MOVING | _STAYING)
