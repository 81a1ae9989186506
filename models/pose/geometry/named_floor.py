"""Named poses on the floor and upside down: lying, crawling, exercising, yoga, acrobatics."""
from __future__ import annotations

from models.pose.geometry.named_geometry import *  # noqa: F403
from models.pose.geometry.named_pose import NamedPose, named, sided
from models.pose.geometry.named_targets import Target, aims, apart, height, near, offset, tilt


def _down(point: str, most: float = 0.05) -> Geometry:
    return tuple(height(f"{side}_{point}", 0, most) for side in SIDES)


_HANDS_DOWN = _down("hand", 0.06)
_ON_BACK: Geometry = (chest_faces("up", 28), pelvis_faces("up", 28), aims("pelvis", "neck", "back", 22), height("upper_back", 0, 0.07), height("seat", 0, 0.09))
_ON_FRONT: Geometry = (chest_faces("down", 28), pelvis_faces("down", 28), aims("pelvis", "neck", "forward", 22), height("belly", 0, 0.10), height("groin", 0, 0.10))
_LEGS_DOWN = (*_down("heel", 0.06), *both((knee, 0, 22)))
_STRAIGHT: Geometry = (*both((knee, 0, 20)), Target("angle", "pelvis", "left_knee", 155, 180, against=("pelvis", "neck")), Target("angle", "pelvis", "right_knee", 155, 180, against=("pelvis", "neck")))
_ALL_FOURS: Geometry = (*_HANDS_DOWN, *_down("kneecap", 0.04), *both((thigh, "down", 26)), *both((shin, "back", 26)), tilt("pelvis", "neck", "up", 68, 106), pelvis_faces("down", 42), *both((arm, "down", 24, (0, 25))))


def _on_side(side: str) -> Geometry:
    up = other(side)
    legs = (height(f"{side}_outer_ankle", 0, 0.1), height(f"{side}_knee", 0, 0.14), height(f"{up}_ankle", 0, 0.3), height(f"{up}_knee", 0, 0.32))
    return (aims(f"{up}_shoulder", f"{side}_shoulder", "down", 28), aims(f"{up}_hip", f"{side}_hip", "down", 25), aims("pelvis", "neck", side, 22), chest_faces("forward", 35), height(f"{side}_hip_side", 0, 0.05),
            height(f"{side}_shoulder_top", 0, 0.25), *legs)


