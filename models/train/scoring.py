"""Retrieval scores of generated key frames, a quick twin of `npm run evaluate` for use while training.

The subject is the nearest true rendering among all subjects in the same style with the same motion, the motion
the nearest among all motions of the same picture; clips of real animation compare among clips. Distance is the
mean squared error on mid-grey over the key frames.
"""

import torch
import torch.nn.functional as F

from pack import Pack, on_ground, psnr


@torch.no_grad()
def score(frames: torch.Tensor, picture: torch.Tensor, motion: torch.Tensor, pack: Pack, phases) -> dict[str, float]:
    """frames [B, K, 4, 128, 128] in 0..1 of `picture` [B] under `motion` [B]."""
    made, style = shrink(frames), pack.picture_style
    motions = torch.arange(pack.alive, device=pack.device)
    rank = torch.empty_like(picture)
    for group in torch.stack([motion, style[picture]], 1).unique(dim=0):
        mine = (motion == group[0]) & (style[picture] == group[1])
        rivals = (style == group[1]).nonzero()[:, 0]
        true = references(pack, rivals, group[0].expand(len(rivals)), phases)
        distance = torch.cdist(made[mine], true)
        own = torch.searchsorted(rivals, picture[mine])
        rank[mine] = (distance < distance.gather(1, own[:, None])).sum(1)
    hit = [
        torch.cdist(made[i : i + 1], references(pack, picture[i].expand(pack.alive), motions, phases)).argmin() == motion[i]
        for i in range(len(picture))
    ]
    share = lambda t: t.float().mean().item()
    return {"r1": share(rank == 0), "r5": share(rank < 5), "motion": share(torch.stack(hit))}


@torch.no_grad()
def score_clips(frames: torch.Tensor, clip: torch.Tensor, pack: Pack, phases) -> dict[str, float]:
    everyone = torch.arange(len(pack.clips), device=pack.device)
    true = torch.cat([shrink(clip_frames(pack, c, phases)) for c in everyone.split(64)])
    return {"r1": (torch.cdist(shrink(frames), true).argmin(1) == clip).float().mean().item()}


def clip_frames(pack: Pack, clip: torch.Tensor, phases) -> torch.Tensor:
    steps = pack.clips.shape[1]
    return torch.stack([pack.clip(clip, torch.full_like(clip, round(phase * steps))) for phase in phases], 1)


def sharpness(frames: torch.Tensor, true: torch.Tensor) -> str:
    """PSNR on white of each key frame, dB: both [B, K, 4, 128, 128]."""
    return " / ".join(f"{psnr(on_ground(frames[:, k], 1), on_ground(true[:, k], 1)):.1f}" for k in range(frames.shape[1]))


def references(pack: Pack, picture: torch.Tensor, motion: torch.Tensor, phases) -> torch.Tensor:
    parts = []
    for s, m in zip(picture.split(256), motion.split(256)):
        frames = [pack.render(s, pack.transform(m, torch.full_like(m, phase, dtype=torch.float))) for phase in phases]
        parts.append(shrink(torch.stack(frames, 1)))
    return torch.cat(parts)


def shrink(frames: torch.Tensor) -> torch.Tensor:
    """[B, K, 4, 128, 128] → flat vectors at 32 px, as float32: enough to tell subjects apart while training."""
    return F.avg_pool2d(on_ground(frames, 0.5).flatten(0, 1), 4).view(frames.shape[0], -1)
