"""German and Japanese: every text is there, and what is put together from numbers and names is translated as well."""
from __future__ import annotations

import string

import bpy
import pytest
import visible_texts
from blender_addon import examples, translations
from blender_addon.animation import pins
from blender_addon.connection import problems
from blender_addon.connection.problems import START_SERVER, Problem
from blender_addon.operators import checks
from blender_addon.rig.skeleton import JOINT_NAMES
from blender_addon.translations import LANGUAGES, PIECES, tr
from test_panels import drawn

#: Texts in the code that nobody reads: names of things in Blender and in the system, what is looked for in other programs' output, logs.
NOT_SHOWN = {
    "Unique name used in the code and scripting", "Frame Time: {}", "Motion Prompt Clip", "No module named", "No Python at",
    "Application Support", "Base Color", "Installing collected packages", "Free on the disk: {} MB; needed: {} MB", "C:\\Program Files",
    "The environment that is there cannot be used; starting afresh.", "The trial failed although everything was installed: installing again.",
    "{} s  {}", "{} s", "Dopesheet", "{} more files", "The environment that is there is kept; {} of its packages are not whole.",
}
_OUTPUT = "setup/explain.py"


@pytest.fixture(params=list(LANGUAGES))
def language(request, monkeypatch):
    """Blender's interface in that language; `bpy` from PyPI has none."""
    monkeypatch.setattr(translations, "_language", lambda: request.param)
    return request.param


@pytest.fixture
def german(monkeypatch):
    monkeypatch.setattr(translations, "_language", lambda: "de_DE")


def shown() -> dict[str, str]:
    """Every visible text of the add-on and where it is."""
    found = {**visible_texts.of_source(), **visible_texts.of_classes()}
    found |= {heading: "examples.py" for _, _, groups in examples.MENUS.values() for heading in groups}
    return {
        text: place for text, place in found.items()
        if text not in NOT_SHOWN and not text.startswith("motion-prompt") and not (place.startswith(_OUTPUT) and text[-1] not in ".}")}


@pytest.mark.parametrize("name", list(LANGUAGES))
def test_every_visible_text_has_its_translation(name):
    missing = {text: place for text, place in shown().items() if text not in LANGUAGES[name] and text not in PIECES[name]}
    assert not missing


@pytest.mark.parametrize("name", list(LANGUAGES))
def test_a_translation_has_the_places_of_its_text(name):
    for text, translation in (*LANGUAGES[name].items(), *PIECES[name].items()):
        places = [field for _, field, _, _ in string.Formatter().parse(translation) if field is not None]
        assert len(places) == text.count("{}"), text
        assert translation.strip() and translation.format(*"abcdefgh")


def test_what_is_filled_in_is_found_again_in_its_places(language):
    """Whatever template a sentence came from, it is that one's translation that is shown, with the values where they belong."""
    for text, translation in LANGUAGES[language].items():
        values = [str(17 + 3 * number) for number in range(text.count("{}"))]
        assert tr(text.format(*values) if values else text) == translation.format(*values), text


def test_names_of_the_animator_stay_as_they_are(german):
    assert tr("No keys of Pose's body are selected. Select some in the Dope Sheet, then try again.").startswith(
        "Keine Schlüsselbilder des Körpers von Pose sind")
    assert tr("An action of mine") == "An action of mine"


def test_pieces_are_translated_in_their_place(german):
    assert tr("Frame 12 holds: left arm, head") == "Einzelbild 12 hält: linker Arm, Kopf"
    assert tr("From frame 3 to 900: 30.0 seconds. A motion is 0.7 to 10 seconds long: move the pins, or change the time before and "
              "after them.") == ("Von Einzelbild 3 bis 900: 30.0 Sekunden. Eine Bewegung ist 0.7 bis 10 Sekunden lang: die Pins "
                                 "verschieben oder die Zeit davor und danach ändern.")


def test_every_word_for_bones_is_known(language):
    for joint in range(len(JOINT_NAMES)):
        words = pins.in_words([joint == other for other in range(len(JOINT_NAMES))], False)
        assert words in PIECES[language]


def test_a_problem_of_two_sentences_is_translated_whole(german):
    problem = Problem("The motion server does not answer.", "Start it, then try again.", START_SERVER)
    assert tr(str(problem)) == "Der Bewegungsserver antwortet nicht. Starten, dann noch einmal versuchen."


def test_english_stays_english():
    assert tr("The motion server does not answer.") == "The motion server does not answer."


def test_a_buttons_tooltip_says_why_it_is_grey_in_german(german):
    with pytest.raises(RuntimeError, match="Keine Figur ist ausgewählt"):
        bpy.ops.motion_prompt.generate()


def test_the_server_is_translated_where_it_is_shown(german, character):
    problems.show(Problem("The server is busy: 12 requests are waiting already.", "Wait until one is done, then try again."))
    said = " ".join(drawn("generate"))
    assert "Der Server ist beschäftigt: es warten schon 12 Anfragen." in said and "Warten, bis eine fertig ist" in said


def test_panels_leave_no_english_sentence_with_places(german, character):
    """Blender translates what has no places by itself; the rest the panels must have translated."""
    bpy.context.scene.render.fps = 24
    bpy.context.scene.motion_prompt_completion.prompt = "waves"
    for name in ("status", "server", "character", "generate", "pose", "complete", "teach_style", "learned_styles"):
        for text in drawn(name):
            assert text in LANGUAGES["de_DE"] or tr(text) == text, f"{name}: {text}"
    assert "Bewegung mit 30 fps" in " ".join(drawn("generate"))


def test_blender_gets_what_it_translates_itself():
    tables = translations.tables()
    assert tables["ja_JP"]["Operator", "Generate"] == "生成" and tables["de_DE"]["*", "Seed"] == "Startwert"
    assert not any("{}" in text for table in tables.values() for _, text in table)


def test_why_nothing_can_be_done_is_asked_in_english(german, character):
    """What the checks say is compared and tested as it is; it is translated where it is shown."""
    bpy.context.scene.motion_prompt.prompt = ""
    assert checks.why_not_generate(bpy.context) == "The prompt is empty. Write what the character does."
