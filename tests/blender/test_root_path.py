"""Generate along a curve of the scene: how the curve is read, where the character goes, and what is stored of it with a take."""
from __future__ import annotations

import bpy
import fake_server
import numpy as np
import pytest
from blender_addon.animation import key_table, keyframes, quaternion
from blender_addon.animation import recipe as recipes
from blender_addon.animation.loop import about_up
from blender_addon.animation.motion import Motion, start_heading
from blender_addon.connection import endpoint, jobs, problems
from blender_addon.connection.client import Endpoint
from blender_addon.connection.messages import unpacked
from blender_addon.rig import curve_path
from fake_server import TOKEN, FakeServer
from mathutils import Matrix
from motions import REST, joints_in_scene, land, standing
from own_rigs import KINDS, build
from test_blocks import add, press
from test_completion import select
from test_generate import generate
from test_panels import drawn
from walks import walking

ZIGZAG = [(0, 0, 0), (1.5, -1.0, 0), (1.5, -2.5, 0.4), (3.5, -3.5, 0)]


@pytest.fixture
def server(monkeypatch):
    """Its motions are walks straight ahead from where the character stands and faces, as fast as their take's number says."""
    with FakeServer() as fake:
        def walk(take: int, _how: str) -> dict:
            motion, (x, z) = walking(4.0, 1.1 + 0.1 * take), fake.requests[-1]["start_position"]
            turn = about_up(np.array(fake.requests[-1]["start_heading"]))
            motion.joint_rotations[:, 0] = quaternion.multiply(turn, motion.joint_rotations[:, 0])
            places = quaternion.rotate(turn, motion.root_translation) + [x, 0.0, z]
            return {
                "fps": 30.0, "root_translation": fake_server._array(places), "joint_rotations": fake_server._array(motion.joint_rotations)}

        monkeypatch.setattr(fake_server, "_motion", walk)
        monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint(fake.address, TOKEN))
        yield fake


def draw(points=ZIGZAG, kind: str = "POLY", cyclic: bool = False, name: str = "Way") -> bpy.types.Object:
    data = bpy.data.curves.new(name, "CURVE")
    data.dimensions = "3D"
    add_spline(data, points, kind, cyclic)
    curve = bpy.data.objects.new(name, data)
    bpy.context.scene.collection.objects.link(curve)
    return curve


def add_spline(data, points, kind: str, cyclic: bool = False) -> None:
    spline = data.splines.new(kind)
    spline.use_cyclic_u = cyclic
    if kind == "BEZIER":
        spline.bezier_points.add(len(points) - 1)
        for each, place in zip(spline.bezier_points, points):
            each.co, each.handle_left_type, each.handle_right_type = place, "VECTOR", "VECTOR"
    else:
        spline.points.add(len(points) - 1)
        spline.use_endpoint_u, spline.order_u = True, 2
        for each, place in zip(spline.points, points):
            each.co = (*place, 1.0)


def choose(curve: bpy.types.Object | None = None, **values) -> bpy.types.Object:
    curve = curve or draw()
    bpy.context.scene.motion_prompt_path.curve = curve
    for name, value in values.items():
        setattr(bpy.context.scene.motion_prompt_path, name, value)
    return curve


def away(places: np.ndarray, points) -> np.ndarray:
    """Metres of places (T, 2) from the line through the points, seen from above."""
    points = np.array(points, dtype=float)[:, :2]
    way = np.diff(points, axis=0)
    share = np.clip(np.sum((places[:, None] - points[:-1]) * way, axis=-1) / np.sum(way**2, axis=-1), 0, 1)
    return np.linalg.norm(places[:, None] - points[:-1] - share[..., None] * way, axis=-1).min(axis=1)


def pelvis(character, frames=range(1, 121, 3)) -> np.ndarray:
    return np.array([joints_in_scene(character, frame)[0] for frame in frames])


def key_bytes(action) -> dict:
    return {(curve.data_path, curve.array_index): key_table.read(curve).tobytes() for curve in keyframes.fcurves(action)}


