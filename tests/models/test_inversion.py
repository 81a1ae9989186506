"""Motion textual inversion with the shipped weights: a token is learned, used, mixed, and taken back."""
from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch

from models import rotation
from models.cleanup import plant_feet, settle
from models.features import decode
from models.inversion import carrying, halves
from models.inversion import manner as manner_module
from models.inversion import pipeline as inversion
from models.inversion import strong_learning, token_learning
from models.inversion.actions import actions_named, guess_actions
from models.inversion.library import StyleLibrary, UnknownStyle
from models.inversion.low_rank import DECODER, DENOISER, LowRankUpdate, Use, applied, arrays_of, learning
from models.inversion.manner import Comparison, Manner, Posture
from models.inversion.objective import Distance, _mean
from models.inversion.pipeline import InversionPipeline
from models.inversion.request import Exemplar, InversionRequest, StyleError
from models.inversion.segments import cut, features_of
from models.inversion.style import Style, StyleInfo
from models.lead.pipeline import GenerationRequest, LeadPipeline
from models.lead.sampling import Cancelled, sample
from models.motion import Motion
from models.skeleton import JOINT_INDEX
from tests.models.synthetic import bent, standing, turn, walking

SPINE, ELBOW = JOINT_INDEX["spine1"], JOINT_INDEX["left_elbow"]
SHOULDERS = (JOINT_INDEX["left_shoulder"], JOINT_INDEX["right_shoulder"])


@pytest.fixture(scope="module")
def lead(tmp_path_factory) -> LeadPipeline:
    loaded = LeadPipeline.load()
    loaded.library = StyleLibrary(tmp_path_factory.mktemp("styles"), loaded.model.fingerprint)
    return loaded


@pytest.fixture(autouse=True)
def few_steps(monkeypatch):
    """As the product, with fewer steps: what is tested is there after some."""
    monkeypatch.setattr(carrying, "_STEPS", 4)
    monkeypatch.setattr(token_learning, "STEPS", 10)
    monkeypatch.setattr(inversion, "STEPS", 10)
    for name, steps in (("DECODER_STEPS", 8), ("DENOISER_STEPS", 8)):
        monkeypatch.setattr(strong_learning, name, steps)
        monkeypatch.setattr(inversion, name, steps)


def asked(strong: bool = False, **changes) -> InversionRequest:
    clips = (Exemplar(bent(walking(80)), "walks", "a walk"), Exemplar(bent(standing(60)), "stands still", "standing"))
    return InversionRequest(**{"name": "bent", "descriptor": "old", "exemplars": clips, "strong": strong} | changes)


@pytest.fixture(scope="module")
def learned(lead):
    with pytest.MonkeyPatch.context() as patch:
        few_steps.__wrapped__(patch)
        return InversionPipeline(lead)(asked(strong=True))


def changed(lead: LeadPipeline, prompt: str, **strengths: float) -> np.ndarray:
    return lead(GenerationRequest(prompt, 1.0, steps=4, style_strengths=strengths))[0].joint_rotations


def test_learning_comes_nearer_to_clips_it_has_not_seen(learned):
    assert 0 < learned.loss_after < learned.loss_before
    assert not np.array_equal(learned.style.vectors, learned.style.start)
    assert {name.partition(".")[0] for name in learned.style.updates} == {DENOISER, DECODER}


def test_the_same_request_gives_the_same_style(lead, learned):
    assert InversionPipeline(lead)(asked(strong=True)).style.to_bytes() == learned.style.to_bytes()


def test_a_second_core_changes_nothing(lead, monkeypatch):
    styles = []
    for idle in (False, True):
        monkeypatch.setattr(halves, "core_is_idle", lambda idle=idle: idle)
        styles.append(InversionPipeline(lead)(asked(strong=True)).style)
    one, other = styles
    assert np.allclose(one.vectors, other.vectors, atol=2e-3) and np.abs(one.vectors - one.start).max() > 0.05
    assert all(np.allclose(part, like, atol=2e-3) for name in one.updates for part, like in zip(one.updates[name], other.updates[name]))


