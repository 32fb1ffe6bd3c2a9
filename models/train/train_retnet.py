"""Trains the RetNet on the codes of key frames.

torchrun --nproc_per_node 4 train_retnet.py --config v2 --pack ../data/pack --out runs/v2 --seconds 500 --span 0 0.6
torchrun --nproc_per_node 4 train_retnet.py …                                 --seconds 350 --span 0.6 1

Targets are deterministic (one picture for each subject, style, motion and phase), so they are encoded once. A run
covers a span of the schedule and goes on from the checkpoint in `--out`.
"""

import argparse
import contextlib
import time
from dataclasses import replace
from pathlib import Path

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch.nn.parallel import DistributedDataParallel

from captions import Captions
from common import Clock, average, check_finite, halved, save, setup, trapezoid
from config import CONFIGS, Config
from pack import Pack
from retnet import RetNet
from rounding import StorageNoise
from scoring import clip_frames, score, score_clips, sharpness
from tokenizer import Tokenizer


@torch.no_grad()
def encode_all(tokenizer: Tokenizer, pack: Pack, phases) -> tuple[torch.Tensor, torch.Tensor]:
    """Codes of the key frames, uint8 or int16: of every picture and motion [P, motions, frames, cells, groups], of every clip [C, frames, cells, groups]."""
    kind = torch.uint8 if tokenizer.config.codes <= 256 else torch.int16
    encode = lambda frames: tokenizer.encode(frames).to(kind)
    everything, steps = torch.arange(len(pack.picture_subject), device=pack.device), pack.clips.shape[1]

    def moved(motion: int, phase: float) -> torch.Tensor:
        same = lambda p, v, t: torch.full_like(p, v, dtype=t)
        render = lambda p: pack.render(p, pack.transform(same(p, motion, torch.long), same(p, phase, torch.float)))
        return torch.cat([encode(render(p)) for p in everything.split(256)])

    rank, world = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
    shape = (len(everything), pack.alive, len(phases), tokenizer.config.cells**2, tokenizer.config.groups)
    pictures = torch.zeros(shape, dtype=kind, device=pack.device)
    for m in range(rank, pack.alive, world):  # each rank encodes some of the motions
        pictures[:, m] = torch.stack([moved(m, phase) for phase in phases], 1)
    if world > 1:
        dist.all_reduce(pictures)
    if not len(pack.clips):
        return pictures, pictures[:0, 0]
    parts = [torch.stack([encode(pack.clip(c, torch.full_like(c, round(phase * steps)))) for phase in phases], 1)
             for c in torch.arange(len(pack.clips), device=pack.device).split(128)]  # fmt: skip
    return pictures, torch.cat(parts)