def sampled(curve) -> np.ndarray:
    places, cyclic = curve_path.sampled(bpy.context, curve)
    assert cyclic == curve.data.splines[0].use_cyclic_u
    assert {item.name for item in bpy.data.objects} == {item.name for item in bpy.context.scene.objects} and len(bpy.data.curves) == 1
    return places


@pytest.mark.parametrize("kind", ["POLY", "BEZIER", "NURBS"])
@pytest.mark.parametrize("dressed", ["plain", "thick", "2D", "hidden"])
def test_a_curve_is_read_in_its_direction_whatever_it_is_and_looks_like(kind, dressed):
    curve = draw(kind=kind)
    if dressed == "thick":
        curve.data.bevel_depth, curve.data.extrude = 0.1, 0.2
    elif dressed == "2D":
        curve.data.dimensions, curve.data.fill_mode = "2D", "BOTH"
        curve.data.splines[0].use_cyclic_u = True
    elif dressed == "hidden":
        curve.hide_viewport = True
    curve.matrix_world = Matrix.Translation((1, 2, 3)) @ Matrix.Rotation(0.5, 4, "Z") @ Matrix.Scale(2, 4)
    places = sampled(curve)
    wanted = np.array([curve.matrix_world @ Matrix.Translation(place).translation for place in ZIGZAG])
    if dressed == "2D":
        wanted[:, 2] = 3.0
    reached = [int(np.argmin(np.linalg.norm(places - place, axis=-1))) for place in wanted]
    # A NURBS curve of second order goes through its points, but need not be sampled there.
    assert np.linalg.norm(places[reached] - wanted, axis=-1).max() < (0.25 if kind == "NURBS" else 1e-4)
    assert reached == sorted(reached) and reached[0] == 0


def test_parents_modifiers_and_edits_count():
    empty = bpy.data.objects.new("Empty", None)
    bpy.context.scene.collection.objects.link(empty)
    empty.location, curve = (0, 5, 0), draw()
    curve.parent = empty
    modifier = curve.modifiers.new("Cast", "CAST")
    modifier.factor = 0.0
    np.testing.assert_allclose(sampled(curve), np.array(ZIGZAG) + [0, 5, 0], atol=1e-5)
    modifier.factor = 1.0
    assert np.abs(sampled(curve) - np.array(ZIGZAG) - [0, 5, 0]).max() > 0.1
    curve.modifiers.remove(modifier)
    bpy.context.view_layer.objects.active = curve
    bpy.ops.object.mode_set(mode="EDIT")
    curve.data.splines[0].points[0].co = (-1, 0, 0, 1)
    assert sampled(curve)[0] == pytest.approx([-1, 5, 0])
    bpy.ops.object.mode_set(mode="OBJECT")
    add_spline(curve.data, [(0, 0, 0), (90, 0, 0)], "POLY")
    assert sampled(curve)[-1] == pytest.approx([90, 5, 0])
    curve.modifiers.new("Screw", "SCREW")
    with pytest.raises(ValueError, match="makes a surface of the curve Way"):
        curve_path.sampled(bpy.context, curve)


@pytest.mark.parametrize("scale", [1.0, 0.5])
def test_the_character_walks_along_the_curve(character, server, scale):
    character.scale = (scale,) * 3
    character.location, character.rotation_euler = (0.2, 0.1, 0.7), (0, 0, 2.0)
    choose()
    generate(takes=2)
    assert problems.shown() is None and "path" not in server.requests[0]
    for _ in range(2):
        places = pelvis(character)
        assert places[0, :2] == pytest.approx([0, 0], abs=0.15) and away(places[:, :2], ZIGZAG).max() < 0.2 * scale
        assert np.linalg.norm(np.diff(places[:, :2], axis=0), axis=-1).sum() > 4.0 * scale
        # The curve's height does not count: the floor is where the character stands.
        assert np.ptp(places[:, 2]) < 0.1 and np.median(places[:, 2]) == pytest.approx(0.7 + 0.86 * scale, abs=0.03)
        bpy.ops.motion_prompt.show_take()


