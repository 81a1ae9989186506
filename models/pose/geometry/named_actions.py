"""Named poses of sports, work, stage, film and feelings: a moment of something that the whole body does."""
from __future__ import annotations

from models.pose.geometry.named_geometry import *  # noqa: F403
from models.pose.geometry.named_pose import NamedPose, named, sided
from models.pose.geometry.named_targets import Target, aims, apart, height, near, offset, tilt


def _stance(front: str, low: float = 0.2, high: float = 0.6, bend: tuple[float, float] = (8, 60)) -> Geometry:
    """A fighter's or thrower's footing: one foot ahead, soft knees, soles down."""
    back = other(front)
    return (offset(f"{back}_ankle", f"{front}_ankle", "forward", low, high), offset("right_ankle", "left_ankle", "left", 0.0, 0.5), height(f"{front}_sole", 0, 0.05), height(f"{back}_ball", 0, 0.04),
            height(f"{back}_heel", 0, 0.1), *both((knee, *bend)), offset(f"{back}_sole", "centre_of_mass", "forward", -0.02), offset(f"{front}_sole", "centre_of_mass", "back", -0.05),
            offset("right_ankle", "centre_of_mass", "left", -0.06), offset("left_ankle", "centre_of_mass", "right", -0.06))


def _wide(low: float = 0.3, high: float = 0.75, bend: tuple[float, float] = (5, 55)) -> Geometry:
    return (*flat(), *feet(low, high), *both((knee, *bend)), *over_feet())


def _grip(most: float = 0.16) -> Target:
    """Both hands on one handle."""
    return near("left_hand", "right_hand", most)


def _hand(side: str, forward: tuple[float, float], up: tuple[float, float], outward: tuple[float, float]) -> Geometry:
    """A hand's place from the chest, in the chest's own axes."""
    return hand_from(side, "chest", forward, up, outward)


def _airborne() -> Geometry:
    return tuple(tilt(f"{side}_heel", f"{side}_ball", "down", 0, 78) for side in SIDES)


_GUARD: Geometry = tuple(part for side in SIDES for part in (
    elbow(side, 95, 155), offset("chin", f"{side}_hand", "up", -0.16, 0.08), *hand_from(side, "chest", (0.08, 0.36), (0.02, 0.32), (0.0, 0.2)), upper_arm(side, "down", 52)))

