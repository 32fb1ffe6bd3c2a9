"""Trains the RetNet on the codes of key frames.

torchrun --nproc_per_node 4 train_retnet.py --config v3 --pack ../data/pack --out runs/v3 --seconds 500 --span 0 0.6
torchrun --nproc_per_node 4 train_retnet.py …                                 --seconds 350 --span 0.6 1

Targets are deterministic (one picture for each subject and style, one loop for each clip), so they are encoded once.
A run covers a span of the schedule and goes on from the checkpoint in `--out`. A span may be run through in cycles: a weight
that hovers between two steps of storage goes to and fro across the middle, and more do as training goes on; from a step that
it rests on it has to be moved half a step first (models/train/LOG.md, v3.1).
"""

import argparse
import contextlib
import time
from dataclasses import dataclass, replace
from pathlib import Path

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import Tensor
from torch.nn.parallel import DistributedDataParallel

from checkpoint import halved, load_tokenizer, save
from common import Clock, add_length, changes, check_finite, setup, trapezoid
from config import CONFIGS, Config, RetNetConfig
from frames import Frames
from pack import Pack
from retnet import CHUNK, RetNet
from rounding import Storage, retnet_steps
from scoring import score
from tokenizer import Tokenizer


@dataclass
class Batch:
    index: Tensor  # [B] of the examples
    prompt: Tensor  # [B, words]
    codes: Tensor  # [B, K, cells, groups]
    drawn: Tensor  # bool [B, K, cells]
    length: int  # of the sequence
    losses: Tensor  # of all examples, where theirs are noted


