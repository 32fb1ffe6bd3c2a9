"""The tokeniser: a frame becomes 16×16 cells of a few FSQ codes each, and comes back.

Finite scalar quantisation (Mentzer et al., arXiv 2309.15505) has no codebook to collapse. There is no norm
anywhere and the encoder sees little more than a cell, so that what stands still keeps its codes. A cell with
nothing in it has the latent 0: nobody has to draw it. Only the decoder is shipped.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from config import TokenizerConfig


class FSQ(nn.Module):
    """Rounds each latent dimension to one of `levels` values; codes are mixed-radix numbers, first digit fastest."""

    def __init__(self, levels: tuple[int, ...]):
        super().__init__()
        self.levels = levels
        self.register_buffer("level", torch.tensor(levels).float(), persistent=False)
        basis = [1]
        for level in levels[:-1]:
            basis.append(basis[-1] * level)
        self.register_buffer("basis", torch.tensor(basis), persistent=False)

    def forward(self, z: Tensor) -> Tensor:
        """z [..., levels] → quantised values, with the gradient passed straight through."""
        half = (self.level - 1) * (1 - 1e-3) / 2
        offset = torch.where(self.level % 2 == 0, 0.5, 0.0)  # an even number of levels has no middle one
        bounded = torch.tanh(z + torch.tan(offset / half)) * half - offset
        rounded = bounded + (bounded.round() - bounded).detach()
        return rounded / (self.level // 2)

    def codes(self, values: Tensor) -> Tensor:
        """Quantised values [..., levels] → codes [...]."""
        digits = (values * (self.level // 2)).round() + self.level // 2
        return (digits.long() * self.basis).sum(-1)

    def values(self, codes: Tensor) -> Tensor:
        """Codes [...] → values [..., levels]."""
        digits = torch.div(codes[..., None], self.basis, rounding_mode="floor") % self.level.long()
        return (digits - self.level // 2) / (self.level // 2)


class ResBlock(nn.Module):
    """`size` 1: each position by itself."""

    def __init__(self, channels: int, size: int = 3):
        super().__init__()
        self.first = nn.Conv2d(channels, channels, size, padding=size // 2)
        self.second = nn.Conv2d(channels, channels, size, padding=size // 2)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(F.silu(self.first(F.silu(x))))


class Encoder(nn.Module):
    """Sees about two cells around each one; at the resolution of cells, each by itself."""

    def __init__(self, c: TokenizerConfig):
        super().__init__()
        fine, middle, coarse = c.encoder
        self.net = nn.Sequential(
            nn.PixelUnshuffle(4),
            nn.Conv2d(64, fine, 3, padding=1),
            ResBlock(fine),
            nn.Conv2d(fine, middle, 4, stride=2, padding=1),
            ResBlock(middle),
            ResBlock(middle, 1),
            nn.Conv2d(middle, coarse, 4, stride=2, padding=1),
            ResBlock(coarse, 1),
            ResBlock(coarse, 1),
            ResBlock(coarse, 1),
            nn.SiLU(),
            nn.Conv2d(coarse, c.latent, 1),
        )

    def forward(self, x: Tensor) -> Tensor:  # [B, 4, 16h, 16w] → [B, D, h, w]
        return self.net(x * 2 - 1)


class Decoder(nn.Module):
    """Stages of twice the resolution each, the last at half of it: no step to the pixels is larger than two."""

    def __init__(self, c: TokenizerConfig):
        super().__init__()
        widths = c.decoder
        self.stem = nn.Conv2d(c.latent, widths[0], 3, padding=1)
        self.stages = nn.ModuleList(nn.ModuleList(ResBlock(w) for _ in range(n)) for w, n in zip(widths, c.decoder_blocks))
        self.ups = nn.ModuleList(nn.Conv2d(a, 4 * b, 3, padding=1) for a, b in zip(widths, widths[1:]))
        self.head = nn.Conv2d(widths[-1], 4 * 4, 3, padding=1)

    def forward(self, z: Tensor) -> Tensor:  # [B, D, h, w] → [B, 4, 16h, 16w], not clamped
        x = self.stem(z)
        for i, blocks in enumerate(self.stages):
            if i > 0:
                x = F.pixel_shuffle(self.ups[i - 1](F.silu(x)), 2)
            for block in blocks:
                x = block(x)
        return F.pixel_shuffle(self.head(F.silu(x)), 2) * 0.5 + 0.5


class Tokenizer(nn.Module):
    def __init__(self, c: TokenizerConfig):
        super().__init__()
        self.config = c
        self.fsq = FSQ(c.levels)
        self.encoder = Encoder(c)
        self.decoder = Decoder(c)

    @property
    def blank(self) -> int:
        """The code, in every group, of a cell with nothing in it: latent 0."""
        return int(self.fsq.codes(torch.zeros(len(self.config.levels), device=self.fsq.level.device)))

    def forward(self, x: Tensor, earlier: Tensor) -> Tensor:
        """Frames [B, 4, S, S] → the same, decoded; the last b keep the codes of `earlier` [b, 4, S, S] where it looks alike."""
        z = self.latents(torch.cat([x, earlier]))
        now, then, still = z[: len(x)], z[len(x) :], len(x) - len(earlier)
        changed = self.differ(x[still:], earlier)[:, None]
        return self.decoder(torch.cat([now[:still], torch.where(changed, now[still:], then)]))

    def latents(self, x: Tensor) -> Tensor:
        """Frames [B, 4, 16h, 16w] → latents on the grid of codes [B, D, h, w]."""
        grouped = self.encoder(x).float().movedim(1, -1).unflatten(-1, (self.config.groups, -1))
        return self.fsq(grouped).flatten(-2).movedim(-1, 1) * self.differ(x, torch.zeros_like(x[:1]))[:, None]

    def differ(self, x: Tensor, y: Tensor) -> Tensor:
        """Which cells of frames [B, 4, 16h, 16w] look different: bool [B, h, w]."""
        error = F.avg_pool2d((x - y).square().mean(1, keepdim=True), self.config.cell)
        return error[:, 0] > self.config.same**2

    def encode(self, x: Tensor) -> Tensor:
        """Frames [B, 4, S, S] → codes [B, cells, groups]."""
        z = self.latents(x).movedim(1, -1).flatten(1, 2)
        return self.fsq.codes(z.unflatten(-1, (self.config.groups, -1)))

    def encode_loop(self, frames: Tensor) -> tuple[Tensor, Tensor]:
        """Key frames [B, K, 4, S, S] → codes [B, K, cells, groups] and which cells are drawn, bool [B, K, cells].

        A cell is drawn where it no longer looks as it did when it was drawn last; the canvas is blank at first. One
        that looks as in the first key frame gets the codes it had there, so that there is less to be learnt.
        """
        shown = torch.zeros_like(frames[:, 0])
        code = torch.full_like(self.encode(shown), self.blank)
        codes, drawn = [], []
        size = self.config.cell
        edge = frames.shape[-1] // size
        pixels = lambda cells: cells.view(-1, 1, edge, edge).repeat_interleave(size, 2).repeat_interleave(size, 3)
        for k in range(frames.shape[1]):
            now = frames[:, k]
            changed = self.differ(now, shown).flatten(1)
            fresh = self.encode(now)
            if k > 0:
                back = ~self.differ(now, frames[:, 0]).flatten(1)
                fresh, now = torch.where(back[..., None], codes[0], fresh), torch.where(pixels(back), frames[:, 0], now)
            code = torch.where(changed[..., None], fresh, code)
            shown = torch.where(pixels(changed), now, shown)
            codes.append(code)
            drawn.append(changed)
        return torch.stack(codes, 1), torch.stack(drawn, 1)

    def latent(self, codes: Tensor) -> Tensor:
        """Codes [..., groups] → latents [..., D]."""
        return self.fsq.values(codes).flatten(-2)

    def plane(self, codes: Tensor) -> Tensor:
        """Codes [B, cells, groups] → latents as the decoder takes them, [B, D, h, w]."""
        n = self.config.cells
        return self.latent(codes).movedim(-1, 1).unflatten(-1, (n, n))

    def decode(self, codes: Tensor) -> Tensor:
        """Codes [B, cells, groups] → frames [B, 4, S, S] in 0..1."""
        return self.decoder(self.plane(codes)).clamp(0, 1)
