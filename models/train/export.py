"""Writes a model folder: graphs, quantised weights, vocabulary, config and golden values (see models/README.md).

python export.py --pack ../data/pack --run runs/v3 --out ../flashvideo-v3
"""

import argparse
import hashlib
import json
import lzma
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from config import Config
from frames import Frames
from graphs import Graph, decoder_graph, interpolator_graph, retnet_graph
from interpolator import Interpolator, mix
from pack import Pack
from retnet import RetNet, chunked
from rounding import Storage, decoder_steps, retnet_steps
from scoring import score
from tokenizer import Decoder, Tokenizer

KEPT_SMALLEST = 4096  # values: smaller tensors (norms, biases) stay float32


@dataclass
class Trained:
    """The networks of a run folder as storage will have them, with the scales of what is rounded, by the graphs' names."""

    net: RetNet
    tokenizer: Tokenizer
    interpolator: Interpolator
    words: list[str]  # that the RetNet was trained with
    scales: dict[str, dict[str, np.ndarray]]  # of "retnet" and "decoder"


def load(run: Path) -> Trained:
    saved = {name: torch.load(run / f"{name}.pt", map_location="cpu", weights_only=False) for name in ("tokenizer", "retnet", "interpolator")}
    t, r, i = saved["tokenizer"], saved["retnet"], saved["interpolator"]
    tokenizer, net, interpolator = Tokenizer(t["config"]), RetNet(r["config"], len(r["words"])), Interpolator(i["config"], i["latent"])
    for module, state in ((tokenizer, t), (net, r), (interpolator, i)):
        module.load_state_dict({k: v.float() for k, v in state["model"].items()})
    steps = {"retnet": retnet_steps(net), "decoder": decoder_steps(tokenizer.decoder, t["config"].decoder_step)}
    scales = {}
    for name, state in (("retnet", r), ("decoder", t)):
        storage = Storage(steps[name], torch.Generator(), state.get("scales"))
        storage.round()
        scales[name] = {key: scale.numpy() for key, scale in storage.scales.items()}
    scales["decoder"]["head.weight"] = scales["decoder"]["head.weight"] * 0.5  # the graph halves its outputs
    return Trained(net.eval(), tokenizer.eval(), interpolator.eval(), r["words"], scales)


class WeightsFile:
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


def broadcast(scales: np.ndarray, axis: int, ndim: int) -> np.ndarray:
    return scales.reshape([-1 if i == axis else 1 for i in range(ndim)])


def store(graph: Graph, file: WeightsFile, bits, scales: dict) -> list[dict]:
    entries, at = [], 0
    for name in list(graph.weights):
        entries.append(file.add(graph, name, at, bits(name), scales.get(name)))
        at += entries[-1]["bytes"]
    return entries


def put_back(graph: Graph, net: RetNet, decoder: Decoder, interpolator: Interpolator):
    """Loads the quantised weights into the PyTorch modules, so that golden values are those of the shipped weights."""
    w = {k: torch.from_numpy(v) for k, v in graph.weights.items()}
    if graph.name == "retnet":
        for name in ("word", "place", "frame", "block"):
            getattr(net, name).weight.data = w[f"{name}.table"]
        for name in ("shifted", "previous", "first"):
            getattr(net, name).weight.data = w[f"{name}.matrix"].T.contiguous()
        net.heads.codes.weight.data, net.heads.changes.weight.data = w["codes.matrix"].T.contiguous(), w["changes"].T.contiguous()
        for i, layer in enumerate(net.layers):
            layer.retention.qkvg.weight.data = w[f"layer{i}.qkvg"].T.contiguous()
            layer.retention.out.weight.data = w[f"layer{i}.out"].T.contiguous()
            layer.up.weight.data, layer.down.weight.data = w[f"layer{i}.up"].T.contiguous(), w[f"layer{i}.down"].T.contiguous()
        return
    module = decoder if graph.name == "decoder" else interpolator
    for name, m in module.named_modules():
        if isinstance(m, torch.nn.Conv2d):
            gain, shift = (0.5, 0.5) if (graph.name, name) == ("decoder", "head") else (1, 0)
            m.weight.data, m.bias.data = w[f"{name}.weight"] / gain, (w[f"{name}.bias"] - shift) / gain


