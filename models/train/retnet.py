"""The token model: a RetNet (Sun et al., arXiv 2307.08621) over prompt words and the cells that the key frames draw.

Parallel form (training) and recurrent form (inference) of one retention, per head with decay γ:
    parallel    o = (Q Kᵀ ⊙ D) V,  D[n, m] = γ^(n − m) for n ≥ m
    recurrent   S_n = γ S_{n−1} + k_nᵀ v_n,  o_n = q_n S_n
    chunkwise   the first within a chunk, the second between chunks
followed by an RMS norm of each head. No other normaliser: the forms agree exactly.

Sequence: the prompt's tokens, then each key frame: its Serial Number token (FlashVideo, arXiv 2401.00869), which says
which cells change, and these cells in raster order; the others stay as they are, at first blank. A cell's token knows
its key frame and place, the code of the cell drawn `block` cells before it in the same key frame, and what its own
place shows in the key frame before and in the first one. With block = 1 this is the paper's one cell a step; with
block = s, s cells are drawn in one step from one checkpoint (our extension).

Every token has a slot, `frame · (1 + cells)` for a Serial Number and one more for each place: rotary positions count
slots, decay counts tokens.
"""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from config import Config


def retention_parallel(q: Tensor, k: Tensor, v: Tensor, log_decay: Tensor) -> Tensor:
    """q, k [B, H, L, dk], v [B, H, L, dv], log_decay [H] → o [B, H, L, dv]."""
    n = torch.arange(q.shape[2], device=q.device)
    distance = (n[:, None] - n[None, :]).float()
    mask = torch.exp(distance.clamp(min=0) * log_decay[:, None, None]) * (distance >= 0)  # D: [H, L, L]
    return ((q @ k.transpose(-1, -2)) * mask.to(q.dtype)) @ v


