"""Writes `scores.json` beside a model: what only its encoder and its unquantised weights can tell.

python score.py --pack ../data/pack --run runs/v2 --out ../flashvideo-v2
"""

import argparse
import json
from pathlib import Path

import torch
import torch.nn.functional as F

from captions import Captions
from common import setup
from export import load
from pack import Pack, on_ground, psnr
from scoring import score
from train_tokenizer import HELD_OUT_EVERY


def ssim(x: torch.Tensor, y: torch.Tensor) -> float:
    """Structural similarity (Wang et al. 2004) of [B, C, H, W] in 0..1, windows of 7 px, mean over all."""
    blur = lambda t: F.avg_pool2d(t, 7, 1)
    mx, my = blur(x), blur(y)
    vx, vy, cov = blur(x * x) - mx * mx, blur(y * y) - my * my, blur(x * y) - mx * my
    return float((((2 * mx * my + 0.01**2) * (2 * cov + 0.03**2)) / ((mx**2 + my**2 + 0.01**2) * (vx + vy + 0.03**2))).mean())


@torch.no_grad()
def tokenizer_scores(tokenizer, pack: Pack) -> dict:
    """Of still frames and key frames of subjects that the tokeniser was never shown."""
    unseen = (pack.picture_subject % HELD_OUT_EVERY == 7).nonzero()[:, 0]
    if not len(unseen):
        raise SystemExit(f"the pack should hold more than {HELD_OUT_EVERY} subjects, of which some were not shown, and holds {len(pack.subjects)}")
    picture, motion = unseen.repeat_interleave(pack.alive), torch.arange(pack.alive, device=pack.device).repeat(len(unseen))
    x = torch.cat([pack.render(p, pack.transform(m, torch.full_like(m, 0.25, dtype=torch.float))) for p, m in zip(picture.split(128), motion.split(128))])
    y = torch.cat([tokenizer(part).clamp(0, 1) for part in x.split(128)])
    on = lambda level: psnr(on_ground(y, level), on_ground(x, level))
    return {"psnrWhite": round(on(1), 2), "psnrBlack": round(on(0), 2), "ssim": round(ssim(on_ground(y, 1), on_ground(x, 1)), 4), "frames": len(x)}


@torch.no_grad()
def retrieval(net, tokenizer, pack: Pack, phases, count: int) -> dict:
    """R@1 and motion of trained pairs, drawn with the default block from weights as they are."""
    picture, motion = pack.trained[torch.randperm(len(pack.trained), generator=torch.Generator().manual_seed(11))[:count].to(pack.device)].T
    prompt = Captions(pack).canonical(pack.picture_subject[picture], pack.picture_style[picture], motion, net.c.prompt_words)
    codes = torch.cat([net.generate(p, net.c.default_block, tokenizer.latent) for p in prompt.split(128)])
    frames = torch.cat([tokenizer.decode(c.flatten(0, 1)).unflatten(0, c.shape[:2]) for c in codes.split(32)])
    return score(frames, picture, motion, pack, phases)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--pack", default="../data/pack")
    p.add_argument("--run", default="runs/v2")
    p.add_argument("--out", default="../flashvideo-v2")
    p.add_argument("--prompts", type=int, default=512)
    p.add_argument("--limit", type=int, help="only the first subjects, for tests")
    a = p.parse_args()
    device, _, _ = setup()
    pack = Pack(a.pack, device, a.limit)
    net, tokenizer, _, _ = load(Path(a.run))
    net, tokenizer = net.to(device), tokenizer.to(device)
    full = retrieval(net, tokenizer, pack, net.config.key_phases, a.prompts)
    result = {"tokenizer": tokenizer_scores(tokenizer, pack), "r1Full": full["r1"], "motionFull": full["motion"], "prompts": a.prompts,
              "command": f"python score.py --run {a.run} --prompts {a.prompts}"}  # fmt: skip
    (Path(a.out) / "scores.json").write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
