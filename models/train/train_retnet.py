"""Trains the RetNet on the codes of key frames.

torchrun --nproc_per_node 4 train_retnet.py --config v1 --pack ../data/pack --out runs/v1 --seconds 560 --span 0 0.6
torchrun --nproc_per_node 4 train_retnet.py …                                 --seconds 400 --span 0.6 1

Targets are deterministic (one picture for each subject, motion and phase), so they are encoded once. A run
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

from common import average, check_finite, halved, save, setup, trapezoid
from config import CONFIGS, Config
from pack import Pack
from retnet import RetNet
from scoring import score
from tokenizer import Tokenizer


class Captions:
    """Phrases as padded rows of word ids, drawn on the device."""

    def __init__(self, pack: Pack, device: str):
        self.subject, self.subject_count = table([s["phrases"] for s in pack.subjects], device)
        self.motion, self.motion_count = table([m["phrases"] for m in pack.motions], device)

    def draw(self, subject: torch.Tensor, motion: torch.Tensor, words: int, g: torch.Generator) -> torch.Tensor:
        """Random phrases in either order: [B, words], `<pad>` (0) last."""
        s = pick(self.subject[subject], self.subject_count[subject], 0.5, g)
        m = pick(self.motion[motion], self.motion_count[motion], 0.3, g)
        subject_first = torch.rand(len(s), 1, generator=g, device=s.device) < 0.6
        return packed(torch.where(subject_first, torch.cat([s, m], 1), torch.cat([m, s], 1)), words)

    def canonical(self, subject: torch.Tensor, motion: torch.Tensor, words: int) -> torch.Tensor:
        return packed(torch.cat([self.subject[subject, 0], self.motion[motion, 0]], 1), words)


def packed(ids: torch.Tensor, words: int) -> torch.Tensor:
    """Words to the front in their order, `<pad>` behind: [B, n] → [B, words]."""
    order = torch.sort((ids == 0).to(torch.int8), dim=1, stable=True).indices
    return F.pad(ids.gather(1, order), (0, words))[:, :words]


def table(phrases: list[list[list[int]]], device: str) -> tuple[torch.Tensor, torch.Tensor]:
    width = max(len(p) for rows in phrases for p in rows)
    most = max(len(rows) for rows in phrases)
    out = torch.zeros(len(phrases), most, width, dtype=torch.long)
    for i, rows in enumerate(phrases):
        for j, row in enumerate(rows):
            out[i, j, : len(row)] = torch.tensor(row, dtype=torch.long)
    return out.to(device), torch.tensor([len(rows) for rows in phrases]).to(device)


def pick(rows: torch.Tensor, count: torch.Tensor, canonical: float, g: torch.Generator) -> torch.Tensor:
    """One phrase a row, the first with probability `canonical`: [B, most, width] → [B, width]."""
    draw = lambda: torch.rand(len(rows), generator=g, device=rows.device)
    index = (draw() * count).long() * (draw() >= canonical)
    return rows[torch.arange(len(rows), device=rows.device), index]


@torch.no_grad()
def encode_all(tokenizer: Tokenizer, pack: Pack, phases) -> torch.Tensor:
    """Codes of every subject, motion and key frame: int16 [subjects, motions, frames, cells, groups]."""
    out = []
    everyone = torch.arange(len(pack.subjects), device=pack.device)
    for m in range(len(pack.motions)):
        frames = []
        for phase in phases:
            parts = []
            for s in everyone.split(256):
                transform = pack.transform(torch.full_like(s, m), torch.full_like(s, phase, dtype=torch.float))
                parts.append(tokenizer.encode(pack.render(s, transform)).short())
            frames.append(torch.cat(parts))
        out.append(torch.stack(frames, 1))
    return torch.stack(out, 1)


def held_out(subjects: int, motions: int, share: float) -> torch.Tensor:
    """The subject × motion pairs never trained together, by a fixed seed; `still` (motion 0) is always trained."""
    held = torch.rand(subjects, motions, generator=torch.Generator().manual_seed(20240100869 % 2**31)) < share
    held[:, 0] = False
    return held


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


def checkpoint(config: Config, pack: Pack, state: dict, step: int, progress: float) -> dict:
    return {"config": config, "words": pack.words, "model": halved(state), "step": step, "progress": progress}


def evaluate(model: RetNet, tokenizer: Tokenizer, pack: Pack, captions: Captions, held: torch.Tensor, config: Config, count: int):
    g = torch.Generator().manual_seed(7)
    pairs = {"trained": (~held).nonzero(), "held out": held.nonzero()}
    for name, choice in pairs.items():
        if not len(choice):
            continue
        subject, motion = choice[torch.randperm(len(choice), generator=g)[:count]].T.to(pack.device)
        prompt = captions.canonical(subject, motion, config.retnet.prompt_words)
        for block in config.retnet.block_sizes[2:] if name == "trained" else (config.retnet.default_block,):
            codes = torch.cat([model.generate(p, block, tokenizer.latent) for p in prompt.split(128)])
            frames = torch.cat([tokenizer.decode(c.flatten(0, 1)).unflatten(0, c.shape[:2]) for c in codes.split(32)])
            result = score(frames, subject, motion, pack, config.key_phases)
            print(f"{name}, block {block}:", " ".join(f"{k} {v:.3f}" for k, v in result.items()), flush=True)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--config", default="v1", choices=CONFIGS)
    p.add_argument("--pack", default="../data/pack")
    p.add_argument("--out", default="runs/v1", help="holds tokenizer.pt; retnet.pt is written there and gone on from")
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
    table_of_codes = encode_all(tokenizer, pack, config.key_phases)
    captions = Captions(pack, device)
    held = held_out(len(pack.subjects), len(pack.motions), config.held_out_pairs)
    torch.manual_seed(0)
    model = RetNet(config, len(pack.words)).to(device)
    if (out / "retnet.pt").exists():
        saved = torch.load(out / "retnet.pt", map_location=device, weights_only=False)
        if saved["config"] != config or saved["words"] != pack.words:
            raise SystemExit(f"{out / 'retnet.pt'} belongs to another config or pack: choose another --out")
        model.load_state_dict({k: v.float() for k, v in saved["model"].items()})
        say(f"going on from step {saved['step']}, progress {saved['progress']:.2f}")
    ema = {k: v.detach().clone().float() for k, v in model.state_dict().items()}
    say(f"{sum(q.numel() for q in model.parameters()) / 1e6:.2f} M parameters, {len(pack.subjects)} subjects, {len(pack.motions)} motions, codes {tuple(table_of_codes.shape)}")
    wrapped = DistributedDataParallel(model) if world > 1 else model
    compiled = torch.compile(wrapped, dynamic=False) if device != "cpu" else wrapped
    opts = optimisers(model, c)
    base = [[g["lr"] for g in o.param_groups] for o in opts]
    g = torch.Generator(device).manual_seed(1000 + rank + int(1e6 * a.span[0]))
    shared = torch.Generator().manual_seed(5 + int(1e6 * a.span[0]))  # block sizes and lengths agree on all ranks
    choice = lambda n: torch.randint(0, n, (batch,), generator=g, device=device)
    held_device = held.to(device)
    shares = torch.tensor(c.block_shares)
    start, saved_at, step, seen = time.time(), time.time(), 0, 0
    clock = torch.zeros(1, device=device)
    while True:
        if step % 10 == 0:  # ranks must agree on the time
            clock.fill_((time.time() - start) / a.seconds)
            if world > 1:
                dist.broadcast(clock, 0)
            done = clock.item()
        if done >= 1 and step > 0:
            break
        progress = a.span[0] + (a.span[1] - a.span[0]) * done
        rate = trapezoid(progress) * min(1, (step + 1) / 100)
        for o, rates in zip(opts, base):
            for group, r in zip(o.param_groups, rates):
                group["lr"] = r * rate
        block = c.block_sizes[int(torch.multinomial(shares, 1, generator=shared))]
        short = progress < c.first_frame_until or torch.rand(1, generator=shared).item() < c.first_frame_share
        batch, frames = (c.batch * 3, 1) if short else (c.batch, len(config.key_phases))
        subject, motion = choice(len(pack.subjects)), choice(len(pack.motions))
        motion = motion * ~held_device[subject, motion]
        codes = table_of_codes[subject, motion, :frames].long()
        prompt = captions.draw(subject, motion, c.prompt_words, g)
        prompt = prompt * (torch.rand(batch, 1, generator=g, device=device) >= c.caption_dropout)
        amp = torch.autocast("cuda", torch.bfloat16) if device != "cpu" else contextlib.nullcontext()
        token = model.sequence(prompt, tokenizer.latent(codes), block)  # outside: the block size must not recompile
        with amp:
            logits = compiled(token)
            loss = F.cross_entropy(logits.flatten(0, 2).float(), codes.flatten())
        for o in opts:
            o.zero_grad(set_to_none=True)
        loss.backward()
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
            say(f"{step} {progress:.3f} {time.time() - start:.0f}s block {block} frames {frames} loss {loss.item():.4f} clips/s {seen / (time.time() - start):.0f}")
    if rank == 0:
        final = ema if a.span[1] >= 1 and step >= 100 else model.state_dict()
        save(out / "retnet.pt", checkpoint(config, pack, final, step, a.span[1]))
        model.load_state_dict(final)
        evaluate(model.eval(), tokenizer, pack, captions, held, config, a.score)
    if world > 1:
        dist.destroy_process_group()


if __name__ == "__main__":
    main()
