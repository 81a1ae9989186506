"""Named poses of the arms and hands; the legs may do what they like."""
from __future__ import annotations

from models.pose.geometry.named_geometry import *  # noqa: F403
from models.pose.geometry.named_pose import NamedPose, named, sided
from models.pose.geometry.named_targets import aims, apart, near, offset

_BOTH_HANDS_NEAR = (apart("left_palm", "right_palm", 0, 0.05),)


def _folded() -> Geometry:
    """Forearms folded over one another before the chest, each hand at the other arm."""
    return (
        near("left_palm", "right_biceps", 0.12), near("right_forearm", "left_biceps", 0.22), near("right_hand", "left_elbow_tip", 0.17),
        near("left_forearm", "right_forearm", 0.13),
        offset("chest", "left_forearm", "up", -0.24, -0.02, frame="spine3"), offset("chest", "right_forearm", "up", -0.24, -0.02, frame="spine3"),
        offset("spine3", "left_forearm", "forward", 0.12, 0.34, frame="spine3"), offset("spine3", "right_forearm", "forward", 0.12, 0.34, frame="spine3"),
        *both((elbow, 70, 140)), *both((upper_arm, "down", 48)),
    )


def _spread(direction: str, within: float = 14) -> Geometry:
    return both((arm, direction, within, (0, 18)))


