"""What the add-on keeps about styles: in a scene the clips to learn from and how strongly each style is used; in the window manager,
which no file keeps, the list of styles as the server has them.
"""
from __future__ import annotations

from collections.abc import Iterable

import bpy
from bpy.props import BoolProperty, CollectionProperty, EnumProperty, FloatProperty, IntProperty, PointerProperty, StringProperty

from .connection import styles
from .connection.style_messages import Style
from .style_tokens import tokens_in


class MotionPromptClip(bpy.types.PropertyGroup):
    """A clip to learn from: an action on an armature (`slot`: which part of it), or a BVH file (`path`). `name`: as it is listed.
    `seconds`: of a file, as long as it was when it was added."""

    armature: PointerProperty(type=bpy.types.Object)
    action: PointerProperty(type=bpy.types.Action)
    slot: StringProperty()
    path: StringProperty(subtype="FILE_PATH")
    seconds: FloatProperty()
    does: StringProperty(
        name="Shows", default="",
        description="What the clip shows, without the manner: walks forward, waves. Empty: the model guesses",
    )


class MotionPromptStrength(bpy.types.PropertyGroup):
    """How strongly the style called `name` (in lower case) is used."""

    strength: FloatProperty(default=1.0, min=0.0, max=1.0)


def _name_changed(settings: bpy.types.PropertyGroup, _context: bpy.types.Context) -> None:
    # Leave to replace one style is no leave to replace another.
    settings.replace = False


class MotionPromptStyleSettings(bpy.types.PropertyGroup):
    """`scene.motion_prompt_style`: what Learn Style is asked for, and how strongly the learned styles are used."""

    clips: CollectionProperty(type=MotionPromptClip)
    active_clip: IntProperty(name="Clip", description="The clips to learn from: their length, and what they show")
    name: StringProperty(
        name="Name", description="What you type between < and > in a prompt. One word, for example grumpy", default="",
        update=_name_changed,
    )
    descriptor: StringProperty(
        name="Descriptor", description="The plain word that comes nearest to the style, for example tired. Learning begins there", default="",
    )
    mode: EnumProperty(
        name="Mode",
        description="How the style is learned",
        items=(
            ("FAST", "Fast", "Learn a new word: takes seconds. For manners that words come near to"),
            ("STRONG", "Strong", "Also adapt the model a little: takes up to two minutes. For manners that no word can say"),
        ),
    )
    replace: BoolProperty(name="Replace", description="Give up the style that has this name now. It cannot be brought back", default=False)
    strengths: CollectionProperty(type=MotionPromptStrength)

    def strength_of(self, name: str) -> float:
        """How strongly the style is used: 1, as learned, unless the animator has said otherwise."""
        kept = self.strengths.get(name.casefold())
        return kept.strength if kept is not None else 1.0

    def strengths_in(self, text: str) -> dict[str, float]:
        """The strengths that go with a text: of the styles that it names, as far as they are known."""
        named = [name for name in tokens_in(text) if name in self.strengths or styles.find(name) is not None]
        return {name: round(self.strength_of(name), 5) for name in named}

    def set_strength(self, name: str, strength: float) -> None:
        kept = self.strengths.get(name.casefold()) or self.strengths.add()
        kept.name, kept.strength = name.casefold(), strength


def _get_strength(item: bpy.types.PropertyGroup) -> float:
    return bpy.context.scene.motion_prompt_style.strength_of(item.name)


def _set_strength(item: bpy.types.PropertyGroup, value: float) -> None:
    bpy.context.scene.motion_prompt_style.set_strength(item.name, value)


class MotionPromptStyleItem(bpy.types.PropertyGroup):
    """A style of the list; see `connection.style_messages.Style`. Its strength is the scene's."""

    descriptor: StringProperty()
    strong: BoolProperty()
    usable: BoolProperty()
    reason: StringProperty()
    strength: FloatProperty(
        name="Strength", description="How strongly the style is used where a prompt names it: 0 its descriptor only, 1 as learned",
        min=0.0, max=1.0, default=1.0, subtype="FACTOR", get=_get_strength, set=_set_strength,
    )


class MotionPromptStyles(bpy.types.PropertyGroup):
    """`window_manager.motion_prompt_styles`: the learned styles, as the server has them."""

    styles: CollectionProperty(type=MotionPromptStyleItem)
    active: IntProperty(name="Style", description="The styles that you have taught. Right-click one to add it to the prompt")

    def fill(self, styles: Iterable[Style]) -> None:
        """Shows these styles; the one that was chosen stays chosen."""
        chosen = self.chosen()
        name = chosen.name if chosen is not None else ""
        self.styles.clear()
        for style in styles:
            item = self.styles.add()
            for key, value in vars(style).items():
                setattr(item, key, value)
        self.active = max(self.styles.find(name), 0)

    def chosen(self) -> MotionPromptStyleItem | None:
        """The style that is chosen in the list."""
        return self.styles[self.active] if 0 <= self.active < len(self.styles) else None

    def choose(self, name: str) -> None:
        place = self.styles.find(name)
        if place >= 0:
            self.active = place


_CLASSES = (
    MotionPromptClip, MotionPromptStrength, MotionPromptStyleSettings, MotionPromptStyleItem, MotionPromptStyles,
)


def register() -> None:
    for each in _CLASSES:
        bpy.utils.register_class(each)
    bpy.types.Scene.motion_prompt_style = PointerProperty(type=MotionPromptStyleSettings)
    bpy.types.WindowManager.motion_prompt_styles = PointerProperty(type=MotionPromptStyles)


def unregister() -> None:
    del bpy.types.WindowManager.motion_prompt_styles
    del bpy.types.Scene.motion_prompt_style
    for each in reversed(_CLASSES):
        bpy.utils.unregister_class(each)
