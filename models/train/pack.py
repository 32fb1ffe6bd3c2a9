"""The training pack: pictures, clips, motions and captions as the data builder wrote them (see models/README.md)."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image


class Pack:
    """Pictures and clips on the device, and frames rendered from them on the fly.

    A picture is a subject in a style, and any motion with transforms moves it. A clip is a subject's own
    animation ("alive", the last motion): it has frames instead of transforms.
    """

    def __init__(self, root: str | Path, device: str, limit: int | None = None):
        root = Path(root)
        index = json.loads((root / "index.json").read_text())
        self.subjects = index["subjects"][:limit]
        self.motions, self.styles, self.words = index["motions"], index["styles"], index["words"]
        self.frame, self.device = index["frame"], device
        rows = [(s, style, place) for s, subject in enumerate(self.subjects)
                for style, place in enumerate(subject["pictures"]) if place]  # fmt: skip
        self.picture_subject, self.picture_style = self._table([r[0] for r in rows]), self._table([r[1] for r in rows])
        edge = index["size"]
        self.sprites = self._load(root / "pictures.bin", [r[2] for r in rows], (edge, edge))  # uint8 [P, 256, 256, 4]
        clips = [(s, subject["clip"]) for s, subject in enumerate(self.subjects) if "clip" in subject]
        self.clip_subject = self._table([c[0] for c in clips])
        strips = self._load(root / "clips.bin", [c[1] for c in clips], (self.frame, self.frame * index["clipFrames"]))
        self.clips = strips.unflatten(1, (index["clipFrames"], self.frame)) if len(clips) else strips  # [C, 16, 128, 128, 4]
        moving = [m["transforms"] for m in self.motions if "transforms" in m]
        self.transforms = torch.tensor(moving, device=device)  # [motions − 1, 96, 6], forward, px
        self.alive = len(moving)  # the index of the motion without transforms
        self._hold_out(index["heldOut"])

    def _table(self, values: list) -> torch.Tensor:
        return torch.tensor(values, dtype=torch.long, device=self.device)

    def _load(self, file: Path, places: list[dict], size: tuple[int, int]) -> torch.Tensor:
        raw = file.read_bytes()
        with ThreadPoolExecutor() as pool:
            pictures = list(pool.map(lambda place: _decode(raw, place, size, file.name), places))
        return torch.from_numpy(np.stack(pictures) if pictures else np.zeros((0, *size[::-1], 4), np.uint8)).to(self.device)

    def _hold_out(self, held: dict):
        """What is trained and what is not: pairs of picture and motion, and pictures in a style."""
        n = len(self.subjects)
        inside = lambda pairs: [p for p in pairs if p[0] < n]
        pairs, styles = torch.zeros(n, len(self.motions), dtype=torch.bool), torch.zeros(n, len(self.styles), dtype=torch.bool)
        for subject, motion in inside(held["pairs"]):
            pairs[subject, motion] = True
        for subject, style in inside(held["styles"]):
            styles[subject, style] = True
        lively = torch.tensor([bool(s.get("lively")) for s in self.subjects])
        picture, motion = torch.meshgrid(torch.arange(len(self.picture_subject)), torch.arange(self.alive), indexing="ij")
        subject, style = self.picture_subject.cpu()[picture], self.picture_style.cpu()[picture]
        possible = ~lively[subject] | (motion == 0)  # placeholders are still or alive, nothing else
        seen = possible & ~styles[subject, style]
        table = lambda mask: torch.stack([picture[mask], motion[mask]], 1).to(self.device)
        self.trained = table(seen & ~pairs[subject, motion])  # [N, 2] of (picture, motion)
        self.held_pairs = table(seen & pairs[subject, motion])
        self.held_styles = table(possible & styles[subject, style])

    def transform(self, motion: torch.Tensor, phase: torch.Tensor) -> torch.Tensor:
        """Forward maps [B, 6] of `motion` [B] at `phase` [B] in [0, 1), on the table's grid of 1/96."""
        steps = self.transforms.shape[1]
        return self.transforms[motion, (phase * steps).round().long() % steps]

    def render(self, picture: torch.Tensor, transform: torch.Tensor) -> torch.Tensor:
        """Premultiplied RGBA in 0..1, [B, 4, 128, 128], of `picture` [B] under `transform` [B, 6]."""
        a, b, c, d, e, f = transform.unbind(-1)
        det = a * d - b * c
        ia, ib, ic, id_ = d / det, -b / det, -c / det, a / det  # the inverse map takes pixels to the sprite
        half = self.frame / 2  # affine_grid's unit
        rows = [ia, ic, -(ia * e + ic * f) / half, ib, id_, -(ib * e + id_ * f) / half]
        theta = torch.stack(rows, -1).view(-1, 2, 3)
        source = _premultiplied(self.sprites[picture])
        grid = F.affine_grid(theta, list(source.shape), align_corners=False)
        warped = F.grid_sample(source, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
        return F.avg_pool2d(warped, source.shape[-1] // self.frame)

    def clip(self, clip: torch.Tensor, frame: torch.Tensor) -> torch.Tensor:
        """Premultiplied RGBA in 0..1, [B, 4, 128, 128], of `clip` [B] at `frame` [B] of its 16."""
        return _premultiplied(self.clips[clip, frame % self.clips.shape[1]])


def _premultiplied(straight: torch.Tensor) -> torch.Tensor:  # uint8 [B, H, W, 4] → [B, 4, H, W]
    x = straight.permute(0, 3, 1, 2).float() / 255
    return torch.cat([x[:, :3] * x[:, 3:], x[:, 3:]], 1)


def _decode(raw: bytes, place: dict, size: tuple[int, int], file: str) -> np.ndarray:
    bytes_of = raw[place["offset"] : place["offset"] + place["length"]]
    try:
        picture = Image.open(io.BytesIO(bytes_of)).convert("RGBA")
    except OSError as error:
        raise ValueError(f"{file} at byte {place['offset']}: expected a WebP picture, got {len(bytes_of)} other bytes") from error
    if picture.size != size:
        raise ValueError(f"{file} at byte {place['offset']}: expected {size[0]}×{size[1]} pixels, got {picture.size}")
    return np.asarray(picture)


def on_ground(rgba: torch.Tensor, level: float) -> torch.Tensor:
    """Premultiplied RGBA [..., 4, H, W] composited on a grey of `level` (0 black, 1 white): [..., 3, H, W]."""
    return rgba[..., :3, :, :] + (1 - rgba[..., 3:, :, :]) * level


def psnr(x: torch.Tensor, y: torch.Tensor) -> float:
    return float(-10 * torch.log10(((x - y) ** 2).mean()))
