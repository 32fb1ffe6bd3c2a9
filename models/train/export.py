"""Writes a model folder: graphs, quantised weights, vocabulary, config and golden values (see models/README.md).

python export.py --config v2 --pack ../data/pack --run runs/v2 --out ../flashvideo-v2
"""

import argparse
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from captions import Captions
from config import CONFIGS, Config
from graphs import Graph, decoder_graph, interpolator_graph, retnet_graph
from interpolator import Interpolator, mix
from pack import Pack
from retnet import RetNet, retention_chunkwise
from rounding import round_weights
from scoring import clip_frames, sharpness
from tokenizer import Decoder, Tokenizer

KEPT_SMALLEST = 4096  # values: smaller tensors (norms, biases) stay float32


class Storage:
    """weights.bin: int8 values with one float32 scale for each index of an axis, or plain float32."""

    def __init__(self):
        self.data = bytearray()

    def add(self, graph: Graph, name: str, at: int, bits: int | None, scales: np.ndarray | None) -> dict:
        """`scales` where the values are rounded already, else `bits`, else as float32."""
        value = graph.weights[name]
        entry = {"name": name, "shape": list(value.shape), "at": at, "bytes": value.nbytes}
        if name.startswith("rotary."):
            return entry | {"rotary": name.removeprefix("rotary.")}  # computed at load
        if scales is None and (value.size < KEPT_SMALLEST or bits is None):
            return entry | {"offset": self._append(value.astype("<f4").tobytes())}
        axis = 0 if value.ndim == 4 or name.endswith(".table") else value.ndim - 1
        if scales is None:
            scales = best_scales(value, axis, bits)
        quantised = np.clip(np.round(value / broadcast(scales, axis, value.ndim)), -127, 127)
        graph.weights[name] = (quantised * broadcast(scales, axis, value.ndim)).astype(np.float32)
        return entry | {"axis": axis, "offset": self._append(quantised.astype(np.int8).tobytes()),
                        "scales": self._append(scales.astype("<f4").tobytes())}  # fmt: skip

    def _append(self, raw: bytes) -> int:
        self.data += b"\0" * (-len(self.data) % 4)  # float32 may be read in place
        offset = len(self.data)
        self.data += raw
        return offset


def best_scales(value: np.ndarray, axis: int, bits: int) -> np.ndarray:
    """Symmetric, one scale along `axis`, chosen among shrunken ranges for the least squared error."""
    rows = np.moveaxis(value, axis, 0).reshape(value.shape[axis], -1)
    top = 2 ** (bits - 1) - 1
    peak = np.maximum(np.abs(rows).max(1), 1e-12)
    best, scales = np.full(len(rows), np.inf), peak / top
    for shrink in np.linspace(0.5, 1, 26):
        s = (peak * shrink / top).astype(np.float32)
        error = ((np.clip(np.round(rows / s[:, None]), -top, top) * s[:, None] - rows) ** 2).sum(1)
        scales, best = np.where(error < best, s, scales), np.minimum(error, best)
    return scales.astype(np.float32)


def decoder_scales(graph: Graph, step: float) -> dict[str, np.ndarray]:
    """Of its kernels, one an output channel: `step` times the RMS, with the peak still in reach."""
    kernels = {name: value.reshape(len(value), -1) for name, value in graph.weights.items() if value.ndim == 4}
    return {name: np.maximum(step * np.sqrt((k**2).mean(1)), np.abs(k).max(1) / 127).astype(np.float32) for name, k in kernels.items()}


def broadcast(scales: np.ndarray, axis: int, ndim: int) -> np.ndarray:
    return scales.reshape([-1 if i == axis else 1 for i in range(ndim)])


def store(graph: Graph, storage: Storage, bits, scales: dict) -> list[dict]:
    entries, at = [], 0
    for name in list(graph.weights):
        entries.append(storage.add(graph, name, at, bits(name), scales.get(name)))
        at += entries[-1]["bytes"]
    return entries


