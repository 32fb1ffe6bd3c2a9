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
from frames import Frames
from interpolator import Interpolator, mix
from pack import Pack
from retnet import RetNet, rotary_table
from rounding import Storage, decoder_steps, retnet_steps, scale_of
from tokenizer import Decoder, Tokenizer
from train_retnet import with_words

HERE = Path(__file__).parent
TINY = CONFIGS["tiny"]


def webp(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", lossless=True)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def pack(tmp_path_factory) -> Path:
    """Four shapes in three styles and a clip, in the format of models/README.md."""
    root = tmp_path_factory.mktemp("pack")
    words = ["<pad>", "flat", "3d", "outline", "alive", "disc", "box", "bar", "dot"]
    subjects, raw = [], b""

    def add(picture: Image.Image) -> dict:
        nonlocal raw
        place = {"offset": len(raw), "length": len(webp(picture))}
        raw += webp(picture)
        return place

    for i, (name, box) in enumerate({"disc": (56, 56, 200, 200), "box": (64, 64, 192, 192), "bar": (56, 112, 200, 144), "dot": (104, 104, 152, 152)}.items()):
        pictures = []
        for style in range(3):
            picture = Image.new("RGBA", (256, 256))
            paint = {"outline": (0, 0, 0, 255), "width": 14} if style == 2 else {"fill": (40 * i, 200 - 40 * i, 90 + 90 * style, 255)}
            draw = ImageDraw.Draw(picture)
            (draw.ellipse if i % 3 == 0 else draw.rectangle)(box, **paint)
            pictures.append(add(picture) if style < 1 or i < 3 else None)
        subjects.append({"name": name, "group": "shapes", "caption": [5 + i], "phrases": [name], "pictures": pictures})
    strip = Image.new("RGBA", (192, 192 * 16))
    for frame in range(16):
        ImageDraw.Draw(strip).ellipse((48, 192 * frame + 45 + frame, 144, 192 * frame + 141), fill=(200, 40, 16 * frame, 255))
    clips = [{"subject": 0, "style": 1, "phrases": ["falling"], "offset": 0, "length": len(webp(strip))}]
    index = {
        "format": 3, "size": 256, "clipSize": 192, "clipFrames": 16, "words": words, "fillers": ["a"],
        "styles": [{"name": name, "caption": [1 + k], "phrases": [name]} for k, name in enumerate(words[1:4])],
        "alive": {"name": "alive", "caption": [4], "phrases": ["alive"]},
        "subjects": subjects, "clips": clips, "heldOut": [[2, 1]],
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
    run("train_tokenizer.py", "--config", "tiny", "--pack", pack, "--out", out, "--seconds", 2, "--span", 0, 0.5)
    assert "going on from" in run("train_tokenizer.py", "--config", "tiny", "--pack", pack, "--out", out, "--seconds", 2, "--span", 0.5, 1)
    run("train_retnet.py", "--config", "tiny", "--pack", pack, "--out", out, "--seconds", 2, "--span", 0, 0.5, "--score", 2)
    assert "going on from" in run("train_retnet.py", "--config", "tiny", "--pack", pack, "--out", out, "--steps", 4, "--span", 0.5, 1, "--cycles", 2, "--score", 2)
    run("train_interpolator.py", "--config", "tiny", "--pack", pack, "--out", out, "--seconds", 2)
    run("export.py", "--pack", pack, "--run", out, "--out", out / "model", "--look", 1)
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
    inputs["noise"] = np.zeros((1, 1, 1, 1), np.float32)
    inputs["decay"] = np.broadcast_to(net.log_decay.numpy(), (1, inputs["word"].shape[1], net.c.heads)).copy()
    return inputs | {f"past.{i}": s for i, s in enumerate(states)}


def test_the_exported_retnet_runs_greedily_to_the_golden_codes(exported, pack):
    """As the product runs it: prompt and first Serial Number together, then blocks of changed cells, the next Serial Number with the last."""
    golden = json.loads((exported / "golden.json").read_text())
    onnx_net = session(exported, "retnet")
    net = RetNet(TINY, len(json.loads((pack / "index.json").read_text())["words"]))  # for its token layout only
    tokenizer = Tokenizer(TINY.tokenizer)
    join = lambda *tokens: {k: torch.cat([t[k] for t in tokens], 1) for k in tokens[0]}
    assert max(len(case["codes"]) for case in golden["cases"]) == net.frames
    for case in golden["cases"]:
        block, frames = case["block"], len(case["codes"])
        run = lambda token: onnx_net.run(["logits", "codes", "change", *[f"present.{i}" for i in range(net.c.layers)]], feed(net, token, states))
        states = [s.numpy() for s in net.states(1)]
        words = torch.tensor([case["words"] + [0] * (8 - len(case["words"]))])
        _, _, change, *states = run(join(net.prompt(words), net.serial_number(1, 0, block)))
        shown = first = torch.zeros(1, 256, net.latent)
        codes = torch.full((256, net.groups), tokenizer.blank)
        for k in range(frames):
            assert np.abs(change[0, 0] - case["changes"][k]["logits"]).max() < 1e-4
            places = torch.from_numpy(change[0, 0] > 0).nonzero()[:, 0]
            assert places.tolist() == case["drawn"][k]
            now, drawn = shown.clone(), torch.zeros(1, 0, net.latent)
            following = [net.serial_number(1, k + 1, block)] if k + 1 < frames else []
            starts = range(0, len(places), block)
            if not starts and following:
                _, _, change, *states = run(following[0])
            for start in starts:
                at = places[start : start + block]
                shifted = drawn[:, start - block : start - block + len(at)] if start else torch.zeros(1, len(at), net.latent)
                known = torch.full((1, len(at)), start > 0)
                seen = (shown[:, at], first[:, at]) if k else (torch.zeros(1, len(at), net.latent),) * 2
                token = net.cell_tokens((k * 257 + 1 + at)[None], shifted, known, *seen, block)
                logits, best, change, *states = run(join(token, *(following if start + block >= len(places) else [])))
                picked = torch.from_numpy(logits.argmax(-1))[:, : len(at)]
                assert (best[:, : len(at)] == picked.numpy()).all()
                drawn = torch.cat([drawn, tokenizer.latent(picked)], 1)
                now[:, at], codes[at] = tokenizer.latent(picked), picked[0]
                for probe in case["logits"]:
                    if probe["frame"] == k and probe["cell"] in at:
                        row = logits[0, at.tolist().index(probe["cell"])]
                        assert np.abs(row[0, :16] - probe["group0"]).max() < 1e-4
                        assert np.abs(row[-1, -16:] - probe["last"]).max() < 1e-4
            shown = now
            first = now if k == 0 else first
            assert (codes == torch.tensor(case["codes"][k])).float().mean() > 0.999


def test_noise_decides_the_codes_of_the_exported_retnet_and_nothing_else(exported, pack):
    onnx_net = session(exported, "retnet")
    net = RetNet(TINY, len(json.loads((pack / "index.json").read_text())["words"]))  # for its token layout only
    token = feed(net, net.prompt(torch.zeros(1, 8, dtype=torch.long)), [s.numpy() for s in net.states(1)])
    names = [o.name for o in onnx_net.get_outputs()]
    silent = dict(zip(names, onnx_net.run(None, token)))
    noise = np.random.default_rng(0).gumbel(size=silent["logits"].shape).astype(np.float32)
    noisy = dict(zip(names, onnx_net.run(None, token | {"noise": noise})))
    assert (silent["codes"] == silent["logits"].argmax(-1)).all()
    assert (noisy["codes"] == (silent["logits"] + noise).argmax(-1)).all()
    for name in names:
        assert name == "codes" or (noisy[name] == silent[name]).all()


def test_the_exported_decoder_draws_the_golden_pixels(exported):
    golden = json.loads((exported / "golden.json").read_text())
    codes = torch.tensor(golden["cases"][golden["decoder"]["case"]]["codes"])
    (rgba,) = session(exported, "decoder").run(None, {"latent": Tokenizer(TINY.tokenizer).plane(codes).numpy()})
    assert rgba.shape[1:] == (4, 256, 256)
    for p in golden["decoder"]["pixels"]:
        assert np.abs(rgba[p["frame"], :, p["y"], p["x"]] - p["rgba"]).max() < 1e-4


def test_the_exported_interpolator_gives_the_golden_fields(exported):
    golden = json.loads((exported / "golden.json").read_text())
    between = golden["interpolator"]
    planes = Tokenizer(TINY.tokenizer).plane(torch.tensor(golden["cases"][between["case"]]["codes"])).numpy()
    n = len(between["times"])
    inputs = {"earlier": planes[[between["earlier"]] * n], "later": planes[[between["later"]] * n], "time": np.array(between["times"], np.float32)[:, None]}
    (field,) = session(exported, "interpolator").run(None, inputs)
    for p in between["field"]:
        assert np.abs(field[p["time"]].reshape(5, -1)[:, p["cell"]] - p["values"]).max() < 1e-4


def test_a_run_is_scored_and_shown(exported, pack, tmp_path):
    run("score.py", "--pack", pack, "--run", exported.parent, "--out", tmp_path, "--count", 2)
    scores = json.loads((tmp_path / "scores.json").read_text())
    assert {"flat", "3d", "outline", "3d, held out", "clips", "between"} <= scores.keys()
    assert {f.name for f in tmp_path.glob("*.png")} == {"sheet-flat.png", "sheet-3d.png", "sheet-outline.png", "sheet-clips.png"}


def test_a_frame_between_is_a_key_frame_at_either_end():
    torch.manual_seed(0)
    net = Interpolator(TINY.interpolator, 8)
    frames = torch.rand(2, 2, 4, 64, 64)
    field = net(torch.randn(2, 8, 16, 16), torch.randn(2, 8, 16, 16), torch.tensor([0.0, 1.0]))
    made = mix(frames[0], frames[1], field, torch.tensor([0.0, 1.0]))
    assert (made[0] - frames[0, 0]).abs().max() < 0.01 and (made[1] - frames[1, 1]).abs().max() < 0.01


def test_clips_get_the_margin_that_pictures_have(pack):
    frames = Frames(Pack(pack), 256, "cpu")
    loop = frames.loops(torch.tensor([0]), 8)
    assert loop.shape == (1, 8, 4, 256, 256) and loop[:, :, :, :32].sum() == 0
    assert frames.held.tolist().count(True) == 1 and bool(frames.held[(frames.subject == 2) & (frames.style == 1)])


def test_a_damaged_picture_is_named(pack, tmp_path):
    for file in pack.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "pictures.bin").write_bytes(b"x" * (pack / "pictures.bin").stat().st_size)
    with pytest.raises(ValueError, match="pictures.bin at byte 0: expected a WebP picture"):
        Pack(tmp_path)


@pytest.mark.parametrize("part", ["retnet", "decoder"])
def test_weights_in_training_are_those_of_storage_and_leave_no_trace(part):
    torch.manual_seed(0)
    net = RetNet(TINY, 8) if part == "retnet" else Decoder(TINY.tokenizer)
    if part == "decoder":
        for p in net.parameters():  # a part of it begins at zero
            torch.nn.init.normal_(p)
    found = retnet_steps(net) if part == "retnet" else decoder_steps(net, 0.1)
    before = {name: value.clone() for name, value in net.state_dict().items()}
    storage = Storage(found, torch.Generator().manual_seed(0))
    for change in (storage.add_noise, storage.round):
        change()
        for module, step in found.values():
            name = next(n for n, p in net.named_parameters() if p is module.weight)
            clean = before[name].flatten(1)
            scale, some = scale_of(clean, step)[:, None], clean.abs().sum(1) > 0
            moved = ((module.weight.flatten(1) - clean).abs() / scale)[some]
            assert 0.2 < moved.mean() < 0.3 and moved.max() <= 0.501
        stored = (module.weight.flatten(1) / scale)[some]
        assert change == storage.add_noise or (stored - stored.round()).abs().max() < 1e-3
        storage.restore()
        assert all((value == before[name]).all() for name, value in net.state_dict().items())
    assert 0 < storage.size() < sum(module.weight.numel() for module, _ in found.values())  # less than a byte each
    storage.settle()
    settled = [module.weight.clone() for module, _ in found.values()]
    storage.round()
    assert all(torch.equal(module.weight, weight) for (module, _), weight in zip(found.values(), settled))


def test_what_is_stored_is_what_training_ended_with(exported):
    """Weights at the middle between two steps would fall to either side, were they rounded from float16."""
    saved = torch.load(exported.parent / "retnet.pt", weights_only=False)
    config = json.loads((exported / "config.json").read_text())
    raw = (exported / "weights.bin").read_bytes()
    entries = {t["name"]: t for t in config["tensors"]["retnet"]}
    net = RetNet(saved["config"], len(saved["words"]))
    net.load_state_dict({k: v.float() for k, v in saved["model"].items()})
    for name, (module, _) in retnet_steps(net).items():
        scale = saved["scales"][name].cpu()
        count = entries[name]["bytes"] // 4
        assert (np.frombuffer(raw, "<f4", len(scale), entries[name]["scales"]) == scale.numpy()).all()
        stored = np.frombuffer(raw, np.int8, count, entries[name]["offset"]).reshape(entries[name]["shape"])
        steps = (module.weight.detach() / scale[:, None]).numpy()
        assert np.abs(steps - steps.round()).max() < 0.1
        assert (steps.round() == (stored if name == "word.table" else stored.T)).all()


def test_a_checkpoint_keeps_its_words_in_another_vocabulary():
    torch.manual_seed(0)
    before, now = RetNet(TINY, 4), RetNet(TINY, 5)
    steps = torch.arange(1.0, 1 + len(before.word.weight))
    saved = {"model": before.state_dict(), "words": ["<pad>", "flat", "cat", "dog"], "scales": {"word.table": steps}}
    state, scales = with_words(saved, ["<pad>", "ant", "flat", "dog", "eel"], now)
    rows = lambda weight, word: weight[1 + 2 * word : 3 + 2 * word]
    for old, new in ((0, 0), (1, 2), (3, 3)):
        assert torch.equal(rows(before.word.weight, old), rows(state["word.weight"], new))
        assert torch.equal(rows(steps, old), rows(scales["word.table"], new))


def test_words_that_a_checkpoint_does_not_know_are_told_apart_once_they_are_rounded():
    torch.manual_seed(0)
    before, now = RetNet(TINY, 4), RetNet(TINY, 20)
    before.word.weight.data *= 30  # as training leaves them
    storage = Storage(retnet_steps(before), torch.Generator())
    storage.round()
    known = ["<pad>", "flat", "cat", "dog"]
    state, scales = with_words({"model": before.state_dict(), "words": known, "scales": storage.scales}, known + [f"own {i}" for i in range(16)], now)
    now.load_state_dict(state)
    Storage(retnet_steps(now), torch.Generator(), scales).round()
    own = now.word.weight[9:]
    assert len(own.unique(dim=0)) == len(own) == 32


def test_a_checkpoint_of_another_config_is_refused(pack, exported, tmp_path):
    for name in ("tokenizer.pt", "retnet.pt"):
        (tmp_path / name).write_bytes((exported.parent / name).read_bytes())
    command = [sys.executable, "train_retnet.py", "--config", "tiny", "--pack", str(pack), "--out", str(tmp_path), "--seconds", "1", "--set", "layers=3"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    assert done.returncode != 0 and "another config" in done.stderr
