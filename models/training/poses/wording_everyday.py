"""More words for the posecodes of `wording_phrases`: how animators, teachers, photographers and everybody else say the same.

A text head that was taught one way to say a thing knows that way only, and nobody types by a training's grammar. Predicates may be
verbs here, with a star ("left hand", "*rest on the hip"): what a limb does, where `wording_phrases` says how it is.
"""
from __future__ import annotations

from models.training.poses.wording_grammar import Entry, more

_ARMS = (
    more(
        "{S} elbow straight", "*straighten {elbow}; *straighten out {arm}; *keep {arm} long; *lock {elbow}; *avoid bending {elbow}",
        arm="straightened; long; outstretched; extended; like a stick; in one line; with no bend at the elbow", elbow="straightened; extended",
    ),
    more(
        "{S} elbow slightly bent", "*soften {elbow}; *keep a slight bend in {arm}; *flex {elbow} a bit",
        arm="not quite straight; nearly straight; with a soft elbow; relaxed with a small bend", elbow="soft; a touch bent; bent only a little; gently flexed",
    ),
    more(
        "{S} elbow at 90 degrees", "*flex {elbow} to 90 degrees; *make a right angle with {arm}; *bend {arm} like an L",
        elbow="at ninety degrees; flexed to 90°; square; half bent; forming a right angle", arm="in an L shape; like an L; crooked at ninety degrees",
    ),
    more(
        "{S} elbow fully bent", "*flex {elbow} completely; *fold {arm} up",
        elbow="folded; as bent as it goes; sharply bent; completely flexed; folded shut", arm="folded tightly; tightly bent; curled up",
    ),
    more(
        "{S} arm stretched forward", "*aim {arm} forward; *thrust {arm} out in front; *push {arm} forward; *raise {arm} to the front, level; *put {arm} out ahead; "
        "*lift {arm} straight in front to shoulder height; *stick {arm} out in front; *hold {arm} out like a zombie; *offer {hand} far out in front",
        arm="out front; outstretched ahead; pointing forwards; *point forwards; *reach ahead; *reach out in front; *extend straight ahead; raised to the front; thrust forward; "
            "level in front; horizontal in front; sticking out in front; at ninety degrees to the front; towards the viewer; forward at shoulder level",
        hand="stretched out far in front; reaching forward; at arm's length in front",
    ),
    more(
        "{S} arm stretched out to the side", "*raise {arm} sideways; *lift {arm} to the side until it is level; *open {arm} to the side; *stick {arm} out sideways; "
        "*hold {arm} like a wing; *put {arm} out to the side; *reach sideways with {arm}, straight; *abduct {arm} to 90 degrees",
        arm="out sideways; outstretched sideways; *point sideways; *point out to the side; *extend straight to the side; raised sideways to shoulder height; like a wing; "
            "horizontal at the side; level to the side; sticking out sideways; spread to the side; in T position; perpendicular to {their} body; abducted ninety degrees",
        hand="at arm's length to the side; as far to the side as it goes",
    ),
    more(
        "{S} arm stretched up", "*throw {arm} up; *shoot {arm} up; *point {arm} at the ceiling; *hold {arm} vertical; *stick {arm} up; *extend {arm} upward; *thrust {arm} into the air; "
        "*raise {arm} to the ceiling; *lift {arm} all the way up; *reach for the ceiling with {arm}; *stretch {hand} to the sky",
        arm="*reach up; *point upward; *point at the ceiling; *reach for the sky; *extend overhead; straight overhead; vertical; all the way up; raised to the ceiling; "
            "thrown up; in the air; up high; high; towards the sky; beside the ear, straight up; extended upwards",
        hand="stretched up as high as possible; reaching for the ceiling; *reach for the sky",
    ),
    more(
        "{S} arm stretched diagonally up to the side", "*raise {arm} like in a Y; *throw {arm} up and out; *lift {arm} to the side above shoulder height; *point {arm} up and outward",
        arm="up at an angle to the side; diagonally upward, outward; *point up and outward; *reach up and out; slanting up and out; at 45 degrees above level to the side; "
            "like one stroke of a Y; flung up and out; up and away from {their} body",
    ),
    more(
        "{S} arm stretched diagonally up forward", "*point {arm} up and ahead; *raise {arm} in front above shoulder height; *lift {arm} forward at an angle; *aim {arm} up and forward",
        arm="up and forward; *point up and ahead; *reach up and forward; slanting up in front; at 45 degrees above level in front; diagonally up in front; up at an angle in front",
    ),
    more(
        "{S} arm stretched diagonally down to the side", "*lower {arm} halfway at the side; *angle {arm} down and away; *keep {arm} off {their} side; *hold {arm} like in an A-pose",
        arm="angled down and away; *point down and outward; slanting down to the side; halfway down at the side; at 45 degrees to the side; down and away; like in an A-pose; a bit away from {their} side",
    ),
    more(
        "{S} arm stretched diagonally down forward", "*point {arm} at the floor ahead; *lower {arm} halfway in front; *angle {arm} down and forward",
        arm="angled down in front; *point down and ahead; *reach down in front; slanting down in front; halfway down in front; down and forward",
    ),
    more(
        "{S} arm stretched diagonally forward and to the side", "*open {arm} halfway to the side; *point {arm} to the front corner; *hold {arm} out at an angle in front",
        arm="half forward, half sideways; *point diagonally out; diagonally outward in front; out at an angle; at 45 degrees between front and side; open to the front corner",
    ),
    more(
        "{S} arm stretched backwards", "*throw {arm} back; *extend {arm} behind; *pull {arm} straight back; *point {arm} behind; *trail {arm} behind",
        arm="extended behind; *trail behind; *point back; *stretch out behind; thrown back; swung back; straight out behind; back; reaching backwards; behind, straight",
    ),
    more(
        "{S} arm hanging down", "*drop {arm}; *relax {arm}; *lower {arm}; *leave {arm} hanging",
        arm="*hang down; *dangle; *hang loose; *hang limply; limp; relaxed; dropped; loose; vertical, pointing down; straight down",
    ),
    more(
        "{S} arm hanging beside the thigh", "*leave {arm} at {their} side; *drop {arm} to {their} side; *keep {arm} by {their} side; *rest {arm} at {their} side",
        arm="*hang by {their} side; *rest at {their} side; by {their} side; relaxed at {their} side; alongside {their} body; along {their} body; next to {their} body; at ease by {their} side",
        hand="next to {same thigh}; by {same thigh}; at {their} side",
    ),
    more(
        "{S} arm stretched past the head", "*extend {arm} beyond {their} head; *lay {arm} out above {their} head",
        arm="*extend past {their} head; *reach beyond {their} head; out beyond {their} head; alongside {their} ear, stretched; lengthening past {their} head",
    ),
    more(
        "{S} upper arm level to the side", "*raise {elbow} to the side; *open {elbow} out at shoulder height; *bring {elbow} up sideways, level with the shoulder",
        elbow="out sideways level with the shoulder; *point straight out to the side; up at the side, shoulder high; raised to shoulder level at the side", upper_arm="horizontal at the side; straight out sideways",
    ),
    more(
        "{S} upper arm level forward", "*raise {elbow} in front, shoulder high; *point {elbow} forward; *bring {elbow} up in front",
        elbow="*point straight forward; up in front, shoulder high; raised to shoulder level in front", upper_arm="horizontal in front; straight out in front; *point forward",
    ),
    more(
        "{S} elbow above the shoulder", "*bring {elbow} up above the shoulder; *raise {elbow} past shoulder height; *point {elbow} up",
        elbow="over shoulder level; above {same shoulder}; up high; lifted over {same shoulder}; *point up past the shoulder",
    ),
    more(
        "{S} elbow tucked against the side", "*press {elbow} against {their} side; *pin {elbow} to {their} waist; *pull {elbow} in to {their} side; *hug {their} ribs with {elbow}",
        elbow="against {their} ribs; pinned to {their} side; at {their} side; *hug {their} ribs; touching {their} side; in tight; glued to {their} side",
    ),
    more(
        "{S} elbow out to the side", "*point {elbow} outward; *wing {elbow} out; *push {elbow} out to the side; *open {elbow} outwards",
        elbow="out; wide; *jut out; *point outward; *stick out to the side; turned outward; away from {their} side",
    ),
    more(
        "{S} elbow behind the back", "*draw {elbow} back; *pull {elbow} behind; *drive {elbow} backwards; *cock {elbow} back",
        elbow="behind; drawn back; *point backwards; *stick out behind; cocked back; back behind the torso; pulled behind {their} body; driven backwards",
    ),
    more(
        "{S} forearm pointing up", "*keep {forearm} vertical; *raise {forearm} upright; *bring {forearm} up straight",
        forearm="vertical, hand on top; *point upwards; *point at the ceiling; raised straight up; straight up from the elbow",
    ),
    more(
        "{S} forearm pointing forward", "*hold {forearm} level in front; *aim {forearm} ahead; *bring {forearm} out in front from the elbow",
        forearm="*point forwards; *point ahead; horizontal in front; level in front; parallel to the ground in front; straight ahead from the elbow",
    ),
    more("{S} palm facing up", "*open {palm} to the sky; *turn {palm} upwards; *show {palm} to the ceiling; *flip {palm} up",
         palm="upward; up; *face upwards; *face the ceiling; turned to the ceiling", hand="palm up; open, palm upward"),
    more("{S} palm facing forward", "*face {palm} forward; *present {palm}; *show the flat of {hand}; *open {palm} to the front",
         palm="forward; to the front; *face forwards; *face the viewer; shown to the front; towards the camera; open to the front", hand="palm forward; flat, palm to the front"),
)