def test_a_style_says_where_it_comes_from(learned, lead):
    clips = learned.style.info.provenance["clips"]
    assert [(clip["name"], clip["does"]) for clip in clips] == [("a walk", "walks"), ("standing", "stands still")]
    assert learned.style.info.model == lead.model.fingerprint


def test_progress_counts_up_and_every_step_can_be_cancelled(lead):
    told: list[tuple[int, int, float]] = []
    InversionPipeline(lead)(asked(strong=True), on_step=lambda *step: told.append(step))
    assert [step for step, _, _ in told] == list(range(1, 27)) and {steps for _, steps, _ in told} == {26}
    for stop in (0, 12, 25):
        seen: list[int] = []
        with pytest.raises(Cancelled):
            InversionPipeline(lead)(asked(strong=True), lambda step, _steps, _loss: seen.append(step), lambda stop=stop: len(seen) >= stop)
        assert len(seen) == stop
    assert not any("parametrizations" in name for name in lead.model.denoiser.state_dict())


def test_a_token_changes_what_is_made_and_strength_0_is_the_descriptor(lead, learned):
    lead.library.save(learned.style, replace=True)
    full, none = changed(lead, "a <bent> person walks"), changed(lead, "a <bent> person walks", bent=0.0)
    half, again = changed(lead, "a <bent> person walks", bent=0.5), changed(lead, "a <Bent> person walks", BENT=1.0)
    assert np.array_equal(none, changed(lead, "a old person walks"))
    assert np.array_equal(full, again)
    assert not np.allclose(full, none, atol=1e-3) and not np.allclose(full, half, atol=1e-3)


def test_a_style_leaves_no_trace_in_other_prompts(lead, learned):
    lead.library.save(learned.style, replace=True)
    before = changed(lead, "a person walks")
    changed(lead, "a <bent> person walks")
    assert np.array_equal(changed(lead, "a person walks"), before)


def test_two_tokens_in_one_prompt_both_count(lead, learned):
    lead.library.save(learned.style, replace=True)
    other = dataclasses.replace(learned.style, info=dataclasses.replace(learned.style.info, name="odd"), vectors=-learned.style.vectors, updates={})
    lead.library.save(other, replace=True)
    prompt = "a <bent> person walks, then a <odd> one waves"
    made = [changed(lead, prompt, bent=bent, odd=odd) for bent, odd in ((1, 1), (0, 1), (1, 0))]
    assert all(not np.allclose(made[0], each, atol=1e-3) for each in made[1:])


def test_a_style_that_is_named_for_a_part_updates_that_part(lead, learned):
    decoder, latents = lead.model.vae.decoder, torch.randn(1, 48, 12, generator=torch.Generator().manual_seed(0))

    def made(*uses: Use) -> torch.Tensor:
        with applied({DECODER: decoder}, uses), torch.inference_mode():
            return decoder(latents)[0]

    plain, full, first, both = made(), made(Use(learned.style)), made(Use(learned.style, spans=((0, 0.5),))), \
        made(Use(learned.style, spans=((0, 0.5),)), Use(learned.style, spans=((0.5, 1),)))
    quarter = plain.shape[1] // 4
    for part, same, other in ((slice(None, quarter), full, plain), (slice(-quarter, None), plain, full)):
        assert (first - same)[:, part].norm() < 0.2 * (first - other)[:, part].norm()
    torch.testing.assert_close(both, full, atol=1e-4, rtol=1e-3)
    assert torch.equal(made(), plain)


@pytest.mark.parametrize(("strengths", "whole"), [((1.0, 1.0), 1.0), ((1.0, 0.0), 1.0), ((0.5, 0.25), 0.75), ((1.0, 0.5), 1.0)])
def test_styles_at_once_share_the_decoder(lead, learned, strengths, whole):
    """Not more than one whole style in all; and each is as strong as its slider says where there is room."""
    layer = next(name for name in learned.style.updates if name.startswith(DECODER))
    weight = lead.model.vae.decoder.get_parameter(layer.removeprefix(f"{DECODER}.") + ".weight")
    found = []
    for uses in ([Use(learned.style, strength) for strength in strengths], [Use(learned.style, whole)]):
        with applied({DECODER: lead.model.vae.decoder}, uses):
            found.append(weight.data)
    assert torch.allclose(*found, atol=1e-6) and not torch.allclose(found[1], weight.data, atol=1e-6)


