"""Trains the interpolator on frames between true key frames, seen through the frozen tokeniser.

python train_interpolator.py --config v2 --pack ../data/pack --out runs/v2 --seconds 200
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from common import Clock, check_finite, halved, save, setup, trapezoid
from config import CONFIGS
from interpolator import Interpolator, mix
from pack import Pack, psnr
from tokenizer import Tokenizer
from train_retnet import load_tokenizer


@dataclass
class Example:
    """A frame between two key frames: what the product has of them, and what is true."""

    latents: tuple[Tensor, Tensor]  # [B, D, h, w] of the earlier and the later key frame
    pictures: tuple[Tensor, Tensor]  # decoded: [B, 4, 128, 128]
    motion: Tensor  # [B]
    gap: Tensor  # [B]
    time: Tensor  # [B]
    true: Tensor  # [B, 4, 128, 128]
    flows: Tensor  # [A, 4, cells²]: of the first A, the moved pictures; of clips it is not known


class Examples:
    """Moved pictures and, as the last part of a batch, clips of real animation."""

    def __init__(self, pack: Pack, tokenizer: Tokenizer, gaps: int, clip_share: float, grid: Tensor, g: torch.Generator):
        self.pack, self.tokenizer, self.gaps, self.grid, self.g = pack, tokenizer, gaps, grid, g
        self.clip_share = clip_share if len(pack.clips) else 0

    def draw(self, batch: int) -> Example:
        of_clips = round(batch * self.clip_share)
        parts = [self._moved(batch - of_clips)] + ([self._clips(of_clips)] if of_clips else [])
        start, end, true, motion, gap, time = (torch.cat(column) for column in zip(*(p[0] for p in parts)))
        with torch.no_grad(), torch.autocast(true.device.type, torch.bfloat16, enabled=true.is_cuda):
            latents = [self.tokenizer.quantise(self.tokenizer.encoder(x)) for x in (start, end)]
            pictures = [self.tokenizer.decoder(z).float().clamp(0, 1) for z in latents]
        return Example(tuple(latents), tuple(pictures), motion, gap, time, true, parts[0][1])

    def _pick(self, n: int, count: int) -> Tensor:
        return torch.randint(0, n, (count,), generator=self.g, device=self.g.device)

    def _moved(self, count: int):
        pack, gaps = self.pack, self.gaps
        steps = pack.transforms.shape[1] // gaps  # phases of a gap on the table's grid
        picture, motion, gap = self._pick(len(pack.picture_subject), count), self._pick(pack.alive, count), self._pick(gaps, count)
        t = (1 + self._pick(steps - 1, count)) / steps
        start, end, phase = gap / gaps, (gap + 1) % gaps / gaps, (gap + t) / gaps
        frames = [pack.render(picture, pack.transform(motion, p)) for p in (start, end, phase)]
        flows = torch.cat([true_flow(pack, motion, phase, source, self.grid) for source in (start, end)], 1)
        return (*frames, motion, gap, t), flows

    def _clips(self, count: int):
        pack, steps = self.pack, self.pack.clips.shape[1] // self.gaps  # frames of a gap
        clip, gap, at = self._pick(len(pack.clips), count), self._pick(self.gaps, count), 1 + self._pick(steps - 1, count)
        frames = [pack.clip(clip, gap * steps + offset) for offset in (0, steps, at)]
        return (*frames, torch.full_like(clip, pack.alive), gap, at / steps), None


def true_flow(pack: Pack, motion: torch.Tensor, phase: torch.Tensor, source: torch.Tensor, grid: torch.Tensor) -> torch.Tensor:
    """Where the pixels of the frame at `phase` lie in the frame at `source`, as offsets [B, 2, cells²] in half frames."""
    matrix = lambda p: affine(pack.transform(motion, p), pack.frame / 2)
    there = matrix(source) @ torch.linalg.inv(matrix(phase)) @ grid
    return there[:, :2] - grid[:2]


def affine(t: torch.Tensor, half: float) -> torch.Tensor:
    a, b, c, d, e, f = t.unbind(-1)
    zero, one = torch.zeros_like(a), torch.ones_like(a)
    return torch.stack([a, c, e / half, b, d, f / half, zero, zero, one], -1).view(-1, 3, 3)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--config", default="v2", choices=CONFIGS)
    p.add_argument("--pack", default="../data/pack")
    p.add_argument("--out", default="runs/v2", help="holds tokenizer.pt; interpolator.pt is written there")
    p.add_argument("--seconds", type=float, default=200)
    p.add_argument("--limit", type=int, help="only the first subjects, for tests")
    a = p.parse_args()
    device, _, _ = setup()
    config, out = CONFIGS[a.config], Path(a.out)
    c, gaps = config.interpolator, len(config.key_phases)
    torch.manual_seed(0)
    pack, tokenizer = Pack(a.pack, device, a.limit), load_tokenizer(out / "tokenizer.pt", device)
    model = Interpolator(c, tokenizer.config.latent, tokenizer.config.cells, len(pack.motions), gaps).to(device)
    print(f"{sum(q.numel() for q in model.parameters()) / 1e3:.0f} k parameters", flush=True)
    optimiser = torch.optim.AdamW(model.parameters(), lr=c.learning_rate, betas=(0.9, 0.95), weight_decay=0.0)
    examples = Examples(pack, tokenizer, gaps, c.clip_share, model.grid, torch.Generator(device).manual_seed(1))
    clock, step = Clock(a.seconds, device, 1), 0
    while (progress := clock.done()) < 1:
        for group in optimiser.param_groups:
            group["lr"] = c.learning_rate * trapezoid(progress, decay=0.7)
        x = examples.draw(c.batch)
        known = (torch.rand(c.batch, generator=examples.g, device=device) > 0.1).long()  # sometimes the motion is not told
        field = model(*x.latents, (x.motion + 1) * known, x.gap, x.time)
        moved = len(x.flows)
        drawn = torch.nn.functional.adaptive_avg_pool2d(x.true[:moved, 3:], model.cells).flatten(2) > 0.02
        flow_error = ((field[:moved, :4].flatten(2) - x.flows).abs() * drawn).mean() * pack.frame / 2  # px
        loss = (mix(*x.pictures, field, x.time) - x.true).abs().mean() * 10 + flow_error
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        if step % 200 == 0:
            check_finite(loss, step)
            print(f"{step} {progress:.0%} loss {loss.item():.4f} flow {flow_error.item():.3f} px", flush=True)
    save(out / "interpolator.pt", {"config": c, "motions": len(pack.motions), "gaps": gaps, "model": halved(model.state_dict())})
    compare(model, tokenizer, examples)


@torch.no_grad()
def compare(model: Interpolator, tokenizer: Tokenizer, examples: Examples):
    """PSNR to the true frames, beside decoding blended latents and repeating the key frame."""
    rows = {}
    for _ in range(8):
        x = examples.draw(128)
        w = x.time[:, None, None, None]
        blended = x.latents[0] * (1 - w) + x.latents[1] * w
        made = {"flow": mix(*x.pictures, model(*x.latents, x.motion + 1, x.gap, x.time), x.time), "repeat": x.pictures[0],
                "blended latents": tokenizer.decoder(blended).clamp(0, 1)}  # fmt: skip
        alive = x.motion == examples.pack.alive
        for kind, chosen in {"moved pictures": (x.motion > 0) & ~alive, "clips": alive}.items():
            for name, frames in made.items():
                if chosen.any():
                    rows.setdefault((kind, name), []).append(psnr(frames[chosen], x.true[chosen]))
    print("PSNR between key frames:", ", ".join(f"{kind}, {name} {sum(v) / len(v):.2f} dB" for (kind, name), v in rows.items()), flush=True)


if __name__ == "__main__":
    main()
