"""From a small pack to exported graphs on the CPU, with the real scripts."""

import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from PIL import Image, ImageDraw

from config import CONFIGS
from pack import Pack
from retnet import RetNet, rotary_table
from tokenizer import Tokenizer

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def pack(tmp_path_factory) -> Path:
    """Four shapes and three motions in the format of models/README.md."""
    root = tmp_path_factory.mktemp("pack")
    words, subjects, raw = ["<pad>", "disc", "box", "bar", "dot", "still", "spinning", "bouncing"], [], b""
    for i, (name, box) in enumerate({"disc": (48, 48, 208, 208), "box": (60, 60, 196, 196), "bar": (48, 110, 208, 146), "dot": (100, 100, 156, 156)}.items()):
        picture = Image.new("RGBA", (256, 256))
        draw = ImageDraw.Draw(picture)
        (draw.ellipse if i % 3 == 0 else draw.rectangle)(box, fill=(40 * i, 200 - 40 * i, 90, 255))
        buffer = io.BytesIO()
        picture.save(buffer, "WEBP", lossless=True)
        sprite = {"source": "test", "icon": name, "offset": len(raw), "length": buffer.tell()}
        raw += buffer.getvalue()
        subjects.append({"name": name, "group": "shapes", "sprite": sprite, "phrases": [[i + 1]]})
    phases = np.arange(96) / 96 * 2 * np.pi
    cos, sin, one, zero = np.cos(phases), np.sin(phases), np.ones(96), np.zeros(96)
    moves = {"still": [one, zero, zero, one, zero, zero], "spinning": [cos, sin, -sin, cos, zero, zero], "bouncing": [one, zero, zero, one, zero, 16 * sin]}
    motions = [{"name": n, "phrases": [[5 + i]], "transforms": np.stack(t, 1).tolist()} for i, (n, t) in enumerate(moves.items())]
    index = {"size": 256, "frame": 128, "words": words, "fillers": ["a"], "subjects": subjects, "motions": motions, "sources": []}
    (root / "sprites.bin").write_bytes(raw)
    (root / "index.json").write_text(json.dumps(index))
    return root