class Examples:
    """Batches of codes and captions: trained pairs of picture and motion, and clips of real animation."""

    def __init__(self, pack: Pack, codes: tuple[torch.Tensor, torch.Tensor], c, g: torch.Generator):
        self.pack, self.captions, self.c, self.g = pack, Captions(pack), c, g
        self.pictures, self.clips = codes

    def draw(self, batch: int, frames: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Prompts [batch, words] and codes [batch, frames, cells, groups]."""
        pack, c, g = self.pack, self.c, self.g
        of_clips = round(batch * c.clip_share) if len(self.clips) else 0
        index = lambda n, count: torch.randint(0, n, (count,), generator=g, device=pack.device)
        picture, motion = pack.trained[index(len(pack.trained), batch - of_clips)].T
        clip = index(max(1, len(self.clips)), of_clips)
        codes = torch.cat([self.pictures[picture, motion, :frames], self.clips[clip, :frames]]).long()
        subject = torch.cat([pack.picture_subject[picture], pack.clip_subject[clip]])
        style = torch.cat([pack.picture_style[picture], index(len(pack.styles), of_clips)])  # whatever is said of a clip
        motion = torch.cat([motion, torch.full_like(clip, pack.alive)])
        prompt = self.captions.draw(subject, style, motion, motion == pack.alive, c.prompt_words, g)
        return prompt * (torch.rand(batch, 1, generator=g, device=pack.device) >= c.caption_dropout), codes


def optimisers(model: RetNet, c) -> list[torch.optim.Optimizer]:
    """Muon for the hidden matrices, AdamW for embeddings, norms and the head."""
    matrices = [p for n, p in model.named_parameters() if p.dim() == 2 and n.startswith("layers.")]
    ids = {id(p) for p in matrices}
    rest = [p for p in model.parameters() if id(p) not in ids]
    return [
        torch.optim.Muon(matrices, lr=c.matrix_rate, weight_decay=0.01, momentum=0.95),
        torch.optim.AdamW(rest, lr=c.other_rate, betas=(0.9, 0.95), weight_decay=0.0),
    ]


def load_tokenizer(path: Path, device: str) -> Tokenizer:
    saved = torch.load(path, map_location=device, weights_only=False)
    model = Tokenizer(saved["config"]).to(device)
    model.load_state_dict({k: v.float() for k, v in saved["model"].items()})
    return model.eval()


def widened(state: dict, model: RetNet) -> dict:
    """A checkpoint of a pack to whose end words were added: theirs begin as the model has drawn them."""
    fresh, rows = model.word.weight.detach(), state["word.weight"]
    return state | {"word.weight": torch.cat([rows, fresh[len(rows) :]])}


def checkpoint(config: Config, pack: Pack, state: dict, step: int, progress: float) -> dict:
    return {"config": config, "words": pack.words, "model": halved(state), "step": step, "progress": progress}


@torch.no_grad()
def evaluate(model: RetNet, tokenizer: Tokenizer, pack: Pack, captions: Captions, config: Config, count: int):
    g = torch.Generator().manual_seed(7)
    c = config.retnet

    def draw(prompt: torch.Tensor, block: int) -> torch.Tensor:
        codes = torch.cat([model.generate(p, block, tokenizer.latent) for p in prompt.split(128)])
        return torch.cat([tokenizer.decode(c.flatten(0, 1)).unflatten(0, c.shape[:2]) for c in codes.split(32)])

    for name, choice in {"trained": pack.trained, "held-out pairs": pack.held_pairs, "held-out styles": pack.held_styles}.items():
        if not len(choice):
            continue
        picture, motion = choice[torch.randperm(len(choice), generator=g)[:count].to(pack.device)].T
        subject, style = pack.picture_subject[picture], pack.picture_style[picture]
        prompt = captions.canonical(subject, style, motion, c.prompt_words)
        for block in c.block_sizes[2:] if name == "trained" else (c.default_block,):
            frames = draw(prompt, block)
            result = score(frames, picture, motion, pack, config.key_phases)
            true = torch.stack([pack.render(picture, pack.transform(motion, torch.full_like(motion, p, dtype=torch.float))) for p in config.key_phases], 1)
            print(f"{name}, block {block}:", " ".join(f"{k} {v:.3f}" for k, v in result.items()), f"PSNR of the key frames {sharpness(frames, true)} dB", flush=True)
    if len(pack.clips):
        clip = torch.randperm(len(pack.clips), generator=g)[:count].to(pack.device)
        subject = pack.clip_subject[clip]
        prompt = captions.canonical(subject, torch.zeros_like(subject), torch.full_like(subject, pack.alive), c.prompt_words)
        frames = draw(prompt, c.default_block)
        true = clip_frames(pack, clip, config.key_phases)
        print("clips:", score_clips(frames, clip, pack, config.key_phases), f"PSNR of the key frames {sharpness(frames, true)} dB", flush=True)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--config", default="v2", choices=CONFIGS)
    p.add_argument("--pack", default="../data/pack")
    p.add_argument("--out", default="runs/v2", help="holds tokenizer.pt; retnet.pt is written there and gone on from")
    p.add_argument("--seconds", type=float, default=560)
    p.add_argument("--span", type=float, nargs=2, default=(0, 1), help="part of the schedule that this run covers")
    p.add_argument("--limit", type=int, help="only the first subjects, for tests")
    p.add_argument("--score", type=int, default=256, help="clips to score at the end")
    p.add_argument("--set", nargs="*", default=[], metavar="FIELD=VALUE", help="change fields of the RetNet's config")
    a = p.parse_args()
    device, rank, world = setup()
    say = (lambda *args: print(*args, flush=True)) if rank == 0 else (lambda *args: None)
    out = Path(a.out)
    pack = Pack(a.pack, device, a.limit)
    tokenizer = load_tokenizer(out / "tokenizer.pt", device)
    changes = {k: eval(v, {}) for k, v in (s.split("=", 1) for s in a.set)}  # literals typed by the person at the keyboard
    config = CONFIGS[a.config]
    config = replace(config, tokenizer=tokenizer.config, retnet=replace(config.retnet, **changes))
    c = config.retnet
    codes_of = encode_all(tokenizer, pack, config.key_phases)
    torch.manual_seed(0)
    model = RetNet(config, len(pack.words)).to(device)
    if (out / "retnet.pt").exists():
        saved = torch.load(out / "retnet.pt", map_location=device, weights_only=False)
        if saved["config"] != config or saved["words"] != pack.words[: len(saved["words"])]:
            raise SystemExit(f"{out / 'retnet.pt'} belongs to another config or pack: choose another --out")
        model.load_state_dict(widened({k: v.float() for k, v in saved["model"].items()}, model))
        say(f"going on from step {saved['step']}, progress {saved['progress']:.2f}, with {len(pack.words) - len(saved['words'])} new words")
    ema = {k: v.detach().clone().float() for k, v in model.state_dict().items()}
    say(f"{sum(q.numel() for q in model.parameters()) / 1e6:.2f} M parameters, {len(pack.trained)} pairs, {len(pack.clips)} clips, {len(pack.words)} words")
    wrapped = DistributedDataParallel(model) if world > 1 else model
    compiled = torch.compile(wrapped, dynamic=False) if device != "cpu" else wrapped
    opts = optimisers(model, c)
    base = [[g["lr"] for g in o.param_groups] for o in opts]
    examples = Examples(pack, codes_of, c, torch.Generator(device).manual_seed(1000 + rank + int(1e6 * a.span[0])))
    noise = StorageNoise(model, config, examples.g)
    shared = torch.Generator().manual_seed(5 + int(1e6 * a.span[0]))  # block sizes and lengths agree on all ranks
    shares = torch.tensor(c.block_shares)
    amp = torch.autocast("cuda", torch.bfloat16) if device != "cpu" else contextlib.nullcontext()
    clock, saved_at, step, seen = Clock(a.seconds, device, world), time.time(), 0, 0
    while (done := clock.done()) < 1:
        progress = a.span[0] + (a.span[1] - a.span[0]) * done
        rate = trapezoid(progress) * min(1, (step + 1) / 100)
        for o, rates in zip(opts, base):
            for group, r in zip(o.param_groups, rates):
                group["lr"] = r * rate
        block = c.block_sizes[int(torch.multinomial(shares, 1, generator=shared))]
        short = progress < c.first_frame_until or torch.rand(1, generator=shared).item() < c.first_frame_share
        batch, frames = (c.batch * 3, 1) if short else (c.batch, len(config.key_phases))
        prompt, codes = examples.draw(batch, frames)
        token = model.sequence(prompt, tokenizer.latent(codes), block)  # outside: the block size must not recompile
        noise.add()
        with amp:
            logits = compiled(token)
            loss = F.cross_entropy(logits.flatten(0, 2).float(), codes.flatten())
        for o in opts:
            o.zero_grad(set_to_none=True)
        loss.backward()
        noise.remove()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for o in opts:
            o.step()
        step, seen = step + 1, seen + batch * world
        if step % 8 == 0:
            average(model, ema, 0.98)
        if rank == 0 and time.time() - saved_at > 120:
            saved_at = time.time()
            save(out / "retnet.pt", checkpoint(config, pack, model.state_dict(), step, progress))
        if step % 100 == 0:
            check_finite(loss, step)
            say(f"{step} {progress:.3f} {clock.elapsed():.0f}s block {block} frames {frames} loss {loss.item():.4f} clips/s {seen / clock.elapsed():.0f}")
    if rank == 0:
        final = ema if a.span[1] >= 1 and step >= 100 else model.state_dict()
        save(out / "retnet.pt", checkpoint(config, pack, final, step, a.span[1]))
        model.load_state_dict(final)
        evaluate(model.eval(), tokenizer, pack, examples.captions, config, a.score)
    if world > 1:
        dist.barrier()
        dist.destroy_process_group()


if __name__ == "__main__":
    main()