class Sample:
    """Trained pairs and, one half, clips of real animation (which mind rounding most), with what they look like."""

    def __init__(self, pack: Pack, phases, count: int, g: torch.Generator):
        draw = lambda items, n: items[torch.randperm(len(items), generator=g)[:n]]
        of_clips = min(count // 2, len(pack.clips))
        picture, motion = draw(pack.trained, count - of_clips).T
        clip = draw(torch.arange(len(pack.clips)), of_clips)
        frames = [pack.render(picture, pack.transform(motion, torch.full_like(motion, p, dtype=torch.float))) for p in phases]
        self.pairs = len(picture)
        self.frames = torch.stack(frames, 1)  # [count, K, 4, 128, 128], pairs first
        if of_clips:
            self.frames = torch.cat([self.frames, clip_frames(pack, clip, phases)])
        self.subject = torch.cat([pack.picture_subject[picture], pack.clip_subject[clip]])
        self.style = torch.cat([pack.picture_style[picture], torch.zeros_like(clip)])
        self.motion = torch.cat([motion, torch.full_like(clip, pack.alive)])


@torch.no_grad()
def calibration(pack: Pack, tokenizer: Tokenizer, net: RetNet, count: int) -> dict[str, torch.Tensor]:
    """What the RetNet sees, for the rounding of its weights."""
    g = torch.Generator().manual_seed(1)
    sample = Sample(pack, net.config.key_phases, count, g)
    codes = [tokenizer.encode(sample.frames[:, k]) for k in range(len(net.config.key_phases))]
    prompt = Captions(pack).draw(sample.subject, sample.style, sample.motion, sample.motion == pack.alive, net.c.prompt_words, g)
    return net.sequence(prompt, torch.stack([tokenizer.latent(c) for c in codes], 1), net.c.default_block)


@torch.no_grad()
def look(name: str, net: RetNet, tokenizer: Tokenizer, pack: Pack, count: int):
    """Prints how near the key frames of other pairs and clips than those of `calibration` come to the true ones."""
    sample = Sample(pack, net.config.key_phases, count, torch.Generator().manual_seed(33))
    prompt = Captions(pack).canonical(sample.subject, sample.style, sample.motion, net.c.prompt_words)
    frames = torch.stack([tokenizer.decode(c) for c in net.generate(prompt, net.c.default_block, tokenizer.latent)])
    n = sample.pairs
    print(f"{name}: pairs {sharpness(frames[:n], sample.frames[:n])} dB, clips {sharpness(frames[n:], sample.frames[n:])} dB", flush=True)


def put_back(graph: Graph, net: RetNet, decoder: Decoder, interpolator: Interpolator):
    """Loads the quantised weights into the PyTorch modules, so that golden values are those of the shipped weights."""
    w = {k: torch.from_numpy(v) for k, v in graph.weights.items()}
    if graph.name == "interpolator":
        for name in ("first", "second", "last"):
            getattr(interpolator, name).weight.data = w[f"{name}.weight"]
        return
    if graph.name == "decoder":
        for name, m in decoder.named_modules():
            if not isinstance(m, torch.nn.Conv2d):
                continue
            key = name.replace("coarse.", "coarse").replace("fine.", "fine")
            gain, shift = (0.5, 0.5) if key == "head" else (1, 0)
            m.weight.data, m.bias.data = w[f"{key}.weight"] / gain, (w[f"{key}.bias"] - shift) / gain
        return
    for name in ("word", "place", "frame", "block"):
        getattr(net, name).weight.data = w[f"{name}.table"]
    for name in ("shifted", "previous"):
        getattr(net, name).weight.data = w[f"{name}.matrix"].T.contiguous()
    net.head.weight.data = w["head"].T.contiguous()
    for i, layer in enumerate(net.layers):
        layer.retention.qkvg.weight.data = w[f"layer{i}.qkvg"].T.contiguous()
        layer.retention.out.weight.data = w[f"layer{i}.out"].T.contiguous()
        layer.up.weight.data, layer.down.weight.data = w[f"layer{i}.up"].T.contiguous(), w[f"layer{i}.down"].T.contiguous()
    r = net.reference
    r.query.weight.data, r.value.weight.data = w["reference.query"].T.contiguous(), w["reference.value"].T.contiguous()
    r.out.weight.data, r.key.data = w["reference.out"].T.contiguous(), w["reference.key"][0]


@torch.no_grad()
def golden(net: RetNet, tokenizer: Tokenizer, interpolator: Interpolator, prompts: list[tuple[str, list[int]]], motion: int) -> dict:
    """Values that the TypeScript port is checked against, in float32 with the shipped weights."""
    c = net.c
    rounded = lambda t: [float(f"{v:.7g}") for v in t.flatten().tolist()]
    form = lambda q, k, v, g, s: retention_chunkwise(q, k, v, g, s, q.shape[2])
    pad = lambda ids: torch.tensor([ids + [0] * (c.prompt_words - len(ids))])
    cases = []
    for (text, ids), block in zip(prompts, (c.default_block, 256, 16, c.default_block)):
        prompt = pad(ids)
        codes = net.generate(prompt, block, tokenizer.latent)[0]
        logits = net(net.sequence(prompt, tokenizer.latent(codes)[None], block))[0]
        probes = [0, 1, 137, 255, 256, 400, 777, 1023]
        cases.append({"prompt": text, "block": block, "codes": codes.tolist(),
                      "logits": [{"cell": n, "group0": rounded(logits[n, 0, :16]), "last": rounded(logits[n, -1, -16:])} for n in probes]})  # fmt: skip
    prompt = pad(prompts[0][1])
    after, states = net.run(net.prompt(prompt), net.states(1), form)
    flat = tokenizer.latent(torch.tensor(cases[0]["codes"])[None].flatten(1, 2))
    step, then = net.run(net.cell_tokens(flat, flat[:, : net.cells], 300, 1, 1), states, form)
    frames = tokenizer.decode(torch.tensor(cases[0]["codes"]))
    probes = [(0, y, x) for y in range(4, 128, 17) for x in range(3, 128, 13)]
    between = {"case": 0, "motion": motion, "gap": 3, "times": [0.25, 0.5, 0.75]}
    times = torch.tensor(between["times"])
    latents = tokenizer.latent(torch.tensor(cases[0]["codes"])).movedim(-1, 1).unflatten(-1, (16, 16))
    repeat = lambda t: t.expand(len(times), *t.shape)
    index = lambda i: torch.full((len(times),), i)
    field = interpolator(repeat(latents[3]), repeat(latents[0]), index(motion), index(3), times)
    made = mix(repeat(frames[3]), repeat(frames[0]), field, times)
    between["field"] = [{"time": i, "cell": n, "values": rounded(field[i].flatten(1)[:, n])} for i in range(3) for n in (0, 100, 119, 255)]
    between["pixels"] = [{"time": i, "y": y, "x": x, "rgba": rounded(made[i, :, y, x])} for i in range(3) for _, y, x in probes[::3]]
    return {
        "tokens": [{"prompt": t, "words": ids} for t, ids in prompts],
        "cases": cases,
        "prefill": {"prompt": prompts[0][0], "present0": rounded(states[0].flatten()[:64]), "last": rounded(after[0, -1, 0, :16])},
        # Cell 300 fed right after the prompt with the codes of cases[0] and block 1: a single recurrent step.
        "step": {"cell": 300, "block": 1, "logits": rounded(step[0, 0, 0, :32]), "present0": rounded(then[0].flatten()[:64])},
        "interpolator": between,
        "decoder": {"case": 0, "pixels": [{"frame": f, "y": y, "x": x, "rgba": rounded(frames[f, :, y, x])} for f, y, x in probes]},
    }


def write(out: Path, config: Config, net: RetNet, tokenizer: Tokenizer, interpolator: Interpolator, index: dict, meanings: str, scales: dict):
    """`scales` of the RetNet's weights that are rounded (see rounding.py)."""
    out.mkdir(parents=True, exist_ok=True)
    latent = config.tokenizer.latent
    graphs = [retnet_graph(net), decoder_graph(tokenizer.decoder, latent), interpolator_graph(interpolator, latent)]
    storage = Storage()
    # The flow's affine part must be exact to a fraction of a pixel; it is small, so it is kept as it is.
    local = lambda name: config.other_bits if name in ("first.weight", "second.weight", "last.weight") else None
    other = lambda name: config.other_bits
    bits = {"retnet": other, "decoder": other, "interpolator": local}
    steps = {"retnet": scales, "decoder": decoder_scales(graphs[1], config.decoder_step), "interpolator": {}}
    tensors = {g.name: store(g, storage, bits[g.name], steps[g.name]) for g in graphs}
    for g in graphs:
        put_back(g, net, tokenizer.decoder, interpolator)
        (out / f"{g.name}.onnx").write_bytes(g.model().SerializeToString())
    (out / "weights.bin").write_bytes(bytes(storage.data))
    strip = lambda item: {k: item[k] for k in ("name", "group", "phrases", "alive", "lively") if k in item}
    vocabulary = {k: index[k] for k in ("words", "fillers")} | {k: [strip(item) for item in index[k]] for k in ("styles", "motions", "subjects")}
    (out / "vocabulary.json").write_text(json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":")))
    text = lambda ids: " ".join(index["words"][i] for i in ids)
    wanted = ["a rocket bouncing", "a spinning pizza", "cat floating", "a pulsing red heart"]
    prompts = [(t, [index["words"].index(w) for w in t.split() if w in index["words"]]) for t in wanted]
    prompts = [p for p in prompts if p[1]] or [(text(s["phrases"][0]), s["phrases"][0]) for s in index["subjects"][:4]]
    motions = [m["name"] for m in index["motions"]]
    motion = 1 + next((i for i, name in enumerate(motions) if name in prompts[0][0].split()), 0)
    (out / "golden.json").write_text(json.dumps(golden(net, tokenizer, interpolator, prompts, motion)))
    (out / "meanings.txt").write_text(meanings)
    files = ["retnet.onnx", "decoder.onnx", "interpolator.onnx", "weights.bin", "vocabulary.json", "meanings.txt"]
    (out / "config.json").write_text(json.dumps(describe(config, net, tensors, index, out, files), indent=1))
    return graphs