@torch.no_grad()
def golden(net: RetNet, tokenizer: Tokenizer, interpolator: Interpolator, prompts: list[tuple[str, list[int], int]]) -> dict:
    """Values that the TypeScript port is checked against, in float32 with the shipped weights.

    prompts: the text, its word ids, and how many key frames are drawn.
    """
    c = net.c
    rounded = lambda t: [float(f"{v:.7g}") for v in t.flatten().tolist()]
    pad = lambda ids: torch.tensor([ids + [0] * (c.prompt_words - len(ids))])
    cases = []
    for (text, ids, frames), block in zip(prompts, (c.default_block, 256, 16, c.default_block)):
        prompt = pad(ids)
        codes, drawn = net.generate(prompt, block, tokenizer, frames)
        token, slot = net.sequence(prompt, tokenizer.latent(codes), drawn, block, c.prompt_tokens + frames + int(drawn.sum()))
        logits, changes = net(token)
        cells = (slot[0] % (1 + net.cells) > 0) & (slot[0] >= 0)
        probes = cells.nonzero()[:, 0][:: max(1, int(cells.sum()) // 8)]
        cases.append({
            "prompt": text, "words": ids, "block": block,
            "codes": codes[0].tolist(), "drawn": [k.nonzero()[:, 0].tolist() for k in drawn[0]],
            "logits": [{"frame": int(slot[0, n]) // (1 + net.cells), "cell": int(slot[0, n]) % (1 + net.cells) - 1,
                        "group0": rounded(logits[0, n, 0, :16]), "last": rounded(logits[0, n, -1, -16:])} for n in probes.tolist()],
            "changes": [{"frame": k, "logits": rounded(changes[0, int((slot[0] == k * (1 + net.cells)).nonzero()[0])])} for k in range(frames)],
        })  # fmt: skip
    living = max(range(len(cases)), key=lambda i: len(cases[i]["codes"]))
    # The first run of a clip, prompt and Serial Number, then a single cell with block 1 and the codes of that case.
    prompt = pad(cases[living]["words"])
    _, _, states = net.run(net.prompt(prompt), net.states(1), chunked)
    _, change, states = net.run(net.serial_number(1, 0, 1), states, chunked)
    codes = torch.tensor(cases[living]["codes"])[None]
    place, nothing = torch.tensor([[100]]), torch.zeros(1, 1, net.latent)
    token = net.cell_tokens(1 + place, nothing, place < 0, nothing, nothing, 1)
    step, _, then = net.run(token, states, chunked)
    frames = tokenizer.decode(codes[0])
    size, count = frames.shape[-1], len(frames)
    places = [(y, x) for y in range(4, size, 37) for x in range(3, size, 29)]
    times = torch.tensor([0.25, 0.5, 0.75])
    last, planes = count - 1, tokenizer.plane(codes[0])
    repeat = lambda t: t.expand(len(times), *t.shape)
    field = interpolator(repeat(planes[last]), repeat(planes[0]), times)
    made = mix(repeat(frames[last]), repeat(frames[0]), field, times)
    return {
        "tokens": [{"prompt": t, "words": ids} for t, ids, _ in prompts],
        "cases": cases,
        "prefill": {"prompt": cases[living]["prompt"], "present0": rounded(states[0].flatten()[:64]), "change": rounded(change[0, 0])},
        # Cell 100 of the first key frame fed right after that, as if it were the first: a single recurrent step.
        "step": {"cell": 100, "block": 1, "logits": rounded(step[0, 0, 0, :32]), "present0": rounded(then[0].flatten()[:64])},
        "interpolator": {
            "case": living, "earlier": last, "later": 0, "times": times.tolist(),
            "field": [{"time": i, "cell": n, "values": rounded(field[i].flatten(1)[:, n])} for i in range(3) for n in (0, 100, 119, 255)],
            "pixels": [{"time": i, "y": y, "x": x, "rgba": rounded(made[i, :, y, x])} for i in range(3) for y, x in places[::3]],
        },
        "decoder": {"case": living, "pixels": [{"frame": 0, "y": y, "x": x, "rgba": rounded(frames[0, :, y, x])} for y, x in places]},
    }  # fmt: skip


def golden_prompts(index: dict, net: RetNet) -> list[tuple[str, list[int], int]]:
    """Three pictures, one a style where there is one, and a clip."""
    text = lambda ids: " ".join(index["words"][i] for i in ids)
    rows = []
    for k, style in enumerate(index["styles"]):
        subject = next((s for s in index["subjects"] if s["pictures"][k]), None)
        if subject:
            rows.append((style["caption"] + subject["caption"], 1))
    if index["clips"]:
        clip = index["clips"][0]
        rows.append((index["styles"][clip["style"]]["caption"] + index["subjects"][clip["subject"]]["caption"] + index["alive"]["caption"], net.frames))
    return [(text(ids), ids, frames) for ids, frames in rows]


def write(out: Path, run: Trained, index: dict, pack: Path):
    """Texts for the reader of prompts come from the pack as they are; a pack of one's own clips has fewer."""
    net, tokenizer, interpolator, config = run.net, run.tokenizer, run.interpolator, run.net.config
    out.mkdir(parents=True, exist_ok=True)
    latent, cells = config.tokenizer.latent, config.tokenizer.cells
    graphs = [retnet_graph(net), decoder_graph(tokenizer.decoder, latent), interpolator_graph(interpolator, latent, cells)]
    weights = WeightsFile()
    tensors = {g.name: store(g, weights, lambda name: config.other_bits, run.scales.get(g.name, {})) for g in graphs}
    for g in graphs:
        put_back(g, net, tokenizer.decoder, interpolator)
        (out / f"{g.name}.onnx").write_bytes(g.model().SerializeToString())
    (out / "weights.bin").write_bytes(bytes(weights.data))
    write_vocabulary(out / "vocabulary.json", index)
    (out / "golden.json").write_text(json.dumps(golden(net, tokenizer, interpolator, golden_prompts(index, net))))
    texts = [name for name in ("meanings.txt", "languages.txt") if (pack / name).exists()]
    for name in texts:
        (out / name).write_bytes((pack / name).read_bytes())
    files = ["retnet.onnx", "decoder.onnx", "interpolator.onnx", "weights.bin", "vocabulary.json", *texts]
    (out / "config.json").write_text(json.dumps(describe(config, net, tokenizer, tensors, index, out, files), indent=1))
    report(tensors, bytes(weights.data))


def write_vocabulary(path: Path, index: dict):
    """All that the reader of prompts knows: names as text, captions as word ids, and which styles and clips there are."""
    living = {}
    for clip in index["clips"]:
        living.setdefault(clip["subject"], []).append({"style": clip["style"], "phrases": clip["phrases"]})
    subjects = [
        {"name": s["name"], "group": s["group"], "caption": s["caption"], "phrases": s["phrases"],
         "styles": [k for k, place in enumerate(s["pictures"]) if place]} | ({"alive": living[i]} if i in living else {})
        for i, s in enumerate(index["subjects"])
    ]  # fmt: skip
    vocabulary = {k: index[k] for k in ("words", "fillers", "styles", "alive")} | {"subjects": subjects}
    path.write_text(json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":")))


