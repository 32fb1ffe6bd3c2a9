"""Scores a run folder as it will be stored, and writes sheets of what is drawn above what is true.

python score.py --pack ../data/pack --run runs/v3 --out runs/v3 --count 256
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from common import setup
from export import load
from frames import HELD_OUT_EVERY, Frames, on_ground, psnr, summary
from interpolator import Interpolator, mix
from pack import Pack
from retnet import RetNet
from scoring import draw, score
from tokenizer import Tokenizer

COLUMNS = 16  # of a sheet


@torch.no_grad()
def tokenizer_scores(tokenizer: Tokenizer, frames: Frames, styles: list[str]) -> dict[str, str]:
    """Of all pictures of subjects that the tokeniser was never shown, and of as many others."""
    rows = {}
    for style, name in enumerate(styles):
        for kind, unseen in {"unseen": True, "seen": False}.items():
            chosen = ((frames.style == style) & ((frames.subject % HELD_OUT_EVERY == 7) == unseen)).nonzero()[:, 0][: 64 if unseen else 640 : 1 if unseen else 10]
            if len(chosen):
                true = frames.picture(chosen)
                rows[f"{name}, {kind}"] = summary(torch.cat([tokenizer.decode(tokenizer.encode(x)) for x in true.split(16)]), true)
    return rows


@torch.no_grad()
def between(net: RetNet, tokenizer: Tokenizer, interpolator: Interpolator, frames: Frames, clips: Tensor) -> dict[str, float]:
    """PSNR on white of the frames halfway between drawn key frames: fetched, and blended."""
    rows: dict[str, list[Tensor]] = {"fetched": [], "blended": []}
    step = frames.loop // net.frames
    for clip in clips.split(64):
        codes, _ = net.generate(frames.clip_caption[clip], net.c.default_block, tokenizer, net.frames)
        planes = tokenizer.plane(codes.flatten(0, 1)).unflatten(0, codes.shape[:2])
        drawn = torch.stack([tokenizer.decode(c) for c in codes])  # [B, K, 4, S, S]
        for k in range(net.frames):
            later, half = (k + 1) % net.frames, torch.full((len(clip),), 0.5, device=planes.device)
            true = frames.clip(clip, k * step + step // 2)
            rows["fetched"].append(psnr(mix(drawn[:, k], drawn[:, later], interpolator(planes[:, k], planes[:, later], half), half), true))
            rows["blended"].append(psnr((drawn[:, k] + drawn[:, later]) / 2, true))
    return {name: round(torch.cat(each).mean().item(), 2) for name, each in rows.items()}


@torch.no_grad()
def sheets(net: RetNet, tokenizer: Tokenizer, frames: Frames, styles: list[str], out: Path):
    """A PNG a style, and one of clips: rows of what is drawn, each above what is true, on white at full size."""
    save = lambda made, true, columns, name: grid([x for pair in zip(made.split(columns), true.split(columns)) for x in pair], out / name)
    for style, name in enumerate(styles):
        chosen = ((frames.style == style) & ~frames.held).nonzero()[:, 0]
        chosen = chosen[:: max(1, len(chosen) // (4 * COLUMNS))][: 4 * COLUMNS]
        if len(chosen):
            save(draw(net, tokenizer, frames.caption[chosen], 1)[0][:, 0], frames.picture(chosen), COLUMNS, f"sheet-{name}.png")
    clips = torch.arange(len(frames.clips), device=frames.device)[:: max(1, len(frames.clips) // 12)][:12]
    if len(clips):
        made = draw(net, tokenizer, frames.clip_caption[clips], net.frames)[0]
        save(made.flatten(0, 1), frames.loops(clips, net.frames).flatten(0, 1), net.frames, "sheet-clips.png")


def grid(rows: list[Tensor], path: Path):
    """Rows of frames [n, 4, S, S], cut to what pictures reach of them."""
    rows = [on_ground(row, 1)[..., 32:-32, 32:-32] for row in rows]
    width = max(row.shape[0] for row in rows)
    white = lambda row: torch.cat([row, torch.ones(width - len(row), *row.shape[1:], device=row.device)])
    picture = torch.cat([torch.cat(list(white(row)), -1) for row in rows], -2).clamp(0, 1)
    Image.fromarray((picture.permute(1, 2, 0).cpu().numpy() * 255).round().astype(np.uint8)).save(path)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--pack", default="../data/pack")
    p.add_argument("--run", default="runs/v3")
    p.add_argument("--out", help="where scores and sheets go; the run folder by default")
    p.add_argument("--count", type=int, default=256, help="pictures of each style, and clips")
    p.add_argument("--limit", type=int, help="only the first subjects, for tests")
    a = p.parse_args()
    device, _, _ = setup()
    out = Path(a.out or a.run)
    out.mkdir(parents=True, exist_ok=True)
    run = load(Path(a.run))
    pack = Pack(a.pack, a.limit)
    styles = [style["name"] for style in pack.styles]
    net, tokenizer, interpolator = (m.to(device) for m in (run.net, run.tokenizer, run.interpolator))
    frames = Frames(pack, tokenizer.config.frame, device)
    result = {"tokenizer": tokenizer_scores(tokenizer, frames, styles)} | score(net, tokenizer, frames, styles, a.count)
    if len(frames.clips):
        clips = torch.arange(len(frames.clips), device=device)
        result["between"] = between(net, tokenizer, interpolator, frames, clips[:: max(1, len(clips) // a.count)])
    (out / "scores.json").write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1), flush=True)
    sheets(net, tokenizer, frames, styles, out)


if __name__ == "__main__":
    main()