def test_an_own_rig_walks_along_it_at_its_own_size(server):
    armature = build(KINDS["mixamo"])
    assert bpy.ops.motion_prompt.use_rig() == {"FINISHED"}
    choose()
    bpy.context.view_layer.objects.active = armature
    generate(takes=1)
    assert problems.shown() is None
    places = []
    for frame in range(1, 121, 3):
        bpy.context.scene.frame_set(frame)
        posed = armature.evaluated_get(bpy.context.evaluated_depsgraph_get())
        hips = [posed.matrix_world @ posed.pose.bones[f"mixamorig:{side}UpLeg"].head for side in ("Left", "Right")]
        places.append((hips[0] + hips[1]) / 2)
    places = np.array(places)
    assert away(places[:, :2], ZIGZAG).max() < 0.22 and np.linalg.norm(places[-1, :2] - places[0, :2]) > 3.0


@pytest.mark.parametrize("facing", ["ALONG", "FIXED"])
def test_facing(character, server, facing):
    character.rotation_euler = (0, 0, 0.4)
    choose(draw([(0, 0, 0), (8 * np.sin(1.1), -8 * np.cos(1.1), 0)]), facing=facing)
    generate(takes=1)
    joints = joints_in_scene(character, 60)
    across = (joints[16] - joints[17])[:2]
    ahead = np.array([across[1], -across[0]]) / np.linalg.norm(across)
    # Blender's characters face −Y; turned by 0.4 about Z.
    angle = 1.1 if facing == "ALONG" else 0.4
    assert ahead == pytest.approx((np.sin(angle), -np.cos(angle)), abs=0.03)


def test_from_keys_before_the_playhead_it_walks_over(character, server):
    land(character, standing(30))
    bpy.ops.motion_prompt.keep_take()
    bpy.context.scene.frame_set(31)
    choose(draw([(-0.5, -0.5, 0), (9, -0.5, 0)]))
    generate(takes=1)
    places = pelvis(character, range(20, 141))
    assert np.linalg.norm(np.diff(places[:, :2], axis=0), axis=-1).max() < 0.06
    assert places[11, :2] == pytest.approx([0, 0], abs=0.01) and np.abs(places[-40:, 1] + 0.5).max() < 0.05


def test_a_take_keeps_its_path_when_the_curve_changes_or_goes(character, server):
    curve = choose(facing="FIXED", fit=True)
    generate(takes=2, lock_seed=True)
    bpy.ops.motion_prompt.keep_take()
    kept = character.animation_data.action
    assert "along Way" in " ".join(drawn("takes"))
    assert recipes.of(kept).landing["path"]["name"] == "Way"
    curve.data.splines[0].points[2].co = (9, 9, 9, 1)
    bpy.context.scene.motion_prompt_path.facing = "ALONG"
    bpy.ops.motion_prompt.rerun_take()
    assert jobs.wait(20) and problems.shown() is None
    assert key_bytes(character.animation_data.action) == key_bytes(kept)
    bpy.ops.motion_prompt.try_again()
    assert jobs.wait(20) and recipes.of(character.animation_data.action).landing["path"] == recipes.of(kept).landing["path"]
    settings = bpy.context.scene.motion_prompt_path
    settings.curve, settings.fit = None, False
    bpy.ops.motion_prompt.use_settings()
    assert settings.curve == curve and settings.facing == "FIXED" and settings.fit
    settings.curve = None
    bpy.data.objects.remove(curve)
    bpy.ops.motion_prompt.use_settings()
    assert settings.curve is None
    bpy.ops.motion_prompt.reject_takes()
    bpy.ops.motion_prompt.rerun_take()
    assert jobs.wait(20) and key_bytes(character.animation_data.action) == key_bytes(kept)


def test_use_settings_of_a_take_without_a_path_clears_it(character, server):
    generate(takes=1)
    choose()
    bpy.ops.motion_prompt.use_settings()
    assert bpy.context.scene.motion_prompt_path.curve is None


