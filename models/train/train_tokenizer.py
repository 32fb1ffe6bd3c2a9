"""Trains the tokeniser on pictures and clips.

python train_tokenizer.py --config v3 --pack ../data/pack --out runs/v3 --seconds 300
torchrun --nproc_per_node 4 train_tokenizer.py …      # the same on several GPUs

A run covers a span of the schedule and goes on from the checkpoint in `--out`.
"""

import argparse
import time
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import Tensor
from torch.nn.parallel import DistributedDataParallel

from checkpoint import halved, save
from common import Clock, add_length, changes, check_finite, setup, trapezoid
from config import CONFIGS, TokenizerConfig
from critic import Critic, hinge
from frames import HELD_OUT_EVERY, Frames, on_ground, psnr, summary
from pack import Pack
from rounding import Storage, decoder_steps
from tokenizer import Tokenizer


def likeness(y: Tensor, x: Tensor, ground: Tensor) -> Tensor:
    """Error of colours on a ground and of alpha, absolute and squared, edges counting four times; and of differences at three scales.

    PSNR counts squares alone, but squares alone blur.
    """
    seen = lambda t: torch.cat([on_ground(t, ground), t[:, 3:]], 1)
    y, x = seen(y), seen(x)
    near_edge = F.max_pool2d(steps(x)[0].abs().amax(1, keepdim=True) + steps(x)[1].abs().amax(1, keepdim=True), 5, 1, 2)
    weight = 1 + 3 * near_edge.clamp(max=1)
    loss = ((y - x).abs() * weight).mean() + 12 * ((y - x).square() * weight).mean()
    for scale in (1, 2, 4):
        a, b = (F.avg_pool2d(t, scale) if scale > 1 else t for t in (y, x))
        for da, db in zip(steps(a), steps(b)):
            loss = loss + (da - db).abs().mean() / (1 if scale == 1 else 2) + (4 * (da - db).square().mean() if scale == 1 else 0)
    return loss


def steps(t: Tensor) -> tuple[Tensor, Tensor]:
    """Differences to the next pixel, across and down, as large as t."""
    return F.pad(t.diff(dim=-1), (0, 1)), F.pad(t.diff(dim=-2), (0, 0, 0, 1))


class Batches:
    """Crops of pictures, some of them varied, then of clips, with the frames that those follow."""

    def __init__(self, frames: Frames, c: TokenizerConfig, g: torch.Generator):
        self.frames, self.c, self.g = frames, c, g
        shown = lambda subject: (subject % HELD_OUT_EVERY != 7).nonzero()[:, 0]
        self.pictures, self.clips = shown(frames.subject), shown(frames.clip_subject)
        self.of_clips = round(c.batch * c.clip_share) if len(self.clips) else 0
        self.orders = torch.tensor([[*order, 3] for order in permutations(range(3))], device=frames.device)

    def draw(self) -> tuple[Tensor, Tensor]:
        """Frames [batch, 4, crop, crop] and [of_clips, 4, crop, crop]: earlier ones of the last."""
        c, f = self.c, self.frames
        pictures = f.picture(self.pictures[self._pick(len(self.pictures), c.batch - self.of_clips)])
        varied = round(len(pictures) * c.varied)
        x = self._crop(torch.cat([self._vary(pictures[:varied]), pictures[varied:]]), (1, 2, 3))
        if not self.of_clips:
            return x, x[:0]
        clip, a, b = self.clips[self._pick(len(self.clips), self.of_clips)], self._pick(f.loop, self.of_clips), self._pick(f.loop, self.of_clips)
        pair = self._crop(torch.cat([f.clip(clip, a), f.clip(clip, b)], 1), range(c.cells - c.crop + 1))
        return torch.cat([x, pair[:, :4]]), pair[:, 4:]

    def _pick(self, n: int, count: int) -> Tensor:
        return torch.randint(0, n, (count,), generator=self.g, device=self.g.device)

    def _crop(self, x: Tensor, margins) -> Tensor:
        """At one of the margins, cells, drawn for each axis."""
        size = self.c.crop * self.c.cell
        left, top = (int(margins[int(torch.randint(0, len(margins), (1,)))]) * self.c.cell for _ in range(2))
        return x[..., top : top + size, left : left + size]

    def _vary(self, x: Tensor) -> Tensor:
        uniform = lambda low, high, *shape: torch.rand(len(x), *shape, generator=self.g, device=x.device) * (high - low) + low
        scale = uniform(0.8, 1.4)
        maps = torch.zeros(len(x), 2, 3, device=x.device)
        maps[:, 0, 0] = scale * torch.where(self._pick(2, len(x)) == 0, -1, 1)
        maps[:, 1, 1] = scale
        maps[:, :, 2] = uniform(-0.15, 0.15, 2)
        moved = F.grid_sample(x, F.affine_grid(maps, list(x.shape), align_corners=False), align_corners=False)
        return moved[torch.arange(len(x), device=x.device)[:, None], self.orders[self._pick(len(self.orders), len(x))]]


