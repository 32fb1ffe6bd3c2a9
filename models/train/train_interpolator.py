"""Trains the interpolator on frames between true key frames, seen through the frozen tokeniser.

python train_interpolator.py --config v2 --pack ../data/pack --out runs/v2 --seconds 200
"""

import argparse
import time
from pathlib import Path

import torch

from common import check_finite, halved, save, setup, trapezoid
from config import CONFIGS
from interpolator import Interpolator, mix
from pack import Pack, psnr
from tokenizer import Tokenizer
from train_retnet import load_tokenizer


def key_frames(pack: Pack, tokenizer: Tokenizer, subject: torch.Tensor, motion: torch.Tensor, phase: torch.Tensor):
    """What the product has of a key frame: its latent [B, D, h, w] and the decoded picture [B, 4, 128, 128]."""
    with torch.no_grad(), torch.autocast(subject.device.type, torch.bfloat16, enabled=subject.is_cuda):
        latent = tokenizer.quantise(tokenizer.encoder(pack.render(subject, pack.transform(motion, phase))))
        return latent, tokenizer.decoder(latent).float().clamp(0, 1)


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
    g = torch.Generator(device).manual_seed(1)
    steps = pack.transforms.shape[1] // gaps  # phases of a gap on the table's grid

    def example(batch: int):
        pick = lambda n: torch.randint(0, n, (batch,), generator=g, device=device)
        subject, motion, gap = pick(len(pack.subjects)), pick(len(pack.motions)), pick(gaps)
        t = (1 + pick(steps - 1)) / steps
        start, end, phase = gap / gaps, (gap + 1) % gaps / gaps, (gap + t) / gaps
        (za, xa), (zb, xb) = key_frames(pack, tokenizer, subject, motion, start), key_frames(pack, tokenizer, subject, motion, end)
        true = pack.render(subject, pack.transform(motion, phase))
        flows = torch.cat([true_flow(pack, motion, phase, source, model.grid) for source in (start, end)], 1)
        return za, zb, xa, xb, motion, gap, t, true, flows

    start, step = time.time(), 0
    while (progress := (time.time() - start) / a.seconds) < 1 or step == 0:
        for group in optimiser.param_groups:
            group["lr"] = c.learning_rate * trapezoid(progress, decay=0.7)
        za, zb, xa, xb, motion, gap, t, true, flows = example(c.batch)
        known = (torch.rand(c.batch, generator=g, device=device) > 0.1).long()  # sometimes the motion is not told
        field = model(za, zb, (motion + 1) * known, gap, t)
        drawn = torch.nn.functional.adaptive_avg_pool2d(true[:, 3:], model.cells).flatten(2) > 0.02
        flow_error = ((field[:, :4].flatten(2) - flows).abs() * drawn).mean() * pack.frame / 2  # px
        loss = (mix(xa, xb, field, t) - true).abs().mean() * 10 + flow_error
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        if step % 200 == 0:
            check_finite(loss, step)
            print(f"{step} {progress:.0%} loss {loss.item():.4f} flow {flow_error.item():.3f} px", flush=True)
    save(out / "interpolator.pt", {"config": c, "motions": len(pack.motions), "gaps": gaps, "model": halved(model.state_dict())})
    with torch.no_grad():
        rows = {"flow": [], "blended latents": [], "repeat": []}
        for _ in range(8):
            za, zb, xa, xb, motion, gap, t, true, _ = example(min(c.batch, 128))
            w = t[:, None, None, None]
            made = {"flow": mix(xa, xb, model(za, zb, motion + 1, gap, t), t), "repeat": xa,
                    "blended latents": tokenizer.decoder(za * (1 - w) + zb * w).clamp(0, 1)}  # fmt: skip
            moving = motion > 0
            for name, frames in made.items():
                rows[name].append(psnr(frames[moving], true[moving]))
        print("PSNR of moving clips between key frames:", ", ".join(f"{k} {sum(v) / len(v):.2f} dB" for k, v in rows.items()), flush=True)


if __name__ == "__main__":
    main()
