"""The token model: a RetNet (Sun et al., arXiv 2307.08621) over prompt words and the cells of the key frames.

Parallel form (training) and recurrent form (inference) of one retention, per head with decay γ:
    parallel    o = (Q Kᵀ ⊙ D) V,  D[n, m] = γ^(n − m) for n ≥ m
    recurrent   S_n = γ S_{n−1} + k_nᵀ v_n,  o_n = q_n S_n
    chunkwise   the first within a chunk, the second between chunks
followed by an RMS norm of each head. No other normaliser: the forms agree exactly.

Sequence: the prompt's tokens, then the cells of each key frame in raster order. Each cell is told its key
frame's Serial Number (FlashVideo, arXiv 2401.00869), its place, the code of the cell `block` places before
it and the code at its own place in the previous key frame. With block = 1 this is the paper's one cell a
step; with block = s, s cells are drawn in one step from one checkpoint (our extension).
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
    """`chunk` tokens at a time, the length a multiple of it; the state is kept in float32."""
    n = torch.arange(chunk, device=q.device).float()
    to_row = torch.exp((n + 1)[:, None] * log_decay[:, None, None]).to(q.dtype)  # [H, chunk, 1] γ^(n+1)
    to_end = torch.exp((chunk - 1 - n)[:, None] * log_decay[:, None, None]).to(q.dtype)  # [H, chunk, 1]
    across = torch.exp(chunk * log_decay)[:, None, None]  # [H, 1, 1] γ^chunk
    out = []
    for qc, kc, vc in zip(q.split(chunk, 2), k.split(chunk, 2), v.split(chunk, 2)):
        within = retention_parallel(qc, kc, vc, log_decay)
        out.append(within + (qc * to_row) @ state.to(q.dtype))
        state = across * state + ((kc * to_end).transpose(-1, -2) @ vc).float()
    return torch.cat(out, 2), state


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary position embedding, halves rotated against each other: x [B, H, L, dk], cos and sin [L, dk/2]."""
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

    def forward(self, x: Tensor, log_decay: Tensor, rotary: tuple[Tensor, Tensor], state: Tensor, form):
        b, length, _ = x.shape
        q, k, v, g = self.qkvg(x).split([self.keys, self.keys, self.values, self.values], -1)
        q, k, v = (t.view(b, length, self.heads, -1).transpose(1, 2) for t in (q, k, v))
        o, state = form(rotate(q, *rotary), rotate(k, *rotary), v, log_decay, state)
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


class ReferenceAttention(nn.Module):
    """Cells of later key frames look at the first one, by place: a learnt motion field over a fixed 256 cells.

    Keys are learnt and hold no content, so a query (which knows the prompt) says where to look, and the values
    bring what was drawn there. The cost and the memory are the same for every cell: generation stays O(L).
    """

    def __init__(self, c, cells: int, latent: int):
        super().__init__()
        self.heads, self.dim = c.reference_heads, c.reference_dim
        self.norm = nn.RMSNorm(c.width, eps=1e-6)
        self.query = nn.Linear(c.width, self.heads * self.dim, bias=False)
        self.key = nn.Parameter(torch.randn(cells, self.heads * self.dim) * 0.5)
        self.value = nn.Linear(latent, c.width, bias=False)
        self.out = nn.Linear(c.width, c.width, bias=False)

    def forward(self, x: Tensor, reference: Tensor, gate: Tensor) -> Tensor:
        """x [B, L, width], reference [B, cells, D], gate [B, L, 1]."""
        q = self.query(self.norm(x)).unflatten(-1, (self.heads, -1)).transpose(1, 2)  # [B, H, L, dim]
        k = self.key.to(q.dtype).unflatten(-1, (self.heads, -1)).transpose(0, 1)  # [H, cells, dim]
        v = self.value(reference).unflatten(-1, (self.heads, -1)).transpose(1, 2)  # [B, H, cells, width/H]
        o = F.scaled_dot_product_attention(q, k.expand(q.shape[0], -1, -1, -1), v)
        return x + self.out(o.transpose(1, 2).flatten(2)) * gate