def test_styles_at_once_for_a_part_share_the_decoder_there(lead, learned):
    decoder, latents = lead.model.vae.decoder, torch.randn(1, 48, 12, generator=torch.Generator().manual_seed(0))
    halves = ((0, 0.5), (0.5, 1))

    def made(*uses: Use) -> torch.Tensor:
        with applied({DECODER: decoder}, uses), torch.inference_mode():
            return decoder(latents)[0]

    both_in_the_second, whole = made(Use(learned.style, spans=halves), Use(learned.style, spans=halves[1:])), made(Use(learned.style))
    torch.testing.assert_close(both_in_the_second, whole, atol=1e-4, rtol=1e-3)


def named(lead: LeadPipeline, style: Style, *names: str) -> None:
    """The style in the library, under other names."""
    for number, name in enumerate(names):
        vectors = style.vectors * (-1) ** number
        lead.library.save(dataclasses.replace(style, info=dataclasses.replace(style.info, name=name), vectors=vectors), replace=True)


@torch.inference_mode()
def predicted(lead: LeadPipeline, prompt: str, in_turn: bool = True) -> torch.Tensor:
    """The denoiser's first prediction (2, 12, 48) for the prompt, from one noise; in_turn: as the product, or the whole sentence at once."""
    denoiser, noisy = lead.model.denoiser, torch.randn(2, 12, 48, generator=torch.Generator().manual_seed(0))
    step, frames = torch.tensor([500, 500]), torch.tensor([192, 192])
    turns = lead.turns(prompt) if in_turn else None
    with lead.styled(prompt):
        return (denoiser if turns is None else turns.of(denoiser, denoiser))(noisy, step, frames, lead.condition(prompt, 2))


def test_every_turn_is_predicted_from_its_own_words_and_updates(lead, learned):
    """The other's are not even read: in one sentence, one token would win the whole motion."""
    named(lead, learned.style, "bent", "odd")
    prompt = "a <bent> person walks, then an <odd> person waves"
    made = predicted(lead, prompt)
    for part, words in ((slice(None, 5), "a <bent> person walks"), (slice(-5, None), "an <odd> person waves")):
        assert torch.equal(made[:, part], predicted(lead, words)[:, part])
        assert not torch.allclose(made[:, part], predicted(lead, prompt.replace(", then", " and"), in_turn=False)[:, part], atol=1e-2)


