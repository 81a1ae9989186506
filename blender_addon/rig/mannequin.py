"""The skinned body on the character's armature."""
from __future__ import annotations

import bpy
import numpy as np

from .character_file import CharacterFile
from .skeleton import JOINT_NAMES

_MATERIAL = "Mannequin"
_COLOUR = (0.80, 0.56, 0.38, 1.0)
#: Weights are kept to this: the skin moves by less than a tenth of a millimetre a degree.
_LEAST_WEIGHT = 0.002


def add_mannequin(armature: bpy.types.Object, data: CharacterFile, collection: bpy.types.Collection) -> bpy.types.Object:
    """The mesh of `data`, weighted to the armature's bones and parented to it."""
    name = f"{armature.name} Body"
    mesh = bpy.data.meshes.new(name)
    vertices = np.stack([data.vertices[:, 0], -data.vertices[:, 2], data.vertices[:, 1]], axis=-1)
    mesh.from_pydata(vertices.tolist(), [], data.faces.tolist())
    mesh.polygons.foreach_set("use_smooth", np.ones(len(mesh.polygons), dtype=bool))
    mesh.materials.append(_material())
    body = bpy.data.objects.new(name, mesh)
    collection.objects.link(body)
    body.parent = armature
    body.modifiers.new("Armature", "ARMATURE").object = armature
    _weigh(body, data.weights)
    return body


def _weigh(body: bpy.types.Object, weights: np.ndarray) -> None:
    """Vertex groups of the joints. Blender takes one weight a call: vertices that share one go together."""
    steps = np.round(weights / _LEAST_WEIGHT).astype(int)
    rest = round(1 / _LEAST_WEIGHT) - steps.sum(axis=1)
    steps[np.arange(len(steps)), steps.argmax(axis=1)] += rest  # each vertex's weights sum to 1 after rounding as well
    for joint, name in enumerate(JOINT_NAMES):
        group = body.vertex_groups.new(name=name)
        vertices = np.flatnonzero(steps[:, joint])
        vertices = vertices[np.argsort(steps[vertices, joint], kind="stable")]
        values, starts = np.unique(steps[vertices, joint], return_index=True)
        for value, members in zip(values.tolist(), np.split(vertices, starts[1:])):
            group.add(members.tolist(), value * _LEAST_WEIGHT, "REPLACE")


def _material() -> bpy.types.Material:
    """A warm matt clay, made once a file."""
    material = bpy.data.materials.get(_MATERIAL)
    if material is not None:
        return material
    material = bpy.data.materials.new(_MATERIAL)
    material.diffuse_color = _COLOUR
    if material.node_tree is None:
        material.use_nodes = True
    shader = next(node for node in material.node_tree.nodes if node.type == "BSDF_PRINCIPLED")
    shader.inputs["Base Color"].default_value = _COLOUR
    shader.inputs["Roughness"].default_value = 0.6
    return material
