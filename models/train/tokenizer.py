"""The tokeniser: a frame becomes 16×16 cells of a few FSQ codes each, and comes back.

Finite scalar quantisation (Mentzer et al., arXiv 2309.15505) has no codebook to collapse. There is no norm
anywhere: a cell's codes depend only on the pixels around it, so equal regions get equal codes, and a crop
decodes to the pixels of the whole. Only the decoder is shipped.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F

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

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        """z [..., levels] → quantised values, with the gradient passed straight through."""
        half = (self.level - 1) * (1 - 1e-3) / 2
        offset = torch.where(self.level % 2 == 0, 0.5, 0.0)  # an even number of levels has no middle one
        bounded = torch.tanh(z + torch.tan(offset / half)) * half - offset
        rounded = bounded + (bounded.round() - bounded).detach()
        return rounded / (self.level // 2)

    def codes(self, values: torch.Tensor) -> torch.Tensor:
        """Quantised values [..., levels] → codes [...]."""
        digits = (values * (self.level // 2)).round() + self.level // 2
        return (digits.long() * self.basis).sum(-1)

    def values(self, codes: torch.Tensor) -> torch.Tensor:
        """Codes [...] → values [..., levels]."""
        digits = torch.div(codes[..., None], self.basis, rounding_mode="floor") % self.level.long()
        return (digits - self.level // 2) / (self.level // 2)


class ResBlock(nn.Module):
    def __init__(self, channels: int):
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.second(F.silu(self.first(F.silu(x))))


class Encoder(nn.Module):
    def __init__(self, c: TokenizerConfig):
        super().__init__()
        (fine, coarse), (n_fine, n_coarse) = c.encoder, c.encoder_blocks
        self.net = nn.Sequential(
            nn.PixelUnshuffle(4),
            nn.Conv2d(64, fine, 3, padding=1),
            *[ResBlock(fine) for _ in range(n_fine)],
            nn.Conv2d(fine, coarse, 4, stride=2, padding=1),
            *[ResBlock(coarse) for _ in range(n_coarse)],
            nn.SiLU(),
            nn.Conv2d(coarse, c.latent, 1),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:  # [B, 4, 8h, 8w] → [B, D, h, w]
        return self.net(x * 2 - 1)


class Decoder(nn.Module):
    """All convolutions at a quarter of the resolution or below; a 4×4 patch of pixels leaves each last position."""

    def __init__(self, c: TokenizerConfig):
        super().__init__()
        (coarse, fine), (n_coarse, n_fine) = c.decoder, c.decoder_blocks
        self.stem = nn.Conv2d(c.latent, coarse, 3, padding=1)
        self.coarse = nn.ModuleList(ResBlock(coarse) for _ in range(n_coarse))
        self.up = nn.Conv2d(coarse, 4 * fine, 3, padding=1)
        self.fine = nn.ModuleList(ResBlock(fine) for _ in range(n_fine))
        self.head = nn.Conv2d(fine, 4 * 16, 3, padding=1)

    def forward(self, z: torch.Tensor) -> torch.Tensor:  # [B, D, h, w] → [B, 4, 8h, 8w], not clamped
        x = self.stem(z)
        for block in self.coarse:
            x = block(x)
        x = F.pixel_shuffle(self.up(x), 2)
        for block in self.fine:
            x = block(x)
        return F.pixel_shuffle(self.head(F.silu(x)), 4) * 0.5 + 0.5

    @staticmethod
    def halo(c: TokenizerConfig) -> int:
        """Cells of context on each side that a decoded cell depends on."""
        coarse = 2 + 2 * c.decoder_blocks[0]  # stem, up and the coarse blocks see one cell further each
        fine = 1 + 2 * c.decoder_blocks[1]  # half a cell each
        return coarse + (fine + 1) // 2


class Tokenizer(nn.Module):
    def __init__(self, c: TokenizerConfig):
        super().__init__()
        self.config = c
        self.fsq = FSQ(c.levels)
        self.encoder = Encoder(c)
        self.decoder = Decoder(c)

    def quantise(self, z: torch.Tensor) -> torch.Tensor:  # [B, D, h, w] → the same, on the grid
        grouped = z.float().movedim(1, -1).unflatten(-1, (self.config.groups, -1))
        return self.fsq(grouped).flatten(-2).movedim(-1, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.decoder(self.quantise(self.encoder(x)))

    def encode(self, x: torch.Tensor) -> torch.Tensor:
        """Frames [B, 4, 128, 128] → codes [B, 256, groups]."""
        q = self.quantise(self.encoder(x)).movedim(1, -1).flatten(1, 2)
        return self.fsq.codes(q.unflatten(-1, (self.config.groups, -1)))

    def latent(self, codes: torch.Tensor) -> torch.Tensor:
        """Codes [..., groups] → latents [..., D]."""
        return self.fsq.values(codes).flatten(-2)

    def decode(self, codes: torch.Tensor) -> torch.Tensor:
        """Codes [B, 256, groups] → frames [B, 4, 128, 128] in 0..1."""
        n = self.config.cells
        return self.decoder(self.latent(codes).movedim(-1, 1).unflatten(-1, (n, n))).clamp(0, 1)
