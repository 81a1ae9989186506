"""The words that training sentences have for the posecodes (the slots: `models.training.poses.wording_grammar`).

Every phrase says exactly what its code measures, no more. Weights say how much a thing tells of a pose: next to nothing for what
nearly everybody does nearly always.
"""
from __future__ import annotations

from models.training.poses.wording_grammar import Entry, row

_ARMS = (
    row("{S} elbow straight", "{S} elbow", 0.15, arm="straight; fully extended; not bent", elbow="straight; locked straight"),
    row(
        "{S} elbow slightly bent", "{S} elbow", 0.15, "*bend {elbow} slightly; *bend {arm} a little",
        arm="slightly bent; a bit bent", elbow="slightly bent; a little bent",
    ),
    row(
        "{S} elbow at 90 degrees", "{S} elbow", 0.6, "*bend {elbow} at a right angle; *bend {arm} to ninety degrees",
        elbow="bent at a right angle; bent 90 degrees; at a right angle", arm="bent at a right angle; bent at 90 degrees",
    ),
    row(
        "{S} elbow fully bent", "{S} elbow", 0.7, "*bend {elbow} all the way; *fold {arm} tightly",
        elbow="fully bent; bent all the way; tightly bent", arm="fully bent; folded up",
    ),
    row(
        "{S} arm stretched forward", "{S} place; {S} elbow", 2.5,
        "*stretch {arm} forward; *reach forward with {arm}; *hold {arm} straight out in front; *extend {arm} forward; "
        "*point {arm} straight ahead; *stretch {arm} out in front of {their} body", "one arm stretched forward",
        arm="stretched forward; straight out in front; extended forward; reaching forward; held out in front; "
            "pointing straight ahead; stretched out in front of {their} body; forward",
    ),
    row(
        "{S} arm stretched out to the side", "{S} place; {S} elbow", 2.5,
        "*stretch {arm} out to the side; *hold {arm} straight out sideways; *extend {arm} sideways; "
        "*spread {arm} out to the side", "one arm stretched out to the side",
        arm="stretched out to the side; straight out sideways; extended to the side; out to the side at shoulder height; "
            "held out sideways; pointing sideways",
    ),
    row(
        "{S} arm stretched up", "{S} place; {S} elbow", 2.5,
        "*stretch {arm} straight up; *raise {arm} straight up; *reach up high with {arm}; "
        "*hold {arm} straight up in the air; *lift {arm} high; *put {arm} up; *reach for the sky with {arm}",
        "one arm stretched up",
        arm="stretched up; straight up; raised high; held high in the air; stretched overhead; pointing up at the sky; "
            "up in the air; reaching up; up",
    ),
    row(
        "{S} arm stretched diagonally up to the side", "{S} place; {S} elbow", 2,
        "*raise {arm} diagonally up to the side; *stretch {arm} up and out; *lift {arm} up and out to the side",
        arm="raised diagonally to the side; stretched up and out; up and out to the side; halfway between up and sideways",
    ),
    row(
        "{S} arm stretched diagonally up forward", "{S} place; {S} elbow", 2,
        "*raise {arm} diagonally up in front; *stretch {arm} forward and up; *reach forward and up with {arm}",
        arm="raised diagonally in front; stretched forward and up; reaching forward and upward",
    ),
    row(
        "{S} arm stretched diagonally down to the side", "{S} place; {S} elbow", 1.5,
        "*hold {arm} out low to the side; *stretch {arm} down and out; *hold {arm} away from {their} body",
        arm="diagonally down to the side; stretched down and out; away from {their} body; held out low to the side",
    ),
    row(
        "{S} arm stretched diagonally down forward", "{S} place; {S} elbow", 1.5,
        "*reach forward and down with {arm}; *stretch {arm} down in front",
        arm="stretched forward and down; reaching down in front; diagonally down in front",
    ),
    row(
        "{S} arm stretched diagonally forward and to the side", "{S} place; {S} elbow", 1.5,
        "*stretch {arm} forward and out to the side; *reach out diagonally with {arm}",
        arm="stretched out diagonally in front; between forward and sideways; stretched forward and out to the side",
    ),
    row(
        "{S} arm stretched backwards", "{S} place; {S} elbow", 2,
        "*stretch {arm} backwards; *reach back with {arm}; *swing {arm} back behind {their} body",
        arm="stretched backwards; stretched out behind; pointing backwards; straight back behind {their} body",
    ),
    row(
        "{S} arm hanging down", "{S} place; {S} elbow", 0.15, "*let {arm} hang down; *keep {arm} down",
        arm="hanging down; down; hanging loosely; lowered",
    ),
    row(
        "{S} arm hanging beside the thigh", "{S} place; {S} elbow", 0.2,
        "*let {arm} hang at {their} side; *keep {arm} at {their} side",
        arm="at {their} side; hanging at {their} side; down by {their} side", hand="beside {same thigh}; down by {same thigh}",
    ),
    row(
        "{S} arm stretched past the head", "{S} place; {S} elbow", 2,
        "*stretch {arm} out past {their} head; *reach past {their} head with {arm}",
        arm="stretched out past {their} head; stretched out beyond {their} head",
    ),
    row(
        "{S} upper arm level to the side", "{S} upper arm", 1,
        "*lift {elbow} out to shoulder height; *raise {elbow} sideways to the level of the shoulder",
        elbow="out to the side at shoulder height; lifted sideways to shoulder level", upper_arm="level, out to the side",
    ),
    row(
        "{S} upper arm level forward", "{S} upper arm", 1, "*lift {elbow} forward to shoulder height",
        elbow="in front at shoulder height; lifted forward to shoulder level", upper_arm="level, pointing forward",
    ),
    row(
        "{S} elbow above the shoulder", "{S} upper arm", 0.6, "*lift {elbow} above shoulder height; *raise {elbow} high",
        elbow="above shoulder height; higher than {same shoulder}; raised high",
    ),
    row(
        "{S} elbow tucked against the side", "{S} upper arm", 0.9, "*tuck {elbow} in; *keep {elbow} close to {their} ribs",
        elbow="tucked in; tucked against {their} side; close to {their} ribs",
    ),
    row(
        "{S} elbow out to the side", "{S} upper arm", 0.8, "*stick {elbow} out; *flare {elbow} out",
        elbow="sticking out; pointing out to the side; flared out",
    ),
    row(
        "{S} elbow behind the back", "{S} upper arm", 0.9, "*pull {elbow} back; *draw {elbow} back behind {their} body",
        elbow="pulled back; drawn back behind {their} body",
    ),
    row(
        "{S} forearm pointing up", "{S} forearm", 1, "*point {forearm} straight up; *hold {forearm} upright",
        forearm="pointing up; vertical; upright",
    ),
    row(
        "{S} forearm pointing forward", "{S} forearm", 0.8, "*point {forearm} forward; *hold {forearm} out level in front",
        forearm="pointing forward; level, pointing ahead",
    ),
    row("{S} palm facing up", "{S} palm", 0.8, "*turn {palm} up", palm="facing up; turned up; facing the ceiling"),
    row(
        "{S} palm facing forward", "{S} palm", 0.4, "*show {palm}; *turn {palm} to the front",
        palm="facing forward; turned to the front",
    ),
)