@torch.no_grad()
def score(model: Tokenizer, frames: Frames, styles: list[str], seen: bool) -> str:
    """On white, whole frames, a style at a time; of clips key frames as they are stored, each drawn over those before."""
    rows = []
    for style, name in enumerate(styles):
        chosen = ((frames.style == style) & ((frames.subject % HELD_OUT_EVERY != 7) == seen)).nonzero()[:, 0]
        chosen = chosen[:: max(1, len(chosen) // 192)]
        if len(chosen):
            true = frames.picture(chosen)
            made = torch.cat([model.decode(model.encode(x)) for x in true.split(32)])
            rows.append(f"{name} {summary(made, true)}")
    chosen = ((frames.clip_subject % HELD_OUT_EVERY != 7) == seen).nonzero()[:, 0][:32]
    if len(chosen):
        true = frames.loops(chosen, 8)
        codes, drawn = zip(*(model.encode_loop(x) for x in true.split(8)))
        made = torch.cat([model.decode(c.flatten(0, 1)) for c in codes]).unflatten(0, (-1, 8))
        each, drawn = psnr(made, true).mean(0).tolist(), torch.cat(drawn).float().mean((0, 2)).tolist()
        rows.append("clips " + " ".join(f"{p:.1f}" for p in each) + " dB, drawn " + " ".join(f"{d:.2f}" for d in drawn))
    return ("seen: " if seen else "unseen: ") + "; ".join(rows)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--config", default="v3", choices=CONFIGS)
    p.add_argument("--pack", default="../data/pack")
    p.add_argument("--out", default="runs/v3")
    add_length(p, seconds=300)
    p.add_argument("--span", type=float, nargs=2, default=(0, 1), help="part of the schedule that this run covers")
    p.add_argument("--limit", type=int, help="only the first subjects, for tests")
    p.add_argument("--decoder", action="store_true", help="train the decoder alone: the codes stay, and with them what a RetNet has learnt")
    p.add_argument("--set", nargs="*", default=[], metavar="FIELD=VALUE", help="change fields of the tokeniser's config")
    a = p.parse_args()
    device, rank, world = setup()
    say = (lambda *args: print(*args, flush=True)) if rank == 0 else (lambda *args: None)
    c = replace(CONFIGS[a.config].tokenizer, **changes(a.set))
    torch.manual_seed(rank)
    pack = Pack(a.pack, a.limit)
    frames = Frames(pack, c.frame, device)
    torch.manual_seed(0)
    model, critic = (m.to(device).to(memory_format=torch.channels_last) for m in (Tokenizer(c), Critic(c.critic)))
    path, scales = Path(a.out) / "tokenizer.pt", {}
    if path.exists():
        saved = torch.load(path, map_location=device, weights_only=False)
        if saved["config"].shape != c.shape:
            raise SystemExit(f"{path} belongs to another config: choose another --out")
        for module, name in ((model, "model"), (critic, "critic")):
            module.load_state_dict({k: v.float() for k, v in saved[name].items()})
        scales = saved.get("scales")
        say(f"going on from step {saved['step']}")
    model.encoder.requires_grad_(not a.decoder)
    optimiser = torch.optim.AdamW(model.parameters(), lr=c.learning_rate, betas=(0.9, 0.95), weight_decay=0.01)
    critic_optimiser = torch.optim.AdamW(critic.parameters(), lr=c.critic_rate, betas=(0.5, 0.95), weight_decay=0.01)
    spread = lambda m: DistributedDataParallel(m) if world > 1 else m
    compiled = lambda m: torch.compile(m, dynamic=False) if device != "cpu" else m
    draw, judge, likeness_of = compiled(spread(model)), spread(critic), compiled(likeness)
    g = torch.Generator(device).manual_seed(1 + rank + int(1e6 * a.span[0]))
    torch.manual_seed(2 + rank + int(1e6 * a.span[0]))
    batches, storage = Batches(frames, c, g), Storage(decoder_steps(model.decoder, c.decoder_step), g, scales)
    size = lambda m: sum(q.numel() for q in m.parameters()) / 1e6
    say(f"{c}\nencoder {size(model.encoder):.2f} M, decoder {size(model.decoder):.2f} M, {len(frames.style)} pictures, {len(frames.clips)} clips")
    amp = lambda: torch.autocast(device.split(":")[0], torch.bfloat16, enabled=device != "cpu")
    pixels = lambda t: t.contiguous(memory_format=torch.channels_last)

    def checkpoint(step: int, progress: float):
        """With the decoder as storage has it, once it is rounded."""
        if rounding := progress >= c.rounded_from:
            storage.round()
        save(path, {"config": c, "model": halved(model.state_dict()), "critic": halved(critic.state_dict()), "scales": storage.scales, "step": step})
        if rounding:
            storage.restore()

    clock, step, saved_at, told_at = Clock(a.seconds, device, world, a.steps), 0, time.time(), time.time()
    while (done := clock.done()) < 1:
        progress = a.span[0] + (a.span[1] - a.span[0]) * done
        warm = min(1, (step + 1) / 200)
        for group in optimiser.param_groups:
            group["lr"] = c.learning_rate * trapezoid(progress, decay=0.6) * warm
        x, earlier = (pixels(t) for t in batches.draw())
        ground = torch.rand(len(x), 1, 1, 1, generator=g, device=device)
        judged = progress >= c.critic_from
        if progress >= c.rounded_from:
            storage.round()
        elif progress >= c.noise_from:
            storage.add_noise()
        with amp():
            y = draw(x, earlier).float()
        loss = error = likeness_of(y, x, ground)
        if judged:
            critic.requires_grad_(False)
            with amp():
                loss = loss - c.critic_weight * warm * critic(y).float().mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        if progress >= min(c.noise_from, c.rounded_from):
            storage.restore()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 0.5)
        optimiser.step()
        if judged:
            critic.requires_grad_(True)
            with amp():
                true, made = judge(torch.cat([x, y.detach()])).float().chunk(2)
            critic_optimiser.zero_grad(set_to_none=True)
            hinge(true, made).backward()
            critic_optimiser.step()
        step += 1
        if step % 10 == 0 and time.time() - told_at > 20:
            told_at = time.time()
            check_finite(loss, step)
            margin = (true.mean() - made.mean()).item() if judged else 0
            say(f"{step} {progress:.1%} {clock.elapsed():.0f}s loss {error.item():.4f} psnr {psnr(y.detach(), x).mean():.2f} critic {margin:.2f} frames/s {step * c.batch * world / clock.elapsed():.0f}")
        if rank == 0 and time.time() - saved_at > 120:
            saved_at = time.time()
            checkpoint(step, progress)
    if rank == 0:
        checkpoint(step, a.span[1])
        say(f"{step} steps")
        names = [style["name"] for style in pack.styles]
        storage.round()
        for seen in (False, True):
            say("as stored,", score(model, frames, names, seen))
    if world > 1:
        dist.barrier()
        dist.destroy_process_group()


if __name__ == "__main__":
    main()