POSES: list[NamedPose] = [
    *named("hands on hips", "arms", (*both((hand_on, "{side}_waist", 0.075)), *both((elbow, 60, 140)), *both((upper_arm, "down", 62)),
                                     offset("spine1", "left_elbow", "left", 0.27, frame="pelvis"), offset("spine1", "right_elbow", "right", 0.27, frame="pelvis")), """
        hands on hips | hands on the hips | arms akimbo | both hands resting on the hips, elbows out to the sides | put your hands on your hips |
        a person stands with their hands on their hips | he has both hands on his waist | standing akimbo | hands on waist, elbows pointing outwards |
        a bossy stance with the fists on the hips | someone places their hands on their waist""",
        "the palms rest on either side of the waist and the elbows stick out | fists planted at the waist like a stern teacher | akimbo",
        "the hands on the hips | both hands on the waist | arms akimbo"),
    *sided("one hand on the hip", "arms", (hand_on("left", "left_waist", 0.075), elbow("left", 60, 140), offset("spine1", "left_elbow", "left", 0.27, frame="pelvis"), *hanging("right")), """
        one hand on the hip | a hand on the waist, the other arm hanging | sassy pose with one hand on the hip | stand with one arm akimbo | hand on hip |
        left hand on the left hip | left hand on hip, right arm hanging down | she puts her left hand on her waist | left arm akimbo, right arm relaxed |
        resting the left hand on the hip | the left hand on the waist and the elbow out to the side""",
        "a single arm akimbo | one palm planted at the waist | the left palm is planted at the waist while the right arm dangles",
        "one hand on the hip | the left hand on the hip | a hand on the waist | the left hand at the waist"),
    *named("T-pose", "arms legs torso head", (*_spread("out", 9), *standing(0.05, 0.35, 12), *upright(7), *HEAD_LEVEL, *both((palm, "down", 50))), """
        T-pose | tpose | a T pose | stand in a T-pose | standing upright with both arms stretched straight out to the sides at shoulder height |
        default rig pose with the arms out level | arms spread horizontally like the letter T | bind pose | the character is in T pose |
        standing straight, arms out to the sides, palms down""",
        "rest pose of a rigged character, arms held out horizontally | a scarecrow | shaped like a capital T"),
    *named("A-pose", "arms legs torso head", (*both((arm, (1.0, -1.0, 0.0), 9, (0, 18))), *standing(0.12, 0.4, 12), *upright(7), *HEAD_LEVEL), """
        A-pose | a pose | stand in an A-pose | arms held down and away from the body at forty-five degrees | apose |
        standing with straight arms slanting down to both sides | rig pose with the arms lowered halfway | the character is in A pose |
        neutral modelling pose, arms angled down and outwards""",
        "rest pose with the arms halfway between hanging and level | shaped like a capital A"),
    *named("I-pose", "arms legs torso head", (*both((arm, "down", 13, (0, 16))), *both((hand_on, "{side}_outer_thigh", 0.13)), *standing(0.0, 0.17, 9), *upright(6), *HEAD_LEVEL), """
        standing at attention | stand to attention | standing straight with the arms at the sides | I-pose | stand still and straight like a soldier, arms down |
        attention! | the soldier stands at attention | upright stance, feet together, arms pressed to the sides | stand up straight | heels together, arms straight down""",
        "rigid as a guardsman on parade, hands by the trouser seams | bolt upright with arms at the sides"),
    *named("arms out to the sides", "arms", _spread("out", 14), """
        arms out to the sides | both arms stretched out sideways | spread your arms wide | arms raised level to either side |
        arms like the wings of an aeroplane | hold both arms out horizontally to the left and the right | arms extended sideways at shoulder height |
        he spreads his arms wide""",
        "arms like a tightrope walker | wingspan at full stretch, level with the shoulders",
        "both arms stretched out to the sides | the arms spread wide | the arms out like wings"),
    *named("arms stretched forward", "arms", _spread("forward", 14), """
        arms stretched forward | both arms straight out in front | hold your arms out in front of you | reaching forward with both arms |
        both arms extended to the front at shoulder height | stretch both arms forwards | arms straight ahead, level | reach out in front with both hands""",
        "both limbs held out ahead, horizontal | like a sleepwalker, arms out ahead",
        "both arms stretched forward | the arms straight out in front | both arms held out to the front"),
    *named("arms raised", "arms", both((arm, "up", 17, (0, 22))), """
        both arms straight up | arms raised overhead | raise both arms above the head | hands up in the air | reach for the sky |
        stretching both arms up | arms stretched towards the ceiling | both hands high above the head | put your arms up""",
        "reaching for the ceiling with both hands | each arm vertical beside the ears",
        "both arms raised above the head | the arms stretched straight up | both hands in the air"),
    *named("Y-pose", "arms", both((arm, (0.75, 1.0, 0.0), 13, (0, 20))), """
        arms raised in a Y | arms up in a V shape | cheering with both arms up and spread | Y pose | both arms lifted up and out to the sides |
        victory with the arms in a V | hallelujah, arms raised wide | YMCA letter Y | arms up and apart, celebrating""",
        "arms thrown wide towards the heavens | shaped like the letter Y",
        "both arms raised in a V | the arms up and spread wide"),
    *sided("one arm raised", "arms", (*arm("right", "up", 15), *hanging("left")), """
        one arm raised straight up | raise your hand | asking a question in class, hand up | one hand high in the air, the other hanging |
        raise your right hand | right arm straight up, left arm down | the right hand high above the head | a pupil raising the right hand |
        hailing with the right arm stretched up | put up your right arm""",
        "a schoolchild who knows the answer | volunteering | the right arm vertical overhead and the left limp",
        "one arm raised straight up | the right arm straight up"),
    *named("arms crossed", "arms", _folded(), """
        arms crossed | arms folded | arms crossed over the chest | stand with folded arms | crossing the arms in front of the chest |
        a bouncer with his arms crossed | she folds her arms | arms folded over the chest, waiting | cross your arms | angry, with the arms crossed""",
        "each hand tucked at the opposite upper arm | the stance of somebody who will not be persuaded, forearms folded",
        "the arms crossed | folded arms | the arms crossed over the chest"),
    *named("praying", "arms", (near("left_palm", "right_palm", 0.04), near("left_fingertips", "right_fingertips", 0.06), *both((fingers, "up", 35)),
                               *hand_from("left", "chest", (0.06, 0.28), (-0.16, 0.14), (-0.03, 0.08)), *both((elbow, 85, 145)), *both((upper_arm, "down", 50))), """
        praying | hands together in prayer | palms pressed together in front of the chest | namaste | a prayer with the palms together |
        thank you in Thai style, palms together | put your hands together as if to pray | hands folded in prayer at the chest | anjali mudra |
        the palms touch before the heart, fingers pointing up""",
        "pressing both palms against each other at the breastbone | saying grace | a monk's greeting",
        "the palms together in prayer | the hands pressed together in front of the chest"),
    *sided("salute", "arms", (tips_on("right", "right_temple", 0.07), upper_arm("right", "right", 38), elbow("right", 95, 150), palm("right", (0, -1.0, 0.3), 60), *hanging("left")), """
        salute | a military salute | saluting | give a salute | a soldier salutes | standing at attention and saluting |
        the right hand at the temple in a salute | saluting with the right hand | right fingertips touch the brow, elbow out, left arm down |
        he salutes the flag with his right hand""",
        "greeting an officer with the fingers at the forehead | aye aye, captain | the fingers of the right hand touch the side of the brow",
        "one hand raised in a salute | the right hand in a salute"),
    *sided("facepalm", "arms", (near("right_palm", "nose", 0.10), near("right_palm", "forehead", 0.12), elbow("right", 100, 155), *hanging("left")), """
        facepalm | a hand over the face | covering the face with one hand | embarrassed, palm on the face | slap the forehead in disbelief |
        oh no, what a stupid mistake | the right hand over the face | facepalming with the right hand | he buries his face in his right palm |
        right palm against the face, left arm hanging""",
        "cringing with a palm over the eyes | Picard in despair | the right palm hides the face",
        "one hand over the face | the right hand over the face"),
    *named("shrug", "arms", (*both((upper_arm, "down", 32)), *both((elbow, 65, 120)), *both((palm, "up", 35)), *both((forearm, (0.8, 0.1, 0.5), 40)),
                             offset("spine3", "left_shoulder", "up", 0.175, frame="spine3"), offset("spine3", "right_shoulder", "up", 0.175, frame="spine3")), """
        shrug | shrugging | I don't know | a shrug with the palms up | shrug your shoulders | who knows, palms turned up | shoulders raised, palms up, elbows bent |
        she shrugs helplessly | a clueless gesture with both palms open upwards""",
        "no idea | palms turned skyward beside the waist and the shoulders hunched",
        "the shoulders shrugged and the palms up | both palms turned up in a shrug"),
    *sided("pointing forward", "arms", (*arm("right", "forward", 14, (0, 20)), fingers("right", "forward", 22), *hanging("left")), """
        pointing forward | point straight ahead | pointing at the viewer | I want you | one arm stretched forward, the other hanging |
        pointing forward with the right hand | right arm straight out in front, left arm at the side | point ahead with your right arm |
        he points at somebody in front of him with his right hand | the right arm reaches forward at shoulder height""",
        "singling out someone ahead with an outstretched arm | you there! | the right arm is level and aimed at the viewer",
        "one arm pointing forward | the right arm pointing forward | the right arm stretched forward"),
    *sided("pointing sideways", "arms", (*arm("right", "right", 15, (0, 20)), fingers("right", "right", 25), *hanging("left")), """
        pointing to the side | one arm stretched out sideways | show the way to the side with a straight arm |
        pointing to the right with the right hand | right arm straight out to the side, left arm hanging | go that way, to the right |
        pointing right | signal to the right with the right arm | the right arm is level, out to the right side""",
        "directing traffic to one side | the right limb is held out horizontally towards the right",
        "one arm pointing to the side | the right arm stretched out to the right"),
    *sided("pointing up", "arms", (*arm("right", (-0.25, 1.0, 0.35), 16, (0, 25)), fingers("right", "up", 40), *hanging("left")), """
        pointing up | point at the sky | pointing upwards with one arm | look, up there! | one arm points at the ceiling |
        pointing at the sky with the right hand | right arm raised and pointing up, left arm down | the right hand points at something overhead |
        he points upwards with his right arm""",
        "indicating a bird high above | the right arm shows something in the heavens",
        "one arm pointing up | the right hand pointing at the sky"),
    *sided("pointing down", "arms", (*arm("right", (0.0, -0.75, 0.9), 16, (0, 22)), fingers("right", (0.0, -0.75, 0.9), 26), *hanging("left")), """
        pointing at the floor | point down in front | pointing downwards with one arm | this very spot | one arm points at the ground ahead |
        pointing at the ground with the right hand | the right arm points down and forward | point to the floor with your right arm |
        the right hand shows something on the ground in front""",
        "indicating a spot on the ground | the right arm slants down towards something at the feet ahead",
        "one arm pointing at the floor | the right hand pointing at the ground"),
    *sided("thinking", "arms", (near("right_hand", "chin", 0.09), elbow("right", 105, 155), upper_arm("right", "down", 50),
                                near("left_hand", "right_elbow_tip", 0.11), elbow("left", 60, 125)), """
        thinking | thinking, hand on the chin | a thoughtful pose with a hand at the chin | pondering | hmm, let me think |
        one hand at the chin, its elbow resting in the other hand | deep in thought, stroking the chin | a puzzled look, fist under the chin |
        the right hand on the chin, the left hand supporting the right elbow | thinking with the right hand at the chin""",
        "contemplating with a fist beneath the jaw | weighing it up | the right fingers touch the chin while the left hand cups that elbow",
        "one hand on the chin | the right hand at the chin"),
    *sided("hand on the chin", "arms", (near("right_hand", "chin", 0.09), elbow("right", 110, 155), *hanging("left")), """
        hand on the chin | one hand touching the chin, the other arm hanging | scratching the chin | rubbing the beard | fingers on the chin |
        right hand on the chin | the right hand touches the chin, the left arm hangs down | he rubs his chin with his right hand""",
        "stroking a goatee | the right hand is held under the jaw",
        "a hand on the chin | the right hand on the chin"),
    *sided("phone at the ear", "arms", (near("right_palm", "right_ear", 0.085), fingers("right", "up", 55), elbow("right", 110, 158), *hanging("left")), """
        phone at the ear | talking on the phone | on the phone | holding a phone to the ear | making a call | listening to a mobile |
        holding a phone to the right ear | the right hand at the right ear, left arm hanging | on the phone with the right hand |
        a call, the right palm against the ear""",
        "hello, who is speaking? | telephoning | the right palm cups the ear as with a receiver",
        "one hand at the ear | a phone held to the right ear"),
    *sided("listening", "arms", (near("right_thumb", "right_ear", 0.08), elbow("right", 100, 155), palm("right", "forward", 50), *hanging("left")), """
        cupping a hand behind the ear | listening closely with a hand at the ear | I can't hear you | hand behind the ear to hear better | eavesdropping, a hand at the ear |
        cupping the right hand behind the right ear | straining to hear with the right hand at the ear | the right hand is held to the ear, palm forward""",
        "say that again, please? | a palm turned forward beside the ear",
        "a hand cupped behind the ear | the right hand cupped at the ear"),
    *named("covering the ears", "arms", (*both((hand_on, "{side}_ear", 0.065)), *both((elbow, 95, 160))), """
        covering the ears | hands over the ears | both hands pressed on the ears | it's too loud | hear no evil | cover your ears |
        holding the ears shut with both palms | a palm on each ear | plugging the ears against the noise""",
        "blocking out a terrible noise | each palm presses the side of the head",
        "both hands over the ears | the ears covered"),
    *named("covering the eyes", "arms", (*both((hand_on, "{side}_eye", 0.075)), *both((elbow, 100, 160))), """
        covering the eyes | hands over the eyes | both hands in front of the eyes | see no evil | cover your eyes | I can't watch |
        playing hide and seek, counting with the eyes covered | peekaboo | shielding both eyes with the palms""",
        "refusing to look, palms on the eyelids | counting to ten while the others hide",
        "both hands over the eyes | the eyes covered with the hands"),
    *named("covering the mouth", "arms", (near("left_palm", "mouth", 0.075), near("right_palm", "mouth", 0.10), *both((elbow, 100, 160))), """
        covering the mouth | both hands over the mouth | shocked, with the hands over the mouth | speak no evil | a gasp, hands at the mouth |
        hold both hands in front of the mouth | she covers her mouth in surprise | hiding the mouth behind both hands""",
        "stifling a scream | oh my goodness, palms against the lips",
        "both hands over the mouth"),
    *named("hands on the cheeks", "arms", (*both((hand_on, "{side}_cheek", 0.065)), *both((elbow, 100, 160))), """
        hands on the cheeks | both hands on the cheeks | a palm on each cheek | Home Alone scream | The Scream by Munch | hold the face in both hands |
        surprised, with the hands at the cheeks | adorable, cupping the own face""",
        "the screaming figure on the bridge | cupping the face between the palms",
        "both hands on the cheeks"),
    *named("hands behind the head", "arms", (near("left_palm", "back_of_head", 0.11), near("right_palm", "back_of_head", 0.11), *both((elbow, 100, 160)),
                                             *both((upper_arm, "out", 55)), offset("spine3", "left_elbow", "left", 0.27, frame="spine3"), offset("spine3", "right_elbow", "right", 0.27, frame="spine3")), """
        hands behind the head | both hands clasped behind the head | relaxing with the hands behind the head | hands at the back of the head, elbows out |
        you are under arrest, hands behind your head | fingers interlaced behind the head | put your hands behind your head | lean back with the hands behind the head""",
        "fingers laced at the back of the skull | a prisoner's posture, elbows wide",
        "both hands behind the head | the hands clasped behind the head"),
    *named("hands on the head", "arms", (near("left_palm", "crown", 0.12), near("right_palm", "crown", 0.12), *both((elbow, 85, 150))), """
        hands on the head | both hands on top of the head | put your hands on your head | holding the head in despair, hands on top | what have I done |
        both palms resting on the crown of the head | hands on the hair | a footballer who missed, hands on the head""",
        "he cannot believe that he missed the goal | palms laid on the crown",
        "both hands on top of the head"),
    *named("holding the head", "arms", (*both((hand_on, "{side}_temple", 0.075)), *both((elbow, 95, 160))), """
        holding the head in both hands | headache | a splitting headache, hands at the temples | both hands at the temples | clutching the head |
        rubbing the temples | my head hurts | stressed, the head between the hands""",
        "a migraine | gripping the sides of the skull",
        "both hands at the temples | the head held in both hands"),
    *named("hands up", "arms", (*both((upper_arm, "out", 32)), *both((forearm, "up", 22)), *both((elbow, 60, 115)), *both((palm, "forward", 45))), """
        hands up | surrender | don't shoot, hands up | a robbery, hands in the air with bent elbows | freeze, police | cactus arms |
        goalpost arms, elbows bent at right angles | upper arms level and forearms straight up, palms forward | he surrenders with both hands raised""",
        "at gunpoint | stick 'em up | giving oneself up with open palms beside the head",
        "both hands up in surrender | the arms in a goalpost shape"),
    *named("flexing", "arms", (*both((upper_arm, "out", 24)), *both((forearm, (-0.35, 1.0, 0.0), 30)), *both((elbow, 88, 140))), """
        flexing | flexing the biceps | double biceps pose | a bodybuilder shows both biceps | show your muscles | strongman pose |
        both arms out to the sides with the forearms bent up, fists beside the head | flex both arms | look how strong I am""",
        "Mister Universe | popping both guns",
        "both biceps flexed"),
    *sided("flexing one arm", "arms", (upper_arm("right", "right", 26), forearm("right", (0.35, 1.0, 0.0), 32), elbow("right", 88, 140), *hanging("left")), """
        flexing one arm | showing one biceps | flex a single biceps, the other arm hanging | one arm bent up to show the muscle | feel this muscle |
        flexing the right biceps | the right upper arm level with the fist up, left arm down | he shows the muscle of his right arm""",
        "Popeye after the spinach | the right fist is curled up beside the head to swell the biceps",
        "one biceps flexed | the right biceps flexed"),
    *sided("stop sign", "arms", (*arm("right", "forward", 18, (0, 30)), palm("right", "forward", 25), fingers("right", "up", 32), *hanging("left")), """
        stop | stop sign with the hand | halt | one arm stretched forward with the palm out | stay where you are | a policeman stopping traffic |
        talk to the hand | the right palm held out in front, fingers up | stop with the right hand | right arm forward, palm facing ahead""",
        "not one step further | blocking the way with an outstretched palm | the right palm is thrust ahead, upright",
        "one palm held out to say stop | the right palm held out in front"),
    *sided("waving", "arms", (upper_arm("right", (-1.0, 0.15, 0.25), 38), forearm("right", "up", 30), palm("right", "forward", 45), fingers("right", "up", 40), *hanging("left")), """
        waving | wave hello | hi there! | waving goodbye | a friendly wave | one hand raised to greet | wave at somebody |
        waving with the right hand | the right hand is raised beside the head, palm forward | say hello with your right hand, the left arm hangs""",
        "greeting a neighbour across the street | so long! | the right palm shown beside the shoulder in greeting",
        "one hand waving | the right hand raised in greeting"),
    *sided("hailing a taxi", "arms", (*arm("right", (-0.45, 1.0, 0.75), 17, (0, 30)), *hanging("left")), """
        hailing a taxi | hail a cab | taxi! | flagging down a car with a raised arm | one arm stretched high to the front | calling the waiter with a raised arm |
        hailing a cab with the right arm | the right arm is lifted high and forward | wave down a taxi with your right hand""",
        "trying to get a driver's attention at the kerb | the right arm slants up and ahead",
        "one arm lifted high to the front | the right arm raised to hail a cab"),
    *sided("hand on the heart", "arms", (near("right_palm", "left_breast", 0.085), elbow("right", 85, 145), *hanging("left")), """
        hand on the heart | the national anthem, hand over the heart | pledge of allegiance | one hand on the chest | touched, a hand on the heart |
        the right hand over the heart | right palm on the left side of the chest, left arm hanging | swearing with the right hand on the chest""",
        "sincerely moved | the right palm lies over the left breast",
        "one hand over the heart | the right hand on the heart"),
    *named("hands on the chest", "arms", (near("left_palm", "chest", 0.11), near("right_palm", "chest", 0.11), *both((elbow, 85, 150))), """
        hands on the chest | both hands on the chest | both palms laid on the breast | deeply moved, hands on the heart | who, me? | hands crossed over the heart |
        pressing both hands to the chest | clutching the chest with both hands""",
        "heartfelt thanks, palms at the breastbone | a heart attack, clutching with both hands",
        "both hands on the chest"),
    *named("hands on the belly", "arms", (near("left_palm", "belly", 0.11), near("right_palm", "belly", 0.11), *both((elbow, 50, 120))), """
        hands on the belly | both hands on the stomach | stomach ache | holding the tummy | pregnant, hands on the belly | full after dinner, hands on the stomach |
        both palms on the abdomen | hungry, holding the stomach""",
        "an expectant mother | I have eaten too much | the abdomen held with both palms",
        "both hands on the belly | the hands on the stomach"),
    *named("hands behind the back", "arms", (near("left_hand", "right_hand", 0.11), near("left_hand", "small_of_back", 0.16), near("right_hand", "small_of_back", 0.16), *both((elbow, 35, 115))), """
        hands behind the back | both hands behind the back | hands clasped behind the back | at ease, soldier | handcuffed behind the back |
        strolling with the hands behind the back | a butler with his hands behind him | hide something behind your back""",
        "like a headmaster inspecting | tied up at the wrists behind",
        "both hands behind the back | the hands clasped behind the back"),
    *named("back pain", "arms", (*both((hand_on, "{side}_lower_back", 0.075)), *both((elbow, 60, 140))), """
        back pain | hands on the lower back | my back hurts | both hands pressed into the small of the back | an aching back | holding the lower back |
        stretching a sore back with the hands at the loins | both palms on the lower back""",
        "lumbago | after a day of digging, palms at the loins",
        "both hands on the lower back"),
    *sided("rubbing the neck", "arms", (near("right_palm", "nape", 0.10), elbow("right", 100, 160), *hanging("left")), """
        rubbing the neck | a hand at the back of the neck | awkward, scratching the neck | a stiff neck | one hand on the nape | shy, a hand behind the neck |
        the right hand on the back of the neck | rubbing the neck with the right hand, left arm hanging | massage your neck with the right hand""",
        "sheepish | a crick in the neck, kneaded by the palm",
        "one hand on the back of the neck | the right hand behind the neck"),
    *sided("scratching the head", "arms", (near("right_fingertips", "crown", 0.13), elbow("right", 95, 155), *hanging("left")), """
        scratching the head | puzzled, scratching the head | one hand on top of the head | confused, a hand on the head | scratch your head |
        the right hand on top of the head | scratching the head with the right hand, left arm hanging | the right fingers in the hair""",
        "baffled | what was I going to say? | the right fingertips at the crown",
        "one hand on top of the head | the right hand on top of the head"),
    *sided("shading the eyes", "arms", (near("right_hand", "forehead", 0.115), palm("right", "down", 45), elbow("right", 95, 150), upper_arm("right", (-0.7, 0.0, 0.7), 50), *hanging("left")), """
        shading the eyes | looking into the distance with a hand above the eyes | a lookout, hand at the forehead | land ahoy | searching the horizon |
        blinded by the sun, a hand over the brow | the right hand shades the eyes | the right hand at the forehead, palm down, left arm hanging""",
        "scanning the skyline | the right hand serves as a visor",
        "one hand shading the eyes | the right hand shading the eyes"),
    *sided("whispering", "arms", (near("right_hand", "right_cheek", 0.115), near("right_fingertips", "mouth", 0.16), elbow("right", 100, 155), *hanging("left")), """
        whispering behind a hand | telling a secret | a hand beside the mouth | gossip, hand at the mouth | one hand at the cheek next to the mouth |
        whispering behind the right hand | the right hand beside the mouth, left arm hanging | shielding the mouth with the right hand""",
        "psst, come closer | between you and me",
        "a hand beside the mouth | the right hand beside the mouth"),
    *named("calling out", "arms", (near("left_hand", "left_cheek", 0.13), near("right_hand", "right_cheek", 0.13), *both((fingers, (-0.3, 0.3, 1.0), 60)), *both((elbow, 95, 155)),
                                   offset("nose", "left_hand", "left", 0.05, frame="head"), offset("nose", "right_hand", "right", 0.05, frame="head")), """
        shouting through cupped hands | calling out with the hands around the mouth | hands cupped at the mouth | yell to somebody far away | hello out there! |
        making a megaphone with both hands | both hands at the sides of the mouth | hollering across the valley""",
        "yodelling from the mountain | a trumpet made of two palms",
        "both hands cupped around the mouth"),
    *sided("hand over the mouth", "arms", (near("right_palm", "mouth", 0.065), elbow("right", 105, 158), *hanging("left")), """
        a hand over the mouth | coughing into the hand | yawning behind a hand | oops, covering the mouth with one hand | one palm on the lips |
        the right hand over the mouth | covering the mouth with the right hand, left arm hanging | he yawns behind his right hand""",
        "stifling a yawn | I should not have said that | the right palm is on the lips",
        "one hand over the mouth | the right hand over the mouth"),
    *sided("shh", "arms", (near("right_fingertips", "mouth", 0.05), fingers("right", "up", 45), elbow("right", 105, 158), *hanging("left")), """
        shh | be quiet, finger on the lips | a finger on the lips | hush | silence please | the fingers touch the lips |
        right finger on the lips | the right hand in front of the mouth, fingers up, left arm hanging | shushing with the right hand""",
        "the librarian demands silence | a secret, a finger to the mouth",
        "a finger on the lips | the right finger on the lips"),
    *sided("drinking", "arms", (near("right_hand", "mouth", 0.13), offset("mouth", "right_hand", "forward", 0.05, 0.14, frame="head"), thumb("right", (0, 0.3, -1.0), 75), elbow("right", 95, 150), *hanging("left")), """
        drinking | drinking from a cup | holding a glass to the mouth | have a sip of coffee | raising a bottle to the lips | taking a drink |
        drinking from a cup in the right hand | the right hand in front of the mouth holding a glass, left arm hanging | sip tea with your right hand""",
        "cheers, bottoms up | swallowing water from a mug",
        "a cup at the mouth | a cup held to the mouth with the right hand"),
    *named("eating with both hands", "arms", (*both((near_hand, "mouth", 0.15)), *both((elbow, 100, 155)), offset("mouth", "left_hand", "forward", 0.03, 0.16, frame="head")), """
        eating a burger | eating with both hands | holding a sandwich to the mouth | biting into corn on the cob | playing the harmonica | both hands hold food in front of the mouth |
        eating watermelon | munching something held in two hands""",
        "nibbling like a squirrel | a mouth organ player",
        "both hands holding food at the mouth"),
    *sided("hugging oneself", "arms", (near("left_palm", "right_biceps", 0.10), near("right_palm", "left_biceps", 0.10), *both((elbow, 75, 145))), """
        hugging oneself | feeling cold, arms wrapped around the body | freezing, hugging the own shoulders | hands on the opposite upper arms |
        shivering with the arms wrapped around oneself | each hand holds the other upper arm | give yourself a hug | brrr, it's cold""",
        "chilled to the bone, rubbing both arms | clutching oneself",
        "the arms wrapped around the body"),
    *named("hugging someone", "arms", (*both((elbow, 35, 105)), *both((upper_arm, (0.55, -0.25, 1.0), 28)), apart("left_hand", "right_hand", 0.14, 0.42), *both((palm, (-0.2, 0, -1.0), 62)),
                                       offset("chest", "left_hand", "forward", 0.24, 0.52, frame="spine3"), offset("chest", "right_hand", "forward", 0.24, 0.52, frame="spine3")), """
        hugging someone | giving a hug | embracing a friend | arms around somebody in front | both arms curved forward as if around a tree | hug a tree | embrace |
        slow dance with the arms around the partner""",
        "cuddling an invisible person | holding a big barrel against the chest",
        "both arms around somebody in front"),
    *named("begging", "arms", (near("left_palm", "right_palm", 0.10), *hand_from("left", "chest", (0.14, 0.38), (-0.12, 0.18), (-0.05, 0.09)), *both((elbow, 55, 130)), *both((upper_arm, (0, -1.0, 0.6), 42))), """
        begging | pleading with clasped hands | please, please! | hands clasped together in front of the chest | imploring with folded hands | wringing the hands |
        both hands held together and stretched forward | beg for mercy with the hands together""",
        "have pity on me | hands clasped, entreating",
        "the hands clasped in front of the chest | both hands clasped in a plea"),
    *named("offering", "arms", (*both((elbow, 35, 95)), *both((palm, "up", 35)), *both((forearm, (0.15, 0.05, 1.0), 30)), *both((upper_arm, "down", 45))), """
        palms held out | offering something with both hands | both palms up in front | asking for food with open palms | carrying a tray | give it to me, both palms open |
        holding out both hands, palms up | both forearms level in front with the palms turned up""",
        "a waiter bringing a tray | cupping rainwater with outstretched palms",
        "both palms held out | both palms turned up in front"),
    *named("carrying a box", "arms", (apart("left_palm", "right_palm", 0.3, 0.5), *both((elbow, 65, 115)), *both((forearm, (0.0, 0.0, 1.0), 25)), *both((palm, "in", 40)), *both((upper_arm, "down", 35))), """
        carrying a box | holding a big box in front | carry a crate with both hands | both forearms level in front, palms facing each other | holding a parcel against the belly |
        moving house, carrying boxes | lug a heavy carton | bring a package""",
        "a removal man at work | gripping a carton from both sides",
        "a box in both hands | both hands holding a box"),
    *named("carrying a baby", "arms", (*both((elbow, 75, 125)), near("left_hand", "right_elbow_tip", 0.19), near("right_hand", "left_elbow_tip", 0.21), *both((upper_arm, "down", 40)),
                                       offset("spine2", "left_forearm", "forward", 0.18, 0.38, frame="spine3"), offset("spine2", "right_forearm", "forward", 0.18, 0.38, frame="spine3"), *both((palm, "up", 75))), """
        carrying a baby | holding a baby in the arms | cradling a child | rocking a baby | carry a bundle of wood in the folded arms | both arms cradled before the belly |
        a mother holds her baby | carrying firewood""",
        "lulling an infant to sleep | a cradle made of two forearms",
        "a baby in the arms | the arms cradled in front"),
    *named("holding something overhead", "arms", (*both((arm, (0.25, 1.0, 0.1), 20, (0, 45))), apart("left_palm", "right_palm", 0.3, 0.8), *both((palm, "up", 45))), """
        holding something overhead | carrying a load above the head with both hands | lifting the trophy | barbell overhead | overhead press |
        both palms up above the head | Atlas carrying the world | weightlifter with the bar locked out overhead | lift a box over your head""",
        "hoisting the cup | pressing a heavy weight to the sky",
        "both hands holding something overhead"),
    *named("hands together above the head", "arms", (near("left_palm", "right_palm", 0.06), *both((arm, (-0.15, 1.0, 0.0), 22, (0, 50))), offset("crown", "left_hand", "up", 0.12)), """
        hands together above the head | palms pressed together overhead | both arms up with the palms touching | ready to dive, hands joined overhead |
        stretching up with joined hands | clasped hands high above the head | steeple hands overhead | join your palms over your head""",
        "a champion's clasped hands overhead | like a diver about to leap",
        "the palms together above the head | the hands joined overhead"),
    *named("clapping", "arms", (near("left_palm", "right_palm", 0.12), *hand_from("left", "chest", (0.16, 0.42), (-0.22, 0.10), (-0.08, 0.12)), *both((elbow, 55, 115)), *both((fingers, (0, 0.5, 1.0), 45))), """
        clapping | applauding | clap your hands | applause, hands together in front of the chest | the hands meet in front of the chest | bravo! | giving a round of applause |
        hands together in front, elbows bent""",
        "an audience after the concert | palms striking each other in front of the breast",
        "the hands clapping in front of the chest"),
    *named("hands clasped in front", "arms", (near("left_hand", "right_hand", 0.08), *hand_from("left", "groin", (0.02, 0.2), (-0.02, 0.24), (-0.08, 0.09), "pelvis"), *both((elbow, 5, 65))), """
        hands clasped in front | hands folded in front of the lap | both hands together in front of the hips | a footballer in the wall protecting himself |
        waiting politely with the hands folded low | hands held together below the belly | humble, hands clasped low""",
        "a bodyguard's stance, one hand over the other | mourners at a funeral",
        "the hands clasped in front of the hips | both hands held together low in front"),
    *named("typing", "arms", (*both((elbow, 70, 110)), *both((forearm, (-0.1, 0.05, 1.0), 18)), *both((palm, "down", 35)), *both((upper_arm, "down", 28)), apart("left_hand", "right_hand", 0.12, 0.34)), """
        typing | typing on a keyboard | playing the piano | both forearms level in front, palms down | hands on a keyboard | a pianist's arms | working at a computer |
        playing the keyboard | warming the hands over a fire""",
        "the secretary's arms at the desk | fingers over the ivory keys",
        "both hands on a keyboard"),
    *named("steering wheel", "arms", (*both((forearm, (-0.1, 0.35, 1.0), 28)), *both((elbow, 25, 90)), apart("left_hand", "right_hand", 0.28, 0.48), offset("chest", "left_hand", "forward", 0.2, 0.5, frame="spine3"),
                                      offset("chest", "right_hand", "forward", 0.2, 0.5, frame="spine3"), offset("chest", "left_hand", "up", -0.22, 0.06, frame="spine3"), offset("chest", "right_hand", "up", -0.22, 0.06, frame="spine3"),
                                      *both((palm, (-0.5, -0.5, 0.6), 60))), """
        holding a steering wheel | hands on the wheel | at the wheel | both hands grip a steering wheel in front of the chest | steering | drive |
        holding the handlebars of a bicycle | both hands in front at chest height, a wheel's width apart""",
        "gripping the wheel at ten to two | a lorry driver's arms",
        "both hands on a steering wheel"),
    *sided("dabbing", "arms", (near("right_elbow", "nose", 0.19), elbow("right", 80, 150), *arm("left", (1.0, 0.5, 0.1), 22, (0, 25))), """
        dabbing | do the dab | a dab | face in the crook of one arm, the other arm stretched out | the dab dance move |
        face in the right elbow, left arm stretched out to the side and up | dab with the left arm out | the left arm points up to the side while the face goes into the bend of the right arm""",
        "hiding the face in the bend of an arm while the other shoots up sideways | teenagers celebrate with that elbow move"),
    *sided("Superman arm", "arms", (*arm("right", (-0.1, 1.0, 0.3), 15, (0, 20)), hand_on("left", "left_waist", 0.08), elbow("left", 60, 140)), """
        one arm up, the other hand on the hip | one fist punching the sky, the other hand on the waist | a heroic pose with one arm raised and a hand on the hip | disco queen |
        right arm up, left hand on the hip | the right fist in the sky and the left hand on the waist | disco fever, the right arm pointing up, left hand on the hip""",
        "Saturday night fever | up with one limb, akimbo with the other",
        "one arm up and the other hand on the hip | the right arm up and the left hand on the hip"),
    *sided("little teapot", "arms", (hand_on("left", "left_waist", 0.08), elbow("left", 65, 140), *arm("right", "right", 24, (20, 75)), palm("right", (-1.0, 0.2, 0), 60)), """
        a little teapot | teapot pose | one hand on the hip, the other arm out like a spout | one arm akimbo and the other out to the side |
        left hand on the hip and the right arm out to the side | short and stout, a handle and a spout | the left arm makes the handle, the right arm the spout""",
        "tip me over and pour me out | a jug with handle and spout",
        "one hand on the hip and the other arm out to the side"),
    *sided("archer", "arms head", (*arm("left", "left", 15, (0, 22)), near("right_hand", "chin", 0.16), elbow("right", 110, 158), upper_arm("right", "right", 38), gaze("left", 38)), """
        drawing a bow | an archer shooting an arrow | archery | shoot with bow and arrow | aiming a bow at full draw | Robin Hood |
        the left arm stretched out to the side holding the bow, the right hand drawn back to the chin | drawing a bow to the left |
        an archer aims to the left, right elbow back | pull the string with the right hand, bow in the left hand""",
        "about to loose an arrow | Legolas | the string is pulled to the cheek by the right hand",
        "a drawn bow in the hands"),
    *named("aiming a pistol", "arms", (near("left_hand", "right_hand", 0.09), *both((arm, (-0.22, 0.0, 1.0), 17, (0, 35))), *both((fingers, (-0.1, 0.0, 1.0), 40))), """
        aiming a pistol | aiming a handgun with both hands | pointing a gun forward | a policeman takes aim | both arms straight ahead with the hands together |
        shooting range, two-handed grip | freeze! with a gun in both hands | hold a pistol straight out in front""",
        "a marksman's two-handed hold | James Bond takes aim with both fists",
        "a pistol aimed in both hands | both hands together, straight out in front"),
    *sided("aiming a rifle", "arms", (near("right_hand", "right_shoulder_top", 0.24), offset("right_shoulder_top", "right_hand", "forward", 0.07, 0.24, frame="spine3"), offset("chin", "right_hand", "up", -0.14, 0.04),
                                      elbow("right", 85, 145), *arm("left", (-0.25, 0.0, 1.0), 20, (10, 62)), offset("chin", "left_hand", "up", -0.16, 0.04), palm("left", "up", 70)), """
        aiming a rifle | shooting a rifle | a soldier takes aim with a rifle | hunter with a shotgun at the shoulder | sniper standing | aim down the sights |
        a rifle at the right shoulder, the left hand supporting the barrel | aiming a rifle, right hand at the trigger | the left arm forward and the right hand near the right cheek""",
        "a marksman with the stock at the cheek | clay pigeon shooting",
        "a rifle aimed in both hands"),
    *sided("playing guitar", "arms", (near("right_palm", "belly", 0.17), elbow("right", 65, 120), offset("spine1", "right_elbow", "right", 0.2, frame="spine3"), *hand_from("left", "spine3", (0.1, 0.36), (-0.14, 0.16), (0.3, 0.56)), elbow("left", 50, 130)), """
        playing guitar | playing the guitar | a guitarist | strum a guitar | air guitar | rock star with a guitar | one hand strums before the belly, the other holds the neck |
        playing guitar, the right hand at the strings, the left hand on the neck | strumming with the right hand, left hand out to the side""",
        "a troubadour with a lute | Jimi Hendrix on stage",
        "a guitar in the hands"),
    *sided("playing violin", "arms head", (near("left_hand", "left_shoulder_top", 0.50), offset("left_shoulder", "left_hand", "up", -0.02, 0.18), offset("left_shoulder", "left_hand", "forward", 0.12, 0.42, frame="spine3"),
                                           offset("left_shoulder", "left_hand", "left", 0.0, 0.3, frame="spine3"), elbow("left", 60, 125), palm("left", (-0.3, 1.0, -0.3), 80),
                                           *hand_from("right", "chest", (0.12, 0.4), (0.0, 0.22), (-0.12, 0.16)), elbow("right", 60, 125), gaze((0.7, -0.2, 0.7), 38)), """
        playing the violin | a violinist | fiddler | playing a fiddle held under the chin | violin concert | bowing a violin |
        a violin on the left shoulder, the bow in the right hand | playing the violin with the chin turned to the left | the left hand holds the violin's neck, the right hand bows""",
        "Paganini | the fiddler on the roof",
        "a violin under the chin"),
    *sided("playing flute", "arms head", (*hand_from("right", "mouth", (0.02, 0.22), (-0.12, 0.08), (0.26, 0.5), "head"), *hand_from("left", "mouth", (0.03, 0.22), (-0.12, 0.08), (-0.3, -0.04), "head"), elbow("left", 90, 150), elbow("right", 55, 140)), """
        playing the flute | a flautist | flute player | holding a transverse flute to the mouth | piper with a flute | both hands at mouth height to one side |
        playing the flute to the right | the flute held out to the right of the mouth, both hands on it""",
        "the Pied Piper with a silver pipe held sideways | a woodwind player",
        "a flute at the mouth"),
    *named("playing trumpet", "arms", (near("left_hand", "right_hand", 0.16), *hand_from("left", "mouth", (0.10, 0.3), (-0.16, 0.02), (-0.06, 0.14), "head"), *both((elbow, 70, 135)), *both((upper_arm, (0.5, -0.6, 0.8), 45))), """
        playing the trumpet | a trumpeter | blow the trumpet | holding a trumpet in front of the mouth | jazz trumpet | both hands in front of the mouth, elbows bent |
        drinking from a big jug with both hands | a herald blows his horn""",
        "Louis Armstrong | the brass player in front",
        "a trumpet at the mouth"),
    *sided("taking a selfie", "arms", (*arm("right", (-0.3, 0.45, 1.0), 18, (0, 35)), palm("right", (0.1, 0, -1.0), 62), *hanging("left")), """
        taking a selfie | selfie | holding a phone out to take a selfie | a selfie with one arm stretched forward and up | smile for the selfie |
        taking a selfie with the right hand | right arm stretched forward and up, left arm hanging | the right hand holds the phone out in front""",
        "photographing oneself with an outstretched arm | an influencer at work",
        "one arm held out for a selfie"),
    *named("taking a photo", "arms", (near("left_hand", "left_cheek", 0.19), near("right_hand", "right_cheek", 0.19), *both((elbow, 95, 150)), offset("nose", "left_hand", "forward", 0.02, 0.2, frame="head"),
                                      offset("nose", "right_hand", "forward", 0.02, 0.2, frame="head"), apart("left_hand", "right_hand", 0.13, 0.3)), """
        taking a photo | photographer with a camera at the eye | looking through binoculars | holding a camera in front of the face | say cheese |
        both hands hold a camera to the eyes | watching birds with binoculars | take a picture""",
        "birdwatching | a reporter snaps a picture",
        "a camera held to the eyes | binoculars at the eyes"),
    *named("reading a book", "arms", (*both((elbow, 75, 130)), apart("left_hand", "right_hand", 0.1, 0.32), *hand_from("left", "chest", (0.16, 0.36), (-0.3, -0.04), (0.02, 0.18)), *hand_from("right", "chest", (0.16, 0.36), (-0.3, -0.04), (0.02, 0.18)),
                                      *both((palm, (-0.4, 0.6, -0.7), 60)), *both((upper_arm, "down", 35))), """
        reading a book | holding an open book | reading a newspaper | looking at a tablet held in both hands | texting with both hands | play a game on the phone |
        both hands hold a book in front of the chest | studying a map | singing from a hymn book""",
        "absorbed in a novel | scrolling on a smartphone with two thumbs",
        "a book in both hands | both hands holding a book"),
    *sided("looking at the watch", "arms head", (*hand_from("left", "chest", (0.12, 0.36), (-0.2, 0.08), (-0.18, 0.12)), elbow("left", 75, 130), forearm("left", (-1.0, 0.1, 0.25), 35), gaze((0.15, -0.7, 0.8), 32), *hanging("right")), """
        looking at the watch | checking the time | glance at the wristwatch | what time is it? | late, looking at the watch on the wrist |
        looking at a watch on the left wrist | the left forearm in front of the chest, the head bowed to it, right arm hanging | check the watch on your left wrist""",
        "afraid of missing the train | is it already five o'clock?",
        ),
    *sided("thumbs up", "arms", (elbow("right", 55, 105), forearm("right", (-0.1, 0.3, 1.0), 25), thumb("right", "up", 25), palm("right", "left", 35), upper_arm("right", "down", 35), *hanging("left")), """
        thumbs up | giving a thumbs up | well done, thumbs up | approve with one hand in front | like! | one forearm forward with the thumb up |
        thumbs up with the right hand | the right forearm level in front, thumb up, left arm hanging | shaking hands with the right hand | handshake, right hand forward""",
        "approval shown by a fist in front | pleased to meet you, let us shake",
        "one hand held out in front"),
    *sided("fist in the air", "arms", (*arm("right", (-0.2, 1.0, 0.1), 18, (0, 40)), elbow("left", 60, 130), upper_arm("left", "down", 35), *hand_from("left", "spine2", (0.08, 0.36), (-0.16, 0.14), (0.05, 0.34))), """
        a fist in the air | fist pump | triumphant with one fist raised | revolution, a raised fist | yes! we won, a fist in the air | one arm up, the other bent at the side |
        the right fist in the air, the left arm bent | victory with the right fist raised | punch the air with your right fist""",
        "power to the people | the scorer celebrates with a clenched hand high",
        "one fist in the air | the right fist in the air"),
    *named("victory fists", "arms", (*both((upper_arm, (1.0, 0.35, 0.1), 30)), *both((forearm, "up", 22)), *both((elbow, 45, 100))), """
        cheering | cheering with both fists up | yes! both fists in the air | celebrating a goal | a triumphant winner with raised fists | hooray |
        both arms up with bent elbows | jubilant fans with their arms up | party, hands in the air""",
        "the crowd goes wild | whooping with joy, fists beside and above the head",
        "both fists in the air"),
    *named("zombie", "arms", (*both((arm, (0.1, -0.05, 1.0), 15, (0, 30))), *both((fingers, (0, -0.8, 0.8), 36)), *both((palm, "down", 48))), """
        zombie | walking dead | sleepwalking | zombie arms stretched forward with limp hands | a zombie with outstretched arms | mummy coming closer |
        both arms forward with the hands dangling | sleepwalker | like an undead""",
        "brains… | Frankenstein's monster lumbers on",
        "zombie arms | both arms stretched forward, the hands drooping"),
    *named("monster claws", "arms", (*both((upper_arm, (1.0, 0.15, 0.45), 30)), *both((forearm, (0.1, 0.9, 0.55), 28)), *both((elbow, 55, 110)), *both((palm, (0, -0.45, 1.0), 42))), """
        scaring somebody with raised claws | boo! | roar, claws up | monster with raised claws | a bear standing with its paws up | grizzly attack |
        a tiger's claws | both hands raised like claws | growling like a monster""",
        "peril: a werewolf rears up | trying to frighten children",
        "both hands raised like claws"),
    *named("T. rex arms", "arms", (*both((upper_arm, "down", 30)), *both((elbow, 105, 150)), *both((fingers, (0, -0.9, 0.6), 45)), *hand_from("left", "chest", (0.06, 0.3), (-0.2, 0.06), (0.06, 0.24)),
                                   *hand_from("right", "chest", (0.06, 0.3), (-0.2, 0.06), (0.06, 0.24))), """
        T. rex arms | tiny dinosaur arms | tyrannosaurus | a dog begging on its hind legs | bunny paws | kangaroo | hands dangling in front of the chest, elbows tucked |
        squirrel paws | like a rabbit""",
        "short forelimbs of a dinosaur | a meerkat on watch",
        "the hands dangling in front of the chest"),
    *named("chicken wings", "arms", (near("left_hand", "left_armpit", 0.13), near("right_hand", "right_armpit", 0.13), *both((elbow, 105, 160)), *both((upper_arm, (1.0, -0.35, -0.1), 42))), """
        chicken wings | chicken dance | hands in the armpits, elbows out | flapping the elbows like a hen | cluck cluck | a chicken |
        hands tucked under the armpits with the elbows out to the sides""",
        "imitating a hen | elbows for wings",
        "the hands in the armpits and the elbows out"),
    *sided("Egyptian", "arms", (upper_arm("right", "right", 24), forearm("right", "up", 24), palm("right", "up", 45), upper_arm("left", "left", 24), forearm("left", "down", 24), palm("left", "down", 50), elbow("right", 65, 110), elbow("left", 65, 110)), """
        walk like an Egyptian | Egyptian dance arms | one forearm up, the other down, upper arms level | hieroglyph figure | pharaoh pose | a figure on an Egyptian tomb |
        right forearm up and left forearm down, both upper arms level | the right hand up, the left hand down like a hieroglyph | a saguaro cactus with one arm up and one down""",
        "painted on the wall of a pyramid | the Bangles' dance",
        "one forearm bent up and the other down"),
    *named("scarecrow", "arms", (*both((upper_arm, "out", 18)), *both((forearm, "down", 20)), *both((elbow, 70, 112))), """
        a scarecrow with dangling forearms | upper arms out level, forearms hanging straight down | puppet on strings | marionette | robot dance, forearms dangling |
        elbows lifted out to the sides and hands hanging down | scarecrow arms""",
        "straw man in the cornfield | a puppet whose elbows are pulled up",
        "the elbows lifted and the forearms dangling"),
]