_PLACES = (
    more(
        "{S} hand on the floor", "*plant {hand} on the ground; *press {hand} into the floor; *support {their} weight on {hand}; *set {hand} down; *set {hand} on the ground; *prop on {hand}; "
        "*reach {hand} down to the floor; *lay {palm} on the ground; *brace with {hand} on the floor; *get {hand} down to the ground; *tap the floor with {hand}",
        hand="planted on the ground; *touch the floor; *rest on the ground; *press into the floor; flat on the floor; down on the floor; down on the ground; down at floor level; "
             "pressed to the ground; set on the floor; supporting {their} weight; on the mat; *support {their} body from the floor",
        palm="flat on the ground; on the floor; pressed into the floor; *touch the ground", fingers="on the floor; *touch the ground",
    ),
    more(
        "{S} hand below the knees", "*drop {hand} below knee height; *reach {hand} lower than {their} knees; *get {hand} down past {their} knees",
        hand="*reach below {their} knees; under knee height; down below knee level; down past {their} knees; down by {their} shins; near {their} ankles; very low, below the knees",
    ),
    more(
        "{S} hand at hip height", "*keep {hand} level with {their} hips; *bring {hand} to hip level", hand="hip high; at hip level; around hip level; *hover at hip height; as high as {their} hips; low, at the hips",
    ),
    more(
        "{S} hand at waist height", "*bring {hand} to waist level; *keep {hand} at belt height", hand="waist high; at waist level; at belt height; as high as {their} belly button; *hover at waist height; around the waistline",
    ),
    more(
        "{S} hand at chest height", "*bring {hand} up to {their} chest; *lift {hand} chest high; *keep {hand} level with {their} chest",
        hand="chest high; as high as {their} chest; up at chest level; *hover at chest height; in the height of the heart; at breast height",
    ),
    more(
        "{S} hand at shoulder height", "*bring {hand} up to {their} shoulders; *lift {hand} shoulder high; *keep {hand} level with {their} shoulders",
        hand="shoulder high; as high as {their} shoulders; up at shoulder level; *hover at shoulder height; level with the collarbone; in line with {their} shoulders",
    ),
    more(
        "{S} hand at head height", "*bring {hand} up to {their} head; *lift {hand} as high as {their} face; *raise {hand} to eye level; *hold {hand} up at face height",
        hand="head high; at face level; at eye level; up by {their} head; as high as {their} head; up at face height; level with {their} eyes; level with {their} ears; beside {their} head",
    ),
    more(
        "{S} hand above the head", "*bring {hand} up over {their} head; *throw {hand} up; *stretch {hand} up over {their} head; *lift {arm} above {their} head; *hold {arm} up high; *get {hand} up high; "
        "*raise {hand} high; *put {hand} up high; *put {arm} up over {their} head; *wave {hand} high overhead",
        hand="overhead; up high; high up; high in the air; over head height; in the air above {their} head; *reach above {their} head; up above {their} head; above head level; way up; on high; above",
        arm="above {their} head; up over {their} head; raised high overhead; *reach overhead; up above head height; held aloft; aloft; way up in the air",
    ),
    more(
        "{S} hand above the shoulder", "*bring {hand} up; *lift {hand}; *hold up {hand}; *get {hand} up; *hoist {hand}; *raise {hand} past {their} shoulders; *lift {hand} up",
        hand="over shoulder level; held up; lifted up; up in the air; above the level of the shoulders; higher than shoulder level; raised up; up past the shoulders", arm="up; lifted up; held high enough to pass the shoulders",
    ),
    more(
        "{S} hand in front of the body", "*bring {hand} in front; *put {hand} out in front of {their} body; *keep {hand} in front of {their} body; *present {hand} in front",
        hand="before {their} body; out ahead of {their} body; in front; ahead of {their} torso; in front of {their} trunk; to the front; *float in front of {their} body; some way in front",
        arm="in front of {their} body; in front",
    ),
    more(
        "{S} hand out to the side", "*put {hand} far out to the side; *bring {hand} out to the side; *move {hand} away to the side; *extend {hand} out sideways",
        hand="away to the side; well out to the side; sideways, away from {their} body; *reach out sideways; wide to the side; out wide; off sideways", arm="reaching to the side; opened to the side; away from {their} body to the side",
    ),
    more(
        "{S} hand behind the back", "*tuck {hand} behind {their} back; *bring {hand} behind {their} back; *conceal {hand} behind {their} back; *keep {hand} at {their} back; *fold {arm} behind {their} back",
        hand="*rest behind {their} back; at {their} back; tucked behind {their} back; placed behind {their} back; out of sight behind {their} back; concealed behind the back; kept at the back; in back",
        arm="folded behind {their} back; at {their} back; tucked behind {their} back; twisted behind {their} back",
    ),
    more(
        "{S} hand behind the body", "*move {hand} back behind {their} body; *swing {hand} behind {their} body; *pull {hand} to the rear",
        hand="in the rear; well behind {their} torso; back; to the rear; *trail behind {their} body", arm="back behind {their} body; to the rear; swung behind {their} body",
    ),
    more(
        "{S} hand across the body", "*cross {hand} over to the other side; *swing {arm} across {their} body; *take {hand} across the midline; *bring {arm} across {their} front",
        hand="crossed over to the other side; past the midline; over on the other side; *reach across {their} body; *cross {their} body", arm="crossing in front of {their} body; *cross {their} body; laid across {their} front; diagonally across the chest",
    ),
    more(
        "{S} hand higher than the {O} hand", "*keep {hand} above {other hand}; *bring {hand} up well above {other hand}; *lift {hand} higher than {other hand}",
        hand="above {other hand}; over {other hand}; up higher than {other hand}; at a greater height than {other hand}; clearly higher than {other hand}",
    ),
)