def test_scope_follows_it_in_its_range_and_leaves_it_where_the_pelvis_stays(character, server):
    land(character, standing(30))
    bpy.ops.motion_prompt.keep_take()
    choose(draw([(0, 0, 0), (9, 0, 0)]))
    scene = bpy.context.scene
    scene.use_preview_range, scene.frame_preview_start, scene.frame_preview_end = True, 31, 120
    scene.motion_prompt_scope.frames = "PREVIEW"
    generate(takes=1)
    assert problems.shown() is None and np.abs(pelvis(character, range(105, 121, 3))[:, 1]).max() < 0.1
    assert joints_in_scene(character, 120)[0][0] > 1.5
    bpy.ops.motion_prompt.reject_takes()
    select(character, ("right_elbow",))
    scene.motion_prompt_scope.bones = "SELECTED"
    assert "Scope leaves the pelvis out" in " ".join(drawn("generate"))
    generate(takes=1)
    assert problems.shown() is None and not recipes.of(character.animation_data.action).landing["path"]


def test_a_sequence_of_prompts_walks_along_it_from_the_motion_before(character, server, monkeypatch):
    def walked(request: dict, notes: list[str], _cut: int) -> dict:
        frames = request["blocks"][-1]["first"] + request["blocks"][-1]["frames"]
        motion, (x, z) = walking(frames / 30.0), request["start_position"]
        stays = unpacked(request["blocks"][0]["motion"]["root_translation"])
        places = motion.root_translation + [x, 0.0, z - 1.2 * len(stays) / 30.0]
        places[:len(stays)] = stays
        motion = {"fps": 30.0, "root_translation": fake_server._array(places), "joint_rotations": fake_server._array(motion.joint_rotations)}
        return {"motions": [motion], "transitions": [], "notes": notes}

    monkeypatch.setattr(fake_server, "sequence_of", walked)
    land(character, standing(30))
    bpy.ops.motion_prompt.keep_take()
    before = pelvis(character, range(1, 31))
    choose(draw([(0, 0, 0), (9, -1, 0)]))
    bpy.context.scene.motion_prompt_timeline.takes = 1
    add(character, ("a person walks", 31, 91), ("a person runs", 91, 181))
    press(bpy.ops.motion_prompt.generate_blocks)
    assert problems.shown() is None
    places = pelvis(character, range(1, 181))
    np.testing.assert_allclose(places[:30], before, atol=1e-5)
    assert np.linalg.norm(np.diff(places, axis=0), axis=-1).max() < 0.07
    assert away(places[90:, :2], [(0, 0), (9, -1)]).max() < 0.05 and places[-1, 0] > 3.0
    assert "before the path does" in " ".join(drawn("blocks"))
    bpy.ops.motion_prompt.keep_take()
    kept = character.animation_data.action
    bpy.data.objects.remove(bpy.context.scene.motion_prompt_path.curve)
    bpy.ops.motion_prompt.rerun_take()
    assert jobs.wait(20) and key_bytes(character.animation_data.action) == key_bytes(kept)