class RetNet(nn.Module):
    def __init__(self, config: Config, words: int):
        super().__init__()
        c, t = config.retnet, config.tokenizer
        self.config, self.c = config, c
        self.cells, self.frames, self.groups, self.codes = t.cells**2, len(config.key_phases), t.groups, t.codes
        self.word = Table(1 + words * c.tokens_per_word, c.width)  # row 0: not a word
        self.shifted = nn.Linear(t.latent + 1, c.width, bias=False)
        self.previous = nn.Linear(t.latent + 1, c.width, bias=False)
        self.place = Table(1 + self.cells, c.width)  # row 0 of these: a prompt token
        self.frame = Table(1 + self.frames, c.width)  # the Serial Number token
        self.block = Table(1 + len(c.block_sizes), c.width)
        self.layers = nn.ModuleList(Layer(c) for _ in range(c.layers))
        self.reference = ReferenceAttention(c, self.cells, t.latent)
        self.norm = nn.RMSNorm(c.width, eps=1e-6)
        self.head = nn.Linear(c.width, self.groups * self.codes, bias=False)
        self._initialise()
        self.register_buffer("log_decay", log_decay(c.heads), persistent=False)
        cos, sin = rotary_table(self.length, c.key_dim)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    @property
    def length(self) -> int:
        return self.c.prompt_tokens + self.frames * self.cells

    def _initialise(self):
        for table in (self.word, self.place, self.frame, self.block):
            nn.init.normal_(table.weight, std=0.02)
            with torch.no_grad():
                table.weight[0] = 0
        for layer in self.layers:
            for matrix in (layer.retention.out, layer.down):
                nn.init.normal_(matrix.weight, std=0.02 / math.sqrt(2 * self.c.layers))

    def embed(self, token: dict[str, Tensor]) -> Tensor:
        """Inputs as in models/README.md (`word`, `shifted`, `previous`, `place`, `frame`, `block`) → [B, T, width]."""
        x = self.word(token["word"]) + self.place(token["place"])
        x = x + self.frame(token["frame"]) + self.block(token["block"])
        return x + self.shifted(token["shifted"]) + self.previous(token["previous"])

    def run(self, token: dict[str, Tensor], states: list[Tensor], form) -> tuple[Tensor, list[Tensor]]:
        """T tokens through all layers → logits [B, T, groups, codes] and the new states."""
        rotary = (self.cos[token["position"]], self.sin[token["position"]])
        x, after = self.embed(token), []
        for i, (layer, state) in enumerate(zip(self.layers, states)):
            if i == self.c.reference_layer:
                x = self.reference(x, token["reference"], token["gate"])
            x, state = layer(x, self.log_decay, rotary, state, form)
            after.append(state)
        return self.head(self.norm(x)).unflatten(-1, (self.groups, self.codes)), after

    def states(self, batch: int) -> list[Tensor]:
        shape = (batch, self.c.heads, self.c.key_dim, self.c.value_dim)
        return [torch.zeros(shape, device=self.log_decay.device) for _ in self.layers]

    def forward(self, token: dict[str, Tensor]) -> Tensor:
        """Training, on the tokens of `sequence` → logits of the cells, [B, frames·cells, groups, codes]."""
        length = token["word"].shape[1]
        parts = math.ceil(length / 272)
        if length % parts:
            raise ValueError(f"a sequence of {length} tokens does not divide into {parts} chunks")
        form = lambda q, k, v, g, s: retention_chunkwise(q, k, v, g, s, length // parts)
        logits, _ = self.run(token, self.states(token["word"].shape[0]), form)
        return logits[:, self.c.prompt_tokens :]

    def sequence(self, prompt: Tensor, latents: Tensor, block: int) -> dict[str, Tensor]:
        """All tokens of clips that are known: prompt [B, words], latents [B, frames, cells, D]."""
        batch, frames, cells, _ = latents.shape
        flat = latents.flatten(1, 2)  # [B, N, D]
        parts = [self.prompt(prompt), self.cell_tokens(flat, latents[:, 0], 0, frames * cells, block)]
        return {k: torch.cat([p[k] for p in parts], -1 if k == "position" else 1) for k in parts[0] if k != "reference"} | {
            "reference": latents[:, 0]
        }

    def prompt(self, words: Tensor) -> dict[str, Tensor]:
        """The prompt's tokens: words [B, promptWords], 0 is <pad>."""
        c, (batch, n) = self.c, words.shape
        part = torch.arange(c.tokens_per_word, device=words.device)
        ids = (1 + words[..., None] * c.tokens_per_word + part).flatten(1)
        none, zeros = torch.zeros_like(ids), torch.zeros(*ids.shape, self.shifted.in_features, device=words.device)
        return {
            "word": ids, "place": none, "frame": none, "block": none, "shifted": zeros, "previous": zeros,
            "position": torch.arange(ids.shape[1], device=words.device),
            "gate": torch.zeros(*ids.shape, 1, device=words.device),
            "reference": torch.zeros(batch, self.cells, self.shifted.in_features - 1, device=words.device),
        }  # fmt: skip

    def cell_tokens(self, flat: Tensor, reference: Tensor, start: int, count: int, block: int) -> dict[str, Tensor]:
        """Cells start … start + count − 1; `flat` [B, N, D] holds at least the latents drawn before them."""
        n = torch.arange(start, start + count, device=flat.device)
        frame, place = n // self.cells, n % self.cells
        each = lambda t: t.expand(flat.shape[0], -1)
        return {
            "word": each(torch.zeros_like(n)), "place": each(1 + place), "frame": each(1 + frame),
            "block": each(torch.full_like(n, 1 + self.c.block_sizes.index(block))),
            "shifted": look_up(flat, n - block), "previous": look_up(flat, n - self.cells),
            "position": self.c.prompt_tokens + n,
            "gate": each((frame > 0).float())[..., None],
            "reference": reference,
        }  # fmt: skip

    @torch.no_grad()
    def generate(self, prompt: Tensor, block: int, to_latent, frames: int | None = None) -> Tensor:
        """Greedy clips in the recurrent form, `block` cells a step: prompt [B, words] → codes [B, frames, cells, groups]."""
        count = (frames or self.frames) * self.cells
        latent = self.shifted.in_features - 1
        flat = torch.zeros(prompt.shape[0], count, latent, device=prompt.device)
        codes = torch.zeros(prompt.shape[0], count, self.groups, dtype=torch.long, device=prompt.device)
        form = lambda q, k, v, g, s: retention_chunkwise(q, k, v, g, s, q.shape[2])
        _, states = self.run(self.prompt(prompt), self.states(prompt.shape[0]), form)
        for start in range(0, count, block):
            reference = flat[:, : self.cells] if start >= self.cells else torch.zeros_like(flat[:, : self.cells])
            logits, states = self.run(self.cell_tokens(flat, reference, start, block, block), states, form)
            codes[:, start : start + block] = logits.argmax(-1)
            flat[:, start : start + block] = to_latent(codes[:, start : start + block])
        return codes.unflatten(1, (-1, self.cells))


def look_up(flat: Tensor, index: Tensor) -> Tensor:
    """Latents at `index` [T] of flat [B, N, D], with a last number that is 1 where the index is before the start."""
    absent = (index < 0).float()[None, :, None].expand(flat.shape[0], -1, -1)
    return torch.cat([flat[:, index.clamp(min=0)] * (1 - absent), absent], -1)


def log_decay(heads: int) -> Tensor:
    """log γ [heads]: from 1/16 forgotten a token to 1/2048, and one head that keeps the prompt for ever."""
    gamma = 1 - torch.exp(torch.linspace(math.log(1 / 16), math.log(1 / 2048), heads, dtype=torch.float64))
    gamma[-1] = 1
    return gamma.log().float()  # in float32 always: bf16 would round γ to 1


def rotary_table(length: int, dim: int) -> tuple[Tensor, Tensor]:
    frequency = 1e4 ** (-torch.arange(0, dim, 2, dtype=torch.float64) / dim)
    angle = torch.arange(length, dtype=torch.float64)[:, None] * frequency
    return angle.cos().float(), angle.sin().float()  # [length, dim/2]
