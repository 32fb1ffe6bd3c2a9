"""The proof: one set of weights, four forms, the same logits."""

import pytest
import torch

from config import CONFIGS
from retnet import RetNet, chunked, log_decay, retention_chunkwise, retention_parallel, retention_ragged, retention_recurrent
from tokenizer import FSQ, Tokenizer

CONFIG = CONFIGS["tiny"]
KEY_FRAMES = CONFIG.retnet.key_frames


def tensors(length: int):
    g = torch.Generator().manual_seed(3)
    make = lambda d: torch.randn(2, 4, length, d, generator=g, dtype=torch.float64)
    return make(16), make(16), make(24), log_decay(4).double()


def noisy_net() -> RetNet:
    torch.manual_seed(0)
    net = RetNet(CONFIG, words=20).eval()
    for p in net.parameters():  # at initialisation the layers hardly contribute
        torch.nn.init.normal_(p, std=0.2) if p.dim() > 1 else None
    return net


def loop(seed: int = 0):
    """A clip of random codes: (prompt [1, words], latents [1, K, cells, D], drawn [1, K, cells])."""
    g = torch.Generator().manual_seed(seed)
    tokenizer = Tokenizer(CONFIG.tokenizer)
    codes = torch.randint(0, CONFIG.tokenizer.codes, (1, KEY_FRAMES, 256, CONFIG.tokenizer.groups), generator=g)
    drawn = torch.rand(1, KEY_FRAMES, 256, generator=g) < torch.linspace(0.8, 0.1, KEY_FRAMES)[:, None]
    drawn[:, 4] = False  # a key frame in which nothing changes
    for k in range(1, KEY_FRAMES):
        codes[:, k] = torch.where(drawn[:, k, :, None], codes[:, k], codes[:, k - 1])
    return torch.tensor([[3, 9, 4, 0, 0, 0, 0, 0]]), tokenizer.latent(codes), drawn


def stepped(net: RetNet, prompt, latents, drawn, block: int, step: int):
    """The tokens as they are fed at inference: each Serial Number, then `step` cells at a time."""
    _, _, states = net.run(net.prompt(prompt), net.states(1), chunked)
    codes, changes = [], []
    for k in range(KEY_FRAMES):
        logits, changed, states = net.run(net.serial_number(1, k, block), states, chunked)
        codes.append(logits), changes.append(changed)
        places = drawn[0, k].nonzero()[:, 0]
        for start in range(0, len(places), step):
            rank = torch.arange(start, min(start + step, len(places)))
            at = places[rank]
            shifted = latents[:, k, places[(rank - block).clamp(min=0)]]
            before, first = (latents[:, max(0, k - 1), at] * (k > 0), latents[:, 0, at] * (k > 0))
            token = net.cell_tokens((k * 257 + 1 + at)[None], shifted, (rank >= block)[None], before, first, block)
            logits, changed, states = net.run(token, states, chunked)
            codes.append(logits), changes.append(changed)
    return torch.cat(codes, 1), torch.cat(changes, 1)


def test_parallel_recurrent_and_chunkwise_retention_agree_in_float64():
    q, k, v, decay = tensors(60)
    parallel = retention_parallel(q, k, v, decay)
    state, rows = torch.zeros(2, 4, 16, 24, dtype=torch.float64), []
    for n in range(60):
        o, state = retention_recurrent(q[:, :, n : n + 1], k[:, :, n : n + 1], v[:, :, n : n + 1], decay, state)
        rows.append(o)
    chunked, after = retention_chunkwise(q, k, v, decay, torch.zeros_like(state), 16)  # the last chunk is shorter
    assert torch.allclose(parallel, torch.cat(rows, 2), atol=1e-9)
    assert torch.allclose(parallel, chunked, atol=1e-5)  # the chunkwise state is kept in float32
    assert torch.allclose(state, after.double(), atol=1e-5)


def test_tokens_that_are_not_live_leave_no_trace():
    q, k, v, decay = tensors(12)
    q, k, v, decay = q.float(), k.float(), v.float(), decay.float()
    live = torch.tensor([[True] * 7 + [False] * 5, [True, False] * 6])
    o, state = retention_ragged(q, k, v, decay, torch.zeros(2, 4, 16, 24), live)
    for b in range(2):
        mine = live[b].nonzero()[:, 0]
        alone = [t[b : b + 1, :, mine] for t in (q, k, v)]
        expected, after = retention_chunkwise(*alone, decay, torch.zeros(1, 4, 16, 24), 12)
        assert torch.allclose(o[b : b + 1, :, mine], expected, atol=1e-5)
        assert torch.allclose(state[b : b + 1], after, atol=1e-5)


