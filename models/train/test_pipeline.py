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

from captions import Captions
from config import CONFIGS
from pack import Pack
from retnet import RetNet, rotary_table
from rounding import StorageNoise, round_columns, scale_of, steps
from tokenizer import Tokenizer

HERE = Path(__file__).parent


def webp(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", lossless=True)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def pack(tmp_path_factory) -> Path:
    """Four shapes in two styles, three motions and a clip, in the format of models/README.md."""
    root = tmp_path_factory.mktemp("pack")
    words = ["<pad>", "disc", "box", "bar", "dot", "still", "spinning", "bouncing", "alive", "blinking", "glossy"]
    subjects, raw = [], b""

    def add(picture: Image.Image) -> dict:
        nonlocal raw
        place = {"offset": len(raw), "length": len(webp(picture))}
        raw += webp(picture)
        return place

    for i, (name, box) in enumerate({"disc": (48, 48, 208, 208), "box": (60, 60, 196, 196), "bar": (48, 110, 208, 146), "dot": (100, 100, 156, 156)}.items()):
        pictures = []
        for style in range(2):
            picture = Image.new("RGBA", (256, 256))
            draw = ImageDraw.Draw(picture)
            (draw.ellipse if i % 3 == 0 else draw.rectangle)(box, fill=(40 * i, 200 - 40 * i, 90 + 90 * style, 255))
            pictures.append(add(picture) if style < 1 or i < 3 else None)
        subjects.append({"name": name, "group": "shapes", "pictures": pictures, "phrases": [[i + 1]]})
    strip = Image.new("RGBA", (128, 128 * 16))
    for frame in range(16):
        ImageDraw.Draw(strip).ellipse((32, 128 * frame + 30 + frame, 96, 128 * frame + 94), fill=(200, 40, 16 * frame, 255))
    subjects[0] |= {"alive": [[9]], "clip": {"offset": 0, "length": len(webp(strip))}}
    phases = np.arange(96) / 96 * 2 * np.pi
    cos, sin, one, zero = np.cos(phases), np.sin(phases), np.ones(96), np.zeros(96)
    moves = {"still": [one, zero, zero, one, zero, zero], "spinning": [cos, sin, -sin, cos, zero, zero], "bouncing": [one, zero, zero, one, zero, 16 * sin]}
    motions = [{"name": n, "phrases": [[5 + i]], "transforms": np.stack(t, 1).tolist()} for i, (n, t) in enumerate(moves.items())]
    motions.append({"name": "alive", "phrases": [[8]]})
    index = {
        "size": 256, "frame": 128, "clipFrames": 16, "words": words, "fillers": ["a"], "motions": motions, "subjects": subjects,
        "styles": [{"name": "flat", "phrases": [[]]}, {"name": "3d", "phrases": [[10]]}],
        "heldOut": {"pairs": [[1, 1]], "styles": [[2, 1]]},
    }  # fmt: skip
    (root / "pictures.bin").write_bytes(raw)
    (root / "clips.bin").write_bytes(webp(strip))
    (root / "meanings.txt").write_text("disc: circle\n")
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
    run("export.py", "--config", "tiny", "--pack", pack, "--run", out, "--out", out / "model", "--calibrate", 2, "--look", 2)
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
    everyone = torch.arange(len(p.picture_subject))
    frame = p.render(everyone, p.transform(torch.ones_like(everyone), torch.zeros(len(everyone))))
    alpha = torch.nn.functional.avg_pool2d(p.sprites[..., 3].float()[:, None] / 255, 2)
    assert torch.allclose(frame[:, 3:], alpha, atol=1e-5)


def test_what_is_held_out_is_not_trained(pack):
    p = Pack(pack, "cpu")
    pairs = {(int(p.picture_subject[q]), int(p.picture_style[q]), int(m)) for q, m in p.trained}
    assert len(pairs) == 7 * 3 - 2 - 3  # box spinning in both styles, bar in the second style under all motions
    assert {(1, 0, 1), (1, 1, 1), (2, 1, 0), (2, 1, 1), (2, 1, 2)}.isdisjoint(pairs)
    assert len(p.held_pairs) == 2 and len(p.held_styles) == 3


def test_a_damaged_picture_is_named(pack, tmp_path):
    for file in pack.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "pictures.bin").write_bytes(b"x" * (pack / "pictures.bin").stat().st_size)
    with pytest.raises(ValueError, match="pictures.bin at byte 0: expected a WebP picture"):
        Pack(tmp_path, "cpu")


def test_captions_say_what_is_shown(pack):
    p = Pack(pack, "cpu")
    captions, g = Captions(p), torch.Generator().manual_seed(0)
    one = lambda v: torch.tensor([v] * 64)
    glossy = captions.draw(one(1), one(1), one(2), one(False), 8, g)
    assert all({2, 7, 10} == set(row[row > 0].tolist()) for row in glossy)
    living = captions.draw(one(0), one(0), one(3), one(True), 8, g)
    said = [set(row[row > 0].tolist()) for row in living]
    assert all(words in ({1, 8}, {1, 9}, {1, 8, 9}) for words in said)  # its own word may stand for "alive"
    assert {1, 9} in said


def test_error_feedback_leaves_less_error_than_rounding_alone():
    g = torch.Generator().manual_seed(0)
    x = torch.randn(4096, 48, generator=g) @ torch.randn(48, 48, generator=g)  # correlated inputs
    weight = torch.randn(32, 48, generator=g)
    scale = scale_of(weight, 0.5)
    error = lambda w: float(((x @ (w - weight).T) ** 2).mean())
    fed_back = round_columns(weight, (x.T @ x).double() / len(x), scale)
    assert torch.allclose(fed_back / scale[:, None], (fed_back / scale[:, None]).round(), atol=1e-4)
    assert error(fed_back) < 0.6 * error((weight / scale[:, None]).round() * scale[:, None])


def test_noise_of_storage_stays_within_a_step_and_leaves_no_trace():
    config, g = CONFIGS["tiny"], torch.Generator().manual_seed(0)
    net = RetNet(config, 8)
    before = {name: value.clone() for name, value in net.state_dict().items()}
    noise = StorageNoise(net, config, g)
    noise.add()
    for module, step in steps(net, config).values():
        name = next(n for n, p in net.named_parameters() if p is module.weight)
        moved = ((module.weight - before[name]).abs() / scale_of(before[name], step)[:, None])[1:]
        assert 0.2 < moved.mean() < 0.3 and moved.max() <= 0.501
    noise.remove()
    assert all((value == before[name]).all() for name, value in net.state_dict().items())


def test_a_checkpoint_of_another_config_is_refused(pack, exported, tmp_path):
    for name in ("tokenizer.pt", "retnet.pt"):
        (tmp_path / name).write_bytes((exported.parent / name).read_bytes())
    command = [sys.executable, "train_retnet.py", "--config", "tiny", "--pack", str(pack), "--out", str(tmp_path), "--seconds", "1", "--set", "layers=2"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    assert done.returncode != 0 and "another config" in done.stderr