_PLACES = (
    row(
        "{S} hand on the floor", "{S} place", 3,
        "*put {hand} on the floor; *touch the ground with {hand}; *rest {hand} on the ground; "
        "*touch the floor with {hand}; *place {hand} on the floor", "one hand on the floor",
        hand="on the floor; on the ground; touching the floor; touching the ground; resting on the floor",
    ),
    row(
        "{S} hand below the knees", "{S} place", 1.5,
        "*reach down below {their} knees with {hand}; *lower {hand} past {their} knees",
        hand="below the knees; lower than {their} knees; reaching down below {their} knees",
    ),
    row(
        "{S} hand at hip height", "{S} place", 0.1, "*hold {hand} at hip height; *keep {hand} at hip level",
        hand="at hip height; at the height of {their} hips; level with {their} hips",
    ),
    row(
        "{S} hand at waist height", "{S} place", 0.35, "*hold {hand} at waist height; *lift {hand} to {their} waist",
        hand="at waist height; level with {their} waist; at the height of {their} belly",
    ),
    row(
        "{S} hand at chest height", "{S} place", 0.6,
        "*hold {hand} at chest height; *raise {hand} to chest level; *lift {hand} to the height of {their} chest",
        hand="at chest height; level with {their} chest; at chest level",
    ),
    row(
        "{S} hand at shoulder height", "{S} place", 0.6,
        "*hold {hand} at shoulder height; *raise {hand} to shoulder level; *lift {hand} to the height of {their} shoulders",
        hand="at shoulder height; level with {their} shoulders; at shoulder level",
    ),
    row(
        "{S} hand at head height", "{S} place", 0.8,
        "*hold {hand} at head height; *raise {hand} to head level; *lift {hand} to the level of {their} face",
        hand="at head height; level with {their} head; at the height of {their} face",
    ),
    row(
        "{S} hand above the head", "{S} place", 1.2,
        "*raise {hand} above {their} head; *hold {hand} above {their} head; *lift {hand} over {their} head; "
        "*put {hand} above {their} head; *raise {arm} overhead; *reach above {their} head with {hand}", "one hand above the head",
        hand="above {their} head; over {their} head; raised above {their} head; held high overhead; "
             "higher than {their} head; up over {their} head",
        arm="raised overhead; lifted over {their} head; held high; overhead",
    ),
    row(
        "{S} hand above the shoulder", "{S} place", 0.4,
        "*raise {hand}; *lift {hand} above {their} shoulders; *raise {arm}; *put {hand} up; *lift {arm} up",
        hand="raised; up; above shoulder height; lifted above {their} shoulders; higher than {their} shoulders",
        arm="raised; lifted; held up",
    ),
    row(
        "{S} hand in front of the body", "{S} place", 0.6,
        "*hold {hand} in front of {their} body; *bring {hand} out in front; *hold {hand} out before {their} body",
        hand="in front of {their} body; out in front; held in front of {their} torso",
    ),
    row(
        "{S} hand out to the side", "{S} place", 0.7,
        "*hold {hand} out to the side; *reach sideways with {hand}; *reach out to the side with {hand}",
        hand="out to the side; far out to the side; off to the side", arm="out to the side; reaching out sideways",
    ),
    row(
        "{S} hand behind the back", "{S} place", 2.5,
        "*put {hand} behind {their} back; *hold {hand} behind {their} back; *hide {hand} behind {their} back",
        "one hand behind the back", hand="behind {their} back; held behind {their} back; hidden behind {their} back",
        arm="behind {their} back",
    ),
    row(
        "{S} hand behind the body", "{S} place", 0.8, "*reach behind with {hand}; *bring {hand} behind {their} body",
        hand="behind {their} body; back behind {their} body", arm="behind {their} body",
    ),
    row(
        "{S} hand across the body", "{S} place", 1.2,
        "*bring {hand} across {their} body; *reach across {their} body with {hand}; *reach to the other side with {hand}",
        hand="across {their} body; on the other side of {their} body", arm="across {their} body; reaching across {their} body",
    ),
    row(
        "{S} hand higher than the {O} hand", "left place; right place", 0.25,
        "*hold {hand} higher than {other hand}; *raise {hand} higher than {other hand}",
        hand="higher than {other hand}; well above {other hand}", both=False,
    ),
)

