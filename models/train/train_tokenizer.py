"""Trains the tokeniser on frames rendered on the fly.

python train_tokenizer.py --config v1 --pack ../data/pack --out runs/v1 --seconds 300
"""

import argparse
import time
from dataclasses import replace
from pathlib import Path

import torch

from common import average, check_finite, halved, save, setup, trapezoid
from config import CONFIGS
from pack import Pack, on_ground, psnr
from tokenizer import Tokenizer

HELD_OUT_EVERY = 32  # every 32nd subject is never shown to the tokeniser


def loss_function(y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """Absolute error of pixels and of their differences (edges), and a squared term for flat areas."""
    dx = lambda t: t[..., 1:] - t[..., :-1]
    dy = lambda t: t[..., 1:, :] - t[..., :-1, :]
    edges = (dx(y) - dx(x)).abs().mean() + (dy(y) - dy(x)).abs().mean()
    return (y - x).abs().mean() + edges + 4 * ((y - x) ** 2).mean()


def random_frames(pack: Pack, subjects: torch.Tensor, batch: int, g: torch.Generator) -> torch.Tensor:
    """Half as the key frames show them, half under any motion, phase, scale and shift."""
    pick = lambda n: torch.randint(0, n, (batch,), generator=g, device=g.device)
    uniform = lambda a, b: torch.rand(batch, generator=g, device=g.device) * (b - a) + a
    phase = torch.where(pick(2) == 0, pick(4) / 4, pick(96) / 96)
    transform = pack.transform(pick(len(pack.motions)), phase)
    free = (pick(2) == 0).float()[:, None]
    scale = uniform(0.6, 1.5)[:, None] ** free
    shift = torch.stack([uniform(-24, 24), uniform(-24, 24)], -1) * free
    return pack.render(subjects[pick(len(subjects))], torch.cat([transform[:, :4] * scale, transform[:, 4:] + shift], -1))


@torch.no_grad()
def score(model: Tokenizer, pack: Pack, subjects: torch.Tensor) -> str:
    n = len(pack.motions)
    subject, motion = subjects.repeat_interleave(n), torch.arange(n, device=pack.device).repeat(len(subjects))
    rows = []
    for phase in (0, 0.25):
        x = torch.cat([pack.render(s, pack.transform(m, torch.full_like(m, phase, dtype=torch.float)))
                       for s, m in zip(subject.split(256), motion.split(256))])  # fmt: skip
        y = torch.cat([model(part).clamp(0, 1) for part in x.split(256)])
        rows.append(f"phase {phase}: white {psnr(on_ground(y, 1), on_ground(x, 1)):.2f} black {psnr(on_ground(y, 0), on_ground(x, 0)):.2f} dB")
    return ", ".join(rows)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--config", default="v1", choices=CONFIGS)
    p.add_argument("--pack", default="../data/pack")
    p.add_argument("--out", default="runs/v1")
    p.add_argument("--seconds", type=float, default=300)
    p.add_argument("--limit", type=int, help="only the first subjects, for tests")
    p.add_argument("--set", nargs="*", default=[], metavar="FIELD=VALUE", help="change fields of the tokeniser's config")
    a = p.parse_args()
    device, _, _ = setup()
    changes = {k: eval(v, {}) for k, v in (s.split("=", 1) for s in a.set)}  # literals typed by the person at the keyboard
    c = replace(CONFIGS[a.config].tokenizer, **changes)
    torch.manual_seed(0)
    pack = Pack(a.pack, device, a.limit)
    everyone = torch.arange(len(pack.subjects), device=device)
    held = everyone % HELD_OUT_EVERY == 7
    model = Tokenizer(c).to(device).to(memory_format=torch.channels_last)
    ema = {k: v.detach().clone().float() for k, v in model.state_dict().items()}
    optimiser = torch.optim.AdamW(model.parameters(), lr=c.learning_rate, betas=(0.9, 0.95), weight_decay=0.01)
    compiled = torch.compile(model) if device != "cpu" else model
    g = torch.Generator(device).manual_seed(1)
    size = lambda m: sum(q.numel() for q in m.parameters()) / 1e6
    print(f"{c}\nencoder {size(model.encoder):.2f} M, decoder {size(model.decoder):.2f} M, {len(pack.subjects)} subjects", flush=True)
    start, step = time.time(), 0
    while (progress := (time.time() - start) / a.seconds) < 1 or step == 0:
        for group in optimiser.param_groups:
            group["lr"] = c.learning_rate * trapezoid(progress, decay=0.7)
        x = random_frames(pack, everyone[~held], c.batch, g).contiguous(memory_format=torch.channels_last)
        with torch.autocast(device.split(":")[0], torch.bfloat16, enabled=device != "cpu"):
            y = compiled(x)
        loss = loss_function(y.float(), x)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        if step % 8 == 0:
            average(model, ema, 0.98)
        if step % 200 == 0:
            check_finite(loss, step)
            print(f"{step} {progress:.0%} loss {loss.item():.4f} psnr {psnr(y.float(), x):.2f} frames/s {step * c.batch / (time.time() - start):.0f}", flush=True)
    if step >= 200:
        model.load_state_dict(ema)
    print("held-out subjects:", score(model, pack, everyone[held] if held.any() else everyone))
    print("all:", score(model, pack, everyone[:: max(1, len(everyone) // 64)]))
    save(Path(a.out) / "tokenizer.pt", {"config": c, "model": halved(model.state_dict()), "step": step})


if __name__ == "__main__":
    main()
