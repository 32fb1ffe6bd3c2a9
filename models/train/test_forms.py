"""The proof: one set of weights, four forms, the same logits."""

import pytest
import torch

from config import CONFIGS
from retnet import RetNet, log_decay, retention_chunkwise, retention_parallel, retention_recurrent
from tokenizer import FSQ, Decoder, Tokenizer

CONFIG = CONFIGS["tiny"]


def tensors(length: int):
    g = torch.Generator().manual_seed(3)
    make = lambda d: torch.randn(2, 4, length, d, generator=g, dtype=torch.float64)
    return make(16), make(16), make(24), log_decay(4).double()


def test_parallel_recurrent_and_chunkwise_retention_agree_in_float64():
    q, k, v, decay = tensors(60)
    parallel = retention_parallel(q, k, v, decay)
    state, rows = torch.zeros(2, 4, 16, 24, dtype=torch.float64), []
    for n in range(60):
        o, state = retention_recurrent(q[:, :, n : n + 1], k[:, :, n : n + 1], v[:, :, n : n + 1], decay, state)
        rows.append(o)
    chunked, after = retention_chunkwise(q, k, v, decay, torch.zeros_like(state), 20)
    assert torch.allclose(parallel, torch.cat(rows, 2), atol=1e-9)
    assert torch.allclose(parallel, chunked, atol=1e-5)  # the chunkwise state is kept in float32
    assert torch.allclose(state, after.double(), atol=1e-5)


@pytest.mark.parametrize("block", CONFIG.retnet.block_sizes)
def test_parallel_cell_by_cell_and_block_by_block_logits_agree(block):
    torch.manual_seed(0)
    model = RetNet(CONFIG, words=20).eval()
    for p in model.parameters():  # at initialisation the layers hardly contribute
        torch.nn.init.normal_(p, std=0.2) if p.dim() > 1 else None
    tokenizer = Tokenizer(CONFIG.tokenizer)
    codes = torch.randint(0, CONFIG.tokenizer.codes, (1, 4, 256, CONFIG.tokenizer.groups))
    latents, prompt = tokenizer.latent(codes), torch.tensor([[3, 9, 4, 0, 0, 0, 0, 0]])
    with torch.no_grad():
        whole = model(model.sequence(prompt, latents, block))
        for step in {1, block}:  # one cell a step, and as the block is fed at inference
            form = lambda q, k, v, g, s: retention_chunkwise(q, k, v, g, s, q.shape[2])
            _, states = model.run(model.prompt(prompt), model.states(1), form)
            rows, flat = [], latents.flatten(1, 2)
            for n in range(0, 512 if step == 1 else 1024, step):
                token = model.cell_tokens(flat, latents[:, 0], n, step, block)
                logits, states = model.run(token, states, form)
                rows.append(logits)
            made = torch.cat(rows, 1)
            assert (made - whole[:, : made.shape[1]]).abs().max() < 1e-4 * whole.abs().max()


def test_a_block_sees_nothing_of_itself_or_later():
    torch.manual_seed(0)
    model = RetNet(CONFIG, words=20).eval()
    latents, prompt = torch.randn(1, 4, 256, CONFIG.tokenizer.latent), torch.tensor([[3, 0, 0, 0, 0, 0, 0, 0]])
    changed = latents.clone().flatten(1, 2)
    changed[:, 320:] = 0  # from the block of 64 that starts at cell 320 onwards
    with torch.no_grad():
        a, b = model(model.sequence(prompt, latents, 64)), model(model.sequence(prompt, changed.unflatten(1, (4, 256)), 64))
    assert torch.equal(a[:, :384], b[:, :384]) or (a[:, :384] - b[:, :384]).abs().max() < 1e-5
    assert (a[:, 384:] - b[:, 384:]).abs().max() > 1e-3


@pytest.mark.parametrize("levels", [(8, 5, 5, 5), (4, 4, 4, 4), (3, 2)])
def test_every_code_survives_its_values(levels):
    fsq = FSQ(levels)
    codes = torch.arange(int(torch.tensor(levels).prod()))
    assert torch.equal(fsq.codes(fsq.values(codes)), codes)
    assert fsq.values(codes).abs().max() <= 1


def test_a_crop_with_its_halo_decodes_to_the_pixels_of_the_whole():
    torch.manual_seed(0)
    decoder = Decoder(CONFIG.tokenizer).eval()
    for p in decoder.parameters():
        torch.nn.init.normal_(p, std=0.1)
    halo = Decoder.halo(CONFIG.tokenizer)
    z = torch.randn(1, CONFIG.tokenizer.latent, 30, 30)
    with torch.no_grad():
        whole, crop = decoder(z), decoder(z[:, :, 10 - halo : 12 + halo, 10 - halo : 12 + halo])
    inner = crop[:, :, 8 * halo : 8 * (halo + 2), 8 * halo : 8 * (halo + 2)]
    assert torch.allclose(whole[:, :, 80:96, 80:96], inner, atol=1e-5)