_CONTACTS = (
    more(
        "{S} hand on the {S} hip", "*plant {hand} on {same hip}; *prop {hand} on {same hip}; *set {hand} on {same hip}; *grip {same hip} with {hand}; *keep {hand} on {same hip}; *lay {hand} on {same hip}; "
        "*dig {hand} into {same hip}; *bring {hand} to {same hip}; *press {hand} into {same hip}",
        hand="*rest on {same hip}; *sit on {same hip}; planted on {same hip}; set on {same hip}; at {same hip}; *grip {same hip}; *touch {same hip}; propped on {same hip}; against {same hip}; on the side of {their} waist",
        palm="on {same hip}; resting on {same hip}", fist="on {same hip}; planted on {same hip}", arm="",
    ),
    more(
        "{S} hand on the {O} hip", "*cross {hand} over to {other hip}; *rest {hand} on {other hip}; *touch {other hip} with {hand}; *bring {hand} across to {other hip}",
        hand="across on {other hip}; resting on {other hip}; *rest on {other hip}; *reach across to {other hip}; *touch {other hip}; at {other hip}",
    ),
    more(
        "{S} hand on the {S} thigh", "*brace {hand} on {same thigh}; *place {hand} on {same thigh}; *lay {hand} on {same thigh}; *press {hand} on {same thigh}; *support {their} weight with {hand} on {same thigh}; *slap {same thigh} with {hand}",
        hand="*rest on {same thigh}; *press on {same thigh}; laid on {same thigh}; placed on {same thigh}; on {same thigh}, above the knee; touching {same thigh}; on {same upper leg}; braced on {same thigh}", palm="flat on {same thigh}; on {same thigh}",
    ),
    more(
        "{S} hand on the {O} thigh", "*place {hand} on {other thigh}; *cross {hand} over to {other thigh}; *lay {hand} on {other thigh}",
        hand="*rest on {other thigh}; *touch {other thigh}; laid on {other thigh}; across on {other thigh}; touching {other thigh}",
    ),
    more(
        "{S} hand on the {S} knee", "*place {hand} on {same knee}; *brace {hand} on {same knee}; *lay {hand} on {same knee}; *hold {same knee} with {hand}; *clutch {same knee} with {hand}; *support {hand} on {same knee}; *lean on {same knee} with {hand}; "
        "*grip {same knee} with {hand}; *set {hand} down on {same knee}",
        hand="*rest on {same knee}; *hold {same knee}; *touch {same knee}; *grip {same knee}; placed on {same knee}; laid on {same knee}; holding {same knee}; gripping {same knee}; propped on {same knee}; against {same knee}; at {same knee}", palm="on {same knee}; resting on {same knee}",
    ),
    more(
        "{S} hand on the {O} knee", "*place {hand} on {other knee}; *hold {other knee} with {hand}; *cross {hand} over to {other knee}; *grab {other knee} with {hand}; *bring {hand} across to {other knee}",
        hand="*rest on {other knee}; *touch {other knee}; *hold {other knee}; laid on {other knee}; across on {other knee}; holding {other knee}; gripping {other knee}; *reach across to {other knee}",
    ),
    more(
        "{S} hand on the {S} shin", "*grab {same shin} with {hand}; *grip {same shin} with {hand}; *rest {hand} on {same shin}; *clasp {same lower leg} with {hand}; *hug {same shin} with {hand}",
        hand="*hold {same shin}; *grip {same shin}; *rest on {same shin}; *clasp {same lower leg}; touching {same shin}; gripping {same shin}; on {same lower leg}; round {same shin}; against {same shin}",
    ),
    more(
        "{S} hand on the {O} shin", "*put {hand} on {other shin}; *grab {other shin} with {hand}; *grip {other lower leg} with {hand}",
        hand="*hold {other shin}; *touch {other shin}; *reach across to {other shin}; gripping {other shin}; holding {other shin}; on {other lower leg}",
    ),
    more(
        "{S} hand touching the {S} foot", "*grip {same foot} with {hand}; *clasp {same foot} with {hand}; *put {hand} on {same foot}; *catch {same foot} with {hand}; *grab {same ankle} with {hand}; *hold {same ankle} with {hand}; *rest {hand} on {same foot}",
        hand="*touch {same foot}; *hold {same foot}; *grip {same foot}; *reach {same foot}; *reach down to {same foot}; gripping {same foot}; grabbing {same foot}; resting on {same foot}; on {same ankle}; holding {same ankle}", fingers="touching {same foot}; on {same foot}",
    ),
    more(
        "{S} hand touching the {O} foot", "*hold {other foot} with {hand}; *reach across to {other foot} with {hand}; *put {hand} on {other foot}; *grab {other ankle} with {hand}; *cross {hand} over to {other foot}",
        hand="*touch {other foot}; *hold {other foot}; *grip {other foot}; *reach across to {other foot}; at {other foot}; grabbing {other foot}; gripping {other foot}; down at {other foot}; on {other ankle}",
    ),
    more(
        "{S} hand touching the {S} toes", "*grab {same toes} with {hand}; *reach for {their} toes with {hand}; *tap {same toes} with {hand}; *hold {same toes} with {hand}; *put {hand} on {same toes}",
        hand="*touch {same toes}; *touch {their} toes; *reach {same toes}; *grab {same toes}; at {same toes}; down at {same toes}; down to {their} toes; holding {same toes}", fingers="touching {same toes}; down to {their} toes",
    ),
    more(
        "{S} hand touching the {O} toes", "*grab {other toes} with {hand}; *tap {other toes} with {hand}; *reach across to {other toes} with {hand}; *cross {hand} over to {other toes}",
        hand="*touch {other toes}; *reach {other toes}; *reach across to {other toes}; on {other toes}; holding {other toes}; down at {other toes}",
    ),
    more(
        "left hand touching the left toes; right hand touching the right toes", "*get {their} hands down to {their} toes; *grab {their} toes; *hold {their} toes with both hands; *reach all the way to {their} toes; *tap {their} toes with {their} fingers; *reach down to {their} toes",
        hands="*touch {their} toes; *reach {their} toes; *grab {their} toes; at {their} toes; all the way down to {their} toes; holding {their} toes", fingers="at {their} toes; *touch {their} toes; down to {their} toes",
    ),
    more(
        "bent over; left hand touching the left toes; right hand touching the right toes", "*bend from the hips to touch {their} toes; *fold down until {their} hands reach {their} toes; *hang down and *touch {their} toes; "
        "*do toe touches; *stoop and *touch {their} toes; *reach down to {their} toes, bent double; *bend forward and *reach {their} toes",
    ),
    more(
        "{S} hand on the belly", "*clutch {their} stomach with {hand}; *place {hand} on {their} belly; *lay {hand} on {their} tummy; *press {hand} against {their} stomach; *touch {their} abdomen with {hand}; *rub {their} belly with {hand}; *cover {their} stomach with {hand}",
        hand="*rest on {their} stomach; *hold {their} belly; *touch {their} stomach; *clutch {their} belly; on {their} tummy; on {their} abdomen; flat on {their} belly; placed on {their} stomach; pressed against {their} belly; over {their} stomach; in front of {their} navel", palm="on {their} belly; flat on {their} stomach",
    ),
    more(
        "{S} hand on the chest", "*place {hand} on {their} chest; *press {hand} to {their} heart; *put {hand} over {their} heart; *rest {hand} on {their} chest; *clutch {their} chest with {hand}; *bring {hand} to {their} chest; *cover {their} heart with {hand}; *lay {hand} on {their} heart",
        hand="*rest on {their} chest; *touch {their} chest; *lie on {their} chest; *clutch {their} chest; over {their} heart; on {their} heart; against {their} chest; at {their} breastbone; flat on {their} chest; placed on {their} chest; on {their} breast", palm="on {their} chest; flat against {their} chest; over {their} heart",
    ),
    more(
        "{S} hand on the {S} shoulder", "*rest {hand} on {same shoulder}; *place {hand} on {same shoulder}; *hold {same shoulder} with {hand}; *lay {hand} on {same shoulder}; *tap {same shoulder} with {hand}",
        hand="*rest on {same shoulder}; *touch {same shoulder}; *hold {same shoulder}; resting on {same shoulder}; placed on {same shoulder}; up on {same shoulder}; at {same shoulder}", fingers="on {same shoulder}; touching {same shoulder}",
    ),
    more(
        "{S} hand on the {O} shoulder", "*hold {other shoulder} with {hand}; *rest {hand} on {other shoulder}; *place {hand} on {other shoulder}; *grab {other shoulder} with {hand}; *cross {hand} over to {other shoulder}; *bring {hand} across to {other shoulder}; *hug {other shoulder} with {hand}",
        hand="*rest on {other shoulder}; *touch {other shoulder}; *hold {other shoulder}; *reach across to {other shoulder}; across on {other shoulder}; holding {other shoulder}; resting on {other shoulder}; at {other shoulder}",
    ),
    more(
        "{S} hand on the {O} elbow", "*cup {other elbow} with {hand}; *grab {other elbow} with {hand}; *support {other elbow} with {hand}; *put {hand} on {other elbow}",
        hand="*hold {other elbow}; *cup {other elbow}; *grip {other elbow}; *touch {other elbow}; gripping {other elbow}; at {other elbow}; under {other elbow}",
    ),
    more(
        "{S} hand on the {O} upper arm", "*grab {other upper arm} with {hand}; *grip {other biceps} with {hand}; *rest {hand} on {other upper arm}; *rub {other upper arm} with {hand}",
        hand="*hold {other upper arm}; *grip {other upper arm}; *touch {other upper arm}; on {other biceps}; touching {other upper arm}; gripping {other biceps}",
    ),
    more(
        "{S} hand on the {O} forearm", "*grab {other forearm} with {hand}; *grip {other forearm} with {hand}; *hold {other wrist} with {hand}; *rest {hand} on {other forearm}; *clasp {other forearm} with {hand}",
        hand="*hold {other forearm}; *grip {other forearm}; *rest on {other forearm}; *hold {other wrist}; touching {other forearm}; gripping {other wrist}; resting on {other forearm}; at {other wrist}",
    ),
    more(
        "{S} hand at the neck", "*rub {their} neck with {hand}; *rest {hand} on {their} neck; *bring {hand} to {their} neck; *clutch {their} throat with {hand}; *massage {their} neck with {hand}",
        hand="*hold {their} neck; *touch {their} neck; *rest on {their} neck; to {their} neck; at {their} throat; rubbing {their} neck; on the side of {their} neck; against {their} neck",
    ),
    more(
        "{S} hand at the chin", "*stroke {their} chin with {hand}; *bring {hand} to {their} chin; *support {their} chin with {hand}; *rub {their} chin with {hand}; *cup {their} chin in {hand}; *prop {their} chin on {hand}; *place {hand} under {their} chin; *scratch {their} beard with {hand}",
        hand="*touch {their} chin; *rest on {their} chin; *support {their} chin; *stroke {their} chin; under {their} chin; to {their} chin; against {their} chin; by {their} jaw; at {their} jaw", fist="under {their} chin", fingers="on {their} chin; at {their} chin",
    ),
    more(
        "{S} hand at the mouth", "*bring {hand} to {their} mouth; *put {hand} over {their} mouth; *touch {their} lips with {hand}; *clap {hand} over {their} mouth; *hold {hand} before {their} mouth; *raise {hand} to {their} lips",
        hand="*cover {their} mouth; *touch {their} lips; to {their} mouth; over {their} mouth; at {their} lips; before {their} mouth; against {their} mouth; touching {their} lips; clapped over {their} mouth", fingers="on {their} lips; at {their} mouth",
    ),
    more(
        "{S} hand over the eyes", "*shield {their} eyes with {hand}; *hide {their} eyes behind {hand}; *bring {hand} to {their} eyes; *rub {their} eyes with {hand}; *wipe {their} eyes with {hand}; *clap {hand} over {their} eyes",
        hand="*cover {their} eyes; *shield {their} eyes; *hide {their} eyes; before {their} eyes; on {their} eyes; at {their} eyes; hiding {their} eyes", palm="over {their} eyes",
    ),
    more(
        "{S} hand on the forehead", "*wipe {their} forehead with {hand}; *place {hand} on {their} brow; *bring {hand} to {their} forehead; *rest {hand} against {their} forehead; *raise {hand} to {their} brow; *slap {their} forehead with {hand}",
        hand="*touch {their} forehead; *rest on {their} forehead; on {their} brow; at {their} brow; to {their} forehead; against {their} forehead; raised to {their} brow", fingers="at {their} brow; on {their} forehead",
    ),
    more(
        "{S} hand at the face", "*raise {hand} to {their} face; *rest {hand} against {their} cheek; *hold {their} face with {hand}; *cup {their} cheek with {hand}; *lift {hand} up to {their} face; *scratch {their} face with {hand}; *cover {their} face with {hand}",
        hand="*touch {their} face; *rest against {their} face; to {their} face; against {their} cheek; by {their} face; close to {their} face; near {their} face; up at {their} face; next to {their} cheek; pressed to {their} face", palm="against {their} cheek; on {their} face",
    ),
    more(
        "{S} hand at the {S} ear", "*bring {hand} to {same ear}; *cup {hand} behind {same ear}; *cup {hand} around {same ear}; *place {hand} over {same ear}; *press {hand} to {same ear}; *tug {same ear} with {hand}; *listen with {hand} at {same ear}; *hold {hand} up to {same ear}; *raise {hand} to {same ear}",
        hand="*touch {same ear}; *cover {same ear}; *cup {same ear}; to {same ear}; by {same ear}; cupped behind {same ear}; cupped at {same ear}; behind {same ear}; close to {same ear}; next to {same ear}; touching {same ear}", palm="over {same ear}; on {same ear}",
    ),
    more(
        "{S} hand on top of the head", "*place {hand} on the crown of {their} head; *lay {hand} on {their} head; *pat {their} head with {hand}; *hold {their} hat with {hand}; *scratch the top of {their} head with {hand}; *bring {hand} to the top of {their} head; *set {hand} on top of {their} head",
        hand="*rest on {their} head; *touch the top of {their} head; *lie on top of {their} head; on the crown of {their} head; laid on {their} head; placed on top of {their} head; on {their} hair; flat on {their} head", palm="on {their} head; on top of {their} head",
    ),
    more(
        "{S} hand on the back of the head", "*scratch the back of {their} head with {hand}; *place {hand} behind {their} head; *rest {hand} behind {their} head; *support the back of {their} head with {hand}; *bring {hand} behind {their} head; *rub the back of {their} head with {hand}; *tuck {hand} behind {their} head; *lace {hand} behind {their} head",
        hand="*rest behind {their} head; *hold the back of {their} head; *touch the back of {their} head; clasped behind {their} head; at the back of {their} head; placed behind {their} head; tucked behind {their} head; against the back of {their} skull; in back of {their} head",
        palm="on the back of {their} head; behind {their} head", elbow="bent with the hand behind {their} head",
    ),
    more(
        "{S} hand on the small of the back", "*rest {hand} on {their} lower back; *support {their} lower back with {hand}; *press {hand} into {their} lower back; *rub {their} lower back with {hand}; *place {hand} at the base of {their} spine",
        hand="*rest on {their} lower back; *support {their} lower back; *hold {their} back; at the base of {their} spine; at {their} lower back; pressed to {their} lower back; on {their} lumbar region; against the small of {their} back", palm="on {their} lower back",
    ),
    more(
        "{S} hand on the buttocks", "*place {hand} on {their} butt; *rest {hand} on {their} backside; *hold {their} behind with {hand}; *slap {their} bottom with {hand}; *tuck {hand} in {their} back pocket",
        hand="on {their} butt; on {their} buttocks; on {their} behind; *rest on {their} bottom; at {their} back pocket; against {their} seat; on {their} rear",
    ),
    more(
        "{S} elbow on the {S} knee", "*prop {elbow} on {same knee}; *place {elbow} on {same knee}; *support {elbow} on {same knee}; *set {elbow} on {same knee}",
        elbow="*rest on {same knee}; *lean on {same knee}; propped on {same knee}; placed on {same knee}; touching {same knee}; supported by {same knee}; against {same knee}", forearm="resting on {same knee}",
    ),
    more(
        "hands together", "*clasp {their} hands; *touch one hand with the other; *press {their} palms together; *clap {their} hands; *rub {their} hands; *interlace {their} fingers; *fold {their} hands; *let {their} hands meet",
        hands="*touch each other; *meet; in contact; clasping each other; folded; pressed together; interlocked; one in the other; side by side, touching; brought together", palms="together; pressed together; *touch each other", fingers="interlaced; intertwined",
    ),
    more(
        "hands together in front of the chest", "*bring {their} hands together in front of {their} chest; *press {their} palms together in front of {their} chest; *clasp {their} hands at chest height; *join {their} hands at {their} heart; *clap in front of {their} chest; *hold {their} hands in a prayer position",
        hands="clasped at {their} chest; pressed together before {their} chest; joined in front of {their} chest; *meet in front of {their} chest; in prayer position; as if praying; touching in front of {their} chest; together at the heart", palms="together in front of {their} chest; pressed together at {their} chest; together at the heart",
    ),
    more(
        "hands together above the head", "*clap {their} hands overhead; *press {their} palms together above {their} head; *hold {their} hands together high above; *stretch {their} joined hands up; *touch {their} hands above {their} head",
        hands="*meet above {their} head; *touch overhead; clasped overhead; pressed together above {their} head; joined above {their} head; together overhead; together up high", palms="together above {their} head; *meet overhead; pressed together overhead", arms="forming a ring above {their} head; closed overhead",
    ),
    more(
        "hands together low in front", "*clasp {their} hands in front of {their} lap; *rest {their} joined hands in front of {their} pelvis; *hold {their} hands in front of {their} crotch; *cross {their} hands low in front; *join {their} hands down in front; *clasp {their} hands down low",
        hands="clasped low in front; *meet low in front; joined in front of {their} hips; folded at {their} lap; held together in front of the pelvis; together in front of {their} crotch; clasped in front, arms down; one over the other down in front",
    ),
    more(
        "hands together behind the back", "*hold one hand with the other behind {their} back; *fold {their} hands behind {their} back; *put both hands together behind {their} back; *link {their} hands at {their} back",
        hands="linked behind {their} back; *meet behind {their} back; held together behind {their} back; folded at {their} back; interlaced behind {their} back; holding each other behind {their} back; tied behind {their} back; cuffed behind {their} back; clasped at {their} back",
    ),
    more(
        "arms crossed on the chest", "*fold {their} arms over {their} chest; *cross {their} arms in front of {their} chest; *cross both arms; *fold {their} arms across {their} body; *hug {their} own chest with crossed arms; *lock {their} arms across {their} chest; *keep {their} arms crossed",
        arms="folded over {their} chest; crossed over {their} chest; crossed in front; folded in front; *cross over {their} chest; *cross at the chest; folded up in front of {their} chest; interlocked on the chest; in a crossed position", forearms="crossed over the chest; folded over one another",
    ),
    more(
        "wrists crossed in front", "*make an X with {their} forearms; *form an X with {their} arms in front; *cross {their} wrists; *cross {their} arms in front of {their} body; *lay one wrist over the other in front; *block with crossed wrists",
        wrists="crossed; *cross in front; one over the other in front; forming an X; making an X in front", forearms="forming an X; crossed in an X; *cross in front of {their} body",
    ),
    more(
        "hands shoulder-width apart", "*show a shoulder's width between {their} hands in front; *hold {their} hands as wide as {their} shoulders in front; *hold {their} hands apart in front as if carrying a box",
        hands="as far apart as {their} shoulders, in front; at shoulder width in front; about a shoulder's width apart; apart as if holding a box; in front, parallel",
    ),
    more(
        "hands wide apart", "*open {their} arms wide; *stretch {their} arms wide apart; *open {their} arms; *fling {their} arms wide; *spread {their} arms; *put {their} hands far apart; *welcome with wide arms",
        hands="far from each other; well apart; a long way apart; wide; stretched apart", arms="wide open; open wide; open; outspread; spread; far apart; *open wide",
    ),
    more(
        "left arm stretched out to the side; right arm stretched out to the side; standing",
        "*stand in T pose; *hold {their} arms out like a cross; *stand with both arms straight out sideways; *stand like the letter T; *stand with outstretched arms to both sides; *stand with {their} arms out like wings",
    ),
)