_CONTACTS = (
    row(
        "{S} hand on the {S} hip", "{S} place", 3.5,
        "*put {hand} on {same hip}; *place {hand} on {same hip}; *rest {hand} on {same hip}; *hold {hand} on {same hip}",
        "one hand on the hip", hand="on {same hip}; placed on {same hip}; resting on {same hip}",
    ),
    row(
        "{S} hand on the {O} hip", "{S} place", 2, "*put {hand} on {other hip}; *reach over to {other hip} with {hand}",
        hand="on {other hip}; touching {other hip}",
    ),
    row(
        "{S} hand on the {S} thigh", "{S} place", 2,
        "*put {hand} on {same thigh}; *rest {hand} on {same thigh}; *lean {hand} on {same thigh}",
        hand="on {same thigh}; resting on {same thigh}",
    ),
    row(
        "{S} hand on the {O} thigh", "{S} place", 2, "*put {hand} on {other thigh}; *rest {hand} on {other thigh}",
        hand="on {other thigh}; resting on {other thigh}",
    ),
    row(
        "{S} hand on the {S} knee", "{S} place", 3,
        "*put {hand} on {same knee}; *rest {hand} on {same knee}; *touch {same knee} with {hand}; *grab {same knee} with {hand}",
        hand="on {same knee}; resting on {same knee}; touching {same knee}",
    ),
    row(
        "{S} hand on the {O} knee", "{S} place", 3,
        "*put {hand} on {other knee}; *touch {other knee} with {hand}; *rest {hand} on {other knee}",
        hand="on {other knee}; touching {other knee}",
    ),
    row(
        "{S} hand on the {S} shin", "{S} place", 2.5,
        "*hold {same shin} with {hand}; *touch {same shin} with {hand}; *put {hand} on {same shin}",
        hand="on {same shin}; holding {same shin}",
    ),
    row(
        "{S} hand on the {O} shin", "{S} place", 2.5, "*hold {other shin} with {hand}; *touch {other shin} with {hand}",
        hand="on {other shin}; touching {other shin}",
    ),
    row(
        "{S} hand touching the {S} foot", "{S} place", 3.5,
        "*touch {same foot} with {hand}; *hold {same foot} with {hand}; *grab {same foot} with {hand}; "
        "*reach {hand} to {same foot}", hand="on {same foot}; touching {same foot}; holding {same foot}; at {same foot}",
    ),
    row(
        "{S} hand touching the {O} foot", "{S} place", 3.5,
        "*touch {other foot} with {hand}; *grab {other foot} with {hand}; *reach {hand} to {other foot}",
        hand="on {other foot}; touching {other foot}; holding {other foot}",
    ),
    row(
        "{S} hand touching the {S} toes", "{S} place", 4,
        "*touch {their} toes with {hand}; *reach {hand} to {their} toes; *touch {same toes} with {hand}",
        hand="touching {their} toes; on {same toes}; reaching {their} toes",
    ),
    row(
        "{S} hand touching the {O} toes", "{S} place", 4,
        "*touch {other toes} with {hand}; *reach over to {other toes} with {hand}", hand="touching {other toes}; at {other toes}",
    ),
    row(
        "left hand touching the left toes; right hand touching the right toes", "left place; right place", 8,
        "*touch {their} toes; *reach for {their} toes; *reach {their} toes; *touch {their} toes with both hands",
        hands="touching {their} toes; on {their} toes", fingers="touching {their} toes",
    ),
    row(
        "bent over; left hand touching the left toes; right hand touching the right toes", "left place; right place; lean", 8,
        "*bend over and *touch {their} toes; *bend down to touch {their} toes; *fold forward and *touch {their} toes; "
        "*lean all the way down and *touch {their} feet",
    ),
    row(
        "{S} hand on the belly", "{S} place", 2.5,
        "*put {hand} on {their} belly; *hold {their} stomach with {hand}; *rest {hand} on {their} stomach; "
        "*hold {hand} against {their} belly",
        hand="on {their} belly; on {their} stomach; resting on {their} stomach; held to {their} belly",
    ),
    row(
        "{S} hand on the chest", "{S} place", 2.5,
        "*put {hand} on {their} chest; *hold {hand} to {their} chest; *touch {their} chest with {hand}; "
        "*lay {hand} on {their} chest", "one hand on the chest",
        hand="on {their} chest; touching {their} chest; held to {their} chest; pressed to {their} chest",
    ),
    row(
        "{S} hand on the {S} shoulder", "{S} place", 2.5, "*put {hand} on {same shoulder}; *touch {same shoulder} with {hand}",
        hand="on {same shoulder}; touching {same shoulder}",
    ),
    row(
        "{S} hand on the {O} shoulder", "{S} place", 2.5,
        "*put {hand} on {other shoulder}; *touch {other shoulder} with {hand}; *reach across to {other shoulder} with {hand}",
        hand="on {other shoulder}; touching {other shoulder}",
    ),
    row(
        "{S} hand on the {O} elbow", "{S} place", 2.5, "*hold {other elbow} with {hand}; *touch {other elbow} with {hand}",
        hand="on {other elbow}; holding {other elbow}; touching {other elbow}",
    ),
    row(
        "{S} hand on the {O} upper arm", "{S} place", 2, "*hold {other upper arm} with {hand}; *put {hand} on {other upper arm}",
        hand="on {other upper arm}; holding {other upper arm}",
    ),
    row(
        "{S} hand on the {O} forearm", "{S} place", 1.5,
        "*hold {other forearm} with {hand}; *put {hand} on {other forearm}; *touch {other forearm} with {hand}",
        hand="on {other forearm}; holding {other forearm}",
    ),
    row(
        "{S} hand at the neck", "{S} place", 2.5,
        "*put {hand} on {their} neck; *hold {their} neck with {hand}; *touch {their} neck with {hand}",
        hand="on {their} neck; at {their} neck; touching {their} neck",
    ),
    row(
        "{S} hand at the chin", "{S} place", 3,
        "*put {hand} to {their} chin; *touch {their} chin with {hand}; *rest {hand} on {their} chin; "
        "*hold {their} chin with {hand}", hand="on {their} chin; at {their} chin; touching {their} chin",
    ),
    row(
        "{S} hand at the mouth", "{S} place", 3,
        "*put {hand} to {their} mouth; *cover {their} mouth with {hand}; *hold {hand} to {their} mouth",
        hand="at {their} mouth; on {their} mouth; covering {their} mouth; in front of {their} mouth",
    ),
    row(
        "{S} hand over the eyes", "{S} place", 3,
        "*cover {their} eyes with {hand}; *hold {hand} over {their} eyes; *put {hand} over {their} eyes",
        hand="over {their} eyes; covering {their} eyes; in front of {their} eyes",
    ),
    row(
        "{S} hand on the forehead", "{S} place", 3,
        "*put {hand} on {their} forehead; *touch {their} forehead with {hand}; *hold {hand} to {their} forehead",
        hand="on {their} forehead; at {their} forehead; touching {their} forehead",
    ),
    row(
        "{S} hand at the face", "{S} place", 2,
        "*bring {hand} to {their} face; *touch {their} face with {hand}; *hold {hand} to {their} face; "
        "*put {hand} on {their} face", "one hand at the face",
        hand="at {their} face; on {their} face; touching {their} face; held to {their} face",
    ),
    row(
        "{S} hand at the {S} ear", "{S} place", 3,
        "*hold {hand} to {same ear}; *put {hand} to {same ear}; *cover {same ear} with {hand}; *touch {same ear} with {hand}",
        hand="at {same ear}; on {same ear}; over {same ear}; covering {same ear}",
    ),
    row(
        "{S} hand on top of the head", "{S} place", 3,
        "*put {hand} on top of {their} head; *rest {hand} on {their} head; *touch the top of {their} head with {hand}; "
        "*put {hand} on {their} head", "one hand on top of the head",
        hand="on top of {their} head; on {their} head; resting on top of {their} head",
    ),
    row(
        "{S} hand on the back of the head", "{S} place", 3,
        "*put {hand} behind {their} head; *hold the back of {their} head with {hand}; *clasp {hand} behind {their} head",
        hand="behind {their} head; on the back of {their} head; held behind {their} head",
    ),
    row(
        "{S} hand on the small of the back", "{S} place", 2.5,
        "*put {hand} on the small of {their} back; *hold {their} lower back with {hand}",
        hand="on the small of {their} back; on {their} lower back; holding {their} lower back",
    ),
    row(
        "{S} hand on the buttocks", "{S} place", 2, "*put {hand} on {their} bottom",
        hand="on {their} bottom; on {their} backside",
    ),
    row(
        "{S} elbow on the {S} knee", "{S} upper arm", 2.5, "*rest {elbow} on {same knee}; *lean {elbow} on {same knee}",
        elbow="on {same knee}; resting on {same knee}",
    ),
    row(
        "hands together", "left place; right place", 2,
        "*put {their} hands together; *hold {their} hands together; *bring both hands together; *join {their} hands",
        hands="together; touching each other; clasped; held together; joined",
    ),
    row(
        "hands together in front of the chest", "left place; right place", 4,
        "*hold {their} hands together in front of {their} chest; *put {their} palms together at {their} chest; "
        "*fold {their} hands in front of {their} chest; *clasp {their} hands before {their} chest",
        hands="together in front of {their} chest; clasped in front of {their} chest; folded at {their} chest; "
              "together at chest height",
    ),
    row(
        "hands together above the head", "left place; right place", 4,
        "*bring {their} hands together above {their} head; *join {their} hands overhead; *clasp both hands above {their} head",
        hands="together above {their} head; joined overhead; clasped over {their} head; touching above {their} head",
    ),
    row(
        "hands together low in front", "left place; right place", 3,
        "*fold {their} hands in front of {their} hips; *hold {their} hands together low in front",
        hands="together low in front; folded in front of {their} hips; clasped in front of {their} hips",
    ),
    row(
        "hands together behind the back", "left place; right place", 4,
        "*clasp {their} hands behind {their} back; *hold {their} hands together behind {their} back; "
        "*join both hands behind {their} back",
        hands="together behind {their} back; clasped behind {their} back; joined behind {their} back",
    ),
    row(
        "arms crossed on the chest", "left place; right place; left elbow; right elbow", 6,
        "*cross {their} arms; *fold {their} arms; *cross {their} arms on {their} chest; "
        "*fold {their} arms in front of {their} chest",
        arms="crossed; folded; crossed on {their} chest; folded across {their} chest; crossed in front of {their} chest",
    ),
    row(
        "wrists crossed in front", "left place; right place", 2.5,
        "*cross {their} wrists in front; *cross {their} forearms in front of {their} body",
        wrists="crossed in front; crossed in front of {their} body", forearms="crossed in front",
    ),
    row(
        "hands shoulder-width apart", "hands apart", 0.5, "*hold {their} hands shoulder-width apart in front",
        hands="shoulder-width apart in front; in front, shoulder-width apart",
    ),
    row(
        "hands wide apart", "hands apart", 0.4,
        "*hold {their} hands wide apart; *spread {their} hands wide; *spread {their} arms wide",
        hands="wide apart; far apart; spread wide", arms="spread wide; wide apart",
    ),
    row(
        "left arm stretched out to the side; right arm stretched out to the side; standing",
        "left place; right place; left elbow; right elbow; stance", 3,
        "*stand with {their} arms spread like a scarecrow; *stand in a t-pose; *hold a t-pose",
    ),
)