def describe(config: Config, net: RetNet, tensors: dict, index: dict, out: Path, files: list[str]) -> dict:
    c, t = config.retnet, config.tokenizer
    return {
        "name": config.name, "version": config.version,
        "frame": {"size": t.frame, "cells": t.cells, "keyPhases": list(config.key_phases)},
        "codebook": {"levels": list(t.levels), "groups": t.groups},
        "retnet": {"layers": c.layers, "width": c.width, "heads": c.heads, "keyDim": c.key_dim, "valueDim": c.value_dim,
                   "logDecay": net.log_decay.tolist(), "promptWords": c.prompt_words, "tokensPerWord": c.tokens_per_word,
                   "blockSizes": list(c.block_sizes), "defaultBlock": c.default_block},
        "decoder": {"halo": Decoder.halo(t)},
        "sampling": {"temperature": 0, "topK": 40, "guidance": 1},
        "examples": [e for e in EXAMPLES if any(w in index["words"] for w in e.split())] or [index["subjects"][0]["name"]],
        "tensors": tensors,
        "checksums": {f: hashlib.sha256((out / f).read_bytes()).hexdigest() for f in files},
    }  # fmt: skip


EXAMPLES = [
    "a rocket bouncing", "a pulsing red heart", "a blue apple spinning", "3d cat alive", "burning fire",
    "three stars pulsing", "a rocket above the moon", "a cat and a balloon floating", "skeleton card",
    "green progress ring", "typing dots", "a wobbling octopus", "tiny red car sliding", "a winking face alive",
]  # fmt: skip