def test_a_block_made_anew_follows_the_path_between_what_stays(character, server, monkeypatch):
    def made(request: dict, notes: list[str], _cut: int) -> dict:
        """Straight on from where each block stands; what stays stays."""
        places, turns = [], []
        for block in request["blocks"]:
            if block["motion"] is not None:
                places.append(unpacked(block["motion"]["root_translation"]))
                turns.append(unpacked(block["motion"]["joint_rotations"]))
                continue
            motion = walking(block["frames"] / 30.0, 1.0)
            last = Motion(places[-1][-1:], turns[-1][-1:], 30.0) if places else None
            heading = start_heading(last, REST) if last else request["start_heading"]
            x, z = last.root_translation[0, [0, 2]] if last else request["start_position"]
            turn, own = about_up(np.array(heading)), motion.joint_rotations.copy()
            own[:, 0] = quaternion.multiply(turn, own[:, 0])
            places.append(quaternion.rotate(turn, motion.root_translation) + [x, 0.0, z])
            turns.append(own)
        motion = {"fps": 30.0, "root_translation": fake_server._array(np.concatenate(places)),
                  "joint_rotations": fake_server._array(np.concatenate(turns))}
        seams = [(one["first"] + one["frames"] - 4, other["first"] + 3) for one, other in zip(request["blocks"], request["blocks"][1:])]
        return {"motions": [motion], "transitions": [{"first": first, "last": last} for first, last in seams], "notes": notes}

    monkeypatch.setattr(fake_server, "sequence_of", made)
    curve = choose()
    bpy.context.scene.motion_prompt_timeline.takes = 1
    add(character, ("a person walks", 1, 61), ("a person walks", 61, 121), ("a person walks", 121, 181))
    press(bpy.ops.motion_prompt.generate_blocks)
    bpy.ops.motion_prompt.keep_take()
    before = pelvis(character, range(1, 181))
    character.motion_prompt_blocks.active = 1
    press(bpy.ops.motion_prompt.generate_block)
    assert problems.shown() is None
    blocks = server.requests[-1]["blocks"]
    ends, begins = (unpacked(blocks[at]["motion"]["root_translation"]) for at in (0, 2))
    assert np.linalg.norm(begins[0] - ends[-1]) > 1.8, "the path bends, but what is asked for goes straight on"
    after = pelvis(character, range(1, 181))
    np.testing.assert_allclose(np.delete(after, range(56, 124), axis=0), np.delete(before, range(56, 124), axis=0), atol=1e-5)
    assert away(after[50:130, :2], ZIGZAG).max() < 0.15 and np.linalg.norm(np.diff(after, axis=0), axis=-1).max() < 0.08
    kept = character.animation_data.action
    assert recipes.of(kept).landing["path"]["rejoined"]
    bpy.ops.motion_prompt.keep_take()
    bpy.ops.motion_prompt.rerun_take()
    assert jobs.wait(20)
    np.testing.assert_allclose(pelvis(character, range(1, 181)), after, atol=1e-5)
    bpy.ops.motion_prompt.reject_takes()
    curve.location = (5, 5, 0)
    press(bpy.ops.motion_prompt.generate_block)
    assert "is not on the path Way" in " ".join(drawn("blocks")) and not recipes.of(character.animation_data.action).landing["path"]


@pytest.mark.parametrize("points, sentence", [
    ([(0, 0, 0)], "fewer than two points"), ([(0, 0, 0), (0.1, 0, 0)], "only 0.10 m long"), ([(0, 4, 0), (0, 0.1, 0)], "at the end of the path"),
])
def test_a_curve_that_cannot_be_walked_is_said_before_anything_is_asked(character, server, points, sentence):
    choose(draw(points))
    with pytest.raises(RuntimeError, match=sentence):
        bpy.ops.motion_prompt.generate()
    assert not server.requests and character.animation_data is None and sentence in " ".join(drawn("generate"))


def test_a_deleted_curve_is_said(character, server):
    curve = choose()
    bpy.ops.object.select_all(action="DESELECT")
    curve.select_set(True)
    bpy.ops.object.delete()
    bpy.context.view_layer.objects.active = character
    assert "The path Way has been deleted" in " ".join(drawn("generate"))
    with pytest.raises(RuntimeError, match="The path Way has been deleted from the scene. Choose another curve"):
        bpy.ops.motion_prompt.generate()


def test_what_the_animator_should_know_comes_with_the_takes(character, server):
    choose(draw([(0, 0, 0), (2, 0, 0)]))
    generate(takes=2)
    assert "The motion goes farther than the path" in " ".join(drawn("takes"))
    bpy.ops.motion_prompt.try_again()
    assert jobs.wait(20) and "The motion goes farther than the path" in " ".join(drawn("takes"))


def test_the_panel_shows_how_where_there_is_a_path(character):
    for panel in ("generate", "blocks"):
        bpy.context.scene.motion_prompt_path.curve = None
        assert "curve" in drawn(panel) and "facing" not in drawn(panel)
        choose()
        assert {"curve", "facing", "fit"} <= set(drawn(panel))
    settings = bpy.context.scene.motion_prompt_path
    assert settings.bl_rna.properties["curve"].fixed_type.identifier == "Object"
