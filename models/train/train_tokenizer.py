"""Trains the tokeniser on frames rendered on the fly.

python train_tokenizer.py --config v2 --pack ../data/pack --out runs/v2 --seconds 300
torchrun --nproc_per_node 4 train_tokenizer.py …      # the same on several GPUs
"""

import argparse
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel

from common import Clock, average, check_finite, halved, save, setup, trapezoid
from config import CONFIGS
from pack import Pack, on_ground, psnr
from tokenizer import Tokenizer

HELD_OUT_EVERY = 32  # every 32nd subject is never shown to the tokeniser


def loss_function(y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """Absolute error of pixels and of their differences (edges), and a squared term: PSNR counts that alone, but blurs."""
    dx = lambda t: t[..., 1:] - t[..., :-1]
    dy = lambda t: t[..., 1:, :] - t[..., :-1, :]
    edges = (dx(y) - dx(x)).abs().mean() + (dy(y) - dy(x)).abs().mean()
    return (y - x).abs().mean() + edges + 16 * ((y - x) ** 2).mean()


def random_frames(pack: Pack, pictures: torch.Tensor, clips: torch.Tensor, batch: int, g: torch.Generator) -> torch.Tensor:
    """Pictures half as the key frames show them, half varied: any phase, scale, shift, mirrored, in other colours; a sixth from clips."""
    of_clips = batch // 6 if len(clips) else 0
    batch -= of_clips
    draw = lambda n, count: torch.randint(0, n, (count,), generator=g, device=g.device)
    pick = lambda n: draw(n, batch)
    each = lambda t: t[:, None, None, None]
    uniform = lambda a, b: torch.rand(batch, generator=g, device=g.device) * (b - a) + a
    free = pick(2) == 0
    phase = torch.where(free, pick(96) / 96, pick(4) / 4)
    transform = pack.transform(pick(pack.alive), phase)
    scale = uniform(0.6, 1.5)[:, None] ** free[:, None].float()
    shift = torch.stack([uniform(-24, 24), uniform(-24, 24)], -1) * free[:, None]
    frames = pack.render(pictures[pick(len(pictures))], torch.cat([transform[:, :4] * scale, transform[:, 4:] + shift], -1))
    frames = torch.where(each(free & (pick(2) == 0)), frames.flip(-1), frames)
    channels = torch.tensor([[*order, 3] for order in permutations(range(3))], device=g.device)[pick(6) * free]
    frames = frames[torch.arange(batch, device=g.device)[:, None], channels]
    if not of_clips:
        return frames
    return torch.cat([frames, pack.clip(clips[draw(len(clips), of_clips)], draw(pack.clips.shape[1], of_clips))])


@torch.no_grad()
def score(model: Tokenizer, pack: Pack, pictures: torch.Tensor) -> str:
    """On white and black, of pictures under all motions, a style at a time."""
    rows, n = [], pack.alive
    for style, description in enumerate(pack.styles):
        chosen = pictures[pack.picture_style[pictures] == style]
        if not len(chosen):
            continue
        picture, motion = chosen.repeat_interleave(n), torch.arange(n, device=pack.device).repeat(len(chosen))
        for phase in (0, 0.25):
            x = torch.cat([pack.render(s, pack.transform(m, torch.full_like(m, phase, dtype=torch.float)))
                           for s, m in zip(picture.split(256), motion.split(256))])  # fmt: skip
            y = torch.cat([model(part).clamp(0, 1) for part in x.split(256)])
            on = lambda level: psnr(on_ground(y, level), on_ground(x, level))
            rows.append(f"{description['name']}, phase {phase}: white {on(1):.2f} black {on(0):.2f} dB")
    return ", ".join(rows)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--config", default="v2", choices=CONFIGS)
    p.add_argument("--pack", default="../data/pack")
    p.add_argument("--out", default="runs/v2")
    p.add_argument("--seconds", type=float, default=300)
    p.add_argument("--span", type=float, nargs=2, default=(0, 1), help="part of the schedule that this run covers")
    p.add_argument("--limit", type=int, help="only the first subjects, for tests")
    p.add_argument("--set", nargs="*", default=[], metavar="FIELD=VALUE", help="change fields of the tokeniser's config")
    a = p.parse_args()
    device, rank, world = setup()
    say = (lambda *args: print(*args, flush=True)) if rank == 0 else (lambda *args: None)
    changes = {k: eval(v, {}) for k, v in (s.split("=", 1) for s in a.set)}  # literals typed by the person at the keyboard
    c = replace(CONFIGS[a.config].tokenizer, **changes)
    torch.manual_seed(0)
    pack = Pack(a.pack, device, a.limit)
    shown = lambda subject: subject % HELD_OUT_EVERY != 7
    everything = torch.arange(len(pack.picture_subject), device=device)
    pictures, clips = shown(pack.picture_subject).nonzero()[:, 0], shown(pack.clip_subject).nonzero()[:, 0]
    model = Tokenizer(c).to(device).to(memory_format=torch.channels_last)
    path = Path(a.out) / "tokenizer.pt"
    if path.exists():
        saved = torch.load(path, map_location=device, weights_only=False)
        if saved["config"] != c:
            raise SystemExit(f"{path} belongs to another config: choose another --out")
        model.load_state_dict({k: v.float() for k, v in saved["model"].items()})
        say(f"going on from step {saved['step']}")
    ema = {k: v.detach().clone().float() for k, v in model.state_dict().items()}
    optimiser = torch.optim.AdamW(model.parameters(), lr=c.learning_rate, betas=(0.9, 0.95), weight_decay=0.01)
    wrapped = DistributedDataParallel(model) if world > 1 else model
    compiled = torch.compile(wrapped) if device != "cpu" else wrapped
    g = torch.Generator(device).manual_seed(1 + rank)
    size = lambda m: sum(q.numel() for q in m.parameters()) / 1e6
    say(f"{c}\nencoder {size(model.encoder):.2f} M, decoder {size(model.decoder):.2f} M, {len(everything)} pictures, {len(pack.clips)} clips")
    clock, step = Clock(a.seconds, device, world), 0
    while (done := clock.done()) < 1:
        progress = a.span[0] + (a.span[1] - a.span[0]) * done
        for group in optimiser.param_groups:
            group["lr"] = c.learning_rate * trapezoid(progress, decay=0.7) * min(1, (step + 1) / 100)
        x = random_frames(pack, pictures, clips, c.batch, g).contiguous(memory_format=torch.channels_last)
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
            say(f"{step} {progress:.0%} loss {loss.item():.4f} psnr {psnr(y.float(), x):.2f} frames/s {step * c.batch * world / clock.elapsed():.0f}")
    if step >= 200 and a.span[1] >= 1:
        model.load_state_dict(ema)
    if rank == 0:
        save(path, {"config": c, "model": halved(model.state_dict()), "step": step})
        unseen = everything[~shown(pack.picture_subject)]
        say("held-out subjects:", score(model, pack, unseen if len(unseen) else everything))
        say("all:", score(model, pack, everything[:: max(1, len(everything) // 64)]))
    if world > 1:
        dist.barrier()
        dist.destroy_process_group()


if __name__ == "__main__":
    main()