_LEGS = (
    more("{S} knee straight", "*lock {knee}; *keep {leg} straight; *stretch {knee}; *extend {knee}; *avoid bending {knee}; *keep {leg} unbent",
         leg="extended; straightened; stretched; long; like a pole; with a locked knee", knee="extended; straightened; stretched"),
    more("{S} knee slightly bent", "*soften {knee}; *flex {knee} a bit; *give {knee} a slight bend; *unlock {knee}", knee="soft; unlocked; a touch bent; gently flexed; bent a bit; not quite straight", leg="a little bent; not fully straight; softly bent"),
    more("{S} knee at 90 degrees", "*flex {knee} to 90 degrees; *make a right angle with {knee}; *bend {leg} at ninety degrees; *bend {leg} like an L",
         knee="at ninety degrees; flexed to 90°; square; forming a right angle; at 90 degrees", leg="bent at ninety degrees; in an L shape; making a right angle"),
    more("{S} knee fully bent", "*flex {knee} completely; *fold {leg}; *tuck {leg} up tightly; *fold {knee}", knee="completely flexed; folded; sharply bent; bent as far as it goes; tightly bent; tightly folded", leg="folded; tightly folded; folded under; bent double; deeply bent"),
    more("{S} thigh level", "*bring {thigh} parallel to the floor; *keep {thigh} horizontal; *raise {thigh} to the horizontal", thigh="parallel to the ground; flat; *point straight forward; at hip level; horizontal in front", upper_leg="horizontal; level"),
    more(
        "{S} knee pulled up", "*hike up {knee}; *draw up {knee}; *raise {knee} high; *lift {knee} up; *lift {knee} in front; *bring {knee} to {their} chest; *drive {knee} up; *hoist {knee}; *pull {knee} towards {their} chest; *lift {leg} with a bent knee; *do a high knee with {leg}",
        knee="up; up high; lifted; drawn up; hiked up; hip high; *rise to hip height; *come up in front; pulled towards {their} chest; lifted to hip height; raised to the waist; high in front", leg="lifted with a bent knee; bent and raised; up with the knee bent; pulled up; raised, knee bent", thigh="raised",
    ),
    more(
        "{S} leg lifted forward", "*kick {leg} out in front; *swing {leg} up in front; *lift {leg} straight out in front; *raise {leg} forwards; *throw {leg} up in front; *kick with {leg}; *hold {leg} up in front; *hold {leg} straight in the air in front; *do a front kick with {leg}",
        leg="*kick forward; *swing forward; up in front; kicked out; raised forward; raised straight ahead; high in front; straight out, off the ground; swung up in front; lifted straight ahead; extended in front in the air", foot="kicked out in front; raised straight in front",
    ),
    more(
        "{S} leg lifted to the side", "*swing {leg} out to the side; *lift {leg} sideways; *raise {leg} out to the side; *throw {leg} out sideways; *hold {leg} up to the side; *do a side kick with {leg}; *abduct {leg}",
        leg="*kick out sideways; *swing out to the side; up at the side; kicked sideways; raised to the side; out sideways in the air; swung to the side; off the ground sideways; abducted", foot="raised out to the side; kicked out sideways",
    ),
    more(
        "{S} leg lifted backwards", "*kick {leg} back; *swing {leg} back; *lift {leg} behind; *raise {leg} backwards; *extend {leg} behind in the air; *throw {leg} back; *hold {leg} up behind; *do an arabesque with {leg}; *lift {leg} straight back",
        leg="*kick back; *swing backwards; *extend behind; up behind; raised straight back; swung back; extended behind in the air; kicked backwards; off the ground behind; lifted at the back; in an arabesque; straight back in the air", foot="raised straight behind",
    ),
    more(
        "{S} leg stretched forward", "*straighten {leg} in front; *put {leg} out in front; *reach {leg} forward; *lay {leg} straight in front; *stick {leg} out in front",
        leg="*point forward; *extend forward; *reach forward; out in front; straight ahead; straight in front; out ahead; sticking out in front; out straight to the front; laid out in front; extended in front",
    ),
    more(
        "{S} leg stretched out to the side", "*straighten {leg} out to the side; *put {leg} far out to the side; *place {leg} straight out sideways; *reach {leg} out to the side; *stick {leg} out sideways",
        leg="*point to the side; *extend sideways; *reach out to the side; out to the side; out sideways; straight sideways; sticking out to the side; long to the side; extended to one side",
    ),
    more(
        "{S} leg stretched backwards", "*reach {leg} back; *straighten {leg} behind; *step {leg} far back; *put {leg} straight out behind; *send {leg} back; *drive {leg} back",
        leg="*extend back; *reach back; *trail behind; straight behind; out behind; back; stretched back; extended behind; straight out to the back; trailing behind; long behind",
    ),
    more(
        "{S} foot off the floor", "*take {foot} off the ground; *hold {foot} up; *keep {foot} off the ground; *raise {foot}; *lift {leg} off the floor; *bring {foot} up; *let {foot} hang in the air",
        foot="up; raised; lifted from the floor; not on the ground; not touching the floor; *leave the ground; *hover above the floor; above the ground; in mid-air; clear of the floor", leg="off the ground; lifted; raised; in the air; up",
    ),
    more(
        "{S} foot lifted high", "*pick {foot} up high; *get {foot} high in the air; *bring {foot} up high; *kick {foot} up high; *lift {leg} high; *raise {leg} high",
        foot="way up; raised high; far off the ground; up high; kicked up high; well above the floor; knee high or more; lifted way off the floor", leg="lifted high; raised high; high in the air; high up",
    ),
    more(
        "{S} heel kicked up behind", "*kick {heel} up to {their} bottom; *flick {foot} up behind; *bend {knee} and *lift {foot} behind; *raise {heel} behind; *swing {lower leg} up behind; *kick {heel} back and up; *do a butt kick with {foot}",
        heel="up behind; up by {their} bottom; flicked up behind; kicked up towards {their} backside; *kick up behind", foot="up behind; kicked up at the back; flicked up behind; up behind with a bent knee", lower_leg="folded back; raised behind; lifted behind",
    ),
    more("{S} heel off the floor", "*lift {heel} off the ground; *raise {heel}; *pick up {heel}; *go onto the ball of {foot}; *be up on the toes of {foot}", heel="raised; up; off the ground; lifted from the floor; not touching the floor", foot="on its toes; on the ball; up on the toes"),
    more(
        "{S} knee on the floor", "*plant {knee} on the ground; *set {knee} down; *drop {knee} to the floor; *lower {knee} to the ground; *place {knee} on the floor; *bring {knee} down to the floor; *get {knee} down; *put {knee} down",
        knee="down; down on the floor; *touch the ground; *rest on the floor; planted on the ground; on the mat; grounded; dropped to the floor; set on the ground; lowered to the ground",
    ),
    more(
        "{S} foot on the {O} knee", "*prop {foot} on {other knee}; *place {foot} against {other knee}; *rest {foot} on {other knee}; *press {foot} against {other knee}; *cross {foot} onto {other knee}; *make a figure four with {foot} on {other knee}",
        foot="*rest on {other knee}; *touch {other knee}; *press against {other knee}; placed on {other knee}; at {other knee}; crossed onto {other knee}; touching {other knee}",
    ),
    more(
        "{S} foot on the {O} thigh", "*place {foot} against {other thigh}; *press {foot} into {other thigh}; *prop {foot} on {other thigh}; *rest {foot} on {other thigh}; *tuck {foot} against {other thigh}",
        foot="*rest on {other thigh}; *press into {other thigh}; *touch {other thigh}; placed on {other thigh}; pressed into {other thigh}; touching {other thigh}; high against {other thigh}; on the inside of {other thigh}",
    ),
    more(
        "{S} foot in front of the {O} foot", "*place {foot} *stagger {their} feet with the {S} foot ahead; *step out with {foot}; *take a step forward with {foot}; *bring {foot} ahead; *advance {foot}",
        foot="ahead; before {other foot}; in the lead; further forward than {other foot}; a step ahead; stepping forward", leg="forward; ahead; in the lead; before the other leg",
    ),
    more(
        "{S} foot far in front of the {O} foot", "*stride out with {foot}; *make a big step with {foot}; *take a big step forward with {foot}; *stretch {foot} far ahead of {other foot}; *stride forward with {leg}; *step way forward with {foot}; *place {foot} far ahead",
        foot="far ahead of {other foot}; a big step in front; way out in front; a stride ahead; way ahead", leg="far forward; well in front; in a long stride; a long way ahead",
    ),
    more(
        "standing on the {S} leg", "*balance on {their} {S} foot; *stand on just {their} {S} leg; *put all {their} weight on {their} {S} leg; *hop on {their} {S} foot; *be up on {their} {S} leg only; *hold {their} balance on {their} {S} leg; *teeter on {their} {S} leg; *poise on {their} {S} foot; *stand one-legged on {their} {S} leg",
    ),
    more(
        "standing on one leg", "*stand on a single leg; *hold {their} balance on one leg; *hop on one leg; *keep {their} balance on one foot; *stand one-legged; *stand like a flamingo; *stand with one foot off the ground; *do a one-legged stand; *hop on one foot; *teeter on one leg; *poise on one foot",
    ),
    more(
        "lunging with the {S} leg in front", "*lunge on {their} {S} leg; *lunge to the front with {leg}; *take a lunge step with {foot}; *do a forward lunge with {leg}; *go into a {S} lunge; *drop into a lunge, {S} foot forward; *lunge deeply, {S} knee bent in front; "
        "*step forward into a lunge on {their} {S} leg; *sink into a lunge with {leg} *hold a lunge with {leg} ahead; *stretch into a long lunge, {S} foot first",
    ),
    more(
        "lunging with one leg in front", "*take a lunge; *drop into a lunge; *go into a forward lunge; *hold a lunge; *do a forward lunge; *lunge with one leg; *take a long step forward and *bend the front knee; *be in a lunge position; *step into a lunge; *lunge like a fencer",
    ),
    more(
        "kneeling on the {S} knee", "*get down on {their} {S} knee; *rest on {their} {S} knee; *take a {S} knee; *be down on {their} {S} knee; *half kneel on {their} {S} knee; *kneel with {their} {S} knee on the floor; *genuflect on {their} {S} knee; *sink to {their} {S} knee; "
        "*lower {their} body onto {their} {S} knee; *propose on {their} {S} knee; *kneel with only {their} {S} knee on the ground",
    ),
    more(
        "kneeling on one knee", "*get down on one knee; *drop to one knee; *be down on one knee; *half kneel; *sink onto one knee; *rest on one knee; *kneel like a knight; *propose on one knee; *lower {their} body onto one knee; *kneel with one knee on the ground; *drop down onto a knee",
    ),
    more("feet together", "*bring {their} feet together; *close {their} stance; *set {their} feet side by side; *keep {their} legs together; *have {their} feet touching; *put {their} ankles together",
         feet="side by side; touching; joined; next to each other; close beside each other; in a narrow stance; pressed together", legs="together; pressed together", heels="together", ankles="together; touching"),
    more("feet hip-width apart", "*have {their} feet at hip width; *place {their} feet under {their} hips; *have {their} feet a hip's width apart", feet="at hip width; as wide as {their} hips; in a normal stance; a hip's width apart; parallel under {their} hips"),
    more("feet apart", "*widen {their} stance; *have {their} feet apart; *take a wide stance; *place {their} feet apart; *straddle {their} legs a bit; *keep {their} legs apart; *open {their} legs",
         feet="spaced apart; shoulder-width apart or wider; wide; in a wide stance; planted apart; separated; spread", legs="open; apart; spread a bit; wide"),
    more("feet very wide apart", "*straddle wide; *be in a wide straddle; *open {their} legs very wide; *do a side split; *take a very wide stance; *spread {their} legs as wide as possible; *plant {their} feet far from each other",
         feet="far from each other; extremely wide; in a very wide stance; widely spread; way apart; planted far apart; in a wide straddle", legs="wide open; straddled; in a wide straddle; very far apart; in a wide V; splayed; stretched apart"),
    more("legs crossed", "*cross one foot in front of the other; *cross one ankle over the other; *have {their} legs crossed; *keep {their} ankles crossed; *put one leg across the other",
         legs="crossed at the ankles; one across the other; in a crossed stance; *cross; entwined; criss-crossed", feet="crossed over each other; criss-crossed; on each other's side", ankles="crossed; one over the other"),
    more(
        "sitting cross-legged", "*sit with folded legs; *sit in lotus; *sit Indian style; *sit on the ground with crossed legs; *sit in a meditation pose; *sit criss-cross; *sit down cross-legged; *sit with {their} legs folded; *sit like a yogi; *sit on the floor, legs crossed; *sit in easy pose; *sit like a Buddha; *be seated cross-legged",
    ),
    more("knees together", "*keep {their} knees touching; *bring {their} knees together; *squeeze {their} knees together; *close {their} knees; *have {their} knees side by side; *knock {their} knees", knees="side by side; in contact; *touch each other; joined; squeezed together; against each other", legs="together at the knees", thighs="pressed together"),
    more("knees wide apart", "*open {their} knees; *open {their} knees wide; *push {their} knees out; *splay {their} knees; *turn {their} knees out wide; *let {their} knees fall apart", knees="open wide; open; far apart; splayed; out to the sides; pushed outward; pointing outwards; well apart; fallen open", legs="splayed at the knees", thighs="spread; open wide; apart"),
    more(
        "on tiptoe", "*stand on tiptoes; *be on tiptoe; *stand on the balls of {their} feet; *raise both heels off the ground; *lift {their} heels; *push up onto {their} toes; *tiptoe; *come up on {their} toes; *balance on {their} toes; *do a calf raise; *get up on {their} toes; *stand en pointe; *stretch up on tiptoe",
        heels="raised; up; off the ground; in the air; high", feet="on tiptoe; up on the toes; on the toes; on the balls",
    ),
)

