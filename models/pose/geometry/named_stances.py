"""Named poses of the legs and the trunk: standing, stepping, crouching, sitting, kneeling; the arms may do what they like."""
from __future__ import annotations

from models.pose.geometry.named_geometry import *  # noqa: F403
from models.pose.geometry.named_pose import NamedPose, named, sided
from models.pose.geometry.named_targets import Target, aims, apart, height, near, offset, tilt

_SEATED_TORSO = upright(22)


def _astride(front: str, low: float, high: float) -> Geometry:
    """One foot ahead of the other, soles flat."""
    back = other(front)
    return (offset(f"{back}_ankle", f"{front}_ankle", "forward", low, high), offset("right_ankle", "left_ankle", "left", 0.0, 0.3), *toes_ahead(),
            offset(f"{back}_sole", "centre_of_mass", "forward", 0.0), offset(f"{front}_sole", "centre_of_mass", "back", -0.06))


def _seat_on_floor(most: float = 0.03) -> Geometry:
    return (height("left_buttock", 0, most), height("right_buttock", 0, most))


POSES: list[NamedPose] = [
    *named("standing", "legs torso", (*standing(0.06, 0.34, 14), *upright(9)), """
        standing | stand | standing still | a person stands | someone is standing upright | just standing there | idle | neutral standing pose | stands on both feet with the legs straight |
        waiting on one's feet""", "on both feet, doing nothing | an idle character"),
    *named("standing with feet together", "legs torso", (*standing(0.0, 0.15, 12), *upright(12)), """
        feet together | standing with the feet together | stand with your heels together | legs closed, standing straight | both feet side by side, touching | narrow stance |
        legs pressed together while standing | mountain pose | tadasana""", "ankles touching, upright | no gap between the shoes"),
    *named("standing with legs apart", "legs torso", (*flat(), *feet(0.48, 0.75), *both((knee, 0, 18)), *over_feet(), *upright(14)), """
        legs apart | standing with the legs apart | feet wide apart | a wide stance | straddled legs, standing | stand with your legs spread | a firm, broad stance |
        feet more than shoulder-width apart""", "planted wide like a cowboy | a broad-based stand"),
    *named("straddle stand", "legs torso", (*flat(), *feet(0.85, 1.3), *both((knee, 0, 15)), *over_feet(), *upright(16)), """
        standing straddle | legs spread very wide, standing | a very wide stance with straight legs | feet as far apart as they go while standing | standing with the legs in an upside-down V |
        legs spread far to both sides""", "an inverted V of two straight legs | bestriding a ditch"),
    *sided("contrapposto", "legs torso", (*flat(), *feet(0.12, 0.34), knee("left", 0, 9), knee("right", 18, 42), tilt("right_hip", "left_hip", "up", 76, 86), *over("left", 0.11), *upright(13)), """
        contrapposto | relaxed stance with the weight on one leg | standing casually, one knee bent | weight shifted onto one hip | statue of David | a hip pushed out |
        weight on the left leg, the right knee relaxed | leaning on the left leg, left hip out | standing at ease with the right knee bent""",
        "a model's stance with one hip cocked | Michelangelo's marble youth"),
    *sided("legs crossed standing", "legs torso", (*flat(), offset("right_ankle", "left_ankle", "left", -0.26, -0.09), *both((knee, 0, 25)), *upright(16)), """
        standing with the legs crossed | ankles crossed while standing | legs crossed, standing | needs the toilet, legs crossed | cross your legs while standing | one foot crossed over in front of the other |
        left leg crossed in front of the right""", "desperate for the loo | shins in an X, upright"),
    *sided("walking", "legs torso", (*_astride("left", 0.3, 0.62), height("left_heel", 0, 0.04), height("right_ball", 0, 0.04), *both((knee, 0, 30)), *upright(12)), """
        walking | mid-stride | taking a step | a step forward | walking pose, one foot in front | stepping ahead |
        left foot forward in mid-walk | stepping forward with the left foot | walking with the left leg in front and the right leg behind""",
        "ambling along | a pedestrian, caught in a photo", "one foot in front of the other | the left foot in front of the right"),
    *sided("marching", "legs torso", (*on_one_leg("right"), tilt("left_hip", "left_knee", "up", 78, 105), thigh("left", "forward", 25), knee("left", 70, 105), *upright(12)), """
        marching | one knee lifted, marching on the spot | standing on one leg with the other knee up | knee raised to hip height | high knees | flamingo with a lifted knee | a soldier marching with a raised knee |
        the left knee lifted to hip height, standing on the right leg | standing on the right leg with the left knee raised | lift your left knee""",
        "one thigh level and the foot dangling | stepping over a hurdle | the left thigh level, balance on the right foot",
        "one knee lifted | the left knee lifted"),
    *sided("one foot behind", "legs torso", (*on_one_leg("right"), knee("left", 70, 135), thigh("left", "down", 25), *upright(16)), """
        standing on one leg with the other heel kicked up behind | one foot lifted behind | heel to the backside | flamingo | standing on one leg, the other knee bent backwards |
        left foot lifted behind, standing on the right leg | standing on the right leg with the left heel up behind | kick your left heel up behind you""",
        "a wading bird on a single leg | hopping, one shin folded back", "one foot lifted behind | the left foot lifted behind"),
    *sided("quad stretch", "arms legs torso", (*on_one_leg("right"), knee("left", 110, 160), thigh("left", "down", 30), near("left_hand", "left_instep", 0.14), *upright(22)), """
        quad stretch | standing thigh stretch | holding one foot behind the backside | stretching the quadriceps, standing on one leg | runner's stretch, holding the ankle behind | pull the heel to the bottom |
        holding the left foot behind with the left hand | standing on the right leg, left hand holds the left ankle behind""",
        "warming up before a jog, heel in the hand | limbering up the thigh"),
    *sided("tree pose", "arms legs torso", (*on_one_leg("right"), near("left_sole", "right_inner_knee", 0.19), near("left_heel", "right_inner_knee", 0.23), tilt("left_hip", "left_knee", "left", 10, 55), height("left_sole", 0.42),
                                          near("left_palm", "right_palm", 0.06), height("left_palm", 1.72), *upright(11)), """
        yoga tree pose | tree pose | vrksasana | standing on one leg with the sole against the other knee, hands above the head | yoga balance on one leg, palms together overhead | the tree, arms overhead |
        standing on the right leg, the left sole against the right knee, palms together above the head | tree pose on the right leg""",
        "a yogi balances on one foot, arms steepled overhead | vriksha asana"),
    *sided("foot against the knee", "legs torso", (*on_one_leg("right"), near("left_sole", "right_inner_knee", 0.19), near("left_heel", "right_inner_knee", 0.23), tilt("left_hip", "left_knee", "left", 10, 55), height("left_sole", 0.40), *upright(14)), """
        standing on one leg, the other foot against the knee | yoga tree without the arms | yoga tree with any arms | one sole rests on the inside of the other leg | figure four, standing | balance like a tree | stork |
        the left foot against the right knee, standing on the right leg | stand on your right leg with the left sole on the inner right thigh | passé position""",
        "a Maasai herdsman at rest | like the number four, upright", "one foot against the other knee | the left sole against the right knee"),
    *sided("front leg lifted", "legs torso", (*on_one_leg("right"), *leg("left", (0, -0.15, 1.0), 18, (0, 22)), tilt("pelvis", "neck", "up", 0, 28)), """
        one straight leg lifted forward | front leg raised | kicking forward at hip height | goose step | standing on one leg, the other stretched out in front | a straight leg held out to the front |
        the left leg stretched forward in the air | standing on the right leg, left leg straight out in front | lift your left leg forward""",
        "a Prussian soldier on parade | one limb level ahead, foot off the ground", "one leg lifted straight to the front | the left leg lifted to the front"),
    *sided("side leg lifted", "legs torso", (*on_one_leg("right"), *leg("left", (1.0, -0.35, 0), 18, (0, 20)), tilt("pelvis", "neck", "up", 0, 35)), """
        one leg lifted to the side | side leg raise | a straight leg raised sideways | standing on one leg, the other out to the side | star balance on one leg | abduct one leg |
        the left leg lifted to the left side | standing on the right leg, left leg straight out to the side | raise your left leg sideways""",
        "a dog at a lamp post | one limb held out laterally", "one leg lifted to the side | the left leg lifted to the side"),
    *sided("arabesque", "arms legs torso", (*on_one_leg("right"), *leg("left", (0, -0.15, -1.0), 20, (0, 22)), tilt("pelvis", "neck", "forward", 25, 72), *arm("right", (0.0, 0.3, 1.0), 25, (0, 30)), *arm("left", (1.0, 0.1, -0.1), 28, (0, 30))), """
        arabesque | ballet arabesque | a ballerina on one leg with the other stretched behind | figure skater's spiral | standing on one leg, the other leg straight out behind, one arm forward |
        arabesque on the right leg | the left leg stretched out behind, right arm forward | a dancer balances on the right leg with the left leg lifted behind""",
        "a ballet dancer held on a single foot, rear limb level | Degas' dancer"),
    *sided("warrior three", "legs torso", (*on_one_leg("right"), *leg("left", (0, 0.05, -1.0), 17, (0, 18)), tilt("pelvis", "neck", "up", 65, 98), tilt("pelvis", "neck", "forward", 0, 46)), """
        warrior three | warrior 3 | yoga balance: torso and one leg level | standing scale | airplane on one leg | virabhadrasana three | the body level, standing on one leg | leaning forward with one leg straight out behind |
        standing on the right leg, the torso level and the left leg stretched out behind | a T-balance on the right leg""",
        "like the letter T on a single foot | horizontal from head to heel above one standing leg"),
    *sided("dancer pose", "arms legs torso", (*on_one_leg("right"), near("left_hand", "left_instep", 0.2), tilt("left_hip", "left_knee", "down", 35, 105), knee("left", 55, 140), offset("left_hip", "left_knee", "back", 0.1), *arm("right", (0, 0.45, 1.0), 25, (0, 30)), tilt("pelvis", "neck", "up", 5, 50)), """
        dancer pose | natarajasana | lord of the dance pose | holding one foot behind the back, the other arm forward | yoga dancer, foot held behind | bow pose standing |
        dancer pose on the right leg | the left hand holds the left foot behind, the right arm reaches forward""",
        "king of the dancers in yoga | grasping the rear ankle high while reaching ahead"),
    *sided("lunge", "legs torso", (*_astride("left", 0.6, 1.1), *flat("left"), height("right_ball", 0, 0.03), height("right_kneecap", 0.10), knee("left", 65, 105), thigh("left", (0, -0.2, 1.0), 32), knee("right", 10, 75), *upright(18)), """
        lunge | a deep lunge | lunging forward | one leg in front with the knee bent, the other stretched back | step into a lunge | fencing lunge of the legs | forward lunge |
        a lunge with the left leg in front | left knee bent in front, right leg stretched behind | lunging forward onto the left leg""",
        "a big forward stride with the front knee deeply bent | stretching the hip flexor", "one leg in front in a deep lunge | the left leg in front in a lunge"),
    *sided("side lunge", "legs torso", (*flat(), offset("right_ankle", "left_ankle", "left", 0.75, 1.25), knee("left", 65, 130), knee("right", 0, 20), offset("left_sole", "centre_of_mass", "right", -0.05, 0.3), tilt("pelvis", "neck", "up", 0, 50)), """
        side lunge | lunging to the side | cossack squat | a deep sideways lunge, one leg straight | weight on one bent leg, the other stretched out to the side | lateral lunge |
        side lunge to the left | left knee bent, the right leg stretched out to the side | lunging to the left with the right leg straight""",
        "stretching the groin over one bent knee | a skater's sideways push"),
    *sided("warrior one", "arms legs torso", (*_astride("left", 0.6, 1.1), *flat("left"), height("right_ball", 0, 0.03), knee("left", 60, 105), knee("right", 0, 22), *both((arm, "up", 18, (0, 22))), *upright(18)), """
        warrior one | warrior 1 | yoga warrior with the arms up | virabhadrasana one | lunge with both arms raised straight up | a lunge, arms overhead |
        warrior one with the left leg in front | left knee bent in front, right leg straight behind, both arms overhead""",
        "a yoga lunge reaching skywards | first pose of the warrior"),
    *sided("warrior two", "arms legs torso head", (*flat(), offset("right_ankle", "left_ankle", "left", 0.75, 1.25), knee("left", 60, 105), knee("right", 0, 20), thigh("left", (1.0, -0.2, 0.2), 32), *arm("left", "left", 13, (0, 16)), *arm("right", "right", 13, (0, 16)),
                                                 gaze("left", 34), tilt("pelvis", "neck", "up", 0, 13)), """
        warrior two | warrior 2 | yoga warrior, arms spread | virabhadrasana two | a wide stance with one knee bent, arms level to both sides, looking over the bent knee | warrior pose |
        warrior two to the left | left knee bent, right leg straight, arms out to the sides, looking to the left""",
        "a yogi gazes over the front hand, limbs spread level | second pose of the warrior"),
    *sided("triangle pose", "arms legs torso", (*flat(), offset("right_ankle", "left_ankle", "left", 0.7, 1.2), *both((knee, 0, 18)), near("left_hand", "left_shin", 0.26), *arm("right", "up", 22, (0, 22)), tilt("pelvis", "neck", "left", 0, 45)), """
        triangle pose | trikonasana | yoga triangle | bending sideways to one foot, the other arm up | one hand at the shin, the other pointing to the sky, legs wide | side bend with straight legs wide apart |
        triangle pose to the left | left hand at the left shin, right arm straight up, legs wide apart""",
        "a sideways hinge at the hip over straight legs | one palm low, one high, feet wide"),
    *named("horse stance", "legs torso", (*flat(), *feet(0.55, 1.0), *both((knee, 55, 105)), *both((thigh, (0.8, -0.35, 0.45), 38)), *over_feet(), *upright(16)), """
        horse stance | a wide squat with the knees out | sumo squat | martial arts horse stance | legs wide and knees deeply bent | plié in second position | goddess pose legs | straddle squat |
        feet wide apart, knees bent outwards, back straight""",
        "as if astride a pony | kung-fu base position, thighs turned out", "the legs in a wide squat"),
    *named("sumo", "arms legs torso", (*flat(), *feet(0.5, 0.95), *both((knee, 70, 130)), *both((thigh, (0.8, -0.2, 0.5), 40)), *over_feet(), tilt("pelvis", "neck", "up", 0, 42), *both((hand_on, "{side}_kneecap", 0.19))), """
        sumo | sumo wrestler | sumo wrestler ready to start | wide squat with the hands on the knees | crouching wide, hands on the knees | a sumo fighter before the bout | rikishi |
        wide knees, a hand on each knee, low squat""",
        "a heavyweight of the dohyo squats down | broad crouch, palms on the kneecaps"),
    *named("goddess pose", "arms legs torso", (*flat(), *feet(0.6, 1.05), *both((knee, 60, 110)), *both((thigh, (0.8, -0.3, 0.4), 38)), *over_feet(), *upright(14), *both((upper_arm, "out", 26)), *both((forearm, "up", 24))), """
        goddess pose | wide squat with goalpost arms | utkata konasana | cactus arms in a wide squat | legs wide and bent, arms bent up at right angles | yoga goddess |
        knees out wide, elbows at shoulder height and forearms up""",
        "a fierce deity: squat wide, forearms vertical | victory squat in yoga"),
    *named("half squat", "legs torso", (*flat(), *feet(0.1, 0.5), *both((knee, 50, 88)), *over_feet(), tilt("pelvis", "neck", "up", 5, 45), tilt("pelvis", "neck", "forward", 45, 90)), """
        half squat | knees bent, crouching a little | bending the knees | a shallow squat | getting ready to jump | slightly crouched | on bent knees | bend your knees | dip down halfway""",
        "sinking a little at the knees | a goalkeeper's springy legs", "the knees bent"),
    *named("squat", "legs torso", (*flat(), *feet(0.12, 0.55), *both((knee, 88, 125)), *over_feet(), tilt("pelvis", "neck", "up", 5, 50), tilt("pelvis", "neck", "forward", 40, 92)), """
        squat | squatting | a deep squat | do a squat | thighs level in a squat | squat down | legs bent to a right angle, feet flat | air squat | lowering the hips with bent knees""",
        "leg day at the gym without the bar | hips lowered to knee height", "the knees deeply bent in a squat"),
    *named("deep squat", "legs torso", ((*flat(), *feet(0.12, 0.55), *both((knee, 122, 155)), height("seat", 0.06, 0.34), *over_feet(), tilt("pelvis", "neck", "up", 0, 55))), """
        crouching low | a full squat, bottom near the heels | hunker down | Asian squat | garland pose | malasana | crouch down as low as possible | squatting on the haunches | sitting on the haunches with flat feet |
        bum on the heels, soles on the floor""",
        "waiting on one's haunches | hams on the calves, soles flat", "the legs in a full squat"),
    *named("squat with arms forward", "arms legs torso", (*flat(), *feet(0.12, 0.5), *both((knee, 80, 130)), *over_feet(), tilt("pelvis", "neck", "up", 5, 50), *both((arm, "forward", 17, (0, 25)))), """
        squatting with the arms stretched forward | squat with arms out in front | air squat, arms forward | deep knee bend with the arms ahead | knee bends, arms level in front | do squats with outstretched arms |
        thighs level and both arms straight ahead""",
        "gym class: knees bend, arms stretch ahead | lowering the hips while reaching out in front"),
    *named("chair pose", "arms legs torso", (*flat(), *feet(0.0, 0.28), *both((knee, 50, 100)), *over_feet(), tilt("pelvis", "neck", "up", 10, 45), tilt("pelvis", "neck", "forward", 45, 82), *both((arm, (0, 1.0, 0.45), 22, (0, 25)))), """
        chair pose | utkatasana | yoga chair pose with the arms up | knees bent, arms raised overhead | sitting on an invisible chair with raised arms | fierce pose in yoga | thunderbolt pose |
        half squat with both arms stretched up""",
        "perched on thin air, arms beside the ears | lightning bolt shape"),
    *named("on tiptoe", "legs torso", (*(height(f"{s}_toes", 0, 0.03) for s in SIDES), *(height(f"{s}_heel", 0.08) for s in SIDES), *feet(0.0, 0.32), *both((knee, 0, 18)), *over_feet(), *upright(11)), """
        on tiptoe | standing on tiptoes | heels off the floor, standing tall | on the balls of the feet | ballet relevé | stand on your toes | calf raise | stretching up on the toes |
        both heels lifted high""",
        "peering over a wall on one's toes | en pointe, almost", "both heels lifted"),
    *named("reaching up on tiptoe", "arms legs torso", (*(height(f"{s}_toes", 0, 0.03) for s in SIDES), *(height(f"{s}_heel", 0.07) for s in SIDES), *feet(0.0, 0.32), *both((knee, 0, 18)), *over_feet(), *both((arm, "up", 16, (0, 22)))), """
        reaching up on tiptoe | stretching for the top shelf | on tiptoes with both arms up | reach as high as you can | picking apples from a high branch | stretch up tall on the toes |
        heels up and both hands as high as possible""",
        "trying to reach the biscuit tin | stretched to the utmost, toes to fingertips"),
    *named("ballet first position", "arms legs torso", (*flat(), *feet(0.0, 0.2), *both((knee, 0, 14)), *both((turned_out, 30, 80)), *over_feet(), *upright(8), *both((elbow, 15, 65)), near("left_fingertips", "right_fingertips", 0.3), *hand_from("left", "belly", (0.06, 0.34), (-0.25, 0.12), (0.0, 0.2), "pelvis")), """
        ballet first position | heels together, toes turned out, arms rounded in front | a dancer in first position | ballerina at the barre, first position | classical ballet, arms low and round | first position of the feet |
        feet turned out with the arms in a low oval""",
        "the danseuse begins her exercise | turnout with oval arms"),
    *named("ballet fifth position", "arms legs torso", (*flat(), offset("right_ankle", "left_ankle", "left", -0.08, 0.14), *both((knee, 0, 16)), *both((turned_out, 25, 85)), *over("left", 0.13), *upright(9), *both((elbow, 25, 80)), near("left_fingertips", "right_fingertips", 0.3), height("left_fingertips", 1.72), height("right_fingertips", 1.72)), """
        ballet fifth position | arms rounded above the head, feet turned out | fifth position in ballet | ballerina in a music box | couronne, arms in a crown overhead | prima ballerina |
        a dancer with the arms in an oval overhead""",
        "a music-box dancer | en couronne"),
    *sided("curtsy", "arms legs torso", (*flat("left"), height("right_ball", 0, 0.04), offset("left_ankle", "right_ankle", "back", 0.2, 0.55), offset("left_ankle", "right_ankle", "left", -0.05, 0.4), *both((knee, 35, 105)), tilt("pelvis", "neck", "up", 0, 30), *both((arm, (0.8, -1.0, 0.1), 28, (0, 50)))), """
        curtsy | a curtsy | curtsying | a lady curtsies | a princess greets the queen with a curtsy | one leg behind the other, knees bent, arms holding out the skirt | curtsey before the king |
        right leg behind the left, knees bent in a curtsy""",
        "a maid bobs to her mistress | lifting the hem of the dress while dipping"),
    *named("bowing", "legs torso", (*standing(0.0, 0.34, 18), *leaning("forward", 35, 75), Target("angle", "skull", "skull_top", 0, 50, against=("spine3", "neck"))), """
        bowing | a bow | take a bow | a deep bow | bowing respectfully | bow to the audience | a Japanese greeting, bowing | leaning forward from the hips with straight legs | bend forward politely |
        the torso bent forward""",
        "the actors thank the audience | inclining the trunk out of respect", "the torso bowed"),
    *named("bent over", "legs torso", (*flat(), *feet(0.05, 0.45), *both((knee, 0, 25)), tilt("pelvis", "neck", "up", 85, 125), tilt("pelvis", "neck", "forward", 0, 50)), """
        bent over at a right angle | bent over | bending down with straight legs | the torso level, legs straight | leaning forward until the back is level | looking for something on the floor |
        flat back forward bend | half forward fold""",
        "hinged at the hip until the spine is horizontal | leapfrog base", "the torso bent over"),
    *named("touching the toes", "arms legs torso", (*flat(), *feet(0.0, 0.4), *both((knee, 0, 25)), near("left_fingertips", "left_toes", 0.15), near("right_fingertips", "right_toes", 0.15), height("pelvis", 0.62), *over_feet()), """
        touching the toes | touch your toes | bending down to the toes with straight legs | standing forward bend, hands at the feet | forward fold | uttanasana | fingertips to the toes |
        stretching the hamstrings, hands to the floor""",
        "gym class: down to your shoes without bending the knees | folded in half while standing"),
    *named("hands on the floor standing", "arms legs torso", (*flat(), *feet(0.05, 0.45), *both((knee, 0, 40)), height("pelvis", 0.62), *over_feet(), *(height(f"{s}_hand", 0, 0.06) for s in SIDES)), """
        hands on the floor with straight legs | bend down and put both palms on the floor | a deep forward bend with the palms on the floor | standing, palms flat on the ground | both hands touch the floor while the legs stay straight |
        elephant walk""", "folded at the hips, palms down by the shoes | checking the ground with both palms"),
    *named("hands on the knees", "arms legs torso", (*flat(), *feet(0.1, 0.5), *both((knee, 10, 60)), *both((hand_on, "{side}_thigh", 0.30)), *both((hand_on, "{side}_kneecap", 0.14)), *both((elbow, 0, 45)), tilt("pelvis", "neck", "up", 30, 75), tilt("pelvis", "neck", "forward", 15, 62)), """
        hands on the knees | catching one's breath, hands on the knees | out of breath | exhausted runner leaning on the knees | bend over with the hands on your knees | leaning forward, a hand on each knee |
        standing bent with the palms on the knees""",
        "panting after the race | propped on the thighs to recover", ),
    *sided("looking over the shoulder", "torso head", (tilt("skull", "gaze", "left", 0, 36), gaze((1.0, 0.0, -0.1), 38), tilt("pelvis", "neck", "up", 0, 16)), """
        looking over the shoulder | look back over your shoulder | glancing behind | head turned to the side as far as it goes | checking what is behind | a look back |
        looking over the left shoulder | the head turned to the left | look left | glancing back over the left shoulder""",
        "suspicious of a pursuer | the left ear faces backwards", "the head turned to the side | the head turned to the left"),
    *named("looking up", "head torso", (tilt("skull", "gaze", "up", 20, 56), tilt("skull", "gaze", "forward", 0, 74), *upright(18)), """
        looking up at the sky | looking up | gazing at the stars | head tilted back | watch the birds overhead | face turned to the ceiling | look at the sky | admire a tall building""",
        "stargazing | chin high, eyes on the clouds", "the head tilted back, looking up | the face turned up to the sky"),
    *named("looking down", "head torso", (tilt("skull", "gaze", "up", 122, 158), *upright(20)), """
        looking down | looking at the floor | head bowed | hanging the head | staring at one's feet | ashamed, looking down | gaze lowered | chin on the chest | sad, with a lowered head""",
        "crestfallen | inspecting one's shoes", "the head bowed | the head hanging"),
    *sided("head tilted", "head torso", (tilt("skull", "skull_top", "left", 48, 72), aims("skull", "gaze", "forward", 26), *upright(12)), """
        head tilted to the side | tilt your head | curious, the head cocked to one side | an ear towards the shoulder | stretching the neck sideways | confused dog, head cocked |
        head tilted to the left | the left ear towards the left shoulder | leaning the head to the left""",
        "quizzical, skull leaning over | the neck bends laterally to the left", "the head tilted to the side | the head tilted to the left"),
    *sided("side bend", "legs torso", (*standing(0.05, 0.45, 18), tilt("pelvis", "neck", "left", 45, 72), tilt("pelvis", "neck", "forward", 70, 110)), """
        bending sideways | side bend | leaning to the side | the torso bent to one side | sideways stretch of the trunk | lean over sideways |
        leaning to the left | the torso bends to the left | bend to the left side""",
        "the Tower of Pisa | trunk inclined laterally", "the torso bent to the side | the torso leaning to the left"),
    *sided("side stretch", "arms legs torso", (*standing(0.05, 0.5, 18), tilt("pelvis", "neck", "left", 50, 76), *arm("right", (0.9, 1.0, 0), 24, (0, 40)), hand_on("left", "left_hip_side", 0.14)), """
        side stretch | stretching sideways with one arm overhead | bending to the side, one arm over the head, the other hand on the hip | crescent moon | gymnastics side bend with an arm overhead |
        bending to the left with the right arm overhead, left hand on the hip | stretch the right flank""",
        "opening the flank, one limb arching above | aerobics: over to one side we go"),
    *named("leaning back", "legs torso", (*flat(), *feet(0.06, 0.5), *both((knee, 0, 45)), *leaning("back", 20, 50)), """
        leaning back | leaning backwards | bending backwards | the torso tilted back | arching the back while standing | limbo | a backbend, standing | lean far back | recoiling""",
        "dodging bullets like Neo | passing under the limbo bar", "the torso leaning back"),
    *sided("twisted torso", "legs torso", (*flat(), *both((knee, 0, 25)), *over_feet(), offset("right_ankle", "left_ankle", "left", 0.1, 0.55), tilt("spine3", "chest_front", "left", 20, 72), Target("angle", "spine3", "chest_front", 28, 75, against=("pelvis", "pelvis_front")), tilt("pelvis", "neck", "up", 0, 15)), """
        twisted torso | turning the upper body to the side | a standing twist | rotate the trunk while the feet stay | torso turned sideways | warming up with a trunk rotation |
        the torso twisted to the left | turning the upper body to the left, hips to the front""",
        "wringing the waist | shoulders rotated against the hips", "the torso twisted to the side | the upper body turned to the left"),
    *named("slouching", "legs torso head", (*standing(0.06, 0.36, 25), Target("angle", "pelvis", "pelvis_top", 20, 60, against=("spine3", "neck")), tilt("skull", "gaze", "up", 105, 145), tilt("pelvis", "neck", "up", 5, 35), tilt("pelvis", "neck", "forward", 55, 88)), """
        slouching | a hunched back | hunched over | tired, with drooping shoulders and a bowed head | sad and slumped | an old man with a bent back | hunchback | depressed posture | dejected, shoulders dropped""",
        "the weight of the world on the shoulders | Quasimodo | round-backed and weary"),
    *named("sitting on a chair", "legs torso", (*chair(), *feet(0.05, 0.4), *_SEATED_TORSO), """
        sitting on a chair | sitting | sit down on a chair | seated | seated upright, feet on the floor | sitting with the thighs level and the shins upright | sit on a bench | a person sits on a stool |
        knees at right angles, as if on a chair | take a seat""",
        "occupying an invisible chair | parked on a stool, soles on the ground", "the legs as if on a chair"),
    *named("sitting with the knees apart", "legs torso", (*(tilt(f"{s}_hip", f"{s}_knee", "up", 80, 102) for s in SIDES), apart("left_knee", "right_knee", 0.5), *both((shin, "down", 22)), *flat(), *_SEATED_TORSO), """
        sitting with the legs apart | manspreading | sitting on a chair with the knees wide apart | seated with spread knees | sit with your legs open | legs spread while seated | a cellist's legs |
        wide knees on a chair""", "taking up two seats on the underground | seated, knees splayed"),
    *sided("sitting with crossed legs", "legs torso", (*chair("right"), near("left_calf", "right_kneecap", 0.22), offset("right_knee", "left_knee", "right", -0.12), tilt("left_hip", "left_knee", "up", 50, 95), knee("left", 55, 115), shin("left", "down", 48), offset("right_knee", "left_ankle", "right", -0.04), *_SEATED_TORSO), """
        sitting with crossed legs | legs crossed on a chair | sitting on a chair, one leg over the other | seated with one knee over the other | sit elegantly with your legs crossed | talk-show guest with crossed legs |
        sitting with the left leg crossed over the right | the left knee over the right knee, seated""",
        "a lady in the armchair, one thigh over the other | seated, knees stacked"),
    *sided("ankle on the knee", "legs torso", (*chair("right"), near("left_outer_ankle", "right_kneecap", 0.17), tilt("left_hip", "left_knee", "left", 20, 62), *_SEATED_TORSO), """
        sitting with one ankle on the other knee | figure-four sitting | sitting on a chair, an ankle resting on the knee | American style crossed legs | seated with the ankle over the knee |
        sitting with the left ankle on the right knee | the left ankle rests on the right knee, seated""",
        "lounging boss, shin laid across the thigh | seated like the digit four"),
    *named("leaning back in a chair", "legs torso", (*chair(), *feet(0.05, 0.5), tilt("pelvis", "neck", "up", 20, 42), tilt("pelvis", "neck", "back", 45, 72)), """
        leaning back in a chair | lounging in an armchair | relaxing on a sofa | sitting and leaning back | slumped in a seat | recline in a deckchair | seated with the torso tilted back |
        watching TV on the couch""", "a couch potato | half-lying in a recliner"),
    *named("leaning forward in a chair", "arms legs torso", (*chair(), *feet(0.12, 0.5), tilt("pelvis", "neck", "up", 25, 58), tilt("pelvis", "neck", "forward", 30, 66), *both((forearm_near, "{side}_thigh", 0.24))), """
        sitting with the elbows on the knees | leaning forward on a chair, forearms on the thighs | a player on the substitutes' bench | tired, sitting bent forward | sit and lean on your knees | brooding on a bench |
        seated, the forearms resting on the legs""", "waiting for bad news on the bench | propped on the thighs, seated"),
    *sided("the Thinker", "arms legs torso", (*chair(), *feet(0.05, 0.5), tilt("pelvis", "neck", "up", 20, 58), near("right_hand", "chin", 0.10), near("right_elbow_tip", "right_thigh", 0.26), elbow("right", 100, 155)), """
        the Thinker by Rodin | the Thinker | sitting and thinking, chin on the hand, elbow on the knee | a seated thinker | Rodin's statue | sit and brood with the chin on the fist |
        sitting with the chin on the right hand, the right elbow on the thigh""",
        "the bronze philosopher | meditating on a rock, jaw propped"),
    *named("hands on the knees, sitting", "arms legs torso", (*chair(), *feet(0.05, 0.42), *_SEATED_TORSO, *both((hand_on, "{side}_kneecap", 0.17))), """
        sitting with the hands on the knees | seated, a hand on each knee | pharaoh statue on the throne | sit properly with your hands on your knees | patient in the waiting room, hands on the knees |
        Abu Simbel statue | sitting upright, palms on the knees""", "a well-behaved visitor on a chair | enthroned colossus"),
    *named("driving", "arms legs torso", (*chair_low(), *feet(0.1, 0.45), tilt("pelvis", "neck", "up", 0, 30), *both((forearm, (-0.1, 0.35, 1.0), 30)), *both((elbow, 20, 90)), apart("left_hand", "right_hand", 0.26, 0.5), offset("chest", "left_hand", "forward", 0.2, 0.5), offset("chest", "right_hand", "forward", 0.2, 0.5),
                                          offset("chest", "left_hand", "up", -0.2, 0.08), offset("chest", "right_hand", "up", -0.2, 0.08)), """
        driving a car | sitting at the wheel | sitting and holding a steering wheel | a driver in his seat | drive a car | behind the wheel of a lorry | seated with both hands on a wheel | a racing driver""",
        "a chauffeur at work | commuting in one's vehicle"),
    *named("typing at a desk", "arms legs torso", (*chair(), *feet(0.05, 0.4), *_SEATED_TORSO, *both((elbow, 65, 110)), *both((forearm, (-0.15, 0.05, 1.0), 22)), *both((palm, "down", 40)), apart("left_hand", "right_hand", 0.1, 0.4)), """
        typing at a desk | sitting at a computer | working at a desk | playing the piano, seated | a pianist | sitting and typing on a keyboard | an office worker | sit at the piano |
        seated with the forearms level in front""", "a programmer at night | the recital begins, hands on the keys"),
    *named("sitting and reading", "arms legs torso head", (*chair(), *feet(0.05, 0.4), *_SEATED_TORSO, *both((elbow, 60, 130)), apart("left_hand", "right_hand", 0.1, 0.36), offset("chest", "left_hand", "forward", 0.14, 0.42), offset("chest", "right_hand", "forward", 0.14, 0.42),
                                                          offset("chest", "left_hand", "up", -0.36, -0.02), offset("chest", "right_hand", "up", -0.36, -0.02), tilt("skull", "gaze", "up", 100, 142)), """
        sitting and reading | sitting with a book | reading a book on a chair | seated, reading the newspaper | sit and read | sitting and looking at a phone | texting on the train | a student studies in his seat |
        seated with a book in both hands and the head bowed""", "absorbed in a novel on the bench | commuters staring at screens"),
    *named("hands in the lap", "arms legs torso", (*chair(), *feet(0.0, 0.35), *_SEATED_TORSO, near("left_hand", "right_hand", 0.12), near("left_hand", "groin", 0.26)), """
        sitting with the hands in the lap | seated, hands folded in the lap | sit quietly with your hands in your lap | waiting on a chair with folded hands | a shy girl on a chair, hands in her lap |
        hands resting in the lap while sitting""", "prim on the pew | modestly seated, fingers interlaced on the thighs"),
    *sided("kneeling on one knee", "legs torso", (*knee_down("right"), *flat("left"), tilt("left_hip", "left_knee", "up", 72, 108), thigh("left", "forward", 35), shin("left", "down", 22), thigh("right", "down", 24), *upright(16)), """
        kneeling on one knee | one knee on the floor | going down on one knee | genuflect | half kneeling | a knight kneels on one knee | take a knee | on bended knee |
        kneeling on the right knee | the right knee on the floor, left foot in front | down on the right knee with the left thigh level""",
        "about to be dubbed by the queen | tying a shoelace, one knee grounded", "one knee on the floor | the right knee on the floor"),
    *sided("proposing", "arms legs torso", (*knee_down("right"), *flat("left"), tilt("left_hip", "left_knee", "up", 72, 108), thigh("left", "forward", 35), shin("left", "down", 24), thigh("right", "down", 26), *upright(18), *both((elbow, 20, 95)),
                                            offset("chest", "left_hand", "forward", 0.22), offset("chest", "right_hand", "forward", 0.22), near("left_hand", "right_hand", 0.28), offset("chest", "left_hand", "up", -0.2, 0.3)), """
        proposing | proposing marriage | will you marry me? | on one knee, holding out a ring | down on one knee with both hands reaching forward | a marriage proposal | pop the question |
        kneeling on the right knee and offering a ring""",
        "a suitor presents the diamond | asking for her hand"),
    *named("kneeling", "legs torso", (*knee_down("left"), *knee_down("right"), *both((thigh, "down", 20)), *both((shin, "back", 28)), offset("right_knee", "left_knee", "left", 0.05, 0.42), *upright(15)), """
        kneeling | kneeling upright | kneel down | kneeling on both knees | on one's knees | both knees on the floor, thighs upright | kneel in church | get down on your knees | kneeling tall""",
        "both knees grounded, trunk erect | before the altar rail", "both knees on the floor"),
    *named("sitting on the heels", "legs torso", (*knee_down("left", 0.05), *knee_down("right", 0.05), *both((knee, 125, 168)), near("left_buttock", "left_heel", 0.16), near("right_buttock", "right_heel", 0.16), offset("right_knee", "left_knee", "left", 0.0, 0.45), *upright(18)), """
        sitting on the heels | seiza | kneeling and sitting on the heels | Japanese kneeling | sitting back on the heels | thunderbolt sitting, vajrasana | kneel with your bottom on your heels | tea ceremony |
        a geisha kneels""", "a samurai waits on the tatami | shins under the haunches", "the legs folded under the body"),
    *named("praying on the knees", "arms legs torso", (*knee_down("left"), *knee_down("right"), *both((knee, 60, 168)), *both((shin, "back", 40)), tilt("pelvis", "neck", "up", 0, 25), near("left_palm", "right_palm", 0.06), offset("chest", "left_hand", "forward", 0.05, 0.34), offset("chest", "left_hand", "up", -0.2, 0.24)), """
        kneeling in prayer | praying on the knees | kneeling with folded hands | kneel and pray | a child says his bedtime prayer | begging on the knees | on both knees with the palms together |
        pleading for mercy on one's knees""", "vespers | imploring, kneecaps grounded, palms joined"),
    *named("bowing on the knees", "arms legs torso", (*knee_down("left", 0.05), *knee_down("right", 0.05), *both((knee, 105, 170)), height("pelvis", 0.22, 0.6), near("left_kneecap", "belly", 0.5), near("right_kneecap", "belly", 0.5), height("forehead", 0, 0.12), *(height(f"{s}_hand", 0, 0.07) for s in SIDES), offset("pelvis", "forehead", "forward", 0.2)), """
        bowing on the knees with the forehead on the floor | kowtow | prostration | Muslim prayer, forehead to the ground | dogeza | worship on the floor | sujud | bow down to the ground |
        kneeling with the head on the floor""", "utter submission before the emperor | facing Mecca, brow on the carpet"),
    *named("child's pose", "arms legs torso", (*knee_down("left", 0.05), *knee_down("right", 0.05), *both((knee, 118, 172)), height("forehead", 0, 0.13), *both((arm, "forward", 32, (0, 45))), *(height(f"{s}_hand", 0, 0.07) for s in SIDES), near("left_buttock", "left_heel", 0.24), near("right_buttock", "right_heel", 0.24), height("pelvis", 0.18), near("left_kneecap", "chest", 0.5), near("right_kneecap", "chest", 0.5)), """
        child's pose | balasana | yoga child's pose with the arms stretched forward | resting on the knees, forehead down, arms ahead | sitting on the heels, folded forward, arms on the floor | relaxing in child pose |
        kneeling with the bottom on the heels and the arms reaching ahead on the floor""",
        "the yogi rests, brow on the mat | folded over the thighs with outstretched limbs"),
    *named("sitting cross-legged", "legs torso", (*_seat_on_floor(0.04), *both((knee, 85, 150)), near("left_outer_ankle", "right_shin", 0.26), near("right_outer_ankle", "left_shin", 0.26), apart("left_knee", "right_knee", 0.42, 0.95), *(height(f"{s}_kneecap", 0, 0.34) for s in SIDES),
                                                  *(height(f"{s}_outer_ankle", 0, 0.16) for s in SIDES), offset("right_ankle", "left_ankle", "left", -0.4, 0.03), *upright(18)), """
        sitting cross-legged | cross-legged on the floor | tailor seat | sitting on the floor with crossed legs | sit cross-legged | like a schoolchild on the carpet, legs crossed | easy pose | sukhasana |
        sitting Turkish fashion | criss-cross applesauce""", "a tailor at his bench | shins tucked crosswise under, on the ground", "the legs crossed on the floor"),
    *named("meditating", "arms legs torso", (*_seat_on_floor(0.04), *both((knee, 85, 150)), apart("left_knee", "right_knee", 0.42, 0.95), *(height(f"{s}_kneecap", 0, 0.34) for s in SIDES), *(height(f"{s}_outer_ankle", 0, 0.16) for s in SIDES), offset("right_ankle", "left_ankle", "left", -0.4, 0.03), *upright(12),
                                             *both((hand_near_knee, 0.2)), *both((palm, "up", 60))), """
        meditating | lotus position | meditation, cross-legged with the hands on the knees | a yogi in the lotus position | padmasana | Buddha | sitting cross-legged with the palms up on the knees | zen | om | mindfulness meditation on the floor""",
        "the enlightened one | inner peace, seated on the ground"),
    *named("hugging the knees", "arms legs torso", (*_seat_on_floor(0.04), *flat(), *both((knee, 95, 150)), *feet(0.0, 0.3), near("left_hand", "right_shin", 0.25), near("right_hand", "left_shin", 0.25), near("left_hand", "right_hand", 0.22), tilt("pelvis", "neck", "up", 0, 40)), """
        sitting on the floor hugging the knees | hugging the knees | sitting with the arms around the knees | curled up on the floor, arms around the legs | sad child hugging its knees | sit and hold your knees |
        knees drawn up to the chest, seated on the floor | lonely, arms wrapped around the shins""", "a ball of misery on the ground | clasping both shins while seated"),
    *named("sitting with the legs stretched", "legs torso", (*_seat_on_floor(), *both((knee, 0, 15)), *(height(f"{s}_heel", 0, 0.04) for s in SIDES), *both((leg, "forward", 16)), *upright(18)), """
        sitting on the floor with the legs stretched out | long sitting | staff pose | dandasana | sit with straight legs in front | legs straight ahead on the floor | an L shape, sitting upright with straight legs |
        a doll sitting on the floor, legs out in front""", "like the letter L on the ground | a teddy bear's seat", "the legs stretched out on the floor"),
    *named("seated forward bend", "arms legs torso", (*_seat_on_floor(), *both((knee, 0, 22)), *both((leg, "forward", 22)), tilt("pelvis", "neck", "up", 22, 100), near("left_hand", "left_toes", 0.26), near("right_hand", "right_toes", 0.26)), """
        seated forward bend | sitting and touching the toes | paschimottanasana | sit and reach | stretching to the feet while sitting | sitting on the floor with straight legs, hands to the feet | hamstring stretch on the floor |
        reach for your toes sitting down""", "the gymnast folds flat over outstretched legs | the sit-and-reach test"),
    *named("straddle sit", "legs torso", (*_seat_on_floor(), *both((knee, 0, 16)), *(height(f"{s}_heel", 0, 0.05) for s in SIDES), apart("left_ankle", "right_ankle", 0.95), *upright(24)), """
        straddle sit | sitting with the legs wide apart | sitting in a straddle | legs spread wide on the floor | sit on the floor with your legs in a V | gymnast sitting with spread legs | seated wide-legged |
        sitting, both legs stretched far to the sides""", "a V on the gym mat | seated, limbs splayed wide"),
    *named("butterfly sit", "legs torso", (*_seat_on_floor(0.04), *both((knee, 95, 155)), near("left_sole", "right_sole", 0.12), apart("left_knee", "right_knee", 0.5), *(height(f"{s}_outer_ankle", 0, 0.12) for s in SIDES), *upright(24)), """
        butterfly stretch | sitting with the soles together | butterfly pose | baddha konasana | soles of the feet touching, knees out to the sides | cobbler's pose | sit with your feet together and knees apart |
        groin stretch on the floor""", "the shoemaker's seat | seated, feet sole to sole"),
    *named("leaning back on the hands", "arms legs torso", (*_seat_on_floor(0.04), *(height(f"{s}_hand", 0, 0.06) for s in SIDES), offset("seat", "left_hand", "back", 0.1), offset("seat", "right_hand", "back", 0.1), *both((elbow, 0, 35)), tilt("pelvis", "neck", "up", 12, 50), tilt("pelvis", "neck", "back", 38, 80), *(height(f"{s}_heel", 0, 0.05) for s in SIDES), *both((knee, 0, 105))), """
        sitting on the floor, leaning back on the hands | picnic pose, leaning back on the arms | sunbathing while sitting, hands behind | sit back on your hands | relaxing on the beach, propped on the hands |
        seated on the ground with the arms behind | crab seat""", "lazing on the lawn, arms as props behind | sitting in the sand, weight on the palms"),
    *sided("mermaid sit", "legs torso", (height("left_buttock", 0, 0.08), height("right_buttock", 0, 0.14), *both((knee, 75, 150)), offset("pelvis", "left_ankle", "left", 0.12), offset("right_hip", "right_ankle", "left", 0.05), offset("pelvis", "right_knee", "right", 0.05), *(height(f"{s}_kneecap", 0, 0.3) for s in SIDES), *(height(f"{s}_outer_ankle", 0, 0.25) for s in SIDES), tilt("pelvis", "neck", "up", 0, 32)), """
        mermaid sit | side-sitting on the floor | sitting sideways with both legs to one side | the Little Mermaid of Copenhagen | sit on the floor with your legs folded to the side | legs tucked to one side |
        both legs folded to the left, sitting on the floor""", "Andersen's statue on the rock | both shins swept sideways on the ground"),
    *sided("superhero landing", "arms legs torso", (*knee_down("right", 0.05), *flat("left"), knee("left", 80, 150), knee("right", 70, 150), height("right_hand", 0, 0.07), height("left_hand", 0.35), offset("left_shoulder", "left_hand", "left", 0.1), tilt("pelvis", "neck", "up", 35, 88), tilt("pelvis", "neck", "forward", 0, 58)), """
        superhero landing | landing on one knee with a fist on the ground | three-point landing | Iron Man landing | one knee and one fist on the floor, the other arm swept back | hero landing | Black Widow pose | land like a superhero |
        right knee and right hand on the floor, left arm out behind""",
        "crash-landing hero, knuckles to the tarmac | touchdown of a comic-book avenger"),
    *sided("sprint start", "arms legs torso", (*(height(f"{s}_fingertips", 0, 0.06) for s in SIDES), knee_down("right")[0], height("left_ball", 0, 0.04), height("right_toes", 0, 0.05), offset("right_ankle", "left_ankle", "forward", 0.15), tilt("pelvis", "neck", "forward", 0, 55), tilt("pelvis", "neck", "up", 45, 105), *both((elbow, 0, 40)), *both((knee, 60, 140)), height("pelvis", 0.4)), """
        sprint start | on your marks | a sprinter in the starting blocks | crouch start, hands on the floor | runner ready at the starting line | both hands on the ground, one knee down, ready to run |
        sprint start with the left foot in front | ready, steady…""", "waiting for the pistol | hundred metres final, set"),
    *named("skiing", "arms legs torso", (*flat(), *feet(0.1, 0.4), *both((knee, 55, 110)), *over_feet(), tilt("pelvis", "neck", "up", 25, 70), tilt("pelvis", "neck", "forward", 20, 66), *both((elbow, 65, 130)), offset("chest", "left_hand", "forward", 0.0, 0.42), offset("chest", "right_hand", "forward", 0.0, 0.42), offset("chest", "left_hand", "up", -0.4, 0.05), offset("chest", "right_hand", "up", -0.4, 0.05)), """
        skiing crouch | skiing downhill | a downhill skier's tuck | ski racer in a crouch, hands in front | skier | schuss position | knees bent, leaning forward, fists in front | race down the slope""",
        "Alpine world champion in the tuck | hurtling down the piste"),
    *sided("surfing", "arms legs torso head", (*flat(), offset("right_ankle", "left_ankle", "left", 0.5, 0.95), *both((knee, 35, 95)), *over_feet(), tilt("pelvis", "neck", "up", 5, 45), gaze("left", 45), *arm("left", (1.0, 0.05, 0.3), 32, (0, 50)), *arm("right", (-1.0, 0.2, 0.1), 36, (0, 55))), """
        surfing | a surfer on a wave | riding a surfboard | balance on a surfboard with spread arms | skateboarding | snowboarding | crouched sideways with the arms out for balance | ride the wave |
        surfing to the left, left foot in front""", "hang ten, dude | boarding sideways, knees soft, arms for balance"),
    *named("riding a horse", "arms legs torso", (apart("left_knee", "right_knee", 0.42, 0.85), offset("right_ankle", "left_ankle", "up", -0.12, 0.12), *both((thigh, (0.5, -0.6, 0.75), 30)), *both((knee, 45, 100)), *both((elbow, 55, 110)), offset("belly", "left_hand", "forward", 0.08, 0.36, frame="pelvis"), offset("belly", "right_hand", "forward", 0.08, 0.36, frame="pelvis"), near("left_hand", "right_hand", 0.26), tilt("pelvis", "neck", "up", 0, 18)), """
        riding a horse | on horseback | a rider in the saddle | sitting astride a horse, holding the reins | a jockey | ride a motorbike | legs around a horse, hands in front | a cowboy in the saddle | horse riding""",
        "giddy-up! | mounted policeman with the bridle in hand"),
    *named("riding a bicycle", "arms legs torso", (tilt("pelvis", "neck", "up", 25, 58), tilt("pelvis", "neck", "forward", 30, 66), *both((arm, (0.1, -0.55, 1.0), 24, (0, 45))), apart("left_hand", "right_hand", 0.28, 0.55), offset("right_ankle", "left_ankle", "up", 0.15, 0.42), thigh("left", (0, -0.1, 1.0), 30), knee("right", 15, 60), knee("left", 65, 115), offset("right_ankle", "left_ankle", "left", 0.08, 0.4)), """
        riding a bicycle | cycling | on a bike | a cyclist | pedal a bicycle, leaning forward on the handlebars | riding a bike, one pedal up and one down | cycle race |
        sitting on a bike with both hands on the handlebars""", "Tour de France | commuting on two wheels"),
]
