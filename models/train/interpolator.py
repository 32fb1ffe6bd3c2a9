"""The interpolator: where each pixel of a frame between two key frames comes from.

From the latents of the key frames around it and the time between them, a small network predicts a backward flow to
each key frame and how to mix what is found there, at the resolution of the cells. The pixels themselves are then
fetched, not drawn again: cells that are the same in both key frames are copied, and the decoder runs for key frames
only (FlashVideo's redundancy-free interpolation, in our reading).
"""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from config import InterpolatorConfig

OUTPUTS = 5  # flow to the earlier key frame (x, y), to the later one (x, y), logit of the earlier one's share


class Interpolator(nn.Module):
    def __init__(self, c: InterpolatorConfig, latent: int):
        super().__init__()
        self.waves = c.waves
        self.when = nn.Linear(1 + 2 * c.waves, c.channels)
        self.first = nn.Conv2d(2 * latent, c.channels, 3, padding=1)
        self.second = nn.Conv2d(c.channels, c.channels, 3, padding=1)
        self.third = nn.Conv2d(c.channels, c.channels, 3, padding=1)
        self.last = nn.Conv2d(c.channels, OUTPUTS, 3, padding=1)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, earlier: Tensor, later: Tensor, time: Tensor) -> Tensor:
        """earlier, later [B, D, cells, cells]; time [B] in 0..1 → [B, 5, cells, cells].

        Flows are offsets in units of half a frame: a pixel at p (in -1..1) comes from p + flow.
        """
        x = self.first(torch.cat([earlier, later], 1)) + self.when(self.wave(time))[..., None, None]
        return self.last(F.silu(self.third(F.silu(self.second(F.silu(x))))))

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