_LEGS = (
    row(
        "{S} knee straight", "{S} knee", 0.1, "*straighten {leg}; *keep {knee} straight", leg="straight; fully extended",
        knee="straight; not bent",
    ),
    row(
        "{S} knee slightly bent", "{S} knee", 0.08, "*bend {knee} slightly; *bend {knee} a little",
        knee="slightly bent; a little bent; softly bent", leg="slightly bent",
    ),
    row(
        "{S} knee at 90 degrees", "{S} knee", 1.2, "*bend {knee} at a right angle; *bend {knee} to 90 degrees",
        knee="bent at a right angle; bent 90 degrees; at a right angle", leg="bent at a right angle",
    ),
    row(
        "{S} knee fully bent", "{S} knee", 1.2, "*bend {knee} all the way; *bend {knee} deeply",
        knee="fully bent; deeply bent; bent all the way", leg="fully bent; folded up",
    ),
    row("{S} thigh level", "{S} leg", 1, "*hold {thigh} level", thigh="level; horizontal; parallel to the floor"),
    row(
        "{S} knee pulled up", "{S} leg", 3,
        "*pull up {knee}; *raise {knee}; *lift {knee} high; *lift {knee} to hip height; *bring {knee} up", "one knee pulled up",
        knee="pulled up; raised; lifted high; up in front; raised in front", leg="raised with the knee bent",
    ),
    row(
        "{S} leg lifted forward", "{S} leg; {S} knee", 3,
        "*lift {leg} forward; *raise {leg} straight in front; *kick {leg} forward; *stretch {leg} out in front off the floor",
        "one leg lifted forward", leg="lifted forward; raised in front; kicked forward; in the air in front",
    ),
    row(
        "{S} leg lifted to the side", "{S} leg; {S} knee", 3,
        "*lift {leg} to the side; *raise {leg} sideways; *kick {leg} out to the side",
        leg="lifted to the side; raised sideways; in the air at the side",
    ),
    row(
        "{S} leg lifted backwards", "{S} leg; {S} knee", 3,
        "*lift {leg} backwards; *raise {leg} behind; *stretch {leg} out behind off the floor",
        leg="lifted backwards; raised behind; in the air behind",
    ),
    row(
        "{S} leg stretched forward", "{S} leg; {S} knee", 2,
        "*stretch {leg} out in front; *extend {leg} forward; *hold {leg} straight out in front",
        leg="stretched out in front; straight out in front; extended forward; stretched forward",
    ),
    row(
        "{S} leg stretched out to the side", "{S} leg; {S} knee", 2.5, "*stretch {leg} out to the side; *extend {leg} sideways",
        leg="stretched out to the side; straight out to the side; extended sideways",
    ),
    row(
        "{S} leg stretched backwards", "{S} leg; {S} knee", 1.5,
        "*stretch {leg} out behind; *extend {leg} backwards; *put {leg} far back",
        leg="stretched out behind; extended backwards; far back",
    ),
    row(
        "{S} foot off the floor", "{S} leg", 0.8, "*lift {foot}; *lift {foot} off the floor; *raise {foot} from the ground",
        foot="off the floor; lifted; off the ground; in the air",
    ),
    row(
        "{S} foot lifted high", "{S} leg", 1.8, "*lift {foot} high; *raise {foot} high off the floor",
        foot="lifted high; high off the floor; high in the air",
    ),
    row(
        "{S} heel kicked up behind", "{S} leg; {S} knee", 2, "*kick {heel} up behind; *lift {foot} up behind with the knee bent",
        heel="kicked up behind; lifted up behind", foot="lifted behind with the knee bent",
    ),
    row(
        "{S} heel off the floor", "{S} heel", 0.25, "*lift {heel}; *raise {heel} from the floor",
        heel="lifted; off the floor; raised with the toes on the floor",
    ),
    row(
        "{S} knee on the floor", "{S} leg", 2,
        "*put {knee} on the floor; *rest {knee} on the ground; *touch the floor with {knee}", "one knee on the floor",
        knee="on the floor; on the ground; touching the floor; resting on the floor",
    ),
    row(
        "{S} foot on the {O} knee", "{S} leg", 2.5, "*put {foot} on {other knee}; *rest {foot} against {other knee}",
        foot="on {other knee}; against {other knee}; resting on {other knee}", both=False,
    ),
    row(
        "{S} foot on the {O} thigh", "{S} leg", 2.5, "*put {foot} on {other thigh}; *rest {foot} against {other thigh}",
        foot="on {other thigh}; against {other thigh}", both=False,
    ),
    row(
        "{S} foot in front of the {O} foot", "feet", 0.5,
        "*step forward with {foot}; *put {foot} in front of {other foot}; *put {foot} forward",
        foot="in front of {other foot}; forward; in front", leg="in front", both=False,
    ),
    row(
        "{S} foot far in front of the {O} foot", "feet", 1.2,
        "*take a long step with {foot}; *put {foot} far forward; *step far forward with {leg}",
        foot="far in front of {other foot}; far forward; a long step ahead", both=False,
    ),
    row(
        "standing on the {S} leg", "stance; left leg; right leg", 3,
        "*stand on {their} {S} leg; *balance on {their} {S} leg; *stand only on {their} {S} leg; *stand on {their} {S} foot",
        both=False,
    ),
    row(
        "standing on one leg", "stance; left leg; right leg", 3,
        "*stand on one leg; *balance on one leg; *balance on one foot; *stand on one foot",
    ),
    row(
        "lunging with the {S} leg in front", "stance; feet; left knee; right knee", 3,
        "*lunge with {leg} in front; *lunge forward on {their} {S} leg; *step into a lunge with {foot} in front; "
        "*do a {S} leg lunge", both=False,
    ),
    row(
        "lunging with one leg in front", "stance; feet; left knee; right knee", 2.5,
        "*lunge; *lunge forward; *do a lunge; *stand in a lunge",
    ),
    row(
        "kneeling on the {S} knee", "stance; left leg; right leg", 3.5,
        "*kneel on {their} {S} knee; *kneel down on {their} {S} knee; *go down on {their} {S} knee; *drop to {their} {S} knee",
        both=False,
    ),
    row(
        "kneeling on one knee", "stance; left leg; right leg", 3.5,
        "*kneel on one knee; *go down on one knee; *take a knee; *kneel down on one knee",
    ),
    row(
        "feet together", "feet", 0.5, "*keep {their} feet together; *put {their} feet together",
        feet="together; close together; side by side, touching", legs="close together",
    ),
    row("feet hip-width apart", "feet", 0.12, "*keep {their} feet hip-width apart", feet="hip-width apart; under {their} hips"),
    row(
        "feet apart", "feet", 0.8,
        "*keep {their} feet apart; *keep {their} feet wide; *spread {their} legs; *set {their} feet apart",
        feet="apart; wider than {their} hips; spread apart", legs="apart; spread",
    ),
    row(
        "feet very wide apart", "feet", 2,
        "*spread {their} legs wide; *set {their} feet far apart; *spread {their} feet very wide",
        feet="very wide apart; far apart", legs="spread wide; far apart; wide apart",
    ),
    row(
        "legs crossed", "feet", 2, "*cross {their} legs; *cross {their} feet; *cross one leg over the other",
        legs="crossed; crossed over each other", feet="crossed; crossed over",
    ),
    row(
        "sitting cross-legged", "stance; left leg; right leg; left knee; right knee; feet", 5,
        "*sit cross-legged; *sit cross-legged on the floor; *sit on the floor with {their} legs crossed; *sit with crossed legs",
    ),
    row(
        "knees together", "knees", 0.8, "*keep {their} knees together; *press {their} knees together",
        knees="together; touching; pressed together",
    ),
    row(
        "knees wide apart", "knees", 1.2, "*spread {their} knees; *keep {their} knees wide apart",
        knees="wide apart; spread; spread wide",
    ),
    row(
        "on tiptoe", "left heel; right heel", 1.5,
        "*stand on tiptoe; *rise onto {their} toes; *stand on {their} toes; *lift both heels; *go up on tiptoes",
        heels="both off the floor; lifted",
    ),
)