class Examples:
    """Codes and captions: of pictures that are trained, and of clips, which lie in buckets of like length."""

    def __init__(self, frames: Frames, tokenizer: Tokenizer, c: RetNetConfig, g: torch.Generator):
        self.tokenizer, self.c, self.g = tokenizer, c, g
        everything = (~frames.held).nonzero()[:, 0]
        self.captions, self.clip_captions = frames.caption[everything], frames.clip_caption
        parts = [tokenizer.encode_loop(frames.picture(i)[:, None]) for i in everything.split(64)]
        self.pictures = [torch.cat(p) for p in zip(*((codes.to(torch.uint8), drawn) for codes, drawn in parts))]
        index = torch.arange(len(frames.clips), device=frames.device)
        parts = [tokenizer.encode_loop(frames.loops(i, c.key_frames)) for i in index.split(16)]
        self.clips = [torch.cat(p) for p in zip(*((codes.to(torch.uint8), drawn) for codes, drawn in parts))] if parts else []
        # Places for all that is drawn, the Serial Numbers, and a few cells that are drawn for robustness.
        room = lambda drawn: c.prompt_tokens + drawn.shape[1] + (drawn.flatten(1).sum(1) + 0.025 * drawn[0].numel()).long()
        whole = lambda tokens, part: int(-(-tokens // part) * part)
        self.picture_length = whole(room(self.pictures[1]).max().item(), 16)
        self.buckets: list[tuple[Tensor, int, int]] = []  # clips, padded length, how many in a batch
        if parts:
            length = room(self.clips[1])
            for chosen in length.argsort().chunk(c.clip_buckets):
                padded = min(whole(length[chosen].max().item(), CHUNK), whole(c.prompt_tokens + c.key_frames * 257, CHUNK))
                self.buckets.append((chosen, padded, max(1, c.clip_tokens // padded)))
        self.shares = torch.tensor([len(chosen) / batch for chosen, _, batch in self.buckets])
        # Nats a code when an example came up last: it comes up the more often, the more there is to learn.
        self.picture_loss, self.clip_loss = (torch.ones(len(c), device=frames.device) for c in (self.captions, self.clip_captions))

    def draw_pictures(self, batch: int) -> Batch:
        index = self._pick(self.picture_loss, batch)
        return Batch(index, self.captions[index], *self._at(self.pictures, index), self.picture_length, self.picture_loss)

    def draw_clips(self, bucket: int) -> Batch:
        chosen, length, batch = self.buckets[bucket]
        index = chosen[self._pick(self.clip_loss[chosen], batch)]
        return Batch(index, self.clip_captions[index], *self._at(self.clips, index), length, self.clip_loss)

    def _pick(self, losses: Tensor, count: int) -> Tensor:
        return torch.multinomial(losses + self.c.least_loss, count, replacement=True, generator=self.g)

    def _at(self, examples: list[Tensor], index: Tensor) -> tuple[Tensor, Tensor]:
        codes, drawn = (t[index] for t in examples)
        return codes.long(), drawn

    def slipped(self, latents: Tensor) -> Tensor:
        """Latents [..., D] as the network will be told them when it draws: some numbers are a level off, where anything is drawn."""
        level = self.tokenizer.fsq.level[0] // 2
        random = torch.rand(latents.shape, generator=self.g, device=latents.device) / self.c.slips
        way = (random < 0.5).float() - ((random >= 0.5) & (random < 1)).float()
        moved = (latents + way / level).clamp(-1, ((self.tokenizer.fsq.level[0] - 1) - level) / level)
        return torch.where(latents.abs().sum(-1, keepdim=True) > 0, moved, latents)

    def tokens(self, model: RetNet, batch: Batch, block: int):
        """(tokens of the sequence, codes [B, L, groups] with −1 where there is nothing to say, changes [B, L, cells] likewise)."""
        prompt, codes, drawn, length = batch.prompt, batch.codes, batch.drawn, batch.length
        more = torch.rand(drawn.shape, generator=self.g, device=drawn.device) < self.c.extra_cells
        token, slot = model.sequence(prompt, self.slipped(self.tokenizer.latent(codes)), drawn | more, block, length)
        frame, place = slot.clamp(min=0) // (1 + model.cells), slot.clamp(min=0) % (1 + model.cells)
        row = torch.arange(len(slot), device=slot.device)[:, None]
        said = codes[row, frame, (place - 1).clamp(min=0)].masked_fill((place == 0)[..., None] | (slot < 0)[..., None], -1)
        changes = drawn[row, frame].float().masked_fill((place > 0)[..., None] | (slot < 0)[..., None], -1)
        return token, said, changes


def loss_of(logits: Tensor, changes: Tensor, said: Tensor, changed: Tensor, change_weight: float) -> tuple[Tensor, Tensor]:
    """Nats a code, with those of the changes added; and the former alone, of each example [B]."""
    counts = (said >= 0).sum((1, 2)).clamp(min=1)
    each = F.cross_entropy(logits.flatten(0, 2).float(), said.flatten(), ignore_index=-1, reduction="none").view_as(said).sum((1, 2))
    known = changed >= 0
    of_changes = (F.binary_cross_entropy_with_logits(changes.float(), changed.clamp(min=0), reduction="none") * known).sum()
    return (each.sum() + change_weight * of_changes) / counts.sum(), (each / counts).detach()


def optimisers(model: RetNet, c: RetNetConfig) -> list[torch.optim.Optimizer]:
    """Muon for the hidden matrices, AdamW for embeddings, norms and the heads."""
    matrices = [p for n, p in model.named_parameters() if p.dim() == 2 and n.startswith("layers.")]
    ids = {id(p) for p in matrices}
    rest = [p for p in model.parameters() if id(p) not in ids]
    return [
        torch.optim.Muon(matrices, lr=c.matrix_rate, weight_decay=0.01, momentum=0.95),
        torch.optim.AdamW(rest, lr=c.other_rate, betas=(0.9, 0.95), weight_decay=0.0),
    ]


def with_words(saved: dict, now: list[str], model: RetNet) -> tuple[dict, dict]:
    """State and scales of a checkpoint, for another vocabulary.

    Words that it does not know begin as large as those that it does: what is small beside a step of storage is rounded to
    nothing, and all of them would be the same word.
    """
    known, scales, parts = saved["model"]["word.weight"].float(), dict(saved.get("scales", {})), model.c.tokens_per_word
    rows = model.word.weight.detach().clone()
    rows[1:] *= known[1:].square().mean().sqrt() / rows[1:].square().mean().sqrt()
    known_steps = scales.get("word.table")
    steps = None if known_steps is None else known_steps[1:].median().repeat(len(rows))
    place = {word: i for i, word in enumerate(saved["words"])}
    for i, word in enumerate(now):
        if word not in place:
            continue
        to, at = (slice(1 + n * parts, 1 + (n + 1) * parts) for n in (i, place[word]))
        rows[to] = known[at].to(rows)
        if steps is not None:
            steps[to] = known_steps[at]
    if steps is not None:
        scales["word.table"] = steps
    return {k: v.float() for k, v in saved["model"].items()} | {"word.weight": rows}, scales


def checkpoint(config: Config, pack: Pack, model: RetNet, storage: Storage, step: int, progress: float) -> dict:
    """Weights as storage has them, once they are rounded."""
    rounding = progress >= config.retnet.rounded_from
    if rounding:
        storage.round()
    state = halved(model.state_dict())
    if rounding:
        storage.restore()
    return {"config": config, "words": pack.words, "model": state, "scales": storage.scales, "step": step, "progress": progress}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--config", default="v3", choices=CONFIGS)
    p.add_argument("--pack", default="../data/pack")
    p.add_argument("--out", default="runs/v3", help="holds tokenizer.pt; retnet.pt is written there and gone on from")
    add_length(p, seconds=560)
    p.add_argument("--span", type=float, nargs=2, default=(0, 1), help="part of the schedule that this run covers")
    p.add_argument("--cycles", type=int, default=1, help="how often the span is run through, each time from rounded weights")
    p.add_argument("--limit", type=int, help="only the first subjects, for tests")
    p.add_argument("--score", type=int, default=256, help="pictures of each style to score at the end")
    p.add_argument("--set", nargs="*", default=[], metavar="FIELD=VALUE", help="change fields of the RetNet's config")
    a = p.parse_args()
    device, rank, world = setup()
    say = (lambda *args: print(*args, flush=True)) if rank == 0 else (lambda *args: None)
    out = Path(a.out)
    pack = Pack(a.pack, a.limit)
    tokenizer = load_tokenizer(out / "tokenizer.pt", device)
    config = CONFIGS[a.config]
    config = replace(config, tokenizer=tokenizer.config, retnet=replace(config.retnet, **changes(a.set)))
    c = config.retnet
    frames = Frames(pack, config.tokenizer.frame, device)
    g = torch.Generator(device).manual_seed(1000 + rank + int(1e6 * a.span[0]))
    with torch.no_grad():
        examples = Examples(frames, tokenizer, c, g)
    torch.manual_seed(0)
    model, scales = RetNet(config, len(pack.words)).to(device), {}
    if (out / "retnet.pt").exists():
        saved = torch.load(out / "retnet.pt", map_location=device, weights_only=False)
        if saved["config"].retnet.shape != c.shape or saved["config"].tokenizer.shape != config.tokenizer.shape:
            raise SystemExit(f"{out / 'retnet.pt'} belongs to another config: choose another --out")
        state, scales = with_words(saved, pack.words, model)
        model.load_state_dict(state)
        say(f"going on from step {saved['step']}, progress {saved['progress']:.2f}, with {len(set(pack.words) - set(saved['words']))} new words")
    say(f"{sum(q.numel() for q in model.parameters()) / 1e6:.2f} M parameters, {len(examples.captions)} pictures of {examples.picture_length} tokens, "
        f"clips by length {[(len(chosen), length) for chosen, length, _ in examples.buckets]}, {len(pack.words)} words")  # fmt: skip
    loss_function = loss_of
    if device != "cpu":  # a part at a time: layers are alike, and so are compiled once
        for layer in model.layers:
            layer.compile(dynamic=False)
        model.heads.compile(dynamic=False)
        loss_function = torch.compile(loss_of, dynamic=False)
        torch._dynamo.config.cache_size_limit = 64
    wrapped = DistributedDataParallel(model) if world > 1 else model
    opts = optimisers(model, c)
    base = [[group["lr"] for group in o.param_groups] for o in opts]
    storage = Storage(retnet_steps(model), g, scales)
    shared = torch.Generator().manual_seed(5 + int(1e6 * a.span[0]))  # block sizes and lengths agree on all ranks
    amp = lambda: torch.autocast("cuda", torch.bfloat16) if device != "cpu" else contextlib.nullcontext()
    clock, saved_at, told_at, step = Clock(a.seconds, device, world, a.steps), time.time(), time.time(), 0
    cycles_begun = 0
    while (done := clock.done()) < 1:
        cycle, done = divmod(done * a.cycles, 1)
        if cycle > cycles_begun:
            cycles_begun = cycle
            storage.settle()
        progress = a.span[0] + (a.span[1] - a.span[0]) * done
        rate = trapezoid(progress) * min(1, (step + 1) / 100)
        for o, rates in zip(opts, base):
            for group, r in zip(o.param_groups, rates):
                group["lr"] = r * rate
            o.zero_grad(set_to_none=True)
        lively = len(examples.buckets) > 0 and progress >= c.clips_from
        parts = [(1.0, examples.draw_pictures(c.batch))]
        if lively:
            parts.append((c.clip_weight, examples.draw_clips(int(torch.multinomial(examples.shares, 1, generator=shared)))))
        if progress >= c.rounded_from:
            storage.round()
        else:
            storage.add_noise(min(1.0, 0.2 + progress / c.noise_full))
        told = []
        for i, (weight, batch) in enumerate(parts):
            block = c.block_sizes[int(torch.multinomial(torch.tensor(c.block_shares), 1, generator=shared))]
            token, said, changed = examples.tokens(model, batch, block)
            apart = world > 1 and i + 1 < len(parts)  # gradients are exchanged once a step
            with wrapped.no_sync() if apart else contextlib.nullcontext():
                with amp():
                    logits, change_logits = wrapped(token)
                    loss, of_codes = loss_function(logits, change_logits, said, changed, c.change_weight)
                (loss * weight).backward()
            batch.losses[batch.index] = of_codes
            told += [of_codes.mean(), batch.losses.mean()]
        storage.restore()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for o in opts:
            o.step()
        step += 1
        if rank == 0 and time.time() - saved_at > 120:
            saved_at = time.time()
            save(out / "retnet.pt", checkpoint(config, pack, model, storage, step, progress))
            say(f"{step} saved, {storage.size() / 1e6:.2f} MB by the entropy of what is rounded")
        if step % 10 == 0 and time.time() - told_at > 20:
            told_at = time.time()
            check_finite(told[0], step)
            say(f"{step} {progress:.3f} {clock.elapsed():.0f}s loss a code in the batch and of all: pictures {told[0]:.4f} {told[1]:.4f}"
                + (f" clips of {parts[1][1].length} {told[2]:.4f} {told[3]:.4f}" if lively else ""))  # fmt: skip
    if rank == 0:
        final = checkpoint(config, pack, model, storage, step, a.span[1])
        save(out / "retnet.pt", final)
        say(f"{step} steps, {clock.elapsed():.0f}s, {storage.size() / 1e6:.2f} MB by the entropy of what is rounded")
        plain = RetNet(config, len(pack.words)).to(device).eval()  # not compiled
        plain.load_state_dict({k: v.float() for k, v in final["model"].items()})
        for name, result in score(plain, tokenizer, frames, [s["name"] for s in pack.styles], a.score).items():
            say(f"{name}: " + " ".join(f"{k} {v}" for k, v in result.items()))
    if world > 1:
        dist.barrier()
        dist.destroy_process_group()


if __name__ == "__main__":
    main()
