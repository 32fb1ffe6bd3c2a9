"""The pack's pixels on the device, as the networks take them, and how near others come to them."""

import torch
import torch.nn.functional as F
from torch import Tensor

from pack import Pack

HELD_OUT_EVERY = 32  # every 32nd subject is never shown to the tokeniser


class Frames:
    """Premultiplied RGBA in 0..1 at the size of a frame; kept as uint8."""

    def __init__(self, pack: Pack, size: int, device: str):
        to = lambda array: torch.from_numpy(array).to(device)
        self.size, self.device = size, device
        self.pictures, self.clips = to(pack.pictures), to(pack.clips)  # [P, 4, S, S], [C, 16, 4, s, s]
        self.subject, self.style, self.held = to(pack.picture_subject), to(pack.picture_style), to(pack.picture_held)
        self.clip_subject, self.clip_style = to(pack.clip_subject), to(pack.clip_style)
        self.caption, self.clip_caption = to(pack.picture_caption), to(pack.clip_caption)  # [P, 8], [C, 8]
        self.own, self.clip_own = to(pack.picture_own), to(pack.clip_own)
        self.loop = self.clips.shape[1]

    def picture(self, index: Tensor) -> Tensor:
        return self.pictures[index].float() / 255  # [B, 4, S, S]

    def clip(self, index: Tensor, frame: Tensor | int) -> Tensor:
        """Frames of clips, which may be smaller than pictures: those get an empty margin."""
        x = self.clips[index, frame].float() / 255
        return F.pad(x, [(self.size - x.shape[-1]) // 2] * 4)

    def loops(self, index: Tensor, count: int) -> Tensor:
        """`count` key frames of each clip: [B, count, 4, S, S]."""
        return torch.stack([self.clip(index, k * self.loop // count) for k in range(count)], 1)


def on_ground(rgba: Tensor, level: float | Tensor) -> Tensor:
    """Premultiplied RGBA [..., 4, H, W] composited on a grey of `level` (0 black, 1 white): [..., 3, H, W]."""
    return rgba[..., :3, :, :] + (1 - rgba[..., 3:, :, :]) * level


def psnr(x: Tensor, y: Tensor) -> Tensor:
    """On white, dB, of each of two sets of frames [..., 4, H, W]; 60 at most."""
    error = (on_ground(x, 1) - on_ground(y, 1)).square().mean((-1, -2, -3))
    return -10 * torch.log10(error.clamp(min=1e-6))


def sharpness(made: Tensor, true: Tensor) -> Tensor:
    """Gradient energy on white over the truth's, of each frame [B, 4, H, W]: 1 is as sharp."""
    energy = lambda x: sum(on_ground(x, 1).diff(dim=d).square().sum((-1, -2, -3)) for d in (-1, -2))
    return energy(made) / energy(true).clamp(min=1e-6)


def summary(made: Tensor, true: Tensor) -> str:
    """Mean PSNR, that of the worst tenth, and sharpness."""
    each = psnr(made, true)
    worst = each.sort().values[: max(1, len(each) // 10)]
    return f"{each.mean():.2f} dB, worst tenth {worst.mean():.2f}, gradient {sharpness(made, true).mean():.3f} (n {len(each)})"