_STANCES = (
    row("standing", "stance", 0.25, "*stand; *stand there; *stay on {their} feet"),
    row("standing; torso upright", "stance; lean", 0.2, "*stand upright; *stand straight; *stand tall; *stand up straight"),
    row(
        "squatting", "stance; left knee; right knee; left leg; right leg", 4,
        "*squat; *squat down; *do a squat; *crouch; *crouch down",
    ),
    row(
        "half squatting", "stance; left knee; right knee; left leg; right leg", 2.5,
        "*half squat; *squat halfway down; *do a half squat; *bend both knees into a half squat; *do a shallow squat",
    ),
    row(
        "squatting deeply", "stance; left knee; right knee; left leg; right leg", 4,
        "*squat deeply; *squat all the way down; *crouch low; *do a deep squat; *squat low to the ground",
    ),
    row(
        "knees slightly bent", "left knee; right knee", 0.1, "*bend {their} knees slightly; *bend {their} knees a little",
        knees="slightly bent; a little bent; softly bent",
    ),
    row(
        "sitting as on a chair", "stance; left leg; right leg", 3,
        "*sit as if on a chair; *sit on a chair; *sit; *sit on an invisible chair; *sit down on a seat",
    ),
    row("sitting on the floor", "stance", 4, "*sit on the floor; *sit on the ground; *sit down on the floor"),
    row(
        "sitting on the floor; left leg stretched forward; right leg stretched forward",
        "stance; left leg; right leg; left knee; right knee", 6,
        "*sit on the floor with straight legs; *sit with {their} legs stretched out in front; "
        "*sit on the ground with both legs extended forward; *long sit",
    ),
    row("pelvis on the floor", "stance", 1, bottom="on the floor; on the ground", do="*rest {their} bottom on the floor"),
    row(
        "kneeling on both knees", "stance; left leg; right leg", 4,
        "*kneel; *kneel down; *kneel on both knees; *kneel on the floor; *go down on {their} knees",
    ),
    row(
        "kneeling upright", "stance; left leg; right leg", 4,
        "*kneel upright; *kneel up tall; *kneel with {their} hips off {their} heels; *stand on {their} knees",
    ),
    row(
        "sitting on the heels", "stance; left leg; right leg; left knee; right knee", 4.5,
        "*sit on {their} heels; *kneel and *sit back on {their} heels; *sit kneeling on {their} heels; "
        "*kneel with {their} bottom on {their} heels",
    ),
    row(
        "on all fours", "stance; left leg; right leg; left place; right place; lean", 6,
        "*kneel on all fours; *go on all fours; *get on {their} hands and knees; *crouch on hands and knees",
    ),
    row(
        "hands and feet on the floor", "stance; left place; right place", 3,
        "*put both hands and feet on the floor; *support {their} body on hands and feet; *bear {their} weight on hands and feet",
    ),
    row(
        "plank", "stance; left place; right place; lean; left leg; right leg; left knee; right knee", 6,
        "*hold a plank; *get into a push-up position; *do a plank; *plank; *hold {their} body straight in a plank",
    ),
    row(
        "hips raised in an inverted v", "stance; left place; right place; lean", 6,
        "*do a downward dog; *push {their} hips up with hands and feet on the floor; *raise {their} hips in an upside down v",
    ),
    row(
        "lying on the back", "stance; lean", 5,
        "*lie on {their} back; *lie face up; *lie down on {their} back; *lie flat on {their} back",
    ),
    row(
        "lying on the front", "stance; lean", 5,
        "*lie on {their} front; *lie face down; *lie on {their} stomach; *lie on {their} belly",
    ),
    row(
        "lying on the {S} side", "stance; lean", 5,
        "*lie on {their} {S} side; *lie down on {their} {S} side; *rest on {their} {S} side", both=False,
    ),
    row("lying", "stance; lean", 3, "*lie down; *lie on the floor; *lie on the ground; *lie there"),
    row("upside down", "stance; lean", 6, "*go upside down; *turn upside down; *hold {their} body upside down"),
    row(
        "crab position", "stance; left place; right place; lean", 5,
        "*get into a crab position; *hold {their} body up on hands and feet, belly up",
    ),
    row(
        "bridge on hands and feet", "stance; left place; right place; lean", 6,
        "*do a bridge; *do a backbend with hands and feet on the floor; *hold a bridge on hands and feet",
    ),
)