@pytest.mark.parametrize("block", CONFIG.retnet.block_sizes)
def test_parallel_cell_by_cell_and_block_by_block_logits_agree(block):
    net, (prompt, latents, drawn) = noisy_net(), loop()
    with torch.no_grad():
        token, slot = net.sequence(prompt, latents, drawn, block, 1536)
        codes, changes = (t[:, slot[0] >= 0] for t in net(token))
        for step in {1, block}:
            made, changed = stepped(net, prompt, latents, drawn, block, step)
            assert (made - codes).abs().max() < 1e-4 * codes.abs().max()
            assert (changed - changes).abs().max() < 1e-4 * changes.abs().max()


def test_drawn_all_together_clips_are_what_they_are_alone():
    net, tokenizer = noisy_net(), Tokenizer(CONFIG.tokenizer)
    prompts = torch.tensor([[3, 9, 4, 0, 0, 0, 0, 0], [7, 1, 0, 0, 0, 0, 0, 0], [12, 5, 6, 2, 0, 0, 0, 0]])
    codes, drawn = net.generate(prompts, 16, tokenizer, 3)
    assert 0.1 < drawn.float().mean() < 0.9 and len(drawn.flatten(1).sum(1).unique()) > 1
    for i, prompt in enumerate(prompts):
        alone, changed = net.generate(prompt[None], 16, tokenizer, 3)
        assert torch.equal(changed[0], drawn[i])
        assert (alone[0] == codes[i]).float().mean() > 0.99  # float32 adds in another order


def test_what_is_generated_is_what_the_parallel_form_says_of_it():
    net, tokenizer = noisy_net(), Tokenizer(CONFIG.tokenizer)
    prompt = torch.tensor([[3, 9, 4, 0, 0, 0, 0, 0]])
    codes, drawn = net.generate(prompt, 16, tokenizer, KEY_FRAMES)
    with torch.no_grad():
        token, slot = net.sequence(prompt, tokenizer.latent(codes), drawn, 16, 2072)
        logits, changes = net(token)
    frame, place = slot[0] // 257, slot[0] % 257
    cells, numbers = (slot[0] >= 0) & (place > 0), (slot[0] >= 0) & (place == 0)
    assert (logits[0, cells].argmax(-1) == codes[0, frame[cells], place[cells] - 1]).float().mean() > 0.99
    assert ((changes[0, numbers] > 0) == drawn[0]).float().mean() > 0.99
    still = ~drawn[0, 1:]
    assert torch.equal(codes[0, 1:][still], codes[0, :-1][still])


def test_a_block_sees_nothing_of_itself_or_later():
    net, (prompt, latents, drawn) = noisy_net(), loop()
    places = drawn[0, 1].nonzero()[:, 0]
    changed = latents.clone()
    changed[:, 1, places[4:]] = 0  # from the second block of four of the second key frame onwards
    with torch.no_grad():
        token, slot = net.sequence(prompt, latents, drawn, 4, 1536)
        a, b = net(token)[0], net(net.sequence(prompt, changed, drawn, 4, 1536)[0])[0]
    start = int((slot[0] == 257 + 1 + places[8]).nonzero())  # the first that is shown one of them
    assert (a[:, :start] - b[:, :start]).abs().max() < 1e-5
    assert (a[:, start] - b[:, start]).abs().max() > 1e-3


@pytest.mark.parametrize("levels", [(8, 5, 5, 5), (4, 4, 4, 4), (3, 2)])
def test_every_code_survives_its_values(levels):
    fsq = FSQ(levels)
    codes = torch.arange(int(torch.tensor(levels).prod()))
    assert torch.equal(fsq.codes(fsq.values(codes)), codes)
    assert fsq.values(codes).abs().max() <= 1


def test_what_stands_still_keeps_its_codes_and_what_is_blank_has_the_blank_one():
    torch.manual_seed(0)
    tokenizer = Tokenizer(CONFIG.tokenizer).eval()
    frames = torch.zeros(1, 3, 4, 256, 256)
    frames[:, :, :, 64:128, 64:128] = torch.rand(4, 64, 64)  # stands still
    frames[:, 1, 3, 160:176, 160:176] = 1  # comes and goes
    with torch.no_grad():
        codes, drawn = tokenizer.encode_loop(frames)
    assert drawn[0].sum(1).tolist() == [16, 1, 1] and drawn[0, 1:, 10 * 16 + 10].all()
    assert torch.equal(codes[:, 2], codes[:, 0])
    assert (codes[0, 0][~drawn[0, 0]] == tokenizer.blank).all()
    assert (tokenizer.latent(torch.tensor([tokenizer.blank])) == 0).all()
