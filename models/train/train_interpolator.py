"""Trains the interpolator on frames between the key frames of clips, seen through the frozen tokeniser.

python train_interpolator.py --config v3 --pack ../data/pack --out runs/v3 --seconds 60
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from checkpoint import halved, load_tokenizer, save
from common import Clock, add_length, check_finite, setup, trapezoid
from config import CONFIGS
from frames import Frames, psnr
from interpolator import Interpolator, mix
from pack import Pack
from tokenizer import Tokenizer

HELD_OUT_EVERY = 16  # every 16th clip is never shown


@dataclass
class Example:
    """A frame between two key frames: what the product has of them, and what is true."""

    latents: tuple[Tensor, Tensor]  # [B, D, h, w] of the earlier and the later key frame
    pictures: tuple[Tensor, Tensor]  # decoded: [B, 4, S, S]
    time: Tensor  # [B]
    true: Tensor  # [B, 4, S, S]


class Examples:
    """Frames halfway between neighbouring key frames, and at quarters between every second one, where times differ."""

    @torch.no_grad()
    def __init__(self, frames: Frames, tokenizer: Tokenizer, key_frames: int):
        self.frames, self.key_frames = frames, key_frames
        self.latents, self.pictures = [], []  # [C, K, D, h, w], uint8 [C, K, 4, S, S]
        for part in torch.arange(len(frames.clips), device=frames.device).split(8):
            codes, _ = tokenizer.encode_loop(frames.loops(part, key_frames))
            self.latents.append(tokenizer.plane(codes.flatten(0, 1)).unflatten(0, codes.shape[:2]))
            self.pictures.append((tokenizer.decode(codes.flatten(0, 1)) * 255).round().to(torch.uint8).unflatten(0, codes.shape[:2]))
        self.latents, self.pictures = torch.cat(self.latents), torch.cat(self.pictures)

    def at(self, clip: Tensor, key: Tensor, apart: Tensor, after: Tensor) -> Example:
        """Frames `after` [B] frames behind key frame `key` [B]; the later one is `apart` [B] key frames on."""
        step = self.frames.loop // self.key_frames
        ends = (key, (key + apart) % self.key_frames)
        return Example(
            tuple(self.latents[clip, k] for k in ends),
            tuple(self.pictures[clip, k].float() / 255 for k in ends),
            after / (apart * step),
            self.frames.clip(clip, (key * step + after) % self.frames.loop),
        )

    def draw(self, clips: Tensor, batch: int, g: torch.Generator) -> Example:
        pick = lambda n: torch.randint(0, n, (batch,), generator=g, device=g.device)
        step = self.frames.loop // self.key_frames
        apart = 1 + (pick(3) == 0).long()
        after = 1 + (torch.rand(batch, generator=g, device=g.device) * (apart * step - 1)).long()
        return self.at(clips[pick(len(clips))], pick(self.key_frames), apart, after)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--config", default="v3", choices=CONFIGS)
    p.add_argument("--pack", default="../data/pack")
    p.add_argument("--out", default="runs/v3", help="holds tokenizer.pt; interpolator.pt is written there")
    add_length(p, seconds=60)
    p.add_argument("--limit", type=int, help="only the first subjects, for tests")
    a = p.parse_args()
    device, _, _ = setup()
    config, out = CONFIGS[a.config], Path(a.out)
    c, key_frames = config.interpolator, config.retnet.key_frames
    frames = Frames(Pack(a.pack, a.limit), config.tokenizer.frame, device)
    tokenizer = load_tokenizer(out / "tokenizer.pt", device)
    examples = Examples(frames, tokenizer, key_frames)
    everyone = torch.arange(len(frames.clips), device=device)
    shown = everyone[everyone % HELD_OUT_EVERY != 3]
    torch.manual_seed(0)
    model = Interpolator(c, tokenizer.config.latent).to(device)
    optimiser = torch.optim.AdamW(model.parameters(), lr=c.learning_rate, betas=(0.9, 0.95), weight_decay=0.01)
    g = torch.Generator(device).manual_seed(1)
    print(f"{sum(q.numel() for q in model.parameters()) / 1e3:.0f} k parameters, {len(shown)} clips", flush=True)
    clock, step, told_at = Clock(a.seconds, device, 1, a.steps), 0, time.time()
    while (progress := clock.done()) < 1:
        for group in optimiser.param_groups:
            group["lr"] = c.learning_rate * trapezoid(progress) * min(1, (step + 1) / 100)
        x = examples.draw(shown, c.batch, g)
        error = mix(*x.pictures, model(*x.latents, x.time), x.time) - x.true
        loss = error.abs().mean() + 12 * error.square().mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        if step % 10 == 0 and time.time() - told_at > 20:
            told_at = time.time()
            check_finite(loss, step)
            print(f"interpolator {step} {progress:.0%} loss {loss.item():.4f}", flush=True)
    save(out / "interpolator.pt", {"config": c, "latent": tokenizer.config.latent, "model": halved(model.state_dict())})
    for name, clips in {"clips shown": shown[::8], "clips never shown": everyone[everyone % HELD_OUT_EVERY == 3]}.items():
        if len(clips):
            print(f"halfway between key frames, {name} (n {len(clips)}):", compare(model, examples, clips), flush=True)


@torch.no_grad()
def compare(model: Interpolator, examples: Examples, clips: Tensor) -> str:
    """PSNR on white to the true frames, beside blending the key frames and repeating the earlier one."""
    rows: dict[str, list[Tensor]] = {"fetched": [], "blended": [], "repeated": []}
    for clip in clips.split(32):
        for k in range(examples.key_frames):
            whole = lambda value: torch.full_like(clip, value)
            x = examples.at(clip, whole(k), whole(1), whole(examples.frames.loop // examples.key_frames // 2))
            rows["fetched"].append(psnr(mix(*x.pictures, model(*x.latents, x.time), x.time), x.true))
            rows["blended"].append(psnr((x.pictures[0] + x.pictures[1]) / 2, x.true))
            rows["repeated"].append(psnr(x.pictures[0], x.true))
    return ", ".join(f"{name} {torch.cat(each).mean():.2f} dB" for name, each in rows.items())


if __name__ == "__main__":
    main()
