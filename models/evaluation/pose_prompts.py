"""Words that nobody wrote for training: what an animator may type, and what means nothing."""
from __future__ import annotations

#: Plain and varied: whole bodies, arms, names of poses, and a few whose pose nobody has described.
PROMPTS = (
    "standing with both hands on the hips, chest out",
    "squatting low with the arms held straight out in front",
    "reaching down to touch the toes with straight legs",
    "down on one knee with the right knee on the ground",
    "arms folded across the chest, standing at ease",
    "right arm pointing straight ahead, left hand on the hip",
    "both arms thrown up in victory",
    "balancing on the left leg like a stork",
    "a deep lunge, left foot forward, arms spread to the sides",
    "sitting cross-legged on the ground with the hands on the knees",
    "scratching the back of the head with the left hand",
    "a soldier saluting",
    "a boxer with both fists raised in front of the face",
    "hands behind the back, head bowed",
    "leaning back and looking up at the sky",
    "creeping forward on hands and knees like a toddler",
    "a ballerina with her arms rounded above her head",
    "somebody hears a noise and listens with a hand behind the ear",
    "shrugging as if to say I don't know",
    "an archer drawing a bow",
)

#: Twenty more, written before anything was made of them: as animators ask, by limbs and by occasion.
FURTHER_PROMPTS = (
    "left hand up high, right hand on the left shoulder",
    "get down on your left knee and put the right hand on the floor",
    "tired, bent forward, both hands propped on the thighs",
    "leans against nothing with the arms folded and one ankle over the other",
    "waiter balancing a tray at head height on the right hand",
    "peeking to the left, body bent sideways",
    "lying on the back, one knee up, hands behind the head",
    "kneeling upright, arms wide open to the sides",
    "a long step forward with the right foot, left arm swung forward",
    "tiptoe, reaching up as high as possible with the right hand",
    "sits on the floor hugging the knees",
    "holding the right ear with the right hand, head tilted to the left",
    "right leg kicked straight up to the front",
    "both fists at the chin, elbows tight, ready to fight",
    "crouched down, one hand on the ground, looking up",
    "twisted to the right, right arm stretched far behind",
    "left foot on the inside of the right knee, palms together at the chest",
    "on all fours, right arm stretched out to the front",
    "hands clasped behind the back, chest out, looking straight ahead",
    "left arm out to the side, right arm straight up",
)

#: Gibberish and words that have nothing to do with a body: even of these the generator makes a human pose.
NONSENSE = (
    "qwrtz plomf", "asdf jkl asdf jkl", "blorptastic wibble", "xxxxxxxxxxxx", "zzyzx qoph", "1234567890", "!?!?!? ...", "ñøß ðþ æ",
    "lorem ipsum dolor sit amet", "the quarterly tax return", "a jar of pickled onions", "seven purple triangles",
    "interest rates rose by a quarter of a percent", "photosynthesis", "the Treaty of Westphalia", "void main(int argc)",
    "SELECT name FROM parts WHERE price < 3", "two cups of flour and a pinch of salt", "a hydrogen atom", "Tuesday",
    "the square root of minus one", "a bridge made of fog", "drizzle over the North Sea", "colourless green ideas sleep furiously",
    "an umbrella shop in liquidation", "E flat minor", "the smell of wet asphalt", "gnip gnop gnip gnop", "a teaspoon of eternity",
    "404 not found",
)
