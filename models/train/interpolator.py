"""The interpolator: where each pixel of a frame between two key frames comes from.

From the latents of the key frames around it, the motion asked for and the time, a small network predicts a
backward flow to each key frame and how to mix what is found there, at the resolution of the cells. The
pixels themselves are then fetched, not drawn again: cells that are the same in both key frames are copied,
and the decoder runs for key frames only (FlashVideo's redundancy-free interpolation, in our reading).

flow = what an affine map of the whole picture explains (from motion, gap and time) + a local rest (from latents).
"""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from config import InterpolatorConfig

OUTPUTS = 5  # flow to the earlier key frame (x, y), to the later one (x, y), logit of the earlier one's share


class Interpolator(nn.Module):
    def __init__(self, c: InterpolatorConfig, latent: int, cells: int, motions: int, gaps: int):
        super().__init__()
        self.cells, self.waves = cells, c.waves
        self.motion = nn.Embedding(1 + motions, c.embedding)  # 0: no motion that is known
        self.gap = nn.Embedding(gaps, c.embedding)
        self.condition = nn.Sequential(
            nn.Linear(2 * c.embedding + 1 + 2 * c.waves, c.hidden), nn.SiLU(),
            nn.Linear(c.hidden, c.hidden), nn.SiLU(),
        )  # fmt: skip
        self.affine = nn.Linear(c.hidden, 12)  # two maps: x' = a·x + b·y + c, y' = d·x + e·y + f, as offsets
        self.bias = nn.Linear(c.hidden, c.channels)
        self.first = nn.Conv2d(2 * latent, c.channels, 3, padding=1)
        self.second = nn.Conv2d(c.channels, c.channels, 3, padding=1)
        self.last = nn.Conv2d(c.channels, OUTPUTS, 3, padding=1)
        for m in (self.affine, self.last):
            nn.init.zeros_(m.weight)
            nn.init.zeros_(m.bias)
        axis = (torch.arange(cells) + 0.5) / cells * 2 - 1
        ones = torch.ones(cells, cells)
        # Coordinates of cell centres in -1..1 and a constant: [3, cells²]
        self.register_buffer("grid", torch.stack([axis.expand(cells, -1), axis[:, None].expand(-1, cells), ones]).flatten(1), persistent=False)

    def forward(self, earlier: Tensor, later: Tensor, motion: Tensor, gap: Tensor, time: Tensor) -> Tensor:
        """earlier, later [B, D, cells, cells]; motion, gap [B]; time [B] in 0..1 → [B, 5, cells, cells].

        Flows are offsets in units of half a frame: a pixel at p (in -1..1) comes from p + flow.
        """
        h = self.condition(torch.cat([self.motion(motion), self.gap(gap), self.wave(time)], -1))
        affine = self.affine(h).view(-1, 4, 3) @ self.grid  # [B, 4, cells²]
        x = self.first(torch.cat([earlier, later], 1)) + self.bias(h)[..., None, None]
        x = self.last(F.silu(self.second(F.silu(x))))
        return torch.cat([affine.unflatten(-1, (self.cells, self.cells)) + x[:, :4], x[:, 4:]], 1)

    def wave(self, time: Tensor) -> Tensor:
        """time [B] → [B, 1 + 2·waves]: the time and its sines and cosines, half a turn a gap and multiples."""
        angle = time[:, None] * math.pi * torch.arange(1, self.waves + 1, device=time.device)
        return torch.cat([time[:, None], angle.sin(), angle.cos()], -1)


def mix(earlier: Tensor, later: Tensor, field: Tensor, time: Tensor) -> Tensor:
    """Fetches pixels: key frames [B, 4, S, S] premultiplied, field [B, 5, cells, cells], time [B] → [B, 4, S, S].

    The share of the earlier key frame is sigmoid(logit + log((1 − t)/t)): at time 0 and 1 a key frame itself.
    """
    size = earlier.shape[-1]
    field = F.interpolate(field, size=(size, size), mode="bilinear", align_corners=False)
    share = torch.sigmoid(field[:, 4:] + torch.logit(1 - time, eps=1e-3)[:, None, None, None])
    return share * fetch(earlier, field[:, :2]) + (1 - share) * fetch(later, field[:, 2:4])


def fetch(picture: Tensor, flow: Tensor) -> Tensor:
    size = picture.shape[-1]
    axis = (torch.arange(size, device=picture.device) + 0.5) / size * 2 - 1
    place = torch.stack(torch.meshgrid(axis, axis, indexing="xy"), -1)  # [S, S, 2] of (x, y)
    return F.grid_sample(picture, place + flow.movedim(1, -1), mode="bilinear", padding_mode="zeros", align_corners=False)
