"""Scores of what is drawn, a quick twin of `npm run evaluate` for use while training.

A picture's subject is the nearest true rendering among all of its style, a clip's among all clips: mean squared error
on mid-grey at 32 px. PSNR is of whole frames on white.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from frames import Frames, on_ground, psnr, sharpness
from retnet import RetNet
from tokenizer import Tokenizer


@torch.no_grad()
def draw(net: RetNet, tokenizer: Tokenizer, prompt: Tensor, frames: int, block: int | None = None) -> tuple[Tensor, Tensor]:
    """Greedy key frames of prompts [B, words]: [B, frames, 4, S, S], and which cells were drawn, bool [B, frames, cells]."""
    made, drawn = [], []
    for part in prompt.split(128):
        codes, changed = net.generate(part, block or net.c.default_block, tokenizer, frames)
        made += [tokenizer.decode(loop) for loop in codes]
        drawn.append(changed)
    return torch.stack(made), torch.cat(drawn)


@torch.no_grad()
def score(net: RetNet, tokenizer: Tokenizer, frames: Frames, styles: list[str], count: int) -> dict[str, dict]:
    """`count` trained pictures of each style, all that were held out, as many clips, and a team's own pictures and clips."""
    g = torch.Generator().manual_seed(7)
    some = lambda mask: (index := mask.nonzero()[:, 0])[torch.randperm(len(index), generator=g)[:count].to(index.device)]
    results = {}
    pictures = {name: (frames.style == i) & ~frames.held & ~frames.own for i, name in enumerate(styles)}
    pictures |= {f"{name}, held out": (frames.style == i) & frames.held for i, name in enumerate(styles)}
    for name, mask in (pictures | {"own": frames.own}).items():
        if len(chosen := some(mask)):
            results[name] = of_pictures(net, tokenizer, frames, chosen)
    for name, mask in {"clips": ~frames.clip_own, "own clips": frames.clip_own}.items():
        if len(chosen := some(mask)):
            results[name] = of_clips(net, tokenizer, frames, chosen)
    return results


def of_pictures(net: RetNet, tokenizer: Tokenizer, frames: Frames, chosen: Tensor) -> dict:
    made = draw(net, tokenizer, frames.caption[chosen], 1)[0][:, 0]
    true = frames.picture(chosen)
    each = psnr(made, true)
    rivals = (frames.style == frames.style[chosen[0]]).nonzero()[:, 0]
    known = torch.cat([shrink(frames.picture(part)) for part in rivals.split(256)])
    found = rivals[torch.cdist(shrink(made), known).argmin(1)]
    return {"psnr": round(each.mean().item(), 2), "worst tenth": round(worst(each), 2), "gradient": round(sharpness(made, true).mean().item(), 3),
            "R@1": round((frames.subject[found] == frames.subject[chosen]).float().mean().item(), 4), "n": len(chosen)}  # fmt: skip


def of_clips(net: RetNet, tokenizer: Tokenizer, frames: Frames, chosen: Tensor) -> dict:
    made, drawn = draw(net, tokenizer, frames.clip_caption[chosen], net.frames)
    true = torch.cat([frames.loops(part, net.frames) for part in chosen.split(32)])
    each = torch.stack([psnr(m, t) for m, t in zip(made, true)])  # [B, K]
    known = torch.cat([shrink(frames.clip(part, 0)) for part in torch.arange(len(frames.clips), device=chosen.device).split(64)])
    hit = torch.cdist(shrink(made[:, 0]), known).argmin(1) == chosen
    return {"psnr of each key frame": " ".join(f"{p:.1f}" for p in each.mean(0).tolist()), "worst of each clip": round(each.amin(1).mean().item(), 2),
            "drawn": " ".join(f"{d:.2f}" for d in drawn.float().mean((0, 2)).tolist()), "R@1": round(hit.float().mean().item(), 4), "n": len(chosen)}  # fmt: skip


def worst(each: Tensor) -> float:
    return each.sort().values[: max(1, len(each) // 10)].mean().item()


def shrink(frames: Tensor) -> Tensor:
    """[B, 4, S, S] → flat vectors at 32 px."""
    return F.avg_pool2d(on_ground(frames, 0.5), frames.shape[-1] // 32).flatten(1)
