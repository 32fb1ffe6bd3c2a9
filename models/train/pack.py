"""Provisional reader of the pack (see /work/wt/PACK.md)."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image


class Pack:
    def __init__(self, root, limit=None):
        root = Path(root)
        index = json.loads((root / "index.json").read_text())
        self.index = index
        self.words, self.styles, self.subjects, self.alive = index["words"], index["styles"], index["subjects"][:limit], index["alive"]
        n = len(self.subjects)
        rows = [(s, k, place) for s, subject in enumerate(self.subjects) for k, place in enumerate(subject["pictures"]) if place]
        held = {tuple(p) for p in index["heldOut"]}
        raw = (root / "pictures.bin").read_bytes()
        self.picture_subject, self.picture_style = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
        self.picture_held = np.array([(r[0], r[1]) in held for r in rows])
        with ThreadPoolExecutor() as pool:
            self.pictures = np.stack(list(pool.map(lambda r: decode(raw, r[2]), rows)))
        clips = [c for c in index["clips"] if c["subject"] < n]
        raw = (root / "clips.bin").read_bytes()
        self.clip_size = index["clipSize"]
        with ThreadPoolExecutor() as pool:
            strips = list(pool.map(lambda c: decode(raw, c), clips))
        s = self.clip_size
        self.clips = np.stack([x.reshape(4, -1, s, s).transpose(1, 0, 2, 3) for x in strips]) if clips else np.zeros((0, 16, 4, s, s), np.uint8)
        self.clip_subject, self.clip_style = np.array([c["subject"] for c in clips], int), np.array([c["style"] for c in clips], int)
        table = lambda rows: np.array([(r + [0] * 8)[:8] for r in rows], int).reshape(-1, 8)
        self.picture_caption = table([self.caption(s, k, False) for s, k in zip(self.picture_subject, self.picture_style)])
        self.clip_caption = table([self.caption(s, k, True) for s, k in zip(self.clip_subject, self.clip_style)])

    def caption(self, subject, style, alive):
        return self.styles[style]["caption"] + self.subjects[subject]["caption"] + (self.alive["caption"] if alive else [])


def decode(raw, place):
    x = np.asarray(Image.open(io.BytesIO(raw[place["offset"] : place["offset"] + place["length"]])).convert("RGBA"))
    rgb = (x[..., :3].astype(np.uint16) * x[..., 3:] + 127) // 255
    return np.ascontiguousarray(np.concatenate([rgb.astype(np.uint8), x[..., 3:]], -1).transpose(2, 0, 1))