_STANCES = (
    more("standing", "*be standing; *be on {their} feet; *stand around; *be upright on {their} feet; *remain standing; *stand on the floor; *be in a standing position; *stand on {their} own feet; *stand somewhere"),
    more("standing; torso upright", "*stand erect; *stand bolt upright; *stand in an upright posture; *stand with a straight back; *hold a tall posture on {their} feet; *stand vertically; *stand straight as a post; *be standing upright; *stand with good posture; *stand with {their} back straight"),
    more(
        "squatting", "*drop into a squat; *be in a squat; *hold a squat; *sink into a squat; *lower into a squat; *squat on the ground; *sit on {their} haunches; *crouch with bent knees; *squat on {their} feet; *go down into a squat; *get down in a crouch; *hunker; *be crouched; *bend both knees and *squat; *bend {their} knees deeply; *crouch close to the ground",
    ),
    more(
        "half squatting", "*lower into a half squat; *sink halfway down; *do a partial squat; *sit back into a shallow squat; *bend {their} knees as in skiing; *be in a semi-crouch; *half crouch; *sit into an invisible chair; *have {their} knees well bent; *take a low stance with bent knees; *crouch a bit; *crouch slightly; *be in horse stance; *dip at the knees; *squat a bit",
    ),
    more(
        "squatting deeply", "*squat right down; *drop into a full squat; *squat as low as possible; *crouch all the way down; *hunker right down; *sink into a deep squat; *squat with {their} bottom near the heels; *do a full squat; *be in a low crouch; *squat down low; *crouch down very low; *sit in a deep squat; *squat with fully bent knees; *squat like a frog; *go down into a deep crouch; *squat ass to grass",
    ),
    more("knees slightly bent", "*soften {their} knees; *unlock both knees; *flex {their} knees a bit; *keep a slight bend in {their} knees", knees="soft; unlocked; gently flexed; bent a touch; a bit bent; not locked"),
    more(
        "sitting as on a chair", "*sit in a chair; *be seated; *be seated on a chair; *sit on a stool; *sit on a bench; *sit down; *sit at a desk; *sit upright on a chair; *sit in mid-air as on a chair; *do a wall sit; *sit with {their} thighs level and {their} feet on the floor; *sit on a box; *be sitting on a seat; *sit on the edge of a chair",
    ),
    more(
        "sitting on the floor", "*be seated on the ground; *sit on the mat; *sit on the grass; *sit down on the ground; *sit with {their} bottom on the floor; *sit flat on the floor; *be seated on the floor; *rest sitting on the ground; *plop down on the floor; *sit directly on the ground; *sit on the beach; *take a seat on the ground",
    ),
    more(
        "sitting on the floor; left leg stretched forward; right leg stretched forward", "*sit on the floor with both legs out in front; *sit with both legs straight ahead; *sit on the ground with outstretched legs; *sit in an L shape on the floor; *sit on the floor, legs extended; *sit in staff pose; "
        "*sit with {their} legs straight out; *be seated on the floor with straight legs; *sit on the ground, both legs stretched forward",
    ),
    more("pelvis on the floor", "*have {their} hips on the floor; *keep {their} bottom on the ground; *rest {their} pelvis on the floor; *put {their} seat on the floor", bottom="resting on the floor; down on the floor; *touch the floor", hips="on the floor; down on the ground; resting on the floor", pelvis="on the floor; on the ground", butt="on the floor; on the ground"),
    more(
        "kneeling on both knees", "*be on {their} knees; *drop to {their} knees; *get down on both knees; *rest on both knees; *be kneeling; *fall to {their} knees; *sink to {their} knees; *be down on {their} knees; *kneel with both knees on the ground; *go down on both knees; *kneel on the ground; *get on {their} knees; *lower {their} body onto both knees",
    ),
    more(
        "kneeling upright", "*kneel tall; *kneel straight up; *be up on {their} knees; *kneel with straight hips; *kneel with {their} thighs vertical; *rise upright on {their} knees; *kneel with {their} bottom off the heels; *be in a tall kneel; *high kneel; *kneel on both knees with an upright body; *kneel without sitting back",
    ),
    more(
        "sitting on the heels", "*sit back on {their} heels; *sit in seiza; *kneel and *rest {their} bottom on {their} heels; *sit on {their} lower legs; *sit on {their} feet, kneeling; *rest on {their} heels; *sit Japanese style; *sit with {their} legs folded under; *be kneeling, seated on the heels; *sit on {their} calves; *kneel down and *sit on {their} heels; *sit on {their} folded legs",
    ),
    more(
        "on all fours", "*be on hands and knees; *crawl; *be on all fours; *kneel on hands and knees; *get down on all fours; *be on all fours like a dog; *take the tabletop position; *crawl on hands and knees; *support {their} body on hands and knees; *drop to all fours; *go down on hands and knees; *crawl on all fours; *rest on knees and palms; *pose like a four-legged animal",
    ),
    more(
        "hands and feet on the floor", "*plant both hands and both feet on the ground; *be on hands and feet; *bear-crawl; *touch the ground with hands and feet; *keep {their} hands and feet on the floor; *support {their} weight with hands and feet; *place palms and soles on the ground; *rest on {their} hands and feet; *walk on hands and feet",
    ),
    more(
        "plank", "*be in plank; *be in a plank position; *be at the top of a push-up; *hold a press-up; *do a push-up with straight arms; *take the push-up position; *support {their} straight body on hands and toes; *hold a high plank; *keep {their} body like a board above the floor; *get into plank; *get ready for push-ups; *hold a front support; *do a press-up; *hold {their} body rigid on hands and toes",
    ),
    more(
        "hips raised in an inverted v", "*be in downward-facing dog; *hold a downward dog; *make an upside-down V with {their} body; *lift {their} hips high with hands and feet on the ground; *pike {their} hips up, hands on the floor; *push {their} bottom up to the ceiling on hands and feet; *form a tent with {their} body; *do a pike with {their} hands and feet on the floor; *raise {their} seat into an inverted V; *down dog",
    ),
    more(
        "lying on the back", "*be on {their} back; *lie supine; *be lying on {their} back; *rest on {their} back; *lie back on the floor; *be flat on {their} back; *lie on the ground face up; *lie belly up; *lie facing the ceiling; *lie on {their} back on the floor; *lie there looking at the ceiling; *stretch out on {their} back; *lie with {their} back on the ground; *lie in savasana",
    ),
    more(
        "lying on the front", "*be on {their} stomach; *lie prone; *be lying face down; *rest on {their} belly; *lie flat on {their} stomach; *be on {their} belly; *lie with {their} face to the floor; *lie chest down; *lie on the ground face down; *lie on {their} tummy; *lie with {their} belly on the floor; *be flat on {their} face; *stretch out on {their} stomach; *lie front down",
    ),
    more(
        "lying on the {S} side", "*be on {their} {S} side; *lie sideways on {their} {S} side; *recline on {their} {S} side; *lie with {their} {S} side on the floor; *be lying on {their} {S} side; *sleep on {their} {S} side; *lie on the ground on {their} {S} side; *roll onto {their} {S} side; *lie on the {S} side of {their} body; *stretch out on {their} {S} side",
    ),
    more("lying", "*be lying down; *be on the ground, lying; *lie flat; *lie stretched out on the floor; *recline on the floor; *be stretched out on the ground; *rest lying down; *lie flat on the ground; *be horizontal on the floor; *sprawl on the floor; *lie around; *be down on the floor, lying"),
    more("upside down", "*be upside down; *be head down, feet up; *invert {their} body; *be inverted; *have {their} head below {their} hips and {their} feet up; *hang upside down; *go head over heels; *turn topsy-turvy"),
    more("crab position", "*crab walk; *be in a crab walk position; *do the crab; *support {their} body on hands and feet with the belly facing up; *hold up {their} hips on hands and feet, facing up; *do a reverse tabletop; *walk like a crab; *be on hands and feet, back to the floor; *lean back on hands and feet, hips off the floor"),
    more("bridge on hands and feet", "*arch up into a bridge; *be in a bridge; *do a wheel; *hold a backbend on hands and feet; *do a gymnastic bridge; *push up into a bridge; *push up into wheel pose; *bend backwards with hands and feet on the ground; *arch {their} body over the floor on hands and feet; *make an arch with {their} belly up"),
)