POSES: list[NamedPose] = [
    *named("lying on the back", "legs torso", (*_ON_BACK, *_LEGS_DOWN), """
        lying on the back | lie on your back | flat on the back | supine | lying face up on the floor | stretched out on the back | lie down face up | sunbathing on the back | a patient on the operating table""",
        "face to the ceiling, spine on the ground | knocked out on the canvas"),
    *named("corpse pose", "arms legs torso head", (*_ON_BACK, *_LEGS_DOWN, *_down("hand", 0.1), *both((arm, (0.55, 0, 1.0), 24, (0, 40))), gaze("up", 30), offset("right_ankle", "left_ankle", "left", 0.1, 0.6)), """
        corpse pose | savasana | lying dead on the back, arms at the sides | yoga rest on the back | relaxing flat on the floor, arms beside the body | dead | final relaxation, face up with the palms beside the hips | a dead body on the floor""",
        "the crime-scene victim, face up | the end of the yoga class"),
    *named("starfish on the floor", "arms legs torso", (*_ON_BACK, *_LEGS_DOWN, apart("left_ankle", "right_ankle", 0.6, 1.3), *_down("hand", 0.1), *both((arm, (1.0, 0, -0.5), 26, (0, 30)))), """
        lying on the back with arms and legs spread | starfish on the floor | snow angel | spread-eagled on the ground | lying like a star | sprawled on the back with the limbs wide apart | making a snow angel""",
        "Vitruvian man, horizontal | sprawling over the whole bed"),
    *named("lying with the hands behind the head", "arms legs torso", (*_ON_BACK, *_down("heel", 0.08), near("left_palm", "back_of_head", 0.13), near("right_palm", "back_of_head", 0.13), *both((elbow, 95, 160))), """
        lying on the back with the hands behind the head | relaxing on the grass, hands behind the head | watching the clouds lying down | lie back with your hands under your head | sunbather with the arms behind the head |
        daydreaming on the back""", "a lazy afternoon in the meadow, skull cradled | chilling horizontally"),
    *named("lying with the arms overhead", "arms legs torso", (*_ON_BACK, *_LEGS_DOWN, *both((arm, "back", 22, (0, 28))), *_down("hand", 0.14)), """
        lying on the back with the arms stretched overhead | stretched out long on the back, arms beyond the head | lie flat and reach over your head | full-length stretch in bed | supine with the arms above the head |
        waking up and stretching in bed""", "made as long as possible on the ground, face up | a stretched plank on its spine"),
    *named("lying with bent knees", "legs torso", (*_ON_BACK, *flat(), *both((knee, 75, 130)), *feet(0.05, 0.45)), """
        lying on the back with the knees bent | lie on your back, feet flat on the floor | crunch starting position | on the back with the soles on the ground and the knees up | hook lying | constructive rest |
        supine, knees pointing to the ceiling""", "the sit-up start | face up, heels drawn in to the bottom"),
    *named("hugging the knees lying", "arms legs torso", (chest_faces("up", 40), pelvis_faces("up", 60), aims("pelvis", "neck", "back", 40), height("upper_back", 0, 0.14), *both((knee, 95, 155)), near("left_kneecap", "chest", 0.4), near("right_kneecap", "chest", 0.4), near("left_hand", "left_shin", 0.24), near("right_hand", "right_shin", 0.24)), """
        lying on the back hugging the knees | knees to the chest, lying on the back | apanasana | wind-relieving pose | rolling on the back with the knees held | cannonball on the floor | pull both knees to the chest while lying""",
        "a rocking ball on the spine | supine tuck"),
    *named("legs up", "legs torso", (*_ON_BACK, *both((leg, "up", 18, (0, 22)))), """
        lying on the back with the legs up | legs straight up in the air, lying | leg raise on the back | legs up the wall | feet to the ceiling while lying | supine with vertical legs | lie down and lift your legs |
        abs exercise with the legs raised""", "soles to the ceiling, spine on the mat | an L turned on its back"),
    *named("dead bug", "arms legs torso", (*_ON_BACK, *both((thigh, "up", 32)), *both((knee, 65, 115)), *both((arm, "up", 24, (0, 30)))), """
        dead bug | lying on the back, arms and legs in the air | like a beetle on its back | on the back with the knees up at right angles and the arms pointing up | an upside-down table | a turtle on its back | all four limbs in the air""",
        "Gregor Samsa one morning | a helpless beetle"),
    *named("sit-up", "arms legs torso", (height("seat", 0, 0.05), tilt("pelvis", "neck", "up", 30, 66), tilt("pelvis", "neck", "back", 24, 64), *flat(), *both((knee, 70, 125)), near("left_palm", "back_of_head", 0.15), near("right_palm", "back_of_head", 0.15), *feet(0.03, 0.45)), """
        sit-up | doing sit-ups | a crunch with the hands behind the head | halfway through a sit-up | abdominal crunches | knees bent, hands behind the head, torso curling up | do sit-ups on the floor | training the abs""",
        "belly exercise midway, fingers at the ears | curling up from the mat"),
    *named("boat pose", "arms legs torso", (height("seat", 0, 0.06), tilt("pelvis", "neck", "up", 18, 55), tilt("pelvis", "neck", "back", 35, 74), *both((leg, (0, 0.65, 1.0), 26, (0, 35))), *both((arm, (0, 0.1, 1.0), 36, (0, 38)))), """
        boat pose | navasana | V-sit | balancing on the bottom with legs and torso up in a V | sitting on the floor with the legs lifted and the arms forward | yoga boat | pilates teaser | body in the shape of a V""",
        "poised on the tailbone, limbs raised | jackknife hold"),
    *named("lying on the front", "legs torso", (*_ON_FRONT, *both((knee, 0, 25)), *_down("kneecap", 0.05)), """
        lying on the front | lying on the belly | lie on your stomach | prone | face down on the floor | lying face down | flat on the stomach | sleeping on the belly | on a massage table, face down""",
        "nose to the ground, full length | belly on the mat"),
    *named("lying face down with the arms at the sides", "arms legs torso", (*_ON_FRONT, *both((knee, 0, 25)), *_down("kneecap", 0.05), *both((arm, "back", 26, (0, 30))), *_down("hand", 0.16)), """
        lying on the belly with the arms at the sides | face down, arms along the body | prone like a log | planking on the floor, arms beside the hips | lie on your front, hands by your thighs | passed out face down""",
        "a felled tree, belly down | flat on the nose with limbs alongside"),
    *named("chin on the hands lying", "arms legs torso", (pelvis_faces("down", 30), aims("pelvis", "neck", "forward", 42), height("groin", 0, 0.10), height("left_elbow", 0, 0.06), height("right_elbow", 0, 0.06), near("left_hand", "chin", 0.16), near("right_hand", "chin", 0.16), *both((elbow, 85, 150)), height("chin", 0.14), *_down("kneecap", 0.06)), """
        lying on the belly with the chin in the hands | prone, propped on the elbows, chin on the hands | a teenager reading on the bed, chin in the hands | lie on your stomach with your head in your hands | daydreaming on the carpet, elbows on the floor |
        lying on the front, face resting on both palms""", "a girl with her diary on the bed | propped chin, belly on the rug"),
    *named("sphinx", "arms legs torso", (pelvis_faces("down", 30), height("groin", 0, 0.10), tilt("pelvis", "neck", "forward", 12, 52), tilt("pelvis", "neck", "up", 38, 76), height("chin", 0.2), height("left_elbow", 0, 0.06), height("right_elbow", 0, 0.06), *_HANDS_DOWN, *both((forearm, "forward", 30)), *_down("kneecap", 0.06), *both((knee, 0, 25))), """
        sphinx pose | lying on the belly propped on the forearms | prone on the elbows | the Sphinx of Giza | reading on the stomach, forearms on the floor | propped up on both elbows, face down | yoga sphinx""",
        "half woman half lion, forearms flat | belly down, chest raised on the forearms"),
    *named("cobra", "arms legs torso", (pelvis_faces("down", 50), height("groin", 0, 0.14), tilt("pelvis", "neck", "up", 15, 60), tilt("pelvis", "neck", "forward", 30, 78), *_HANDS_DOWN, *both((elbow, 0, 50)), *both((knee, 0, 22)), *_down("kneecap", 0.06), *both((aim_down, 45))), """
        cobra pose | cobra | bhujangasana | upward-facing dog | lying on the belly with the chest pushed up on straight arms | yoga cobra, hips on the floor | a seal | back bend on the stomach, arms straight | arch up from the floor""",
        "the snake rears | hips on the mat, chest pressed high"),
    *named("flying like Superman", "arms legs torso", (chest_faces("down", 40), pelvis_faces("down", 32), aims("pelvis", "neck", "forward", 28), *both((arm, "forward", 24, (0, 25))), *both((leg, "back", 22, (0, 20)))), """
        flying like Superman | Superman flying | flying through the air with the arms stretched ahead | body level, face down, arms forward | Superman exercise on the belly | soaring superhero | fly! | gliding in the water, arms stretched forward | a diver in mid-air""",
        "faster than a speeding bullet | streamlined horizontal glide, fists first"),
    *sided("flying with one fist ahead", "arms legs torso", (chest_faces("down", 42), pelvis_faces("down", 34), aims("pelvis", "neck", "forward", 30), *arm("right", (0, 0.25, 1.0), 32, (0, 35)), *arm("left", "back", 40, (0, 60)), *both((leg, "back", 26, (0, 28)))), """
        flying with one fist ahead | superhero in flight, one arm forward | Superman with one fist stretched forward | flying level, one arm ahead, the other at the side | front crawl | swimming the crawl | a swimmer, one arm forward and one back |
        flying with the right fist ahead, left arm along the body | swimming crawl, right arm in front""",
        "is it a bird, is it a plane? | freestyle swimmer mid-stroke"),
    *named("locust", "arms legs torso", (*_ON_FRONT[:2], aims("pelvis", "neck", "forward", 35), height("belly", 0, 0.06), *both((arm, "back", 30, (0, 30))), *(height(f"{s}_hand", 0.1, 0.6) for s in SIDES), *(height(f"{s}_toes", 0.12, 0.6) for s in SIDES), *both((knee, 0, 30))), """
        locust pose | salabhasana | lying on the belly, arms swept back, chest and legs lifted | back extension on the floor | prone with all limbs lifted, arms back | paragliding on the stomach, arms behind""",
        "an arched banana on the belly | skydiving with swept-back arms"),
    *named("skydiving", "arms legs torso", (chest_faces("down", 36), pelvis_faces("down", 30), aims("pelvis", "neck", "forward", 28), *both((upper_arm, "out", 35)), *both((forearm, (0.2, 0.2, 1.0), 40)), *both((knee, 35, 105)), apart("left_knee", "right_knee", 0.35, 0.85), *(height(f"{s}_toes", 0.25) for s in SIDES)), """
        skydiving | free fall | a skydiver, belly down with the limbs spread and bent | falling through the air face down | parachutist before pulling the cord | belly-to-earth free fall | hovering face down, arms and legs bent outwards""",
        "leaping from an aeroplane | indoor wind-tunnel flyer"),
    *named("bow pose", "arms legs torso", (pelvis_faces("down", 35), height("belly", 0, 0.10), tilt("pelvis", "neck", "forward", 5, 55), near("left_hand", "left_ankle", 0.16), near("right_hand", "right_ankle", 0.16), *both((knee, 70, 150))), """
        bow pose on the floor | dhanurasana | lying on the belly, holding the ankles behind | yoga bow | prone, hands grabbing the feet | body bent like a bow, hands at the ankles | rocking horse on the belly""",
        "the archer's weapon in yoga, prone | trussed like a roast, ankles in the hands"),
    *sided("lying on the side", "legs torso", (*_on_side("left"),), """
        lying on the side | lie on your side | on one's side on the floor | side lying | reclining on one side | roll onto your side |
        lying on the left side | lie on your left side | on the left side on the floor""",
        "flat on one flank | resting on the left flank"),
    *sided("sleeping on the side", "arms legs torso head", (*_on_side("left"), *both((knee, 30, 110)), near("left_hand", "left_cheek", 0.26), near("right_hand", "chest", 0.48), Target("angle", "pelvis", "left_knee", 85, 150, against=("pelvis", "neck"))), """
        sleeping on the side | asleep on one side, a hand under the cheek | recovery position | a child sleeping on its side | sleep | taking a nap on the side | curled on one side with a hand at the face |
        sleeping on the left side | asleep on the left side, knees slightly bent""",
        "dreaming sweetly, cheek on the palm | dozing on one flank"),
    *sided("fetal position", "arms legs torso", (*_on_side("left"), *both((knee, 95, 158)), near("left_kneecap", "chest", 0.42), near("right_kneecap", "chest", 0.42), near("left_hand", "left_kneecap", 0.38), near("right_hand", "right_kneecap", 0.38)), """
        fetal position | lying on the side curled up in a ball | foetal position | curled up on the floor | curl up on your side with the knees at the chest | an embryo | hurt, curled up on one side |
        fetal position on the left side""",
        "like an unborn child | a hedgehog rolled up"),
    *sided("reclining on the elbow", "arms legs torso", (tilt("right_hip", "left_hip", "down", 0, 42), height("left_hip_side", 0, 0.06), height("left_elbow", 0, 0.06), near("left_palm", "left_temple", 0.16), elbow("left", 90, 155), tilt("pelvis", "neck", "left", 10, 62), tilt("pelvis", "neck", "up", 30, 80), *both((knee, 0, 75)), chest_faces("forward", 45), height("left_outer_ankle", 0, 0.1), height("left_knee", 0, 0.16), height("right_ankle", 0, 0.3)), """
        reclining on one elbow | lying on the side with the head propped on the hand | a Roman at a banquet | lounging on the side, head on the hand | draw me like one of your French girls | propped on an elbow on the floor |
        reclining on the left elbow, head in the left hand""",
        "Titian's Venus | a picnic guest, skull in the palm"),
    *named("on all fours", "legs arms torso", _ALL_FOURS, """
        on all fours | hands and knees on the floor | get down on all fours | tabletop position | crawling baby | on hands and knees | kneeling on all fours, back level | a dog on all fours | play horse for the kids""",
        "quadruped | looking for a lost contact lens"),
    *named("cat pose", "arms legs torso", (*_ALL_FOURS, Target("angle", "pelvis", "pelvis_top", 35, 90, against=("spine3", "neck"))), """
        cat pose | on all fours with a rounded back | arching the back like a cat | cat stretch | angry cat | hands and knees, back humped up | marjaryasana""",
        "a hissing feline | hunched spine over hands and knees"),
    *named("cow pose", "arms legs torso head", (*_ALL_FOURS, tilt("skull", "gaze", "up", 55, 105)), """
        cow pose | on all fours, looking up | all fours with a hollow back and the head raised | hands and knees, head lifted | bitilasana | howling wolf on all fours | a puppy looks up""",
        "sagging spine, eyes ahead, on hands and knees | a hound baying at the moon"),
    *sided("crawling", "arms legs torso", (*_HANDS_DOWN, *_down("kneecap", 0.05), tilt("pelvis", "neck", "up", 68, 106), pelvis_faces("down", 45), offset("right_hand", "left_hand", "forward", 0.12, 0.5), offset("left_knee", "right_knee", "forward", 0.1, 0.45), *both((arm, "down", 45, (0, 45)))), """
        crawling | crawling on hands and knees | a crawling baby | crawl forward | creeping on all fours, one hand ahead | moving on all fours | crawl under the table |
        crawling with the left hand and the right knee forward""",
        "an infant on the move | advancing on palms and kneecaps"),
    *sided("army crawl", "arms legs torso", (pelvis_faces("down", 38), height("belly", 0, 0.14), height("groin", 0, 0.16), height("left_elbow", 0, 0.06), height("right_elbow", 0, 0.06), *both((elbow, 60, 130)), knee("right", 60, 130), tilt("right_hip", "right_knee", "right", 0, 55), knee("left", 0, 40), height("left_toes", 0, 0.1), height("right_ankle", 0, 0.2), tilt("pelvis", "neck", "forward", 0, 35)), """
        army crawl | crawling on the belly | leopard crawl | a soldier crawls under barbed wire | commando crawl on the elbows | creeping along flat on the ground | combat crawl, one knee drawn up | crawl low on your stomach""",
        "wriggling beneath the wire | infantry drill, prone advance"),
    *sided("bird dog", "arms legs torso", (height("left_hand", 0, 0.06), height("right_kneecap", 0, 0.04), thigh("right", "down", 26), *arm("left", "down", 24), *arm("right", (0, 0.1, 1.0), 20), *leg("left", (0, 0.05, -1.0), 20), tilt("pelvis", "neck", "up", 70, 102)), """
        bird dog | on all fours with one arm and the opposite leg stretched out | kneeling balance, opposite arm and leg lifted | pointer dog exercise | hands and knees, one arm forward and the other leg back |
        on all fours, the right arm stretched forward and the left leg stretched back""",
        "a gundog points | contralateral reach from hands and knees"),
    *named("plank", "arms legs torso", (*_HANDS_DOWN, *both((arm, "down", 26, (0, 20))), *_STRAIGHT, tilt("pelvis", "neck", "up", 58, 90), *_down("toes", 0.05), height("pelvis", 0.25, 0.65), pelvis_faces("down", 40), aims("pelvis", "neck", "forward", 36)), """
        plank | high plank | push-up position | doing a plank on straight arms | top of a push-up | body straight as a board on hands and toes | hold a plank | ready for push-ups | press-up position""",
        "a rigid beam on palms and toes | drop and give me twenty"),
    *named("forearm plank", "arms legs torso", (height("left_elbow", 0, 0.06), height("right_elbow", 0, 0.06), *_down("hand", 0.08), *both((forearm, "forward", 35)), *_STRAIGHT, tilt("pelvis", "neck", "up", 72, 96), *_down("toes", 0.05), height("pelvis", 0.15, 0.42), *(height(f"{s}_kneecap", 0.07) for s in SIDES), pelvis_faces("down", 35)), """
        forearm plank | low plank | elbow plank | plank on the forearms | holding a plank on the elbows | core exercise, straight body on forearms and toes | planking on the elbows""",
        "the core challenge on elbows | rigid board resting on forearms"),
    *named("bottom of a push-up", "arms legs torso", (*_HANDS_DOWN, *both((elbow, 75, 140)), *_STRAIGHT, tilt("pelvis", "neck", "up", 78, 98), *_down("toes", 0.05), height("chest", 0.03, 0.22), *(height(f"{s}_kneecap", 0.05) for s in SIDES), pelvis_faces("down", 35)), """
        bottom of a push-up | push-up with the chest near the floor | chaturanga | lowered press-up, elbows bent | doing push-ups | low push-up, straight body just above the ground | push yourself up from the floor""",
        "hovering over the floor on bent arms | a press-up at its lowest point"),
    *sided("side plank", "arms legs torso", (height("left_hand", 0, 0.06), *arm("left", "down", 26, (0, 25)), tilt("right_shoulder", "left_shoulder", "down", 0, 32), tilt("right_hip", "left_hip", "down", 0, 38), *_STRAIGHT, height("left_outer_ankle", 0, 0.07), height("left_hip_side", 0.15), *arm("right", "up", 26, (0, 30))), """
        side plank | vasisthasana | a plank on one hand, the other arm up | balancing sideways on one hand | side plank with the top arm raised | body sideways, one hand on the floor, one in the air |
        side plank on the left hand, right arm up""",
        "a slanting board on a single palm | oblique exercise on one arm"),
    *named("downward dog", "arms legs torso", (*_HANDS_DOWN, *_down("ball", 0.04), *both((knee, 0, 28)), *both((elbow, 0, 20)), height("seat", 0.62), tilt("pelvis", "neck", "down", 25, 68), tilt("pelvis", "neck", "forward", 22, 65), offset("left_ball", "left_hand", "forward", 0.55), offset("right_ball", "right_hand", "forward", 0.55)), """
        downward dog | downward facing dog | adho mukha svanasana | yoga inverted V, hands and feet on the floor, hips up | hips high, hands and feet on the floor | down dog | an upside-down V with straight arms and legs | body like a tent""",
        "the pup stretches, rump to the sky | a mountain shape on palms and soles"),
    *sided("three-legged dog", "arms legs torso", (*_HANDS_DOWN, height("right_ball", 0, 0.04), knee("right", 0, 28), *both((elbow, 0, 20)), height("seat", 0.55), tilt("pelvis", "neck", "down", 20, 72), *leg("left", (0, 0.7, -1.0), 26, (0, 25)), offset("right_ball", "right_hand", "forward", 0.55)), """
        three-legged dog | downward dog with one leg lifted | hands and one foot on the floor, the other leg up behind | yoga dog split | one leg raised in downward dog |
        downward dog with the left leg lifted high""",
        "a hydrant moment in yoga class | inverted V, one heel to the sky"),
    *named("bear crawl", "arms legs torso", (*_HANDS_DOWN, *_down("ball", 0.05), *both((knee, 50, 115)), *(height(f"{s}_kneecap", 0.06, 0.5) for s in SIDES), height("pelvis", 0.4), tilt("pelvis", "neck", "up", 65, 115), pelvis_faces("down", 65), *both((elbow, 0, 40)), offset("left_ball", "left_hand", "forward", 0.3)), """
        bear crawl | walking on hands and feet like a bear | on hands and feet with bent knees | an animal on four legs | gorilla on all fours | hands and feet on the ground, knees off the floor | crouching on all fours""",
        "lumbering grizzly gait | quadrupedal movement drill"),
    *sided("mountain climber", "arms legs torso", (*_HANDS_DOWN, *both((arm, "down", 32, (0, 28))), height("right_toes", 0, 0.05), knee("right", 0, 30), height("left_toes", 0, 0.12), knee("left", 75, 150), tilt("pelvis", "neck", "up", 55, 92), near("left_kneecap", "belly", 0.42)), """
        mountain climber | plank with one knee drawn to the chest | mountain climbers exercise | low runner's plank | push-up position, one knee pulled forward | spiderman lunge on the hands |
        plank with the left knee pulled to the chest""",
        "running on the spot in plank | boot-camp drill with a knee drive"),
    *named("crab", "arms legs torso", (*_HANDS_DOWN, *flat(), *both((knee, 65, 115)), pelvis_faces("up", 40), height("seat", 0.15, 0.5), *both((elbow, 0, 35)), offset("pelvis", "left_hand", "back", 0.1), offset("pelvis", "right_hand", "back", 0.1)), """
        crab walk | crab | reverse tabletop | on hands and feet, belly up | walking like a crab | hips lifted, hands behind, knees bent, facing up | upside-down all fours""",
        "a crustacean with its tummy to the sky | tabletop with the navel upward"),
    *named("reverse plank", "arms legs torso", (*_HANDS_DOWN, *_down("heel", 0.04), *_STRAIGHT, pelvis_faces("up", 45), height("seat", 0.12), *both((elbow, 0, 25)), offset("pelvis", "left_hand", "back", 0.15), offset("pelvis", "right_hand", "back", 0.15)), """
        reverse plank | purvottanasana | upward plank | straight body facing up on hands and heels | belly to the ceiling, arms straight behind, heels on the floor | inclined plane facing up""",
        "a board with its face to the ceiling, on palms and heels | upward incline hold"),
    *named("wheel", "arms legs torso", (*_HANDS_DOWN, *flat(), pelvis_faces("up", 45), chest_faces((0, 0.6, -1.0), 62), height("pelvis", 0.4), height("neck", 0.2), *both((elbow, 0, 60)), offset("left_hand", "left_ankle", "forward", 0.3)), """
        bridge on hands and feet | wheel pose | backbend | full bridge | urdhva dhanurasana | arched over backwards with hands and feet on the floor | gymnast's bridge | bending backwards until the hands touch the ground""",
        "a human arch, navel to the heavens | an exorcist spider walk"),
    *named("glute bridge", "legs torso", (height("upper_back", 0, 0.10), chest_faces("up", 50), *flat(), *both((knee, 65, 120)), height("seat", 0.16, 0.6), *feet(0.05, 0.45), aims("pelvis", "neck", "back", 50)), """
        glute bridge | shoulder bridge | lying on the back with the hips lifted | hip thrust | bridge pose | setu bandhasana | raise your hips off the floor, feet flat | pelvic lift""",
        "hips thrust to the ceiling, shoulder blades down | supine, pelvis hoisted"),
    *named("shoulder stand", "legs torso", (height("upper_back", 0, 0.22), height("nape", 0, 0.16), *both((leg, "up", 22, (0, 25))), tilt("pelvis", "neck", "down", 0, 48), height("pelvis", 0.35)), """
        shoulder stand | candle | sarvangasana | on the shoulders with the legs straight up | legs and hips in the air, resting on the shoulders | candlestick in gymnastics | upside down on the shoulders""",
        "taper pose of the gym class | balanced on the nape, toes to the sky"),
    *named("plow", "legs torso", (height("upper_back", 0, 0.26), height("nape", 0, 0.18), *_down("toes", 0.12), *both((knee, 0, 30)), tilt("pelvis", "neck", "down", 0, 62), height("pelvis", 0.3)), """
        plow pose | halasana | lying on the shoulders with the feet over the head | legs over the head, toes on the floor behind | plough pose | backward roll, legs over the head | folded over backwards on the shoulders""",
        "toes on the ground beyond the crown | halfway through a backward somersault"),
    *named("handstand", "arms legs torso", (*_HANDS_DOWN, *both((aim_arm, "down", 16)), *both((elbow, 0, 18)), tilt("pelvis", "neck", "down", 0, 18), *both((leg, "up", 16, (0, 22))), height("crown", 0.05)), """
        handstand | doing a handstand | standing on the hands | upside down on the hands | balance on your hands with the legs straight up | adho mukha vrksasana | inverted on straight arms | an acrobat on his hands | walk on your hands""",
        "a circus artist inverted on the palms | head over heels, arms as legs"),
    *named("straddle handstand", "arms legs torso", (*_HANDS_DOWN, *both((aim_arm, "down", 20)), *both((elbow, 0, 20)), tilt("pelvis", "neck", "down", 0, 22), *both((knee, 0, 20)), apart("left_ankle", "right_ankle", 0.8, 1.6), *both((leg, (0.8, 1.0, 0), 25, (0, 20)))), """
        straddle handstand | handstand with the legs apart | cartwheel | in the middle of a cartwheel | turning a cartwheel | upside down on the hands with the legs spread | do a cartwheel""",
        "a spinning wheel of limbs | inverted with a wide V of legs"),
    *named("headstand", "arms legs torso", (height("crown", 0, 0.05), *_down("hand", 0.08), tilt("pelvis", "neck", "down", 0, 18), *both((leg, "up", 17, (0, 22))), *both((elbow, 50, 145))), """
        headstand | standing on the head | sirsasana | upside down on the head with the legs straight up | yoga headstand | balance on your head | do a headstand | inverted, head and hands on the floor""",
        "crown to the ground, feet to the ceiling | turned topsy-turvy on the skull"),
    *named("crow pose", "arms legs torso", (*_HANDS_DOWN, near("left_kneecap", "left_elbow", 0.22), near("right_kneecap", "right_elbow", 0.22), *both((knee, 100, 160)), *(height(f"{s}_toes", 0.08) for s in SIDES), *both((elbow, 20, 110)), height("crown", 0.08), tilt("pelvis", "neck", "down", 20, 95)), """
        crow pose | crane pose | bakasana | balancing on the hands with the knees on the upper arms | yoga arm balance, knees against the elbows | frog balance | balance on bent arms with the feet off the floor""",
        "a bird perched on its palms | squatting arm-balance"),
    *sided("front split", "legs torso", (*leg("left", "forward", 24, (0, 20)), *leg("right", "back", 32, (0, 28)), height("groin", 0, 0.28), height("left_heel", 0, 0.06), height("right_kneecap", 0, 0.08), *upright(25)), """
        split | doing the splits | front split | one leg stretched forward and the other back on the floor | hanumanasana | a gymnast doing the splits | do the splits |
        front split with the left leg in front""",
        "legs at one hundred and eighty degrees, fore and aft | the cheerleader drops down"),
    *named("side split", "legs torso", (*both((leg, (1.0, -0.15, 0.15), 30, (0, 25))), height("groin", 0, 0.32), *(height(f"{s}_heel", 0, 0.08) for s in SIDES), tilt("pelvis", "neck", "up", 0, 50)), """
        side split | middle split | box split | straddle split, legs straight out to both sides | Jean-Claude Van Damme split | center split | legs spread to the left and the right, hips on the floor""",
        "straddled flat to either side | the action star between two lorries"),
    *named("camel pose", "arms legs torso", (*_down("kneecap", 0.04), *both((thigh, "down", 30)), near("left_hand", "left_heel", 0.24), near("right_hand", "right_heel", 0.24), tilt("pelvis", "neck", "back", 22, 82), chest_faces((0, 0.7, 1.0), 58), *both((knee, 60, 135))), """
        camel pose | ustrasana | kneeling backbend with the hands on the heels | kneeling and bending backwards to hold the heels | kneel, arch back and grab your heels | yoga camel""",
        "a dromedary in the studio | knees grounded, chest to the sky, palms to the heels"),
    *sided("crescent low lunge", "arms legs torso", (*knee_down("right"), *flat("left"), knee("left", 65, 125), offset("right_knee", "left_ankle", "forward", 0.4), *both((arm, "up", 22, (0, 25))), tilt("pelvis", "neck", "up", 0, 28)), """
        crescent low lunge | low lunge with the arms up | anjaneyasana | one knee on the floor, arms raised | yoga kneeling lunge, both arms overhead | kneeling on one knee with the arms stretched up |
        low lunge, the right knee on the floor, arms overhead""",
        "half-kneeling salute to the sun | hip-flexor stretch reaching up"),
    *sided("pigeon pose", "legs torso", (height("left_shin", 0, 0.16), knee("left", 75, 155), tilt("left_hip", "left_knee", "forward", 0, 65), *leg("right", "back", 34, (0, 32)), height("right_kneecap", 0, 0.07), height("seat", 0, 0.24), tilt("pelvis", "neck", "up", 0, 50), height("left_outer_ankle", 0, 0.16)), """
        pigeon pose | kapotasana | one leg folded in front, the other stretched back on the floor | yoga pigeon | hip opener, front shin on the floor | sit with one leg bent in front and one straight behind |
        pigeon pose with the left leg in front""",
        "a cooing bird on the mat | glute stretch, rear leg long"),
    *named("frog on the floor", "legs torso", (*both((knee, 118, 158)), *_HANDS_DOWN, *both((thigh, (0.9, 0.15, 0.6), 45)), height("seat", 0.04, 0.36), *(height(f"{s}_ball", 0, 0.04) for s in SIDES), tilt("pelvis", "neck", "up", 10, 70)), """
        squatting like a frog | frog | leapfrog start | squat with the hands on the floor between the feet | about to jump like a frog | a toad | crouching with wide knees, hands on the ground | frog jump""",
        "ribbit | amphibian crouch, palms between the soles"),
    *sided("Spider-Man crouch", "arms legs torso", (height("right_hand", 0, 0.06), *both((knee, 70, 155)), flat("left")[1], height("right_ball", 0, 0.05), tilt("right_hip", "right_knee", "right", 0, 70), *both((elbow, 0, 90)), height("pelvis", 0.2, 0.55), apart("left_ankle", "right_ankle", 0.35), tilt("pelvis", "neck", "up", 15, 68), height("left_hand", 0.2)), """
        Spider-Man crouch | crouching low with one hand on the floor | Spider-Man on a roof | a superhero crouches, fingertips on the ground | low crouch, one leg out, one hand down | ready to pounce |
        crouched with the right hand on the ground""",
        "friendly neighbourhood web-slinger | perched low like an arachnid"),
    *sided("tying a shoelace", "arms legs torso", (*knee_down("right", 0.06), *flat("left"), knee("left", 85, 150), near("left_hand", "left_instep", 0.2), near("right_hand", "left_instep", 0.24), tilt("pelvis", "neck", "up", 15, 85)), """
        tying a shoelace | kneeling on one knee to tie a shoe | tie your shoes | bending down to the shoe on one knee | lacing up a boot, one knee on the floor | both hands at one foot, kneeling |
        tying the left shoe, right knee on the floor""",
        "doing up the trainers | fiddling with the laces, half kneeling"),
    *named("cowering", "arms legs torso", (*both((knee, 105, 158)), height("seat", 0.0, 0.36), *(height(f"{s}_ball", 0, 0.05) for s in SIDES), near("left_palm", "back_of_head", 0.2), near("right_palm", "back_of_head", 0.2), tilt("pelvis", "neck", "forward", 15, 80), tilt("pelvis", "neck", "up", 10, 75), near("left_kneecap", "chest", 0.45)), """
        cowering | crouching with the hands over the head | duck and cover | brace for impact, head down between the knees | taking cover, arms over the head | curled up in a crouch, protecting the head | earthquake drill""",
        "shielding the skull from falling rubble | scared stiff in a huddle"),
    *sided("sitting with one knee up", "legs torso", (height("left_buttock", 0, 0.04), height("right_buttock", 0, 0.04), *flat("left"), knee("left", 85, 145), knee("right", 0, 30), height("right_heel", 0, 0.05), tilt("pelvis", "neck", "up", 0, 35)), """
        sitting on the floor with one knee up | one leg stretched out, the other bent, sitting on the floor | sit on the ground, one knee raised | casually sitting with one leg straight | seated on the grass, one foot flat and one leg out |
        sitting with the left knee up and the right leg stretched out""",
        "a shepherd resting on the meadow | lounging on the rug, single knee raised"),
    *named("sitting with the knees up", "legs torso", (height("left_buttock", 0, 0.04), height("right_buttock", 0, 0.04), *flat(), *both((knee, 75, 130)), *feet(0.03, 0.5), tilt("pelvis", "neck", "up", 0, 38)), """
        sitting on the floor with the knees up | seated on the ground, knees bent, feet flat | sit down on the floor | sitting on the ground | on the floor, knees pointing up | a festival visitor sitting in the grass |
        sitting on the carpet with bent legs""",
        "camped on the lawn with raised knees | seated on the bare earth, soles planted"),
    *named("W-sitting", "legs torso", (height("seat", 0, 0.12), *both((knee, 110, 160)), *_down("kneecap", 0.05), *both((tip_out,)), *upright(25)), """
        W-sitting | sitting between the heels | hero pose, virasana | a child sitting on the floor with the feet beside the hips | sit between your feet | anime girl sitting on the floor, knees together, feet apart | ahiru-suwari""",
        "the duck seat | knees front, heels splayed outside the bottom"),
    *named("high bar hang", "arms legs torso", (*both((aim_arm, "up", 14)), *both((elbow, 0, 16)), *both((leg, "down", 17, (0, 35))), tilt("pelvis", "neck", "up", 0, 16), *(tilt(f"{s}_heel", f"{s}_ball", "down", 0, 62) for s in SIDES)), """
        hanging from a bar | dead hang | hanging by the hands | a gymnast on the high bar | pull-up bar, arms straight | dangling from a ledge | hang from a branch, legs dangling | trapeze artist""",
        "clinging to the edge of the cliff | monkey bars"),
    *named("pull-up", "arms legs torso", (*both((elbow, 100, 155)), *both((forearm, "up", 28)), *both((upper_arm, (0.8, -0.7, 0.1), 38)), offset("chin", "left_hand", "up", -0.12, 0.14), offset("chin", "right_hand", "up", -0.12, 0.14), apart("left_hand", "right_hand", 0.42, 0.95), *both((knee, 0, 100)), *both((thigh, "down", 28)), *(tilt(f"{s}_heel", f"{s}_ball", "down", 0, 62) for s in SIDES)), """
        pull-up | chin-up | doing pull-ups | chin over the bar | hanging on a bar with bent arms | pulling oneself up to the bar | do a chin-up""",
        "hoisting the chin over a horizontal bar | calisthenics at the top of the rep"),
]
