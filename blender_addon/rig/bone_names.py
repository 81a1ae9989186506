"""What a bone's name says: the side of the body and the part, in the habits of the field's rigs and in several languages."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: How a side is written where it stands as a word of its own, or in front of or behind a known word.
_SIDES = {
    "left": ("left", "l", "lft", "lf", "lt", "links", "linke", "linker", "linkes", "gauche", "g", "izquierda", "izquierdo", "izq", "sinistra", "sinistro",
             "sx", "esquerda", "esquerdo", "lewa", "lewy", "lewe", "vanster", "hidari"),
    "right": ("right", "r", "rgt", "rt", "rechts", "rechte", "rechter", "rechtes", "droite", "droit", "d", "derecha", "derecho", "destra",
              "destro", "dx", "direita", "direito", "prawa", "prawy", "prawe", "hoger", "migi"),
}
#: One letter of another language's word says a side only where nothing else does ("bone_g" is no left).
_WEAK = {"g", "d"}
_CJK_SIDES = {"左": "left", "右": "right"}

#: What a joint's bone is called, best first; words apart, and in either order.
PARTS: dict[str, tuple[str, ...]] = {
    "hip": ("thigh", "up leg", "upper leg", "femur", "leg upper", "oberschenkel", "cuisse", "muslo", "coscia", "coxa", "udo", "lar", "大腿", "太もも",
            "もも", "足", "hip", "hip joint", "leg"),
    "knee": ("shin", "calf", "lower leg", "low leg", "leg lower", "knee", "tibia", "unterschenkel", "knie", "mollet", "genou", "pantorrilla",
             "rodilla", "polpaccio", "ginocchio", "perna", "joelho", "lydka", "kolano", "小腿", "ひざ", "膝", "すね", "jambe", "leg"),
    "ankle": ("foot", "ankle", "fuss", "fus", "knochel", "pied", "cheville", "pie", "tobillo", "piede", "caviglia", "tornozelo", "stopa", "足首", "脚踝", "脚"),
    "foot": ("toe base", "toes", "toe", "ball", "zehen", "zehe", "ballen", "orteil", "orteils", "dedos pie", "punta", "dita piede", "つま先", "足先", "脚趾"),
    "collar": ("clavicle", "collar", "collarbone", "clav", "schlusselbein", "schulter", "clavicule", "epaule", "clavicula", "hombro", "clavicola", "spalla",
               "ombro", "obojczyk", "肩", "锁骨", "shoulder"),
    "shoulder": ("upper arm", "up arm", "arm upper", "humerus", "shldr", "oberarm", "bras", "brazo", "braccio", "braco", "ramie", "上臂", "腕", "arm",
                 "shoulder"),
    "elbow": ("forearm", "fore arm", "lower arm", "low arm", "arm lower", "elbow", "unterarm", "ellbogen", "avant bras", "avantbras", "coude", "antebrazo",
              "codo", "avambraccio", "gomito", "antebraco", "cotovelo", "przedramie", "lokiec", "前臂", "ひじ", "肘"),
    "wrist": ("hand", "wrist", "handgelenk", "main", "poignet", "mano", "muneca", "polso", "mao", "pulso", "dlon", "手首", "手掌", "手"),
    "pelvis": ("hips", "pelvis", "hip", "becken", "hufte", "bassin", "hanche", "hanches", "cadera", "caderas", "bacino", "anca", "quadril", "miednica",
               "下半身", "骨盆", "腰", "root", "cog"),
    "spine": ("spine", "torso", "abdomen", "waist", "wirbelsaule", "bauch", "rucken", "dos", "colonne", "columna", "espina", "schiena", "coluna",
              "kregoslup", "上半身", "脊椎", "belly", "stomach", "back"),
    "chest": ("chest", "upper chest", "thorax", "ribs", "ribcage", "brust", "poitrine", "torse", "pecho", "petto", "peito", "klatka", "胸"),
    "neck": ("neck", "hals", "nacken", "cou", "cuello", "collo", "pescoco", "szyja", "首", "脖子", "颈"),
    "head": ("head", "skull", "kopf", "schadel", "tete", "cabeza", "testa", "cabeca", "glowa", "頭", "头"),
}
#: Words that say nothing: what programs put in front of every bone.
_NOISE = {
    "mixamorig", "mixamo", "bip", "biped", "valve", "valvebiped", "j", "b", "c", "bn", "bone", "bones", "jnt", "joint", "jt", "sk", "skel", "skeleton", "rig", "character",
    "cc", "base", "def", "org", "x", "m", "mid", "center", "centre", "geo", "armature", "bend", "human", "ctrl", "control", "con", "anim", "fk", "main", "drv", "knochen", "os", "hueso",
}
#: Words of bones that are no joint's, though their names hold one's: helpers, twists, fingers, targets.
_NOT_A_JOINT = {
    "twist", "roll", "share", "ik", "pole", "target", "helper", "tweak", "mch", "end", "nub", "tip", "site", "corrective", "jiggle", "muscle", "thumb", "index",
    "middle", "ring", "pinky", "little", "finger", "eye", "jaw", "tongue", "breast", "pad", "armor", "cape", "skirt", "hair", "tail", "weapon", "socket", "attach", "vis",
    "widget", "wgt", "pt", "poletarget", "metacarpal", "carpal", "palm", "nail", "cloth", "heel", "bank", "rock", "spin", "parent", "pivot", "dummy", "prop",
    "ik2", "stretch", "handle", "master", "fan", "offset", "null", "carry", "holster", "scale", "sole", "d", "ex", "キャンセル", "ik親", "ｉｋ", "捩", "daumen", "zeige",
    "forehead", "headtop", "lid", "brow", "lip", "cheek", "nose", "ear", "gaze", "look", "aim", "halter", "space", "big", "mid1", "pectoral", "mouth", "deltoid",
}
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\x00-\x7f]+")
#: Spellings of several words as they are also written, in one.
_JOINED = {spelling.replace(" ", ""): tuple(spelling.split()) for spellings in PARTS.values() for spelling in spellings if " " in spelling}
_KNOWN = {word for spellings in PARTS.values() for spelling in spellings for word in spelling.split()} | set(_JOINED)


@dataclass(frozen=True)
class BoneName:
    """side: "left", "right" or "". words: what is left of the name, lower case, in order."""

    side: str
    words: tuple[str, ...]

    def rank(self, part: str) -> float | None:
        """How surely the name says this part, smaller is surer; None where it does not."""
        words = [word for word in self.words if not word.isdigit()]
        for place, spelling in enumerate(PARTS[part]):
            wanted = spelling.split()
            if all(word in words for word in wanted):
                return 0.3 * place + 2.0 * len([word for word in words if word not in wanted and word not in _NOISE])
        return None

    @property
    def number(self) -> int:
        """The last number in the name, 0 without one: Spine2 comes after Spine1."""
        numbers = [int(word) for word in self.words if word.isdigit()]
        return numbers[-1] if numbers else 0

    @property
    def is_helper(self) -> bool:
        """Whether the name is that of a twist bone, a finger, an IK target, and the like."""
        return any(word in _NOT_A_JOINT for word in self.words)


def read(name: str) -> BoneName:
    """Takes a bone's name apart. Prefixes up to a colon (Maya's namespaces, mixamorig:) say nothing."""
    words, side = [], ""
    for word in _words(name.rpartition(":")[2] or name):
        said, rest = _side_of(word)
        if said and not side:
            side, word = said, rest
        words.extend(_JOINED.get(word, (word,)) if word else ())
    if not side:
        weak = next((index for index, word in enumerate(words) if word in _WEAK and index in (0, len(words) - 1) and len(words) > 1), None)
        if weak is not None:
            side = "left" if words.pop(weak) in _SIDES["left"] else "right"
    return BoneName(side, tuple(words))


def _words(name: str) -> list[str]:
    words = []
    for word in _WORDS.findall(_plain(name)):
        words.extend(_cjk(word) if ord(word[0]) > 127 else [word.lower()])
    return words


def _plain(name: str) -> str:
    """Without accents; ß as ss. Letters of other scripts stay."""
    spread = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    return unicodedata.normalize("NFC", "".join(letter for letter in spread if not "\u0300" <= letter <= "\u036f"))


def _cjk(word: str) -> list[str]:
    side = next((letter for letter in _CJK_SIDES if letter in word), "")
    rest = word.replace(side, "", 1) if side else word
    return [part for part in (side, rest) if part]


def _side_of(word: str) -> tuple[str, str]:
    """The side that a word says, and what else it says: ("left", "") of "left", ("left", "arm") of "leftarm" and "larm"."""
    if word in _CJK_SIDES:
        return _CJK_SIDES[word], ""
    if word in _KNOWN or word in _NOISE:
        return "", word
    for side, spellings in _SIDES.items():
        if word in spellings and word not in _WEAK:
            return side, ""
    for side, spellings in _SIDES.items():
        for mark in (spelling for spelling in spellings if spelling not in _WEAK):
            for rest in (word[len(mark):] if word.startswith(mark) else "", word[:-len(mark)] if word.endswith(mark) else ""):
                if rest in _KNOWN or (rest and len(mark) > 3):
                    return side, rest
    return "", word