def run(script: str, *args) -> str:
    done = subprocess.run([sys.executable, script, *map(str, args)], cwd=HERE, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def exported(pack, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("run")
    run("train_tokenizer.py", "--config", "tiny", "--pack", pack, "--out", out, "--seconds", 3)
    run("train_retnet.py", "--config", "tiny", "--pack", pack, "--out", out, "--seconds", 3, "--span", 0, 0.5, "--score", 2)
    assert "going on from" in run("train_retnet.py", "--config", "tiny", "--pack", pack, "--out", out, "--seconds", 3, "--span", 0.5, 1, "--score", 2)
    run("train_interpolator.py", "--config", "tiny", "--pack", pack, "--out", out, "--seconds", 3)
    run("export.py", "--config", "tiny", "--pack", pack, "--run", out, "--out", out / "model")
    return out / "model"


def session(folder: Path, graph: str) -> onnxruntime.InferenceSession:
    """The graph with its weights expanded as the product expands them."""
    config = json.loads((folder / "config.json").read_text())
    raw = (folder / "weights.bin").read_bytes()
    data = bytearray(sum(t["bytes"] for t in config["tensors"][graph]))
    for t in config["tensors"][graph]:
        count = t["bytes"] // 4
        if "scales" in t:
            scales = np.frombuffer(raw, "<f4", t["shape"][t["axis"]], t["scales"])
            shape = [-1 if i == t["axis"] else 1 for i in range(len(t["shape"]))]
            value = np.frombuffer(raw, np.int8, count, t["offset"]).reshape(t["shape"]) * scales.reshape(shape)
        elif "rotary" in t:
            value = dict(zip(("cos", "sin"), rotary_table(t["shape"][0], 2 * t["shape"][1])))[t["rotary"]].numpy()
        else:
            value = np.frombuffer(raw, "<f4", count, t["offset"])
        data[t["at"] : t["at"] + t["bytes"]] = value.astype("<f4").tobytes()
    (folder / f"{graph}.weights").write_bytes(data)
    return onnxruntime.InferenceSession(str(folder / f"{graph}.onnx"), providers=["CPUExecutionProvider"])


def feed(net: RetNet, token: dict, states: list) -> dict:
    kind = {"word": np.int32, "place": np.int32, "frame": np.int32, "block": np.int32, "position": np.int64}
    inputs = {k: v.numpy().astype(kind.get(k, np.float32)) for k, v in token.items()}
    inputs["position"] = inputs["position"][None]
    inputs["decay"] = np.broadcast_to(net.log_decay.numpy(), (1, inputs["word"].shape[1], net.c.heads)).copy()
    return inputs | {f"past.{i}": s for i, s in enumerate(states)}


def test_the_exported_retnet_runs_greedily_to_the_golden_codes(exported, pack):
    golden = json.loads((exported / "golden.json").read_text())
    index = json.loads((pack / "index.json").read_text())
    onnx_net = session(exported, "retnet")
    net = RetNet(CONFIGS["tiny"], len(index["words"]))  # for its token layout only
    tokenizer = Tokenizer(CONFIGS["tiny"].tokenizer)
    for case, tokens in zip(golden["cases"], golden["tokens"]):
        words = torch.tensor([tokens["words"] + [0] * (8 - len(tokens["words"]))])
        states = [s.numpy() for s in net.states(1)]
        _, *states, _ = onnx_net.run(None, feed(net, net.prompt(words), states))
        flat, codes = torch.zeros(1, 1024, 16), []
        for start in range(0, 1024, case["block"]):
            reference = flat[:, :256] * (start >= 256)
            logits, *states, best = onnx_net.run(None, feed(net, net.cell_tokens(flat, reference, start, case["block"], case["block"]), states))
            picked = torch.from_numpy(logits.argmax(-1))
            assert (best == picked.numpy()).all()
            flat[:, start : start + case["block"]] = tokenizer.latent(picked)
            codes.append(picked[0])
            for probe in case["logits"]:
                if start <= probe["cell"] < start + case["block"]:
                    row = logits[0, probe["cell"] - start]
                    assert np.abs(row[0, :16] - probe["group0"]).max() < 1e-4
                    assert np.abs(row[-1, -16:] - probe["last"]).max() < 1e-4
        assert (torch.cat(codes) == torch.tensor(case["codes"]).flatten(0, 1)).float().mean() > 0.999


def test_the_exported_decoder_draws_the_golden_pixels(exported):
    golden = json.loads((exported / "golden.json").read_text())
    codes = torch.tensor(golden["cases"][golden["decoder"]["case"]]["codes"])
    latent = Tokenizer(CONFIGS["tiny"].tokenizer).latent(codes).movedim(-1, 1).unflatten(-1, (16, 16))
    (rgba,) = session(exported, "decoder").run(None, {"latent": latent.numpy()})
    for p in golden["decoder"]["pixels"]:
        assert np.abs(rgba[p["frame"], :, p["y"], p["x"]] - p["rgba"]).max() < 1e-4


def test_the_exported_interpolator_gives_the_golden_fields(exported):
    golden = json.loads((exported / "golden.json").read_text())
    between = golden["interpolator"]
    codes = torch.tensor(golden["cases"][between["case"]]["codes"])
    latent = Tokenizer(CONFIGS["tiny"].tokenizer).latent(codes).movedim(-1, 1).unflatten(-1, (16, 16)).numpy()
    n = len(between["times"])
    inputs = {"earlier": latent[[3] * n], "later": latent[[0] * n], "motion": np.full(n, between["motion"], np.int32),
              "gap": np.full(n, between["gap"], np.int32), "time": np.array(between["times"], np.float32)[:, None]}  # fmt: skip
    (field,) = session(exported, "interpolator").run(None, inputs)
    for p in between["field"]:
        assert np.abs(field[p["time"]].reshape(5, -1)[:, p["cell"]] - p["values"]).max() < 1e-4


def test_a_phase_of_zero_shows_the_sprite_itself(pack):
    p = Pack(pack, "cpu")
    everyone = torch.arange(len(p.subjects))
    frame = p.render(everyone, p.transform(torch.ones_like(everyone), torch.zeros(len(everyone))))
    alpha = torch.nn.functional.avg_pool2d(p.sprites[..., 3].float()[:, None] / 255, 2)
    assert torch.allclose(frame[:, 3:], alpha, atol=1e-5)


def test_a_checkpoint_of_another_config_is_refused(pack, exported, tmp_path):
    for name in ("tokenizer.pt", "retnet.pt"):
        (tmp_path / name).write_bytes((exported.parent / name).read_bytes())
    command = [sys.executable, "train_retnet.py", "--config", "tiny", "--pack", str(pack), "--out", str(tmp_path), "--seconds", "1", "--set", "layers=2"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    assert done.returncode != 0 and "another config" in done.stderr
