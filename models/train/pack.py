"""The training pack: sprites, motions and captions as the data builder wrote them (see models/README.md)."""

import io
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image


class Pack:
    """Sprites on the device, and frames rendered from them on the fly."""

    def __init__(self, root: str | Path, device: str, limit: int | None = None):
        root = Path(root)
        index = json.loads((root / "index.json").read_text())
        raw = (root / "sprites.bin").read_bytes()
        self.subjects = index["subjects"][:limit]
        self.motions = index["motions"]
        self.words, self.fillers = index["words"], index["fillers"]
        self.frame, self.device = index["frame"], device
        pictures = [_decode(raw, s["sprite"], index["size"]) for s in self.subjects]
        self.sprites = torch.from_numpy(np.stack(pictures)).to(device)  # uint8 [subjects, 256, 256, 4], straight
        transforms = np.array([m["transforms"] for m in self.motions], np.float32)
        self.transforms = torch.from_numpy(transforms).to(device)  # [motions, 96, 6], forward, px

    def transform(self, motion: torch.Tensor, phase: torch.Tensor) -> torch.Tensor:
        """Forward maps [B, 6] of `motion` [B] at `phase` [B] in [0, 1), on the table's grid of 1/96."""
        steps = self.transforms.shape[1]
        return self.transforms[motion, (phase * steps).round().long() % steps]

    def render(self, subject: torch.Tensor, transform: torch.Tensor) -> torch.Tensor:
        """Premultiplied RGBA in 0..1, [B, 4, 128, 128], of `subject` [B] under `transform` [B, 6]."""
        a, b, c, d, e, f = transform.unbind(-1)
        det = a * d - b * c
        ia, ib, ic, id_ = d / det, -b / det, -c / det, a / det  # the inverse map takes pixels to the sprite
        half = self.frame / 2  # affine_grid's unit
        rows = [ia, ic, -(ia * e + ic * f) / half, ib, id_, -(ib * e + id_ * f) / half]
        theta = torch.stack(rows, -1).view(-1, 2, 3)
        straight = self.sprites[subject].permute(0, 3, 1, 2).float() / 255
        source = torch.cat([straight[:, :3] * straight[:, 3:], straight[:, 3:]], 1)
        grid = F.affine_grid(theta, list(source.shape), align_corners=False)
        warped = F.grid_sample(source, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
        return F.avg_pool2d(warped, source.shape[-1] // self.frame)


def _decode(raw: bytes, sprite: dict, size: int) -> np.ndarray:
    picture = Image.open(io.BytesIO(raw[sprite["offset"] : sprite["offset"] + sprite["length"]])).convert("RGBA")
    if picture.size != (size, size):
        raise ValueError(f"sprite {sprite['icon']}: expected {size}×{size} pixels, got {picture.size}")
    return np.asarray(picture)


def on_ground(rgba: torch.Tensor, level: float) -> torch.Tensor:
    """Premultiplied RGBA [..., 4, H, W] composited on a grey of `level` (0 black, 1 white): [..., 3, H, W]."""
    return rgba[..., :3, :, :] + (1 - rgba[..., 3:, :, :]) * level


def psnr(x: torch.Tensor, y: torch.Tensor) -> float:
    return float(-10 * torch.log10(((x - y) ** 2).mean()))