_TORSO = (
    row(
        "torso upright", "lean", 0.15, "*keep {their} back straight up; *hold {their} torso upright",
        torso="upright; straight up; vertical", back="straight up",
    ),
    row(
        "torso leaning forward slightly", "lean", 1, "*lean forward slightly; *lean forward a little; *lean slightly forward",
        torso="leaning forward slightly; tilted forward a little", upper_body="slightly forward",
    ),
    row(
        "torso leaning forward", "lean", 1.5, "*lean forward; *bend forward; *lean {their} upper body forward",
        torso="leaning forward; tilted forward; bent forward", upper_body="leaning forward; bent forward",
    ),
    row(
        "torso leaning forward far", "lean", 2.2, "*lean far forward; *bend far forward; *bow deeply; *bend forward a lot",
        torso="leaning far forward; bent far forward", upper_body="bent far forward",
    ),
    row(
        "bent over", "lean", 4, "*bend over; *bend down; *fold forward; *bend all the way over; *bend down at the waist",
        torso="folded forward; bent all the way over", upper_body="hanging down; folded over",
    ),
    row(
        "torso leaning back", "lean", 1.2, "*lean back; *lean backwards; *tilt {their} body backwards",
        torso="leaning back; tilted backwards", upper_body="leaning backwards",
    ),
    row(
        "torso leaning to the {S}", "lean", 1.8,
        "*lean to the {S}; *lean to {their} {S}; *bend sideways to the {S}; *lean over to the {S} side",
        torso="leaning to the {S}; tilted to the {S}; bent to {their} {S}", upper_body="leaning to the {S} side", both=False,
    ),
    row(
        "torso turned to the {S}", "chest turn", 1.5,
        "*twist to the {S}; *turn {their} upper body to the {S}; *twist {their} torso to the {S}; "
        "*rotate {their} shoulders to {their} {S}", torso="twisted to the {S}; turned to the {S}", upper_body="turned to the {S}",
        chest="turned to the {S}", both=False,
    ),
    row(
        "head turned to the {S}", "head turn", 1,
        "*turn {their} head to the {S}; *look to the {S}; *look {S}; *look over to {their} {S}",
        head="turned to the {S}; turned {S}", both=False,
    ),
    row(
        "head tilted to the {S}", "roll", 0.9,
        "*tilt {their} head to the {S}; *tilt {their} head towards {their} {S} shoulder; *cock {their} head to the {S}",
        head="tilted to the {S}; leaning to the {S}; tilted towards {their} {S} shoulder", both=False,
    ),
    row(
        "looking up", "gaze", 1.6, "*look up; *raise {their} head; *look at the sky; *gaze up", head="up; tilted back; raised",
        face="turned up",
    ),
    row(
        "looking down", "gaze", 0.7, "*look down; *lower {their} head; *look at the floor; *hang {their} head",
        head="down; lowered; bowed", face="turned down",
    ),
    row(
        "looking straight ahead", "gaze; head turn", 0.12, "*look straight ahead; *look forward; *face the front",
        head="facing forward; straight",
    ),
    row("back rounded", "spine", 0.8, "*round {their} back; *hunch {their} back; *hunch over", back="rounded; hunched; curved"),
    row("back arched", "spine", 0.5, "*arch {their} back; *push {their} chest out", back="arched"),
)

PHRASES: tuple[Entry, ...] = (*_ARMS, *_PLACES, *_CONTACTS, *_LEGS, *_STANCES, *_TORSO)