def load(run: Path) -> tuple[RetNet, Tokenizer, Interpolator, list[str]]:
    """The trained networks of a run folder, and the words that the RetNet was trained with."""
    saved = {name: torch.load(run / f"{name}.pt", map_location="cpu", weights_only=False) for name in ("tokenizer", "retnet", "interpolator")}
    t, r, i = saved["tokenizer"], saved["retnet"], saved["interpolator"]
    tokenizer, net = Tokenizer(t["config"]), RetNet(r["config"], len(r["words"]))
    interpolator = Interpolator(i["config"], t["config"].latent, t["config"].cells, i["motions"], i["gaps"])
    for module, state in ((tokenizer, t), (net, r), (interpolator, i)):
        module.load_state_dict({k: v.float() for k, v in state["model"].items()})
    return net.eval(), tokenizer.eval(), interpolator.eval(), r["words"]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--config", default="v2", choices=CONFIGS)
    p.add_argument("--pack", default="../data/pack")
    p.add_argument("--run", default="runs/v2")
    p.add_argument("--out", default="../flashvideo-v2")
    p.add_argument("--calibrate", type=int, default=72, help="clips that the rounding of weights looks at")
    p.add_argument("--look", type=int, default=32, help="clips drawn before and after rounding")
    p.add_argument("--limit", type=int, help="only the first subjects, for tests")
    a = p.parse_args()
    index = json.loads((Path(a.pack) / "index.json").read_text())
    config = CONFIGS[a.config]
    net, tokenizer, interpolator, words = load(Path(a.run))
    if words != index["words"]:
        raise SystemExit(f"{a.pack} has another vocabulary than {a.run} was trained with: use the pack it was trained on")
    config = replace(config, tokenizer=tokenizer.config, retnet=net.c)
    pack = Pack(a.pack, "cpu", a.limit)
    look("before rounding", net, tokenizer, pack, a.look)
    scales = round_weights(net, calibration(pack, tokenizer, net, a.calibrate), config)
    scales = {name: scale.numpy() for name, scale in scales.items()}
    write(Path(a.out), config, net, tokenizer, interpolator, index, (Path(a.pack) / "meanings.txt").read_text(), scales)
    look("as stored", net, tokenizer, pack, a.look)
    print(f"wrote {a.out}: weights.bin {(Path(a.out) / 'weights.bin').stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