def test_two_styles_at_once_are_what_lies_between_each_alone(lead, learned):
    """In one sentence they would make a third."""
    named(lead, learned.style, "bent", "odd")
    bent, odd = predicted(lead, "a <bent> person walks"), predicted(lead, "a <odd> person walks")
    torch.testing.assert_close(predicted(lead, "a <bent> and <odd> person walks"), (bent + odd) / 2, atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(predicted(lead, "a <odd> <bent> person walks"), (bent + odd) / 2, atol=1e-5, rtol=1e-4)
    in_turn = predicted(lead, "a <bent> person walks, then a <bent> <odd> person walks")
    torch.testing.assert_close(in_turn[:, -5:], ((bent + odd) / 2)[:, -5:], atol=1e-5, rtol=1e-4)
    assert not torch.allclose(bent, odd, atol=1e-2)


def spine(lead: LeadPipeline, prompt: str, steps: int, **strengths: float) -> np.ndarray:
    return lead(GenerationRequest(prompt, 4.0, steps=steps, style_strengths=strengths))[0].joint_rotations[:, SPINE]


@pytest.mark.parametrize("steps", [4, 8])
def test_a_style_at_once_that_is_turned_down_gives_way_to_its_descriptor(lead, learned, steps):
    named(lead, learned.style, "bent", "odd")
    both, down = spine(lead, "a <bent> <odd> person walks", steps), spine(lead, "a <bent> <odd> person walks", steps, odd=0.0)
    assert np.abs(both - down).mean() > 1e-2
    assert np.array_equal(both, spine(lead, "a <bent> <odd> person walks", steps))


@pytest.mark.parametrize("steps", [4, 8])
def test_the_second_of_two_in_turn_hardly_changes_the_first_half(lead, learned, steps):
    named(lead, learned.style, "bent", "odd")
    prompt = "a <bent> person walks, then an <odd> person waves"
    both, first = spine(lead, prompt, steps), spine(lead, prompt, steps, odd=0.0)
    apart = np.abs(both - first).mean(axis=1)
    assert apart[60:].mean() > 2 * apart[:60].mean() and apart[60:].mean() > 1e-2
    assert np.array_equal(both, spine(lead, prompt, steps))


@pytest.mark.parametrize("prompt", ["a <odd> person walks", "a <odd> person walks, then a <bent> one waves"])
@torch.inference_mode()
def test_a_token_by_itself_is_the_plain_word_while_there_is_little_but_noise(lead, learned, prompt):
    """What is done comes to be then, and the word means it more surely; a strong style was taught both."""
    named(lead, learned.style, "bent")
    named(lead, dataclasses.replace(learned.style, updates={}), "odd")
    noise, frames, strengths = torch.randn(1, 8, 48, generator=torch.Generator().manual_seed(0)), torch.tensor([120]), {"odd": 0.0}

    def predicted(at: int, strengths: dict[str, float]) -> torch.Tensor:
        def first_only(noisy, step, *more):
            return lead.model.denoiser(noisy, torch.full_like(step, at), *more)

        condition, turns = lead.condition(prompt, 1, strengths).at(at), lead.turns(prompt, strengths)
        predict = first_only if turns is None else turns.of(first_only, lead.model.denoiser)
        return predict(noise, torch.tensor([at]), frames, condition)

    assert torch.equal(predicted(900, {}), predicted(900, strengths))
    assert not torch.allclose(predicted(600, {}), predicted(600, strengths), atol=1e-3)
    made = [lead.model.sample(noise, (), frames, lead.condition(prompt, 1, each), 1.0, 5, turns=lead.turns(prompt, each)) for each in ({}, strengths)]
    assert not torch.allclose(*made, atol=1e-3)


@torch.inference_mode()
def test_a_strong_style_is_meant_from_the_first_step_on(lead, learned):
    named(lead, learned.style, "bent")
    condition = lead.condition("a <bent> person walks", 1)
    assert condition.at(999) is condition


@pytest.mark.parametrize("prompt", ["a <bent> person walks", "a <bent> person walks, then waves", "a person sits, then a <bent> one walks"])
def test_with_one_style_everything_is_as_the_sampler_alone_makes_it(lead, learned, prompt):
    lead.library.save(learned.style, replace=True)
    request, model = GenerationRequest(prompt, 2.0, seed=3, takes=2, steps=6), lead.model
    noise = torch.stack([torch.randn(4, 48, generator=torch.Generator().manual_seed(3 * 64 + take)) for take in range(2)])
    with applied({DENOISER: model.denoiser, DECODER: model.vae.decoder}, [Use(learned.style)]), torch.inference_mode():
        latents = sample(model.denoiser, model.config, noise, torch.tensor([60, 60]), lead.condition(prompt, 2), 4.0, 6)
        features = model.features(model.projector.realign(latents), 60)
    expected = [plant_feet(settle(decode(take.numpy()))).placed((0.0, 0.0), 0.0) for take in features]
    for one, other in zip(lead(request), expected):
        assert np.array_equal(one.joint_rotations, other.joint_rotations)


def test_an_unknown_token_is_refused_by_name(lead):
    with pytest.raises(UnknownStyle, match="<nobody>"):
        lead(GenerationRequest("a <nobody> person walks"))


def test_a_prompt_full_of_words_and_tokens_still_fits(lead, learned):
    lead.library.save(learned.style, replace=True)
    assert np.isfinite(changed(lead, "a <bent> person walks " + "and walks on " * 40)).all()


def test_short_clips_are_left_out_and_still_ones_remarked(lead):
    notes = InversionPipeline(lead)(asked(exemplars=(Exemplar(standing(60), "stands"), Exemplar(walking(10), "walks")))).notes
    assert "1 of 2 clips" in notes[0] and "hardly move" in notes[1]


def test_what_a_clip_shows_is_guessed(lead):
    prompts = {"runs": "a person runs", "waves with the left hand": "a person waves with the left hand", "bows": "a person bows"}
    clips = [features_of(Exemplar(lead(GenerationRequest(prompt, 3.0, seed=5))[0])) for prompt in prompts.values()]
    segments = cut(lead.model, clips, 9, torch.Generator().manual_seed(0))
    guessed = guess_actions(lead, segments, 0)
    assert sum(guess == action for guess, action in zip(guessed, prompts)) >= 2, guessed


@pytest.mark.parametrize(("name", "actions"), [
    ("Grumpy_Run_02", ["runs"]), ("wave-both-hands", ["waves with both hands"]), ("raise-up-left-hand", ["raises the left hand"]),
    ("SitDown", ["sits down"]), ("Action.001", []), ("Waving", [f"waves with {hand}" for hand in ("the left hand", "the right hand", "both hands")]),
])
def test_a_clips_name_says_what_it_shows(name, actions):
    assert actions_named(name) == actions


def test_a_manner_is_carried_over_to_another_action():
    plain, target = [standing(60)], [walking(90)]
    manner = Manner.of([Comparison.of(bent(standing(60)), plain)], target)
    carried = manner.carried_over(target[0])
    expected = bent(target[0], 40.0 * manner_module._EXAGGERATED)
    angles = 2 * np.arccos(np.clip(np.abs((carried.joint_rotations[:, SPINE] * expected.joint_rotations[: len(carried), SPINE]).sum(-1)), 0, 1))
    assert np.degrees(angles).max() < 3
    assert len(carried) == len(target[0])


def test_the_trunk_is_held_as_in_the_clip_and_not_as_beside_a_bent_run():
    """Who runs upright, where the model bends as it runs, does not walk bent backwards."""
    upright = Manner.of([Comparison.of(walking(60), [bent(walking(60), 20.0)])], [walking(90)])
    assert np.degrees(np.arcsin(upright.turns[SPINE][2, 1])) > -4


def test_no_manner_changes_nothing_and_a_slow_one_slows():
    walks = [walking(90)]
    same = Manner.of([Comparison.of(walks[0], walks)], walks).carried_over(walks[0])
    assert len(same) == 90 and np.abs(same.joint_positions() - walks[0].joint_positions()).max() < 0.05
    slow = Manner.of([Comparison.of(Motion(walks[0].root_translation, walks[0].joint_rotations, 24.0).resampled(30.0), walks)], walks)
    assert slow.tempo == pytest.approx(0.8, abs=0.03)
    assert len(slow.carried_over(walks[0])) == pytest.approx(90 / slow.tempo, abs=2)


def test_smaller_swings_are_smaller_steps():
    walk = walking(90)
    walk = plant_feet(settle(walk))
    halved = Manner(np.tile(np.eye(3), (22, 1, 1)), np.full(22, 0.5), 1.0).carried_over(walk)
    gone = [float(np.linalg.norm(np.diff(motion.root_translation[:, [0, 2]], axis=0), axis=1).sum()) for motion in (walk, halved)]
    assert 0.3 < gone[1] / gone[0] < 0.75
    assert (halved.joint_positions()[..., 1].min(axis=1) > -0.02).all()


def test_an_arm_is_told_by_the_clip_in_which_it_hangs():
    """Of two clips, one with the arms raised sideways, the other tells how a walker holds the elbows."""
    def elbows(motion: Motion, degrees: float) -> Motion:
        rotations = motion.joint_rotations.astype(np.float64)
        rotations[:, ELBOW] = rotation.multiply(turn("y", np.array(degrees)), rotations[:, ELBOW])
        return Motion(motion.root_translation, rotations, motion.fps)

    hanging, raised = standing(60), standing(60)
    raised = Motion(raised.root_translation, np.where(np.isin(np.arange(22), SHOULDERS)[None, :, None], rotation.IDENTITY, raised.joint_rotations), 30.0)
    shown = [Comparison.of(elbows(hanging, -30), [hanging]), Comparison.of(elbows(raised, 60), [raised])]
    walk = [walking(90)]
    held = (Manner.of(shown, walk).turns @ Posture.of(walk).mean)[ELBOW]
    assert np.degrees(np.arcsin(held[0, 2])) < -15, "their plain mean would bend it the other way"


def test_updates_are_nothing_at_first_and_the_network_is_itself_again_after(lead):
    decoder, latents = lead.model.vae.decoder, torch.randn(1, 48, 4, generator=torch.Generator().manual_seed(0))
    before = decoder(latents)
    with learning(decoder, 2, torch.Generator().manual_seed(0)) as updates:
        assert torch.allclose(decoder(latents), before, atol=1e-5)
        with torch.no_grad():
            for update in updates.values():
                update.up.fill_(0.1)
        during, arrays = decoder(latents), arrays_of(DECODER, updates)
    assert not torch.allclose(during, before, atol=1e-3)
    assert torch.equal(decoder(latents), before)
    style = Style(StyleInfo("x", "odd", True, "", {}), np.zeros((1, 4), "f4"), np.zeros((1, 4), "f4"), arrays)
    with applied({DECODER: decoder}, [Use(style)]):
        assert torch.allclose(decoder(latents), during, atol=1e-4)
    assert torch.equal(decoder(latents), before)


def test_updates_that_do_not_fit_are_refused(lead):
    wrong = {"denoiser.nowhere": (np.zeros((1, 3), "f4"), np.zeros((3, 1), "f4"))}
    style = Style(StyleInfo("x", "odd", True, "", {}), np.zeros((1, 4), "f4"), np.zeros((1, 4), "f4"), wrong)
    with pytest.raises(StyleError, match="another motion model"), applied({DENOISER: lead.model.denoiser}, [Use(style)]):
        pass


def test_an_update_is_of_low_rank():
    update = LowRankUpdate(torch.zeros(6, 5, 3), 2, torch.Generator().manual_seed(0))
    torch.nn.init.normal_(update.up)
    assert torch.linalg.matrix_rank(update(torch.zeros(6, 5, 3)).detach().reshape(6, 15)) == 2


@pytest.mark.parametrize("objective", ["lead", "mld", "latents", "feat"])
def test_a_perfect_prediction_has_no_distance_in_any_space(lead, objective):
    distance = Distance(lead.model, objective)
    part, noisy, at, velocity = noised_walk(lead, distance.estimate)
    perfect, wrong = (distance.estimate(noisy, at, made) for made in (velocity, velocity + 0.3))
    assert distance.of_estimate(part, noisy, at, perfect).max() < 1e-4
    assert distance.of_estimate(part, noisy, at, wrong).min() > 1e-5


def test_mld_compares_the_noise(lead):
    distance = Distance(lead.model, "mld")
    part, noisy, at, velocity = noised_walk(lead, distance.estimate)
    wrong = distance.of_estimate(part, noisy, at, distance.estimate(noisy, at, velocity + 0.3))
    # v is √ᾱ·ε − √(1−ᾱ)·z_0 of z_t = √ᾱ·z_0 + √(1−ᾱ)·ε, so that an error of v is one of √ᾱ times as much of ε.
    assert torch.allclose(wrong, 0.09 * distance.estimate.schedule.alphas_cumprod[at], rtol=1e-3)


def test_lead_compares_what_the_projector_makes_of_both(lead):
    distance = Distance(lead.model, "lead")
    part, noisy, at, _ = noised_walk(lead, distance.estimate)
    realigned = lead.model.projector.realign(part.latents, part.real)
    as_lead = distance.of_estimate(dataclasses.replace(part, latents=realigned), noisy, at, part.latents)
    again = lead.model.projector.realign(realigned, part.real)
    assert torch.allclose(as_lead, _mean((again - realigned).square(), part.real), rtol=1e-4)


def noised_walk(lead, estimate):
    """Segments of a walk, their noisy latents, the diffusion steps of these, and v."""
    part, at = cut(lead.model, [features_of(Exemplar(walking(90)))], 4, torch.Generator().manual_seed(0)), torch.tensor([10, 300, 600, 900])
    noise = torch.randn(part.latents.shape, generator=torch.Generator().manual_seed(1))
    return part, estimate.noised(part.latents, noise, at), at, estimate.schedule.get_velocity(part.latents, noise, at)
