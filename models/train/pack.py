"""The training pack: pictures, clips and captions as the data builder wrote them (see models/README.md)."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

PROMPT_WORDS = 8  # a caption's row: style, name, alive, then `<pad>`


class Pack:
    """All pixels in host memory, premultiplied: the trainer moves them where it needs them.

    A picture is a subject in a style. A clip is a subject's own animation in a style, 16 frames of one
    closed loop; the first frame is the whole picture.

    pictures        uint8 [P, 4, 256, 256]
    clips           uint8 [C, 16, 4, clip_size, clip_size]
    picture_subject, picture_style, clip_subject, clip_style   int64 [P] or [C]
    picture_held    bool [P]: never trained on
    picture_own, clip_own   bool [P] or [C]: a team's (models/OWN_CLIPS.md)
    picture_caption, clip_caption   int64 [P or C, 8], word ids, 0 (`<pad>`) behind
    """

    def __init__(self, root: str | Path, limit: int | None = None):
        """`limit`: only the first so many subjects."""
        root = Path(root)
        index = json.loads((root / "index.json").read_text())
        if index.get("format") != 3:
            raise ValueError(f"{root / 'index.json'}: expected a pack of format 3, got {index.get('format')}: run npm run data again")
        self.words, self.styles, self.alive, self.fillers = (index[k] for k in ("words", "styles", "alive", "fillers"))
        self.subjects, self.size, self.clip_size = index["subjects"][:limit], index["size"], index["clipSize"]
        rows = [(s, style, place) for s, subject in enumerate(self.subjects)
                for style, place in enumerate(subject["pictures"]) if place]  # fmt: skip
        self.picture_subject, self.picture_style = _table(r[0] for r in rows), _table(r[1] for r in rows)
        self.pictures = _load(root / "pictures.bin", [r[2] for r in rows], self.size, 1)[:, 0]
        self.clip_index = [c for c in index["clips"] if c["subject"] < len(self.subjects)]
        self.clip_subject = _table(c["subject"] for c in self.clip_index)
        self.clip_style = _table(c["style"] for c in self.clip_index)
        self.clips = _load(root / "clips.bin", self.clip_index, self.clip_size, index["clipFrames"])
        held = {tuple(pair) for pair in index["heldOut"]}
        self.picture_held = np.array([(s, style) in held for s, style, _ in rows], bool)
        own = np.array([subject["group"] == "own" for subject in self.subjects], bool)
        self.picture_own, self.clip_own = own[self.picture_subject], own[self.clip_subject]
        self.picture_caption = _rows(self.caption(s, style) for s, style, _ in rows)
        self.clip_caption = _rows(self.caption(c["subject"], c["style"], True) for c in self.clip_index)

    def caption(self, subject: int, style: int, alive: bool = False) -> list[int]:
        """Word ids of the canonical caption: style, name, and “alive” for a clip."""
        ids = self.styles[style]["caption"] + self.subjects[subject]["caption"]
        return ids + self.alive["caption"] if alive else ids


def _table(values) -> np.ndarray:
    return np.array(list(values), np.int64)


def _rows(captions) -> np.ndarray:  # [n, PROMPT_WORDS]
    padded = [ids + [0] * (PROMPT_WORDS - len(ids)) for ids in captions]
    return np.array(padded, np.int64).reshape(-1, PROMPT_WORDS)


def _load(file: Path, places: list[dict], edge: int, frames: int) -> np.ndarray:  # [n, frames, 4, edge, edge]
    raw = file.read_bytes()
    out = np.empty((len(places), frames, 4, edge, edge), np.uint8)

    def fill(i: int):
        straight = _decode(raw, places[i], (edge, edge * frames), file.name)
        out[i] = _premultiplied(straight).reshape(frames, edge, edge, 4).transpose(0, 3, 1, 2)

    with ThreadPoolExecutor() as pool:
        list(pool.map(fill, range(len(places))))
    return out


def _premultiplied(straight: np.ndarray) -> np.ndarray:  # uint8 [h, w, 4], rounded
    alpha = straight[..., 3:].astype(np.uint16)
    colour = (straight[..., :3] * alpha + 127) // 255
    return np.concatenate([colour.astype(np.uint8), straight[..., 3:]], -1)


def _decode(raw: bytes, place: dict, size: tuple[int, int], file: str) -> np.ndarray:
    bytes_of = raw[place["offset"] : place["offset"] + place["length"]]
    try:
        picture = Image.open(io.BytesIO(bytes_of)).convert("RGBA")
    except OSError as error:
        raise ValueError(f"{file} at byte {place['offset']}: expected a WebP picture, got {len(bytes_of)} other bytes") from error
    if picture.size != size:
        raise ValueError(f"{file} at byte {place['offset']}: expected {size[0]}×{size[1]} pixels, got {picture.size}")
    return np.asarray(picture)