_TORSO = (
    more("torso upright", "*hold {their} back vertical; *keep {their} upper body straight; *keep {their} trunk vertical; *hold {their} body erect", torso="straight; not leaning; perpendicular to the floor; *stay upright", upper_body="upright; straight; vertical", back="straight; upright; vertical", trunk="upright; vertical"),
    more("torso leaning forward slightly", "*lean in a bit; *tip {their} upper body slightly forward; *incline forward a little; *bend forward a touch; *hinge slightly forward; *lean in slightly; *bow slightly; *bow a little", torso="inclined forward a bit; slightly inclined; tipped a little forward; slightly bent forward; *lean slightly forward", upper_body="leaning forward a bit; bent slightly forward; a bit forward", trunk="slightly forward"),
    more("torso leaning forward", "*bow; *bow forward; *stoop; *stoop forward; *incline forward; *tilt forward; *hinge forward at the hips; *bend at the waist; *tip {their} torso forward; *bend {their} upper body forward; *lean into it; *lean {their} trunk to the front", torso="inclined forward; tipped forward; stooped; hinged forward; *lean forward; *tilt forward; bowed; angled forward; bent to the front", upper_body="tilted forward; stooped; inclined; *lean forward; tipped forward; bowed", trunk="leaning forward; tilted to the front", back="inclined forward"),
    more("torso leaning forward far", "*take a deep bow; *bow low; *bend over forward deeply; *tilt {their} torso forward until it is nearly level; *bend far over; *hinge at the hips until {their} back is flat; *lean way forward; *stoop low; *bend forward deeply; *bow down; *incline far forward; *bend forward with a flat back", torso="bent forward a lot; deeply bent forward; almost horizontal; far forward; deeply bowed; stooped low; tipped far forward; nearly level", upper_body="leaning far forward; tilted far forward; nearly horizontal; deeply bowed; way forward", back="almost parallel to the floor; nearly level", trunk="bent far forward"),
    more("bent over", "*stoop all the way down; *be bent double; *bend down low; *be bent over; *hang {their} upper body down; *fold in half; *fold at the waist; *hang over; *bend over from the hips; *bend over completely; *do a forward fold; *bow all the way down; *bend in half; *bend down to the ground; *stoop right down; *flop forward; *drop {their} torso down",
         torso="bent double; hanging down; upside down from the hips; folded down; *hang down; bent all the way over; dropped forward", upper_body="hanging; bent down; *hang down; folded forward; bent over; dropped down", head="hanging down by the knees", trunk="folded over"),
    more("torso leaning back", "*arch backwards; *bend backwards; *recline {their} upper body; *tip back; *lean {their} torso back; *lean {their} upper body backwards; *tilt back; *bend back; *lay {their} upper body back; *lean away backwards; *limbo", torso="tipped back; bent backwards; *lean back; *tilt back; inclined backwards; angled back; arched back", upper_body="leaning back; tilted back; bent backwards; tipped backwards; *lean back", trunk="leaning back"),
    more("torso leaning to the {S}", "*tilt to the {S}; *bend to the {S}; *lean {their} body to the {S}; *side bend to the {S}; *incline to the {S}; *tip over to the {S}; *crunch {their} {S} side; *bend at the waist to the {S}; *lean {their} upper body to the {S}; *lean {S}; *bend over to {their} {S} side; *lean sideways to the {S}; *do a side stretch to the {S}",
         torso="inclined to the {S}; tipped to the {S}; *lean to the {S}; *tilt to the {S}; bending to the {S}; bent sideways to the {S}; leaning {S}; leaning over to {their} {S} side", upper_body="tilted to the {S}; bent to the {S}; inclined to the {S}; *lean to the {S}; bent over to the {S} side", trunk="leaning to the {S}; bent to the {S}"),
    more("torso turned to the {S}", "*rotate {their} torso to the {S}; *turn {their} chest to the {S}; *turn at the waist to the {S}; *twist at the waist to the {S}; *twist {their} body to the {S}; *swivel {their} upper body to the {S}; *turn {their} shoulders to the {S}; *wind up to the {S}; *twist {their} trunk to the {S}; *twist {their} spine to the {S}; *rotate to the {S}; *twist {S}",
         torso="rotated to the {S}; *turn to the {S}; *twist to the {S}; twisting {S}; wound up to the {S}; swivelled to the {S}", upper_body="rotated to the {S}; twisted to the {S}; facing {S}; *turn to the {S}; *twist {S}", chest="facing {S}; rotated to the {S}; twisted to the {S}", trunk="turned to the {S}; twisted to the {S}; rotated {S}"),
    more("head turned to the {S}", "*face {S}; *turn to look {S}; *glance to the {S}; *rotate {their} head to the {S}; *gaze to the {S}; *look towards {their} {S}; *turn {their} face to the {S}; *look over {their} {S} shoulder; *look sideways to the {S}; *watch something on the {S}; *swivel {their} head to the {S}; *face to {their} {S}; *check {their} {S} side; *turn {their} gaze {S}",
         head="rotated to the {S}; facing {S}; *turn to the {S}; *face {S}; looking {S}; looking to the {S}; swivelled {S}; turned towards {their} {S} shoulder", face="turned to the {S}; to the {S}; pointing {S}", gaze="to the {S}; directed to the {S}; towards the {S}"),
    more("head tilted to the {S}", "*incline {their} head to the {S}; *lean {their} head to the {S}; *lay {their} head on {their} {S} shoulder; *bend {their} neck to the {S}; *drop {their} {S} ear to {their} shoulder; *tip {their} head to the {S}; *lean {their} head towards {their} {S} shoulder; *bring {their} {S} ear towards {their} shoulder",
         head="inclined to the {S}; cocked to the {S}; tipped to the {S}; *lean to the {S}; *tilt to the {S}; bent to the {S}; lying towards {their} {S} shoulder; dropped to the {S}", neck="bent to the {S}; tilted to the {S}"),
    more("looking up", "*stare upward; *look skyward; *gaze at the sky; *tilt {their} head back; *look at the ceiling; *look upwards; *throw {their} head back; *stare at the ceiling; *tip {their} head back; *raise {their} eyes; *look up high; *watch the stars; *raise {their} chin; *crane {their} neck upward",
         head="thrown back; tipped back; lifted; back; *tilt back; facing up; raised towards the sky", face="towards the sky; up; lifted; facing the ceiling; turned skyward; raised", chin="up; lifted; raised; high", gaze="up; upward; turned to the sky"),
    more("looking down", "*bow {their} head; *drop {their} head; *stare at the ground; *tuck {their} chin; *look at {their} feet; *lower {their} gaze; *gaze downward; *let {their} head hang; *hang {their} head low; *drop {their} chin to {their} chest; *look at the ground; *stare down; *tilt {their} head down; *cast {their} eyes down; *look downwards; *nod down",
         head="hanging; dropped; bent; sunk; *hang; *hang down; tilted down; low; sunk to the chest; facing down; bowed down", face="to the floor; towards the ground; down; lowered", chin="tucked; on the chest; down; lowered; sunk to the chest", gaze="down; lowered; on the floor; at the ground; downcast", eyes="on the floor; downcast"),
    more("looking straight ahead", "*stare straight ahead; *face forward; *look to the front; *look ahead; *keep {their} head level; *look into the camera; *keep {their} eyes forward; *look directly forward; *gaze ahead; *look level ahead; *face straight ahead", head="level; straight ahead; to the front; neutral; facing ahead; looking ahead", face="to the front; forward", gaze="level; straight ahead; forward", eyes="forward; ahead"),
    more("back rounded", "*slump; *slump forward; *curve {their} back; *hunch; *curl forward; *curl up; *round {their} spine; *hunch {their} shoulders over; *slouch with a round back; *curl in; *make a cat back", back="bowed; round; slumped; rounded like a cat; *curve; bent in a C", spine="curved; rounded; flexed", shoulders="hunched forward; slumped", torso="slouched"),
    more("back arched", "*bend {their} spine backwards; *thrust out {their} chest; *stick out {their} chest; *puff {their} chest; *arch {their} spine; *open {their} chest; *hollow {their} back; *puff out {their} chest; *make a hollow back", back="hollow; bent backwards; in an arch; curved backwards; *arch", chest="out; puffed out; pushed out; thrust out; open; stuck out", spine="arched; extended; bent backwards"),
)

EVERYDAY: tuple[Entry, ...] = (*_ARMS, *_PLACES, *_CONTACTS, *_LEGS, *_STANCES, *_TORSO)