POSES: list[NamedPose] = [
    *sided("boxing guard", "arms legs torso", (*_stance("left", 0.12, 0.55, (5, 55)), *_GUARD, tilt("pelvis", "neck", "up", 0, 25)), """
        boxing guard | boxing stance | fists up in front of the face | ready to fight | a boxer's guard | put up your dukes | a boxer | both fists at the chin, elbows bent | fighting stance | guard up |
        orthodox boxing stance with the left foot forward | boxing stance, left foot in front""",
        "come on, let us spar | protecting the jaw with both gloves"),
    *sided("jab", "arms legs torso", (*_stance("left", 0.12, 0.6, (0, 55)), *arm("left", (0, 0.05, 1.0), 24, (0, 30)), elbow("right", 95, 155), *_hand("right", (0.04, 0.34), (-0.02, 0.32), (-0.02, 0.22)), tilt("pelvis", "neck", "up", 0, 28)), """
        punching forward | a punch | throwing a punch | a boxer's jab, the other fist at the chin | hit somebody with a straight punch | one fist stretched forward, the other guarding the face | punch |
        a left jab | punching with the left fist, right fist at the chin | the left arm straight forward in a punch""",
        "landing a straight blow | Rocky strikes with an outstretched glove"),
    *sided("karate punch", "arms legs torso", (*_stance("left", 0.35, 0.85, (0, 90)), *arm("right", "forward", 24, (0, 25)), elbow("left", 70, 140), near("left_hand", "left_waist", 0.2), *upright(18)), """
        karate punch | a karateka punches, the other fist at the hip | gyaku zuki | martial arts straight punch from a long stance | kung fu punch with one fist drawn back to the waist | one fist forward, the other at the hip |
        karate punch with the right fist, left fist at the hip""",
        "kata: striking arm ahead, chambered fist by the belt | the dojo drill blow"),
    *sided("uppercut", "arms legs torso", (*_stance("left", 0.05, 0.5, (0, 55)), elbow("right", 65, 120), forearm("right", "up", 28), *_hand("right", (0.1, 0.42), (0.16, 0.5), (-0.1, 0.18)), elbow("left", 90, 155), *_hand("left", (0.05, 0.32), (-0.08, 0.3), (0.0, 0.22))), """
        uppercut | a boxer's uppercut | punching upwards at the chin | swinging a fist up from below | an uppercut with the other fist in guard | shoryuken |
        uppercut with the right fist""",
        "a knockout blow from beneath | the fist rises under the opponent's jaw"),
    *sided("front kick", "arms legs torso", (*on_one_leg("left")[:3], over("left", 0.13)[0], knee("left", 0, 35), *leg("right", (0, 0.0, 1.0), 22, (0, 25)), tilt("pelvis", "neck", "up", 0, 38), *both((elbow, 60, 150))), """
        front kick | kicking forward | a kick to the front at hip height | mae geri | kick the door in | a straight kick with the fists up | martial arts front kick |
        kicking forward with the right leg | front kick with the right foot, standing on the left leg""",
        "booting a door open | thrusting one sole ahead at belt level"),
    *sided("high kick", "legs torso", (*flat("left"), knee("left", 0, 28), *leg("right", (-0.25, 0.65, 1.0), 24, (0, 25)), tilt("pelvis", "neck", "up", 0, 50), *over("left", 0.15)), """
        high kick | kicking high above the head | a cancan kick | one straight leg kicked up to head height | a cheerleader's high kick | kick as high as you can | leg thrown up in front | standing on one leg, the other kicked up high |
        high kick with the right leg | the right leg kicked up high, standing on the left""",
        "Moulin Rouge | the shoe flies to eye level"),
    *sided("side kick", "arms legs torso", (*flat("left"), knee("left", 0, 30), *leg("right", (-1.0, 0.1, 0.0), 24, (0, 25)), tilt("pelvis", "neck", "left", 35, 85), tilt("pelvis", "neck", "up", 5, 56), over("left", 0.16)[1], *both((elbow, 40, 150))), """
        side kick | kicking sideways | a karate side kick | yoko geri | Bruce Lee side kick | one leg kicked out to the side at hip height, the torso leaning away | kick to the side | flying side kick |
        side kick with the right leg | kicking to the right with the right foot""",
        "the dragon strikes laterally with the heel | thrusting a sole sideways"),
    *sided("crane kick", "arms legs torso", (*on_one_leg("left"), thigh("right", (0, 0.1, 1.0), 32), knee("right", 70, 130), *both((upper_arm, (1.0, 0.35, 0.1), 32)), *both((fingers, (0.3, -1.0, 0.2), 65)), tilt("pelvis", "neck", "up", 0, 16)), """
        crane stance | Karate Kid crane kick | standing on one leg with both arms raised like wings | crane technique | one knee up, arms spread like a bird | kung fu crane | flamingo with spread wings |
        crane stance on the left leg, right knee up""",
        "Daniel's final move in the tournament | a wading bird about to strike"),
    *sided("karate block", "arms legs torso", (*_stance("left", 0.3, 0.8, (0, 90)), upper_arm("left", (0.2, 0.9, 0.8), 42), *hand_from("left", "forehead", (0.02, 0.36), (-0.04, 0.3), (-0.28, 0.1), "head"), elbow("left", 60, 120), near("right_hand", "right_waist", 0.22), elbow("right", 65, 130)), """
        karate block | blocking a blow to the head with one forearm | upper block, age uke | a forearm raised in front of the forehead, the other fist at the hip | defend yourself from an overhead blow |
        block with the left forearm above the head, right fist at the hip""",
        "fending off a club from above | the shielding forearm of a karateka"),
    *named("shielding the face", "arms", (*both((elbow, 80, 150)), near("left_forearm", "nose", 0.30), near("right_forearm", "nose", 0.30), *(offset("nose", f"{s}_forearm", "forward", 0.04, 0.28, frame="head") for s in SIDES), near("left_forearm", "right_forearm", 0.24), *(offset("nose", f"{s}_hand", "up", -0.02, 0.3) for s in SIDES)), """
        shielding the face with both arms | protecting the face with the forearms | scared, arms in front of the face | both forearms held before the face | don't hit me | defending against a blow with raised arms | blinded by a bright light, arms before the eyes |
        flinching behind the arms""",
        "fearing a slap | warding off flying debris", "both forearms in front of the face"),
    *named("arms in an X", "arms", (near("left_forearm", "right_forearm", 0.10), *both((elbow, 70, 140)), offset("right_hand", "left_hand", "right", 0.05, 0.5, frame="spine3"), *(offset("chest", f"{s}_hand", "forward", 0.0, 0.34, frame="spine3") for s in SIDES), *(offset("chest", f"{s}_hand", "up", -0.05, 0.34, frame="spine3") for s in SIDES)), """
        arms crossed in an X in front of the chest | Wakanda forever | forearms crossed in front, fists at the shoulders | Wonder Woman crosses her wrists | X block | mummy in a sarcophagus | pharaoh with crossed arms | vampire in the coffin | both fists crossed over the chest""",
        "Black Panther's greeting | Tutankhamun | no entry: an X of forearms", "the forearms crossed in an X"),
    *sided("golf swing", "arms legs torso", (*_wide(0.2, 0.7, (0, 45)), _grip(0.14), upper_arm("left", (1.0, 0.25, 0.3), 60), height("left_hand", 1.38), height("right_hand", 1.38), offset("neck", "left_hand", "left", 0.05, 0.7), tilt("spine3", "chest_front", "left", 20, 86)), """
        golf follow-through | the end of a golf swing | a golfer after the swing, hands high over one shoulder | golf swing finish | both hands swung up over the shoulder | swinging a golf club |
        golf follow-through over the left shoulder | both hands over the left shoulder after the golf swing""",
        "watching the ball sail down the fairway | Tiger Woods after the drive"),
    *named("golf address", "arms legs torso head", (*_wide(0.25, 0.6, (5, 45)), _grip(0.12), *both((arm, (-0.2, -1.0, 0.55), 24, (0, 35))), tilt("pelvis", "neck", "up", 18, 50), tilt("pelvis", "neck", "forward", 38, 74), tilt("skull", "gaze", "up", 110, 162)), """
        golf | a golfer addresses the ball | golf stance, both hands low in front | putting on the green | about to hit a golf ball | leaning forward slightly with both hands together low in front | play golf""",
        "eyeing the ball on the tee | lining up the putt"),
    *sided("baseball bat", "arms legs torso", (*_wide(0.35, 0.85, (8, 60)), _grip(0.13), *hand_from("right", "right_shoulder", (-0.2, 0.3), (-0.12, 0.26), (-0.02, 0.34)), elbow("right", 85, 150), elbow("left", 25, 115), tilt("pelvis", "neck", "up", 0, 35)), """
        baseball batter | holding a baseball bat over the shoulder | ready to bat | batting stance | a slugger waits for the pitch | both hands at one shoulder holding a bat | baseball bat | swing a sword over the shoulder | batter up |
        holding a bat at the right shoulder with both hands""",
        "three balls, two strikes at the plate | about to swing the club beside the ear"),
    *sided("holding a sword overhead", "arms legs torso", (*_stance("left", 0.2, 0.8, (0, 75)), _grip(0.14), *(offset("crown", f"{s}_hand", "up", -0.05, 0.42) for s in SIDES), *(offset("crown", f"{s}_hand", "forward", -0.3, 0.22) for s in SIDES), *both((elbow, 25, 125))), """
        a samurai raising the sword overhead | chopping wood, axe overhead | both hands together above the head, ready to strike | holding a sword high with both hands | splitting logs with an axe | swing a sledgehammer | sword raised to strike, one foot in front |
        sword overhead with the left foot in front""",
        "the executioner lifts his axe | katana poised above the crown"),
    *sided("sword guard", "arms legs torso", (*_stance("right", 0.2, 0.75, (5, 65)), _grip(0.14), *(offset("belly", f"{s}_hand", "forward", 0.12, 0.45) for s in SIDES), *(offset("belly", f"{s}_hand", "up", -0.08, 0.28) for s in SIDES), *both((elbow, 20, 95)), tilt("pelvis", "neck", "up", 0, 20)), """
        holding a sword in both hands | a knight with his sword at the ready | samurai stance | sword held in front of the belly | lightsaber duel | kendo guard | jedi with a lightsaber | both hands on the hilt in front |
        sword guard with the right foot in front""",
        "may the force be with you | en garde with a two-handed blade"),
    *sided("fencing", "arms legs torso", (*_stance("right", 0.5, 1.05, (0, 105)), knee("right", 40, 105), *arm("right", (0, 0.05, 1.0), 28, (0, 32)), upper_arm("left", (1.0, 0.3, -0.2), 52), tilt("pelvis", "neck", "up", 0, 38)), """
        fencing lunge | a fencer lunges | fencing | thrusting with a rapier, one arm forward and the other back | touché | a musketeer's lunge | stab forward with a sword |
        fencing lunge with the right arm forward, left arm back""",
        "d'Artagnan attacks | the foil darts ahead in a long stride"),
    *sided("tennis serve", "arms legs torso head", (*_stance("left", 0.05, 0.6, (0, 50)), *arm("left", (0.1, 1.0, 0.35), 20, (0, 25)), elbow("right", 75, 145), upper_arm("right", (-1.0, 0.25, -0.2), 40), offset("right_elbow", "right_hand", "up", 0.05, 0.4), tilt("skull", "gaze", "up", 20, 72)), """
        tennis serve | serving in tennis | a tennis player tosses the ball | one arm up tossing the ball, the other bent behind with the racket | ready to smash | volleyball spike | serve an ace |
        tennis serve: left arm up, right arm bent behind the head""",
        "match point, ball toss | trophy position on centre court"),
    *sided("tennis forehand", "arms legs torso", (*_stance("left", 0.0, 0.7, (10, 70)), *arm("right", (-1.0, -0.1, 0.15), 28, (0, 50)), elbow("left", 20, 100), offset("chest", "left_hand", "forward", 0.1, 0.55), tilt("pelvis", "neck", "up", 0, 35)), """
        tennis forehand | ready to hit a forehand | a tennis player draws the racket back | playing tennis | swinging a racket at the side | play badminton | table tennis |
        tennis forehand with the right arm out to the side""",
        "returning the ball from the baseline | racket swung back at hip height"),
    *sided("throwing", "arms legs torso", (*_stance("left", 0.25, 0.85, (0, 75)), upper_arm("right", (-1.0, 0.25, -0.25), 32), elbow("right", 65, 120), forearm("right", (-0.1, 1.0, -0.3), 45), *arm("left", (0.25, 0.1, 1.0), 36, (0, 70)), tilt("pelvis", "neck", "up", 0, 32)), """
        throwing | about to throw a ball | throw | a pitcher winds up | throwing a stone | quarterback pass | a handball player shoots | arm cocked back to throw, the other arm forward | throw a snowball |
        throwing with the right hand, left foot forward | right arm cocked behind the head, left arm forward""",
        "hurling something at the enemy | the outfielder readies a long throw"),
    *sided("javelin", "arms legs torso", (*_stance("left", 0.35, 0.95, (0, 60)), *arm("right", (-0.9, 0.25, -0.6), 38, (0, 50)), *arm("left", (0.3, 0.3, 1.0), 36, (0, 45)), tilt("pelvis", "neck", "up", 0, 35)), """
        javelin throw | a javelin thrower | throwing a spear | spear arm drawn back, the other arm stretched forward | throw the javelin | a hunter hurls a spear | Zeus of Artemision |
        javelin in the right hand drawn back, left arm forward""",
        "an Olympian with a spear | the bronze god about to cast his thunderbolt"),
    *sided("bowling", "arms legs torso", (*_stance("left", 0.45, 1.05, (0, 105)), knee("left", 45, 105), *arm("right", (0.0, -0.6, 1.0), 28, (0, 25)), tilt("pelvis", "neck", "up", 25, 68), tilt("pelvis", "neck", "forward", 20, 66), *arm("left", (1.0, -0.3, -0.3), 40, (0, 60))), """
        bowling | a bowler releases the ball | ten-pin bowling | rolling a ball forward in a low lunge | bowl a strike | one arm swinging forward low in a lunge | playing skittles | curling |
        bowling with the right arm, left foot in front""",
        "aiming for ten pins | the ball rolls off the fingers down the lane"),
    *sided("discus", "arms legs torso", (*_stance("right", 0.0, 0.7, (20, 90)), *arm("right", (-0.7, 0.2, -1.0), 36, (0, 30)), tilt("pelvis", "neck", "up", 20, 65), tilt("pelvis", "neck", "forward", 28, 72), near("left_hand", "right_kneecap", 0.34)), """
        discus thrower | Discobolus of Myron | throwing the discus | crouched, one arm swung back high, the other hand at the knee | Greek statue of a discus thrower | wind up for the discus |
        discus in the right hand, swung back; the left hand at the right knee""",
        "marble athlete, disc in hand | ancient pentathlon"),
    *named("basketball shot", "arms", (near("left_hand", "right_hand", 0.26), *(offset("forehead", f"{s}_hand", "up", 0.0, 0.36) for s in SIDES), *(offset("forehead", f"{s}_hand", "forward", 0.0, 0.34) for s in SIDES), *both((elbow, 55, 125)), *both((palm, (0, 0.6, 0.8), 55))), """
        basketball shot | shooting a basketball | free throw | a ball held above the forehead with both hands | soccer throw-in | throw a basket | three-pointer | both hands hold a ball above the face""",
        "nothing but net | lining up the hoop", "a ball held above the forehead"),
    *sided("dribbling", "arms legs torso", (*_stance("left", 0.0, 0.5, (25, 80)), elbow("right", 20, 85), palm("right", "down", 32), *hand_from("right", "belly", (0.12, 0.5), (-0.22, 0.14), (0.08, 0.5), "world"), tilt("pelvis", "neck", "up", 12, 48), tilt("pelvis", "neck", "forward", 40, 80), elbow("left", 35, 110)), """
        dribbling a basketball | dribble | bouncing a ball | a basketball player dribbles low | one hand pushing a ball down, knees bent | bounce the ball on the spot |
        dribbling with the right hand""",
        "the point guard brings it up the court | patting something down beside the knee"),
    *named("volleyball dig", "arms legs torso", (*_wide(0.25, 0.8, (35, 95)), near("left_hand", "right_hand", 0.11), *both((arm, (-0.3, -0.55, 1.0), 24, (0, 25))), tilt("pelvis", "neck", "up", 10, 50), tilt("pelvis", "neck", "forward", 38, 82), *both((palm, (0, 1.0, 0.4), 75))), """
        volleyball dig | bump pass | receiving a volleyball with the forearms | both forearms together low in front, knees bent | a volleyball player bumps the ball | beach volleyball pass | dig the ball""",
        "forearms joined to receive the serve | the libero at work"),
    *named("volleyball block", "arms", (*both((arm, (0.1, 1.0, 0.25), 15, (0, 22))), *both((palm, "forward", 35)), apart("left_hand", "right_hand", 0.1, 0.5)), """
        volleyball block | blocking at the net | both arms straight up with the palms forward | pressing against a low ceiling | reach up, palms facing ahead | goalkeeper punching a high ball | stop the spike""",
        "a wall of hands above the net | palms shown high overhead", "both palms facing forward high above the head"),
    *named("goalkeeper ready", "arms legs torso", (*_wide(0.35, 0.85, (30, 85)), *both((elbow, 30, 95)), *both((palm, (-0.1, 0.1, 1.0), 50)), *(offset("belly", f"{s}_hand", "forward", 0.1, 0.5) for s in SIDES), offset("right_hand", "left_hand", "left", 0.4, 1.1), tilt("pelvis", "neck", "up", 8, 45), tilt("pelvis", "neck", "forward", 42, 84)), """
        goalkeeper waiting for a penalty | goalie stance | crouched with the hands open in front | ready position in sports | a wrestler ready to grapple | defending in basketball | knees bent, hands out, palms forward | wicket keeper""",
        "between the posts, anticipating the shot | catch-as-catch-can opening stance"),
    *sided("kicking a ball", "arms legs torso", (*flat("left"), knee("left", 5, 45), *leg("right", (0.15, -0.6, 1.0), 24, (0, 40)), over("left", 0.18)[0], *arm("left", (1.0, 0.1, 0.5), 42, (0, 60)), *arm("right", (-1.0, -0.3, -0.5), 45, (0, 70)), tilt("pelvis", "neck", "up", 0, 35)), """
        kicking a ball | a footballer kicks the ball | soccer kick | shoot at goal | kick a penalty | one leg swinging forward, arms spread for balance | pass the ball with the foot | play football |
        kicking a ball with the right foot""",
        "the striker scores | punting with an outstretched shoe"),
    *sided("winding up a kick", "arms legs torso", (height("left_sole", 0, 0.05), knee("left", 5, 50), thigh("right", (0, -0.85, -0.55), 28), knee("right", 50, 115), *arm("left", (0.7, 0.2, 0.7), 45, (0, 70)), *arm("right", (-0.8, -0.3, -0.7), 48, (0, 70)), tilt("pelvis", "neck", "up", 0, 38), over("left", 0.2)[0]), """
        about to kick a ball | winding up for a kick | the kicking leg drawn back | a footballer swings the leg back | free kick, leg swung back | ready to shoot a penalty |
        the right leg drawn back, about to kick""",
        "Roberto Carlos before the shot | rear foot cocked, arms flung for balance"),
    *sided("running", "arms legs torso", (thigh("left", (0, -0.35, 1.0), 26), knee("left", 55, 115), thigh("right", (0, -1.0, -0.5), 26), knee("right", 10, 90), *both((elbow, 55, 120)), offset("left_shoulder", "left_hand", "forward", -0.4, 0.1), offset("right_shoulder", "right_hand", "forward", 0.12, 0.5), tilt("pelvis", "neck", "up", 2, 30), tilt("pelvis", "neck", "forward", 60, 92),
                                          height("right_toes", 0, 0.06)), """
        running | sprinting | a sprinter at full speed | run | running fast with pumping arms | jogging | a runner mid-stride | one knee high in front, the other leg pushing off behind | dash | racing to the finish line |
        running, the left knee in front and the right arm forward | sprinting with the left leg in front""",
        "hot-footing it to catch the bus | Usain in full flight"),
    *sided("Naruto run", "arms legs torso", (thigh("left", (0, -0.4, 1.0), 30), knee("left", 40, 115), thigh("right", (0, -1.0, -0.45), 30), *both((arm, (0.15, -0.25, -1.0), 26, (0, 25))), tilt("pelvis", "neck", "up", 25, 62), tilt("pelvis", "neck", "forward", 25, 66), height("right_toes", 0, 0.08)), """
        Naruto run | ninja run with the arms stretched back | running with the arms trailing behind | anime run | run leaning forward with both arms straight back | speeding ninja | storm the base""",
        "sprinting shinobi, limbs swept behind | the meme dash at the desert base"),
    *named("arms swept back", "arms", (*both((arm, (0.25, -0.55, -1.0), 20, (0, 28))),), """
        arms swept back | both arms stretched backwards | arms behind like a ski jumper | swing both arms back | ready for a standing long jump, arms back | both arms straight behind the body | arms trailing behind""",
        "wings folded rearwards | a swimmer on the block, limbs behind", "both arms stretched backwards | the arms swept back"),
    *sided("Usain Bolt", "arms", (*arm("left", (1.0, 0.75, 0.0), 18, (0, 20)), upper_arm("right", (-1.0, 0.1, 0.1), 50), elbow("right", 85, 145), forearm("right", (0.8, 0.6, 0.35), 45), *hand_from("right", "chest", (0.0, 0.4), (-0.05, 0.38), (-0.1, 0.34))), """
        Usain Bolt pose | lightning bolt celebration | pointing to the sky at a slant with both arms, one arm bent | victory pose of the fastest man | archer of light: one arm up to the side, the other bent across the chest | to di world |
        the left arm stretched up to the side, the right arm bent across the chest""",
        "the Jamaican sprinter celebrates gold | a diagonal bow of arms"),
    *sided("hitting a drum", "arms", (*both((elbow, 50, 115)), offset("right_hand", "left_hand", "up", 0.1, 0.5), *(offset("chest", f"{s}_hand", "forward", 0.12, 0.5, frame="spine3") for s in SIDES), *both((palm, "down", 55)), apart("left_hand", "right_hand", 0.2, 0.65)), """
        playing the drums | drumming | a drummer | hit the drums with sticks | one hand up, one hand down on the drum | hammering a nail | air drums | percussionist | marching band drummer""",
        "Ringo keeps the beat | alternating beats with two sticks"),
    *named("conducting", "arms", (*both((upper_arm, (0.9, -0.2, 0.6), 34)), *both((elbow, 35, 95)), *both((forearm, (0.1, 0.75, 0.9), 32)), *(offset("chest", f"{s}_hand", "up", 0.05, 0.5) for s in SIDES)), """
        conducting an orchestra | a conductor | maestro | both hands raised in front as a conductor | direct a choir | raise the baton | conduct | a priest blessing the congregation with raised hands""",
        "Karajan | the orchestra waits for the downbeat", "both hands raised like a conductor"),
    *sided("Statue of Liberty", "arms", (*arm("right", (-0.2, 1.0, 0.1), 14, (0, 22)), elbow("left", 70, 130), *_hand("left", (0.06, 0.34), (-0.3, 0.0), (0.04, 0.3))), """
        Statue of Liberty | holding up a torch | Lady Liberty | one arm raised with a torch, a book in the other arm | carry the Olympic torch | liberty enlightening the world |
        right arm raised with the torch, the left arm holding a tablet""",
        "the lady of New York harbour | bearer of the flame"),
    *named("king of the world", "arms legs torso head", (*_wide(0.0, 0.5, (0, 18)), *both((arm, (1.0, 0.2, -0.15), 15, (0, 18))), tilt("pelvis", "neck", "up", 0, 22), tilt("skull", "gaze", "up", 50, 92), *both((palm, "forward", 70))), """
        I'm the king of the world | Titanic pose at the bow | arms spread wide, chest out | Christ the Redeemer | embracing freedom, arms flung wide and the head back | feeling the wind with spread arms | standing with open arms""",
        "Jack and Rose at the railing | the statue above Rio"),
    *named("crucified", "arms legs torso head", (*both((arm, (1.0, 0.32, 0), 13, (0, 22))), *both((leg, "down", 14, (0, 35))), offset("right_ankle", "left_ankle", "left", -0.06, 0.12), tilt("skull", "gaze", "up", 105, 148), tilt("pelvis", "neck", "up", 0, 16)), """
        crucified | Jesus on the cross | crucifixion | hanging on a cross, arms out, head bowed | feet together, arms spread and the head hanging | a martyr on the cross""",
        "Golgotha | nailed to the wood"),
    *named("star jump", "arms legs torso", (*both((arm, (0.9, 1.0, 0), 17, (0, 20))), *both((leg, (0.55, -1.0, 0), 15, (0, 18))), *_airborne(), *upright(14)), """
        star jump | jumping jack | jumping with arms and legs spread | X pose | body in the shape of an X | leap like a star | spread eagle jump | arms up and out, legs apart | jumping for joy, limbs wide | X-shape""",
        "Vitruvian leap | shaped like the letter X"),
    *named("tuck jump", "arms legs torso", (*both((knee, 90, 150)), *both((thigh, (0, 0.55, 1.0), 28)), tilt("pelvis", "neck", "up", 0, 38), *_airborne()), """
        tuck jump | jumping with the knees pulled up | cannonball into the pool | a jump, knees to the chest | leaping high with both knees tucked | jump over an obstacle | jump as high as you can with the knees up | hopping over a puddle, legs tucked""",
        "bomb dive | airborne squat"),
    *sided("leap", "legs torso", (*leg("left", (0, -0.25, 1.0), 24, (0, 32)), *leg("right", (0, -0.25, -1.0), 28, (0, 40)), tilt("pelvis", "neck", "up", 0, 28), *_airborne()), """
        leap | split leap | grand jeté | a ballet leap with the legs split in the air | hurdler over the hurdle | leaping across a gap | a gazelle's leap | one leg stretched forward and the other back in mid-air | jumping over a stream |
        leap with the left leg in front""",
        "the dancer soars in a mid-air split | steeplechase"),
    *named("jump for joy", "arms legs torso", (*both((arm, (0.35, 1.0, 0), 22, (0, 45))), *both((knee, 55, 125)), *both((thigh, (0.1, -1.0, 0.1), 36)), *(offset(f"{s}_knee", f"{s}_ankle", "back", 0.15, 0.5) for s in SIDES), tilt("pelvis", "neck", "up", 0, 25)), """
        jumping for joy | jump with the arms up and the heels kicked back | high-school musical jump | leap in the air with raised arms | hooray, a jump of joy | everybody jump on the beach | jumping, knees bent, arms overhead""",
        "ecstatic hop on graduation day | airborne with heels behind and fists high"),
    *named("squat jump start", "arms legs torso", (*flat(), *feet(0.1, 0.5), *both((knee, 65, 115)), *over_feet(), *both((arm, (0.2, -0.5, -1.0), 26, (0, 35))), tilt("pelvis", "neck", "up", 22, 62), tilt("pelvis", "neck", "forward", 25, 70)), """
        about to jump | crouching with the arms swung back, ready to jump | standing long jump start | ski jumper on the ramp | take-off position, knees bent and arms back | ready to dive from the block | get ready to leap""",
        "coiled like a spring | on the starting block, limbs cocked back"),
    *named("diving", "arms legs torso head", (*both((arm, (-0.1, -0.75, 1.0), 20, (0, 22))), near("left_hand", "right_hand", 0.3), tilt("pelvis", "neck", "forward", 0, 60), tilt("pelvis", "neck", "up", 95, 140), *both((leg, (0, 0.6, -1.0), 24, (0, 20)))), """
        diving into the water | a header into the pool | dive | diving head first, arms ahead | a swimmer dives from the block | head-first plunge | jump into the pool head first | arms and head down, legs trailing""",
        "taking the plunge | Acapulco cliffs"),
    *named("pushing a wall", "arms legs torso", (offset("right_ankle", "left_ankle", "left", 0.0, 0.4), height("left_ball", 0, 0.05), height("right_ball", 0, 0.05), *both((arm, (0, 0.1, 1.0), 20, (0, 50))), *both((palm, "forward", 38)), *both((fingers, "up", 45)), tilt("pelvis", "neck", "up", 12, 48), tilt("pelvis", "neck", "forward", 42, 80), offset("left_ball", "centre_of_mass", "forward", 0.05), *both((knee, 0, 75))), """
        pushing a wall | push against a wall with both hands | pushing a broken-down car | shoving a heavy crate | leaning forward, both palms pushing ahead | push a cupboard | move a boulder | both arms forward, palms out, leaning in""",
        "shifting a stalled van | Sisyphus and his rock"),
    *sided("pulling a rope", "arms legs torso", (height("left_sole", 0, 0.05), height("right_sole", 0, 0.06), offset("right_ankle", "left_ankle", "forward", 0.1, 0.8), *both((knee, 10, 90)), tilt("pelvis", "neck", "back", 45, 82), _grip(0.4), *(offset("chest", f"{s}_hand", "forward", 0.12, 0.6) for s in SIDES), *(offset("chest", f"{s}_hand", "up", -0.45, 0.08) for s in SIDES)), """
        pulling a rope | tug of war | pull hard on a rope, leaning back | heave! | hauling in a net | dragging something heavy towards oneself | water-skiing | leaning back with both hands pulling in front | pull the cart""",
        "the strongest team in the village contest | reeling in a huge fish"),
    *sided("climbing a ladder", "arms legs torso", (*both((elbow, 20, 110)), offset("left_hand", "right_hand", "up", 0.15, 0.6), *(offset("chest", f"{s}_hand", "forward", 0.1, 0.5) for s in SIDES), offset("chin", "right_hand", "up", 0.05, 0.7), offset("right_ankle", "left_ankle", "up", 0.22, 0.6), thigh("left", (0, -0.1, 1.0), 38), knee("left", 60, 125), *upright(20)), """
        climbing a ladder | climb | climbing a wall | rock climber | up the ladder, one hand and one foot higher | scaling a cliff | climb a tree | bouldering | a fireman climbs a ladder |
        climbing with the right hand and the left foot up""",
        "ascending rung by rung | a mountaineer on the rock face"),
    *sided("stepping onto a box", "legs torso", (offset("right_ball", "left_ball", "up", 0.25, 0.5), *(aims("left_heel", "left_ball", "forward", 28),), tilt("left_hip", "left_knee", "up", 65, 110), thigh("left", "forward", 35), shin("left", "down", 28), knee("right", 0, 18), *flat("right"), *over("right", 0.2), *upright(15)), """
        one foot on a box | climbing stairs | stepping up a stair | a foot on a chair | a captain with one foot on a rock | conqueror with a foot on a stone | step onto a bench | going upstairs | one foot placed high in front |
        left foot on a step | the left foot up on a box, right leg straight""",
        "Captain Morgan | mounting the staircase"),
    *named("lifting a weight", "arms legs torso", (*flat(), *feet(0.15, 0.6), *both((knee, 45, 110)), *over_feet(), tilt("pelvis", "neck", "up", 28, 72), tilt("pelvis", "neck", "forward", 18, 64), *both((arm, (0.05, -1.0, 0.2), 24, (0, 18))), *(offset(f"{s}_kneecap", f"{s}_hand", "up", -0.4, 0.12) for s in SIDES), apart("left_hand", "right_hand", 0.2, 0.75)), """
        deadlift | lifting a heavy weight from the floor | picking up a box from the floor | weightlifter grabbing the bar | bending the knees to lift something heavy | lift a barbell | pick up a crate with bent knees and straight arms""",
        "powerlifting, bar at the shins | hoisting furniture with proper technique"),
    *named("front rack", "arms", (near("left_hand", "left_shoulder_top", 0.2), near("right_hand", "right_shoulder_top", 0.2), *both((elbow, 110, 160)), *both((upper_arm, (0.3, -0.25, 1.0), 45))), """
        hands at the shoulders | both hands on the shoulders, elbows forward | front rack with a barbell | fingertips on the shoulders | touch your shoulders with your hands | a barbell on the front of the shoulders | backpack straps held with both hands""",
        "gripping one's rucksack straps | the clean before the jerk", "both hands at the shoulders"),
    *named("overhead squat", "arms legs torso", (*flat(), *feet(0.2, 0.7), *both((knee, 75, 135)), *over_feet(), tilt("pelvis", "neck", "up", 0, 45), *both((arm, (0.5, 1.0, 0.0), 20, (0, 20)))), """
        overhead squat | squatting with both arms raised | snatch, barbell overhead in a squat | weightlifter squatting under the bar | deep squat with the arms up in a V | squat and hold the bar overhead""",
        "catching the snatch in the hole | knees folded, limbs to the sky"),
    *sided("sneaking", "arms legs torso", (*_stance("left", 0.2, 0.65, (20, 80)), tilt("pelvis", "neck", "up", 15, 50), tilt("pelvis", "neck", "forward", 38, 78), *both((elbow, 65, 140)), *both((fingers, (0, -0.9, 0.6), 60)), *(offset("chest", f"{s}_hand", "forward", 0.0, 0.4) for s in SIDES), *(offset("chest", f"{s}_hand", "up", -0.25, 0.12) for s in SIDES)), """
        sneaking | sneak up on somebody | creeping like a burglar | tiptoeing thief with raised hands | stalking quietly, knees bent | a cat burglar | prowling hunched over | cartoon villain sneaking | Pink Panther""",
        "stealthy steps in the dark | Nosferatu on the stairs"),
    *sided("limping", "legs torso", (*_stance("left", 0.05, 0.4, (0, 70)), knee("right", 25, 70), knee("left", 0, 20), tilt("pelvis", "neck", "right", 60, 82), height("right_ball", 0, 0.05), height("right_heel", 0.03, 0.15)), """
        limping | walking with a limp | an injured leg | hobbling | leaning to one side on a bad leg | dragging one leg | a wounded soldier limps | sprained ankle |
        limping on the right leg, the right knee bent""",
        "a pirate with a wooden leg | favouring the hurt foot"),
    *sided("tightrope", "arms legs", (*flat(), offset("right_ankle", "left_ankle", "left", -0.06, 0.08), offset("right_ankle", "left_ankle", "forward", 0.18, 0.55), *both((knee, 0, 35)), *both((arm, (1.0, 0.1, 0), 22, (0, 30)))), """
        walking a tightrope | balancing on a beam with the arms out | tightrope walker | one foot right in front of the other, arms spread | slackline | balance along a kerb | gymnast on the balance beam""",
        "a funambulist high above the street | heel to toe along the log"),
    *sided("ice skating", "arms legs torso", (height("right_sole", 0, 0.06), knee("right", 25, 75), *leg("left", (0.6, -0.6, -0.9), 28, (0, 35)), tilt("pelvis", "neck", "up", 25, 70), tilt("pelvis", "neck", "forward", 22, 68), height("left_toes", 0.08), over("right", 0.2)[0], *arm("right", (-0.3, -0.2, -1.0), 50, (0, 60))), """
        ice skating | speed skating | a speed skater | inline skating | gliding on one leg, the other pushed out behind | skate | roller skating | cross-country skating step |
        speed skating on the right leg, the left leg pushed out""",
        "Dutch champion on the ice oval | a low glide with the trailing skate outside"),
    *named("rowing", "arms legs torso", (height("seat", 0, 0.3), *both((leg, (0, -0.1, 1.0), 34, (0, 90))), tilt("pelvis", "neck", "up", 0, 45), near("left_hand", "right_hand", 0.5), *(offset("chest", f"{s}_hand", "forward", 0.05, 0.55) for s in SIDES), *(offset("chest", f"{s}_hand", "up", -0.3, 0.1) for s in SIDES), *(height(f"{s}_heel", 0, 0.2) for s in SIDES), *both((elbow, 0, 125))), """
        rowing | rowing a boat | on the rowing machine | an oarsman | sitting low with the legs forward, pulling oars | row | canoeing | kayaking | paddling a boat""",
        "the Oxford eight | ergometer workout"),
    *sided("paddling", "arms", (offset("left_hand", "right_hand", "up", 0.25, 0.8), *(offset("chest", f"{s}_hand", "forward", 0.1, 0.55, frame="spine3") for s in SIDES), offset("spine3", "left_hand", "left", 0.0, 0.6, frame="spine3"), offset("chest", "right_hand", "up", 0.0, 0.5), apart("left_hand", "right_hand", 0.4, 0.95), *both((elbow, 10, 100))), """
        holding a paddle | stand-up paddling | a gondolier with his oar | rowing with one paddle | sweeping with a broom | shovelling snow | one hand high and one hand low on a pole | sweep the floor | dig a hole with a spade | raking leaves |
        a paddle with the right hand on top and the left hand below""",
        "O sole mio on the canal | cleaning the yard with a besom", "a long pole in both hands"),
    *sided("carrying a sack", "arms", (near("right_hand", "right_shoulder_top", 0.2), elbow("right", 105, 160), *hanging("left")), """
        carrying a sack over the shoulder | Santa Claus with his sack | a bag slung over one shoulder | one hand at the shoulder | carrying a coat over the shoulder | one hand on the shoulder of the same side, the other arm hanging |
        the right hand at the right shoulder, left arm hanging | a sack over the right shoulder""",
        "a burglar with his loot | lugging the swag", "a bag over one shoulder | the right hand at the right shoulder"),
    *sided("holding an umbrella", "arms", (elbow("right", 85, 140), forearm("right", "up", 34), upper_arm("right", "down", 38), *_hand("right", (0.06, 0.4), (-0.1, 0.26), (0.04, 0.34)), *hanging("left")), """
        holding an umbrella | umbrella in one hand | walking in the rain with an umbrella | holding a candle in front | an ice cream in one hand | holding a microphone | one forearm held up in front, fist at shoulder height | hold a flower | holding a flag |
        holding an umbrella in the right hand | the right forearm upright in front, left arm hanging""",
        "Mary Poppins | singing in the rain", "one fist held up in front | an umbrella in one hand"),
    *sided("singing", "arms head", (near("right_hand", "mouth", 0.2), offset("mouth", "right_hand", "forward", 0.04, 0.2), elbow("right", 95, 150), *arm("left", (1.0, 0.15, 0.4), 34, (0, 60))), """
        singing into a microphone | a singer with a microphone | karaoke | one hand holds a microphone at the mouth, the other arm spread out | rock singer | sing on stage | pop star performing |
        a microphone in the right hand, left arm out to the side""",
        "belting out a ballad | the crooner on stage"),
    *sided("waiter's tray", "arms", (*hand_from("right", "right_shoulder", (-0.1, 0.32), (-0.05, 0.24), (0.0, 0.34)), palm("right", "up", 38), elbow("right", 95, 155), *hanging("left")), """
        carrying a tray at shoulder height | a waiter with a tray on one hand | one palm up at the shoulder | pizza delivery, a plate on the raised palm | waitress with a tray | serve drinks on a tray | shot put |
        carrying a tray on the right hand at shoulder height""",
        "garçon! | balancing champagne beside the ear", "a tray on one raised palm"),
    *sided("hitchhiking", "arms", (*arm("right", (-0.7, -0.35, 0.6), 22, (0, 35)), thumb("right", "up", 40), *hanging("left")), """
        hitchhiking | hitch a ride | thumbing a lift | one arm held out with the thumb up | a hitchhiker at the roadside | one arm slanting out to the side and forward |
        hitchhiking with the right arm""",
        "backpacker looking for a lift | thumb out by the motorway"),
    *sided("leaning on a wall", "arms legs torso", (*flat(), *arm("right", (-1.0, 0.1, 0.1), 22, (0, 40)), palm("right", "right", 40), *hanging("left"), tilt("pelvis", "neck", "right", 66, 86), *both((knee, 0, 30)), offset("right_ankle", "left_ankle", "left", 0.0, 0.4)), """
        leaning on a wall with one hand | leaning sideways against a wall | propped against a tree with one arm | one arm out to the side, palm against a wall | chatting someone up, hand on the wall | leaning on the door frame |
        leaning on a wall with the right hand""",
        "casual prop beside the locker | supporting oneself laterally on a pillar"),
    *named("leaning on a table", "arms legs torso", (*flat(), *feet(0.1, 0.5), *both((knee, 0, 22)), tilt("pelvis", "neck", "up", 22, 58), tilt("pelvis", "neck", "forward", 30, 70), *both((arm, (0.2, -1.0, 0.35), 22, (0, 20))), *both((palm, "down", 32)), *(offset("pelvis", f"{s}_hand", "forward", 0.1, 0.6) for s in SIDES)), """
        leaning on a table with both hands | both hands on the desk, leaning forward | a boss leaning on the conference table | studying a map on the table | bend over a workbench, arms straight | stand and lean on the counter | palms on the table""",
        "interrogating the suspect | generals around the war map"),
    *named("reaching down", "arms torso legs", (*flat(), *feet(0.05, 0.5), *both((knee, 0, 60)), *over_feet(), *both((arm, (0, -1.0, 0.4), 22, (0, 25))), tilt("pelvis", "neck", "up", 35, 110), tilt("pelvis", "neck", "forward", 0, 60), *(height(f"{s}_hand", 0.05, 0.75) for s in SIDES)), """
        bending down to pick something up | picking up something from the floor | reaching down with both hands | gathering mushrooms | planting rice | pull weeds in the garden | both hands reach towards the floor | bend over and reach down""",
        "harvesting potatoes | stooping for coins"),
    *named("crying", "arms torso head", (near("left_palm", "left_eye", 0.1), near("right_palm", "right_eye", 0.1), *both((elbow, 100, 160)), tilt("skull", "gaze", "up", 105, 150), tilt("pelvis", "neck", "up", 8, 45), tilt("pelvis", "neck", "forward", 42, 84)), """
        crying into the hands | crying | weeping with the face in the hands | sobbing, head bowed into both hands | in tears | bury your face in your hands | grief | mourning, hunched with the hands over the face | heartbroken""",
        "inconsolable | tears behind the palms"),
    *named("laughing", "arms torso", (near("left_palm", "belly", 0.14), near("right_palm", "belly", 0.14), tilt("pelvis", "neck", "up", 15, 50), tilt("pelvis", "neck", "forward", 38, 78), *both((elbow, 50, 125))), """
        holding the belly laughing | laughing so hard that the belly hurts | doubled up with laughter | stomach cramps, bent over | leaning forward, both hands on the belly | punched in the stomach | belly laugh | feeling sick, hunched over the stomach""",
        "in stitches | gripes: doubled over, clutching the abdomen"),
    *named("despair on the knees", "arms legs torso head", (*knee_down("left"), *knee_down("right"), *both((shin, "back", 40)), offset("right_knee", "left_knee", "left", 0.0, 0.5), *both((knee, 60, 160)), *both((arm, (0.7, -0.8, 0.2), 38, (0, 60))), tilt("skull", "gaze", "up", 8, 60), tilt("pelvis", "neck", "up", 0, 30)), """
        on the knees crying to heaven | Nooo! on the knees looking up | Platoon poster without the arms up | despair, kneeling with the head thrown back | kneel and look up to the sky | why, God, why? | kneeling, arms low and open, face to the sky""",
        "imploring the heavens, kneecaps in the mud | a tragic hero in the rain"),
    *named("Platoon", "arms legs torso", (*knee_down("left"), *knee_down("right"), *both((shin, "back", 40)), offset("right_knee", "left_knee", "left", 0.0, 0.5), *both((knee, 55, 150)), *both((arm, (0.45, 1.0, 0), 24, (0, 45))), tilt("pelvis", "neck", "up", 0, 32)), """
        kneeling with both arms raised | on the knees with the arms thrown up | Platoon poster | a footballer slides on his knees, arms up | praise the Lord on the knees, hands up | kneel with the arms to the sky | victory on the knees""",
        "shot soldier, arms to heaven | knee-slide celebration"),
    *named("surrender on the knees", "arms legs torso", (*knee_down("left"), *knee_down("right"), *both((shin, "back", 40)), offset("right_knee", "left_knee", "left", 0.0, 0.5), *both((knee, 60, 160)), near("left_palm", "back_of_head", 0.15), near("right_palm", "back_of_head", 0.15), *upright(24), *both((elbow, 95, 160))), """
        kneeling with the hands behind the head | on the knees, hands behind the head | a prisoner kneels | get on your knees, hands behind your head | arrested, kneeling with laced fingers behind the head | execution""",
        "the suspect submits to the police | captive, kneecaps down, fingers at the nape"),
    *named("cheering high", "arms legs torso", (*(height(f"{s}_toes", 0, 0.04) for s in SIDES), *_wide(0.05, 0.7, (0, 35))[2:4], *both((knee, 0, 35)), *both((arm, (0.4, 1.0, 0.1), 20, (0, 40))), tilt("pelvis", "neck", "up", 0, 20), tilt("skull", "gaze", "up", 45, 90)), """
        cheering with the arms up and the head back | victory, arms flung up | champion at the finishing line | overjoyed, arms to the sky, looking up | win! | hallelujah with the head raised | concert crowd, arms up | thank God, looking up with raised arms""",
        "first across the tape | exultant, chin lifted and limbs aloft"),
    *named("gasping recoil", "arms torso", (*both((elbow, 70, 140)), *both((palm, "forward", 45)), *(offset("chest", f"{s}_hand", "forward", 0.12, 0.5, frame="spine3") for s in SIDES), *(offset("chest", f"{s}_hand", "up", -0.15, 0.25, frame="spine3") for s in SIDES), tilt("pelvis", "neck", "back", 62, 86)), """
        scared, leaning back with the palms out | stay away from me | recoiling with raised palms | frightened, hands up in defence | whoa, calm down | back off, both palms forward | startled, leaning away | fending somebody off with both hands""",
        "a fright: shying away, palms between | horrified at a spider"),
    *named("pushing away", "arms", (*both((arm, (0, 0.0, 1.0), 22, (0, 40))), *both((palm, "forward", 32)), *both((fingers, "up", 40)), apart("left_hand", "right_hand", 0.14, 0.6)), """
        both palms held out | stop with both hands | pushing away with both palms | no, no, no, both palms forward | both arms forward with the palms out, fingers up | mime at an invisible wall | push the air | casting a spell with both hands | force push""",
        "Marcel Marceau and the glass pane | repelling with outstretched palms", "both palms pushed forward"),
    *named("fireball", "arms legs torso", (*_stance("left", 0.2, 0.8, (15, 90)), near("left_palm", "right_palm", 0.24), *(offset("chest", f"{s}_hand", "forward", 0.25, 0.65) for s in SIDES), *(offset("chest", f"{s}_hand", "up", -0.3, 0.12) for s in SIDES), tilt("pelvis", "neck", "up", 0, 40)), """
        kamehameha | hadouken | throwing a fireball with both hands | casting an energy blast | both hands together pushed forward from a low stance | Dragon Ball energy attack""",
        "Goku's wave | Street Fighter special move"),
    *sided("disco", "arms legs torso", (*_wide(0.25, 0.75, (0, 40)), *arm("right", (-0.6, 1.0, 0.1), 18, (0, 22)), *arm("left", (0.6, -1.0, 0.1), 24, (0, 30))), """
        disco pose | Saturday Night Fever, one arm up and the other down | one arm pointing diagonally up, the other diagonally down | disco dancer | John Travolta | a diagonal line of the arms |
        right arm diagonally up, left arm diagonally down""",
        "stayin' alive | slanting arms, one to the mirror ball, the other to the dance floor"),
    *sided("flamenco", "arms torso", (*arm("right", (0.15, 1.0, 0.1), 22, (20, 75)), upper_arm("left", (0.9, -0.3, 0.3), 40), elbow("left", 60, 125), *hand_from("left", "belly", (0.05, 0.36), (-0.1, 0.3), (-0.12, 0.22), "pelvis"), tilt("pelvis", "neck", "up", 0, 18)), """
        flamenco dancer | flamenco | a Spanish dancer, one arm curved overhead, the other in front of the waist | bullfighter's stance | one arm rounded above the head and the other before the belly | fourth position of the arms in ballet |
        right arm curved overhead, the left arm rounded in front""",
        "olé! | castanets, a sweep of curved limbs"),
    *sided("hula", "arms", (*both((elbow, 10, 60)), *(offset("chest", f"{s}_hand", "up", -0.2, 0.12) for s in SIDES), offset("spine3", "left_hand", "left", 0.3, frame="spine3"), offset("chest", "right_hand", "left", -0.2, 0.35, frame="spine3"), *both((palm, "down", 45))), """
        hula dance | hula dancer, both arms to one side | hawaiian dance | both arms waving to one side | wave-like arms to the same side | sirtaki arms""",
        "aloha, swaying limbs to the side | grass-skirt dance"),
    *sided("ballroom", "arms", (*arm("left", (1.0, 0.15, 0.2), 24, (10, 60)), elbow("right", 60, 120), upper_arm("right", (-0.9, -0.1, 0.6), 38), *_hand("right", (0.16, 0.5), (-0.15, 0.18), (-0.05, 0.4))), """
        waltz | ballroom dancing hold | dancing with an invisible partner | tango hold | one arm out to the side, the other around a partner | dance the waltz | shall we dance? | foxtrot |
        waltz hold with the left arm out to the side""",
        "Viennese ball | leading a lady across the parquet"),
    *named("robot", "arms legs torso", (*standing(0.05, 0.4, 15), *both((elbow, 80, 100)), *both((forearm, (0, 0, 1.0), 14)), *both((upper_arm, "down", 15)), *both((palm, "in", 30)), *upright(8)), """
        robot | doing the robot | elbows bent at right angles, forearms straight ahead | stiff like a robot | android | Lego figure | toy soldier with bent arms | C-3PO | both forearms level in front, upper arms at the sides""",
        "beep boop | Asimov's machine, stiff limbed"),
    *named("penguin", "arms legs", (*flat(), *feet(0.0, 0.28), *both((turned_out, 20, 75)), *both((knee, 0, 30)), *both((arm, (0.45, -1.0, 0), 18, (0, 20))), *both((fingers, (1.0, 0.0, 0), 50)), *both((palm, "down", 55))), """
        penguin | waddling like a penguin | arms down with the hands sticking out sideways | Charlie Chaplin's feet | penguin walk | hands flared out beside the hips, feet turned out""",
        "an Antarctic bird in a dinner jacket | flippers out, toes out"),
    *named("superhero stance", "arms legs torso", (*flat(), *feet(0.35, 0.75), *both((knee, 0, 14)), *over_feet(), *both((hand_on, "{side}_waist", 0.085)), *both((elbow, 60, 140)), *upright(10)), """
        superhero stance | hands on hips with the legs apart | power pose | Wonder Woman | Superman stands with his fists on the hips | Peter Pan | a hero stands proudly, fists on the waist, feet wide | heroic stance | legs apart and arms akimbo""",
        "saving the day, feet planted and elbows wide | boss of the universe"),
    *named("cowboy", "arms legs torso", (*flat(), *feet(0.3, 0.75), *both((knee, 0, 35)), *over_feet(), *both((elbow, 20, 75)), near("left_hand", "left_hip_side", 0.2), near("right_hand", "right_hip_side", 0.2), *both((upper_arm, (0.6, -1.0, -0.2), 32)), *upright(16)), """
        gunslinger | cowboy ready to draw | high noon duel, hands at the holsters | western stand-off | hands hovering beside the hips, legs apart | quick draw | sheriff | hands ready at the hips""",
        "the town isn't big enough for both | shoot-out at the corral"),
    *named("bodyguard", "arms legs torso", (*flat(), *feet(0.28, 0.6), *both((knee, 0, 14)), *over_feet(), near("left_hand", "right_hand", 0.1), near("left_hand", "groin", 0.2), *both((elbow, 5, 70)), *upright(11)), """
        bodyguard | a doorman with the hands clasped in front | security guard, legs apart, hands together low in front | secret agent on duty | bouncer at the club | standing guard, hands folded in front of the groin""",
        "the president's protection | Men in Black"),
    *named("parade rest", "arms legs torso", (*flat(), *feet(0.25, 0.55), *both((knee, 0, 12)), *over_feet(), near("left_hand", "right_hand", 0.13), near("left_hand", "seat", 0.26), offset("pelvis", "left_hand", "back", 0.08, 0.4), offset("pelvis", "right_hand", "back", 0.08, 0.4), *upright(9)), """
        parade rest | at ease | standing with the feet apart and the hands behind the back | soldier at ease | guard standing with the hands clasped behind | stand at ease, hands behind your back, feet apart | security with the hands behind""",
        "the drill sergeant relaxes the squad | legs apart, wrists joined behind"),
    *named("freezing", "arms legs torso", (*flat(), *feet(0.0, 0.22), *both((knee, 0, 30)), near("left_palm", "right_biceps", 0.12), near("right_palm", "left_biceps", 0.12), *both((elbow, 75, 145)), tilt("pelvis", "neck", "up", 5, 30), tilt("pelvis", "neck", "forward", 60, 90)), """
        shivering with cold | freezing, hunched and hugging oneself | cold, feet together and arms wrapped around | waiting at the bus stop in winter | teeth chattering, arms around the body | stand and freeze""",
        "lost in a blizzard without a coat | goosebumps, huddled upright"),
    *named("yawning stretch", "arms torso", (*both((upper_arm, (0.85, 0.75, -0.1), 32)), *both((elbow, 50, 130)), *(offset("crown", f"{s}_hand", "up", -0.12, 0.36) for s in SIDES), tilt("pelvis", "neck", "up", 0, 28)), """
        stretching after waking up | yawning with the arms stretched | a morning stretch, elbows out and fists up | tired, stretching the arms | stretch and yawn | good morning stretch | sleepyhead""",
        "just out of bed | limbs unkinking at dawn"),
    *sided("triceps stretch", "arms", (near("right_hand", "nape", 0.24), offset("right_shoulder", "right_elbow", "up", 0.15, 0.32), elbow("right", 110, 160), near("left_hand", "right_elbow_tip", 0.14)), """
        triceps stretch | one elbow pulled behind the head with the other hand | stretching the arm behind the head | warm-up: pull the elbow overhead | one hand between the shoulder blades, the other on its elbow |
        right elbow behind the head, held by the left hand""",
        "limbering up the back of the upper arm | gym warm-up behind the skull"),
    *sided("cross-body stretch", "arms", (*arm("right", (0.85, 0.0, 0.55), 25, (0, 28)), near("left_forearm", "right_elbow_tip", 0.19), elbow("left", 70, 140)), """
        cross-body shoulder stretch | pulling one arm across the chest | stretching the shoulder, one straight arm across the body held by the other | shoulder stretch | hold one arm across with the other forearm |
        the right arm stretched across the chest, held by the left""",
        "deltoid stretch before the swim | an arm drawn over the breast"),
    *sided("falling backwards", "arms legs torso", (tilt("pelvis", "neck", "back", 30, 68), tilt("pelvis", "neck", "up", 22, 62), *both((arm, (0.6, 0.3, 0.8), 40, (0, 60))), knee("left", 15, 80), height("right_heel", 0, 0.06), offset("right_ankle", "left_ankle", "up", 0.12, 0.6)), """
        falling backwards | slipping on a banana peel | losing balance backwards, one foot in the air | slip on ice | tumble over backwards | whoops, slipping, arms flailing forward | knocked over backwards""",
        "cartoon pratfall | feet fly up on the icy pavement"),
    *sided("stumbling forwards", "arms legs torso", (tilt("pelvis", "neck", "up", 35, 72), tilt("pelvis", "neck", "forward", 18, 58), *both((arm, (0.4, -0.1, 1.0), 34, (0, 60))), height("left_ball", 0, 0.06), knee("left", 10, 75), thigh("right", (0, -0.8, -0.8), 38), offset("left_ankle", "right_ankle", "up", 0.08, 0.7)), """
        stumbling forwards | tripping over something | falling forward with the arms stretched out | trip and fall | losing balance forwards, one leg behind in the air | toppling over to the front | a clumsy fall""",
        "caught a toe on the kerb | pitching headlong"),
    *named("umpire safe", "arms legs torso", (*_wide(0.35, 0.8, (15, 70)), *both((arm, (1.0, -0.45, 0.15), 18, (0, 18))), *both((palm, "down", 45)), tilt("pelvis", "neck", "up", 0, 40)), """
        safe! | an umpire signals safe | arms spread low to both sides, knees bent | hold your balance, arms low and wide | ta-da | Ronaldo siu celebration | arms flung down and out, legs apart""",
        "CR7 lands and shouts | arms slanting low at either side over soft knees"),
    *named("presenting", "arms", (*both((arm, (1.0, -0.35, 0.7), 26, (5, 55))), *both((palm, (0, 1.0, 0.3), 40))), """
        presenting with open arms | welcome! | ta-da, open arms | come here, arms open for a hug | both arms open, palms up | showman greeting the audience | open arms low to both sides | here I am | what do you want?""",
        "ladies and gentlemen! | the ringmaster bids you enter", "open arms | both arms open in welcome"),
    *sided("presenting to one side", "arms", (*arm("right", (-1.0, -0.1, 0.45), 26, (5, 55)), palm("right", "up", 42), *hanging("left")), """
        presenting something at one side | after you | this way please | a weather presenter pointing at the map | showing the way with an open palm | one arm out to the side, palm up | introduce a guest |
        presenting to the right with the right hand, palm up""",
        "the hostess shows the prize | the usher bids you in", "one open palm shown to the side"),
    *sided("high five", "arms", (*arm("right", (-0.15, 0.75, 0.9), 20, (5, 50)), palm("right", "forward", 38), fingers("right", "up", 42), *hanging("left")), """
        high five | give me five | one palm raised in front at head height | slap hands | one hand raised with the palm forward above the shoulder | up top! |
        high five with the right hand | I swear, the right palm raised""",
        "gimme some skin | an oath with an uplifted palm", "one palm raised for a high five"),
    *sided("tipping the hat", "arms head", (near("right_hand", "right_temple", 0.2), offset("right_eye", "right_hand", "up", -0.02, 0.2), near("right_fingertips", "forehead", 0.15), elbow("right", 90, 150), tilt("skull", "gaze", "up", 92, 128), *hanging("left")), """
        tipping the hat | tip your hat | raise the hat in greeting | a gentleman touches the brim of his hat | m'lady | Michael Jackson's hat pose | adjust the cap | one hand at the forehead, head slightly bowed |
        tipping the hat with the right hand""",
        "good day, madam | touching the brim, head inclined"),
    *sided("adjusting glasses", "arms", (near("right_fingertips", "right_eye", 0.1), elbow("right", 100, 158), fingers("right", (0.2, 0.9, 0.1), 60), *hanging("left")), """
        adjusting the glasses | rubbing one eye | wiping away a tear | one hand at the eye | fingers at one eye | push up your spectacles | something in the eye |
        the right hand at the right eye | rubbing the right eye""",
        "a nerd corrects his specs | dabbing a teardrop", "one hand at the eye"),
    *named("tying a tie", "arms", (near("left_hand", "throat", 0.16), near("right_hand", "throat", 0.18), *both((elbow, 95, 158))), """
        tying a tie | adjusting the collar | both hands at the throat | straighten your bow tie | choking | clutching the throat with both hands | I can't breathe | buttoning the shirt""",
        "strangling oneself | dressing for the gala", "both hands at the throat"),
    *sided("combing the hair", "arms", (near("right_palm", "crown", 0.16), offset("crown", "right_palm", "right", -0.02, 0.2, frame="head"), elbow("right", 80, 145), upper_arm("right", (-1.0, 0.5, 0.2), 45), *hanging("left")), """
        combing the hair | brushing the hair | running a hand through the hair | patting one's own head | one hand on the side of the head | wash your hair with one hand | fix the hairdo |
        combing the hair with the right hand | the right hand on the right side of the head""",
        "grooming in front of the mirror | smoothing a parting", "one hand on the side of the head"),
    *sided("brushing teeth", "arms", (near("right_hand", "mouth", 0.15), offset("mouth", "right_hand", "right", 0.02, 0.16, frame="head"), elbow("right", 95, 152), upper_arm("right", (-0.9, -0.5, 0.4), 48), *hanging("left")), """
        brushing the teeth | brush your teeth | toothbrush at the mouth | eating with a fork | smoking a cigarette | one hand beside the mouth, elbow out | eating soup with a spoon | eat an apple |
        brushing teeth with the right hand | the right hand at the mouth, elbow out""",
        "dental hygiene at the basin | munching an apple", "one hand at the mouth"),
    *sided("bicep curl", "arms", (elbow("right", 95, 150), upper_arm("right", "down", 22), palm("right", (0.2, 0.4, -1.0), 70), forearm("right", (0, 0.7, 0.6), 38), *hanging("left")), """
        biceps curl | lifting a dumbbell with one arm | curl a weight | one forearm bent up, elbow at the side | arm curl in the gym | pump iron with one hand |
        biceps curl with the right arm | right forearm bent up, left arm hanging""",
        "training the guns with one dumb-bell | an upper arm hugging the ribs, the fist at the shoulder"),
    *named("double curl", "arms", (*both((elbow, 95, 150)), *both((upper_arm, "down", 20)), *both((forearm, (0, 0.7, 0.6), 36)), offset("right_hand", "left_hand", "left", 0.25, 0.75, frame="spine3")), """
        curling a barbell | both forearms bent up, elbows at the sides | barbell curl | lifting dumbbells with both arms | both fists in front of the shoulders, elbows down | skiing with poles held up | holding a tray with both hands high""",
        "gym rat with a bar | both fists at shoulder height, elbows tucked", "both forearms bent up"),
    *named("jogging arms", "arms", (*both((elbow, 75, 115)), *both((upper_arm, "down", 30)), *both((forearm, (-0.2, 0.1, 1.0), 32))), """
        elbows bent at right angles | forearms level in front of the body | arms bent as for jogging | ready, arms bent ninety degrees | both elbows bent at ninety degrees | bend your elbows to right angles""",
        "arms like an L at either side | lower arms horizontal ahead", "both elbows bent at right angles"),
    *named("Vogue frame", "arms", (*both((upper_arm, (0.9, 0.6, 0.2), 35)), *both((elbow, 85, 140)), *(offset("crown", f"{s}_hand", "up", -0.2, 0.22) for s in SIDES), near("left_fingertips", "right_fingertips", 0.36), *both((palm, "forward", 75))), """
        arms framing the head | vogue | strike a pose, arms framing the face | a photo-model frames her head with both arms | arms in a heart shape over the head | making a big heart overhead | O shape overhead with the arms | halo arms""",
        "Madonna's dance craze | a diamond of limbs around the head", "the arms framing the head"),
    *named("cradle the ball", "arms legs torso", (*flat(), *feet(0.1, 0.6), *both((knee, 30, 100)), *over_feet(), near("left_hand", "right_hand", 0.4), *(offset("belly", f"{s}_hand", "forward", 0.1, 0.5) for s in SIDES), *(offset("belly", f"{s}_hand", "up", -0.35, 0.05) for s in SIDES), *both((palm, "up", 60)), tilt("pelvis", "neck", "up", 12, 55), tilt("pelvis", "neck", "forward", 35, 80)), """
        catching a low ball | scooping something up with both hands | ready to catch, palms up low in front | give a leg-up with both hands | catch a baby | boosting someone over a wall | crouched with both palms up low in front""",
        "making a stirrup of the palms | fielding a grounder"),
    *named("catching overhead", "arms head", (*both((arm, (0.05, 1.0, 0.5), 22, (5, 50))), near("left_hand", "right_hand", 0.36), tilt("skull", "gaze", "up", 22, 68), *both((palm, (0, 0.3, 1.0), 60))), """
        catching a ball overhead | reaching up to catch something | looking up and reaching for a ball with both hands | goalkeeper catching a high ball | grab the balloon | catch the bouquet""",
        "the outfielder under a fly ball | bridal bouquet incoming"),
    *sided("reaching up with one hand", "arms head", (*arm("right", (-0.1, 1.0, 0.45), 18, (0, 30)), tilt("skull", "gaze", "up", 25, 72), *hanging("left")), """
        reaching up with one hand, looking up | changing a light bulb | picking an apple from the tree | reach for the top shelf with one hand | stretch up one arm and look at it | holding on in the bus |
        reaching up with the right hand, looking up""",
        "plucking fruit from a bough | straphanger eyeing the ad above"),
    *sided("reaching forward low", "arms legs torso", (*flat(), *both((knee, 5, 80)), *arm("right", (0, -0.75, 1.0), 24, (0, 28)), tilt("pelvis", "neck", "up", 25, 65), tilt("pelvis", "neck", "forward", 22, 66), *feet(0.05, 0.5)), """
        bending forward and reaching with one hand | petting a dog | picking a flower | one hand reaches down in front, leaning forward | feed the chickens | open a low drawer | stroke a cat | lend a hand to someone on the floor |
        bending forward, the right hand reaches down in front""",
        "helping somebody to their feet | patting Rover on the head"),
]