def report(tensors: dict, data: bytes):
    """What each network takes in weights.bin, and after entropy coding at best: bits of its values by how often they occur."""
    for name, entries in tensors.items():
        raw, coded = 0, 0.0
        for t in entries:
            if "offset" not in t:
                continue
            count = t["bytes"] // 4
            small = "scales" not in t
            raw += 4 * count if small else count + 4 * t["shape"][t["axis"]]
            if small:
                coded += 4 * count
                continue
            values = np.frombuffer(data, np.int8, count, t["offset"])
            share = np.unique(values, return_counts=True)[1] / count
            coded += count * -(share * np.log2(share)).sum() / 8 + 2 * t["shape"][t["axis"]]
        print(f"{name}: {sum(t['bytes'] for t in entries) / 4e6:.2f} M values, {raw / 1e6:.2f} MB stored, {coded / 1e6:.2f} MB by their entropy")
    print(f"weights.bin {len(data) / 1e6:.2f} MB, {len(lzma.compress(data)) / 1e6:.2f} MB as xz")


def describe(config: Config, net: RetNet, tokenizer: Tokenizer, tensors: dict, index: dict, out: Path, files: list[str]) -> dict:
    c, t = config.retnet, config.tokenizer
    return {
        "name": config.name, "version": config.version,
        "frame": {"size": t.frame, "cells": t.cells, "keyPhases": [k / c.key_frames for k in range(c.key_frames)]},
        "codebook": {"levels": list(t.levels), "groups": t.groups, "blank": tokenizer.blank},
        "retnet": {"layers": c.layers, "width": c.width, "heads": c.heads, "keyDim": c.key_dim, "valueDim": c.value_dim,
                   "logDecay": net.log_decay.tolist(), "promptWords": c.prompt_words, "tokensPerWord": c.tokens_per_word,
                   "blockSizes": list(c.block_sizes), "defaultBlock": c.default_block},
        "decoder": {"margin": 1},
        "examples": [e for e in EXAMPLES if any(w in index["words"] for w in e.split())] or [index["subjects"][0]["name"]],
        "tensors": tensors,
        "checksums": {f: hashlib.sha256((out / f).read_bytes()).hexdigest() for f in files},
    }  # fmt: skip


EXAMPLES = [
    "a rocket bouncing", "outline bell ringing", "a pulsing red heart", "3d robot waving", "a butterfly flying away",
    "three stars popping in one after another", "a cloud alive", "skeleton card loading", "green progress ring", "typing dots",
    "a pizza spinning", "a tiny red car driving by", "a cat and a balloon floating",
]  # fmt: skip


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--pack", default="../data/pack")
    p.add_argument("--run", default="runs/v3")
    p.add_argument("--out", default="../flashvideo-v3")
    p.add_argument("--look", type=int, default=32, help="pictures of each style, and clips, that are drawn and scored")
    p.add_argument("--limit", type=int, help="only the first subjects, for tests")
    a = p.parse_args()
    index = json.loads((Path(a.pack) / "index.json").read_text())
    run = load(Path(a.run))
    if run.words != index["words"]:
        raise SystemExit(f"{a.pack} has another vocabulary than {a.run} was trained with: use the pack it was trained on")
    write(Path(a.out), run, index, Path(a.pack))
    if a.look:
        frames = Frames(Pack(a.pack, a.limit), run.tokenizer.config.frame, "cpu")
        for kind, result in score(run.net, run.tokenizer, frames, [s["name"] for s in index["styles"]], a.look).items():
            print(f"{kind}: " + " ".join(f"{k} {v}" for k, v in result.items()), flush=True)
    print(f"wrote {a.out}")


if __name__ == "__main__":
    main()