def retention_recurrent(q: Tensor, k: Tensor, v: Tensor, log_decay: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
    """One token: q, k [B, H, 1, dk], v [B, H, 1, dv], state [B, H, dk, dv] → o [B, H, 1, dv] and the new state."""
    state = torch.exp(log_decay)[:, None, None] * state + k.transpose(-1, -2) @ v
    return q @ state, state


def retention_chunkwise(
    q: Tensor, k: Tensor, v: Tensor, log_decay: Tensor, state: Tensor, chunk: int
) -> tuple[Tensor, Tensor]:
    """`chunk` tokens at a time, the last chunk may be shorter; the state is kept in float32."""
    out = []
    for qc, kc, vc in zip(q.split(chunk, 2), k.split(chunk, 2), v.split(chunk, 2)):
        length = qc.shape[2]
        n = torch.arange(length, device=q.device).float()
        to_row = torch.exp((n + 1)[:, None] * log_decay[:, None, None]).to(q.dtype)  # [H, length, 1] γ^(n+1)
        to_end = torch.exp((length - 1 - n)[:, None] * log_decay[:, None, None]).to(q.dtype)  # [H, length, 1]
        within = retention_parallel(qc, kc, vc, log_decay)
        out.append(within + (qc * to_row) @ state.to(q.dtype))
        state = torch.exp(length * log_decay)[:, None, None] * state + ((kc * to_end).transpose(-1, -2) @ vc).float()
    return torch.cat(out, 2), state


def retention_ragged(q: Tensor, k: Tensor, v: Tensor, log_decay: Tensor, state: Tensor, live: Tensor) -> tuple[Tensor, Tensor]:
    """One token after the other; those that are not `live` [B, L] leave the state as it is."""
    out = []
    for n in range(q.shape[2]):
        at = slice(n, n + 1)
        o, after = retention_recurrent(q[:, :, at].float(), k[:, :, at].float(), v[:, :, at].float(), log_decay, state)
        out.append(o.to(q.dtype))
        state = torch.where(live[:, n, None, None, None], after, state)
    return torch.cat(out, 2), state


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary position embedding, halves rotated against each other: x [B, H, L, dk], cos and sin [B, 1, L, dk/2]."""
    a, b = x.chunk(2, -1)
    return torch.cat([a * cos - b * sin, a * sin + b * cos], -1).to(x.dtype)


class Linear(nn.Linear):
    """A matrix without bias."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__(inputs, outputs, bias=False)


class Table(nn.Embedding):
    """An embedding whose row 0 means "none"."""

    def forward(self, index: Tensor) -> Tensor:
        return super().forward(index) * (index > 0)[..., None]  # masked rather than trusted to stay zero


class Retention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.heads, self.key_dim, self.value_dim = c.heads, c.key_dim, c.value_dim
        self.keys, self.values = c.heads * c.key_dim, c.heads * c.value_dim
        self.qkvg = Linear(c.width, 2 * self.keys + 2 * self.values)
        self.out = Linear(self.values, c.width)

    def forward(self, x: Tensor, log_decay: Tensor, cos: Tensor, sin: Tensor, state: Tensor, form):
        b, length, _ = x.shape
        q, k, v, g = self.qkvg(x).split([self.keys, self.keys, self.values, self.values], -1)
        q, k, v = (t.view(b, length, self.heads, -1).transpose(1, 2) for t in (q, k, v))
        o, state = form(rotate(q, cos, sin), rotate(k, cos, sin), v, log_decay, state)
        o = F.rms_norm(o.float(), (self.value_dim,), eps=1e-6).to(x.dtype)
        return self.out(F.silu(g) * o.transpose(1, 2).flatten(2)), state


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.norm1 = nn.RMSNorm(c.width, eps=1e-6)
        self.retention = Retention(c)
        self.norm2 = nn.RMSNorm(c.width, eps=1e-6)
        self.up = Linear(c.width, 2 * c.feed_forward)
        self.down = Linear(c.feed_forward, c.width)

    def forward(self, x: Tensor, *args):
        o, state = self.retention(self.norm1(x), *args)
        x = x + o
        gate, value = self.up(self.norm2(x)).chunk(2, -1)
        return x + self.down(F.silu(gate) * value), state


class Heads(nn.Module):
    """What a token says: a cell's codes, a Serial Number's changes."""

    def __init__(self, c, cells: int, groups: int, codes: int):
        super().__init__()
        self.groups = groups
        self.norm = nn.RMSNorm(c.width, eps=1e-6)
        self.codes = Linear(c.width, groups * codes)
        self.changes = Linear(c.width, cells)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """x [B, T, width] → logits of codes [B, T, groups, codes] and of changes [B, T, cells]."""
        y = self.norm(x)
        return self.codes(y).unflatten(-1, (self.groups, -1)), self.changes(y)


class RetNet(nn.Module):
    def __init__(self, config: Config, words: int):
        super().__init__()
        c, t = config.retnet, config.tokenizer
        self.config, self.c = config, c
        self.cells, self.frames, self.groups, self.codes, self.latent = t.cells**2, c.key_frames, t.groups, t.codes, t.latent
        self.word = Table(1 + words * c.tokens_per_word, c.width)  # row 0: not a word
        self.shifted = Linear(t.latent + 1, c.width)
        self.previous = Linear(t.latent, c.width)
        self.first = Linear(t.latent, c.width)
        self.place = Table(1 + self.cells, c.width)  # row 0: a prompt token or a Serial Number
        self.frame = Table(1 + self.frames, c.width)  # row 0 of this and the next: a prompt token
        self.block = Table(1 + len(c.block_sizes), c.width)
        self.layers = nn.ModuleList(Layer(c) for _ in range(c.layers))
        self.heads = Heads(c, self.cells, t.groups, t.codes)
        self._initialise()
        self.register_buffer("log_decay", log_decay(c.heads), persistent=False)
        cos, sin = rotary_table(c.prompt_tokens + self.frames * (1 + self.cells), c.key_dim)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    def _initialise(self):
        for table in (self.word, self.place, self.frame, self.block):
            nn.init.normal_(table.weight, std=0.02)
            with torch.no_grad():
                table.weight[0] = 0
        for layer in self.layers:
            for matrix in (layer.retention.out, layer.down):
                nn.init.normal_(matrix.weight, std=0.02 / math.sqrt(2 * self.c.layers))

    def embed(self, token: dict[str, Tensor]) -> Tensor:
        """Inputs as in models/README.md (`word`, `place`, `frame`, `block`, `shifted`, `previous`, `first`) → [B, T, width]."""
        x = self.word(token["word"]) + self.place(token["place"])
        x = x + self.frame(token["frame"]) + self.block(token["block"])
        return x + self.shifted(token["shifted"]) + self.previous(token["previous"]) + self.first(token["first"])

    def rotary(self, token: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        return self.cos[token["position"]][:, None], self.sin[token["position"]][:, None]  # [B, 1, T, dk/2]

    def run(self, token: dict[str, Tensor], states: list[Tensor], form) -> tuple[Tensor, Tensor, list[Tensor]]:
        """T tokens through all layers → logits of codes [B, T, groups, codes], of changes [B, T, cells], new states."""
        x, after = self.embed(token), []
        rotary = self.rotary(token)
        for layer, state in zip(self.layers, states):
            x, state = layer(x, self.log_decay, *rotary, state, form)
            after.append(state)
        return *self.heads(x), after

    def states(self, batch: int) -> list[Tensor]:
        shape = (batch, self.c.heads, self.c.key_dim, self.c.value_dim)
        return [torch.zeros(shape, device=self.log_decay.device) for _ in self.layers]

    def forward(self, token: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Training, on the tokens of `sequence` → logits of all tokens, [B, L, groups, codes] and [B, L, cells]."""
        codes, changes, _ = self.run(token, self.states(token["word"].shape[0]), chunked)
        return codes, changes

    def sequence(self, prompt: Tensor, latents: Tensor, drawn: Tensor, block: int, length: int) -> tuple[dict[str, Tensor], Tensor]:
        """All tokens of clips that are known, padded to `length`, and the slot of each, [B, length]: −1 for prompt and padding.

        prompt [B, words], latents [B, K, cells, D] as each key frame shows them, drawn bool [B, K, cells].
        """
        batch, frames, cells, _ = latents.shape
        count = length - self.c.prompt_tokens
        said = F.pad(drawn, (1, 0), value=True).flatten(1)  # [B, K · (1 + cells)], Serial Numbers first
        count = min(count, said.shape[1])
        live, slot = torch.sort(said.to(torch.int8), dim=1, descending=True, stable=True)
        live, slot = live[:, :count] > 0, slot[:, :count]
        frame, place = slot // (1 + cells), slot % (1 + cells) - 1  # place −1: a Serial Number
        own = lambda k: latents[torch.arange(batch, device=slot.device)[:, None], k, place.clamp(min=0)]
        now, previous, first = own(frame), own((frame - 1).clamp(min=0)), own(torch.zeros_like(frame))
        index = torch.arange(count, device=slot.device)
        # Cells of the same key frame before it: the index less that of the Serial Number, found as the last one so far.
        rank = index - 1 - torch.where(place < 0, index, 0).cummax(1).values
        shifted = now.gather(1, (index - block).clamp(min=0)[None, :, None].expand_as(now))
        tokens = self.cell_tokens(slot, shifted, rank >= block, previous * (frame > 0)[..., None], first * (frame > 0)[..., None], block)
        prompted = self.prompt(prompt)
        joined = {k: F.pad(torch.cat([prompted[k], tokens[k]], 1), padding(prompted[k], length - self.c.prompt_tokens - count)) for k in tokens}
        slot = torch.where(live, slot, -1)
        return joined, F.pad(slot, (self.c.prompt_tokens, length - self.c.prompt_tokens - count), value=-1)

    def prompt(self, words: Tensor) -> dict[str, Tensor]:
        """The prompt's tokens: words [B, promptWords], 0 is <pad>."""
        c = self.c
        part = torch.arange(c.tokens_per_word, device=words.device)
        ids = (1 + words[..., None] * c.tokens_per_word + part).flatten(1)
        none = torch.zeros_like(ids)
        empty = lambda width: torch.zeros(*ids.shape, width, device=words.device)
        return {
            "word": ids, "place": none, "frame": none, "block": none, "shifted": empty(self.latent + 1), "previous": empty(self.latent),
            "first": empty(self.latent), "position": torch.arange(ids.shape[1], device=words.device).expand_as(ids),
        }  # fmt: skip

    def cell_tokens(self, slot: Tensor, shifted: Tensor, known: Tensor, previous: Tensor, first: Tensor, block: int) -> dict[str, Tensor]:
        """Tokens at `slot` [B, T]: cells, and Serial Numbers (which are told nothing else).

        shifted [B, T, D]: the latent of the cell drawn `block` cells earlier, where it is `known` [B, T]; previous and
        first [B, T, D]: the latents at the cell's place in the key frame before and in the first one, 0 in the first.
        """
        frame, place = slot // (1 + self.cells), slot % (1 + self.cells)
        cell = (place > 0)[..., None]
        flag = (~known[..., None]).float()
        return {
            "word": torch.zeros_like(slot), "place": place, "frame": 1 + frame,
            "block": torch.full_like(slot, 1 + self.c.block_sizes.index(block)),
            "shifted": torch.cat([shifted * (1 - flag), flag], -1) * cell,
            "previous": previous * cell, "first": first * cell,
            "position": self.c.prompt_tokens + slot,
        }  # fmt: skip

    def serial_number(self, batch: int, frame: int, block: int) -> dict[str, Tensor]:
        slot = torch.full((batch, 1), frame * (1 + self.cells), device=self.log_decay.device)
        nothing = torch.zeros(batch, 1, self.latent, device=slot.device)
        return self.cell_tokens(slot, nothing, slot < 0, nothing, nothing, block)

    @torch.no_grad()
    def generate(self, prompt: Tensor, block: int, tokenizer, frames: int = 1) -> tuple[Tensor, Tensor]:
        """Greedy, `block` cells a step: prompt [B, words] → codes [B, frames, cells, groups], drawn bool [B, frames, cells]."""
        batch, device = len(prompt), prompt.device
        form = lambda live: lambda *args: retention_ragged(*args, live)
        everyone = torch.ones(batch, 1, dtype=torch.bool, device=device)
        _, _, states = self.run(self.prompt(prompt), self.states(batch), chunked)
        shown = torch.full((batch, self.cells, self.groups), tokenizer.blank, device=device)
        codes, drawn = [], []
        for k in range(frames):
            _, changes, states = self.run(self.serial_number(batch, k, block), states, form(everyone))
            changed = changes[:, 0] > 0
            live, place = torch.sort(changed.to(torch.int8), dim=1, descending=True, stable=True)
            before = tokenizer.latent(shown) if k > 0 else torch.zeros(batch, self.cells, self.latent, device=device)
            first = tokenizer.latent(codes[0]) if k > 0 else before
            latest = torch.zeros(batch, block, self.latent, device=device)  # of the block drawn before
            shown = shown.clone()
            for start in range(0, int(changed.sum(1).max()), block):
                at, alive = place[:, start : start + block], live[:, start : start + block] > 0
                own = lambda latents: latents.gather(1, at[..., None].expand(-1, -1, self.latent))
                known = torch.full_like(alive, start > 0)
                token = self.cell_tokens(k * (1 + self.cells) + 1 + at, latest[:, : at.shape[1]], known, own(before), own(first), block)
                logits, _, states = self.run(token, states, form(alive))
                best = logits.argmax(-1)
                latest = tokenizer.latent(best)
                index = at[..., None].expand_as(best)
                shown.scatter_(1, index, torch.where(alive[..., None], best, shown.gather(1, index)))
            codes.append(shown)
            drawn.append(changed)
        return torch.stack(codes, 1), torch.stack(drawn, 1)


CHUNK = 256  # tokens of a sequence that are computed in parallel


def chunked(q: Tensor, k: Tensor, v: Tensor, log_decay: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
    return retention_chunkwise(q, k, v, log_decay, state, CHUNK)


def padding(t: Tensor, after: int) -> tuple[int, ...]:
    """For F.pad: `after` more tokens along dimension 1."""
    return (0, after) if t.dim() == 2 else (0, 0, 0, after)


def log_decay(heads: int) -> Tensor:
    """log γ [heads]: from 1/16 forgotten a token to 1/2048, and one head that keeps the prompt for ever."""
    gamma = 1 - torch.exp(torch.linspace(math.log(1 / 16), math.log(1 / 2048), heads, dtype=torch.float64))
    gamma[-1] = 1
    return gamma.log().float()  # in float32 always: bf16 would round γ to 1


def rotary_table(length: int, dim: int) -> tuple[Tensor, Tensor]:
    frequency = 1e4 ** (-torch.arange(0, dim, 2, dtype=torch.float64) / dim)
    angle = torch.arange(length, dtype=torch.float64)[:, None] * frequency
    return angle.cos().float(), angle.sin().float()  # [length, dim/2]
