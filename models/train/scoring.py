"""Retrieval scores of generated key frames, a quick twin of `npm run evaluate` for use while training.

The subject is the nearest true rendering among all subjects with the same motion, the motion the nearest among
all motions of the same subject; distance is the mean squared error on mid-grey over the key frames.
"""

import torch
import torch.nn.functional as F

from pack import Pack, on_ground


@torch.no_grad()
def score(frames: torch.Tensor, subject: torch.Tensor, motion: torch.Tensor, pack: Pack, phases) -> dict[str, float]:
    """frames [B, K, 4, 128, 128] in 0..1 of `subject` [B] under `motion` [B]."""
    made = shrink(frames)
    everyone, motions = torch.arange(len(pack.subjects), device=pack.device), torch.arange(len(pack.motions), device=pack.device)
    rank = torch.empty_like(subject)
    for m in motion.unique():
        mine = motion == m
        true = references(pack, everyone, m.expand(len(everyone)), phases)
        distance = torch.cdist(made[mine], true)
        rank[mine] = (distance < distance.gather(1, subject[mine, None])).sum(1)
    hit = [
        torch.cdist(made[i : i + 1], references(pack, subject[i].expand(len(motions)), motions, phases)).argmin() == motion[i]
        for i in range(len(subject))
    ]
    share = lambda t: t.float().mean().item()
    return {"r1": share(rank == 0), "r5": share(rank < 5), "motion": share(torch.stack(hit))}


def references(pack: Pack, subject: torch.Tensor, motion: torch.Tensor, phases) -> torch.Tensor:
    parts = []
    for s, m in zip(subject.split(256), motion.split(256)):
        frames = [pack.render(s, pack.transform(m, torch.full_like(m, phase, dtype=torch.float))) for phase in phases]
        parts.append(shrink(torch.stack(frames, 1)))
    return torch.cat(parts)


def shrink(frames: torch.Tensor) -> torch.Tensor:
    """[B, K, 4, 128, 128] → flat vectors at 32 px, as float32: enough to tell subjects apart while training."""
    return F.avg_pool2d(on_ground(frames, 0.5).flatten(0, 1), 4).view(frames.shape[0], -1)
