"""ONNX graphs of the RetNet, the decoder and the interpolator, written node by node.

Few, fat nodes: on WebGPU a step costs per node, not per multiplication. `LinearAttention` with
update_rule "gated" and scale 1 computes S ← exp(g)·S + kᵀv, o = q·S for each token: RetNet's recurrence.
"""

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

from interpolator import OUTPUTS, Interpolator
from retnet import RetNet
from tokenizer import Decoder

MICROSOFT = "com.microsoft"


class Graph:
    """Collects nodes and weights; weights become external data that the runtime is given as bytes."""

    def __init__(self, name: str):
        self.name, self.nodes, self.inputs, self.outputs, self.small = name, [], [], [], []
        self.weights: dict[str, np.ndarray] = {}

    def input(self, name: str, kind: int, shape: list) -> str:
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def output(self, name: str, shape: list, kind: int = TensorProto.FLOAT):
        self.outputs.append(helper.make_tensor_value_info(name, kind, shape))

    def weight(self, name: str, value: torch.Tensor) -> str:
        self.weights[name] = np.ascontiguousarray(value.detach().float().cpu().numpy())
        return name

    def constant(self, name: str, value: np.ndarray) -> str:
        self.small.append(onnx.numpy_helper.from_array(value, name))
        return name

    def node(self, op: str, inputs: list[str], name: str, outputs: int = 1, domain: str = "", **attributes):
        names = [name] if outputs == 1 else [f"{name}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, name=name, domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def model(self) -> onnx.ModelProto:
        """Weights lie in the external file `<name>.weights`, one after the other, in the order they were added."""
        external, at = [], 0
        for name, value in self.weights.items():
            tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=value.shape)
            tensor.data_location = TensorProto.EXTERNAL
            for key, text in (("location", f"{self.name}.weights"), ("offset", at), ("length", value.nbytes)):
                tensor.external_data.add(key=key, value=str(text))
            external.append(tensor)
            at += value.nbytes
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, external + self.small)
        opsets = [helper.make_opsetid("", 21), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10, producer_name="flashvideo")


def retnet_graph(net: RetNet) -> Graph:
    c, latent = net.c, net.latent
    g = Graph("retnet")
    for name in ("word", "place", "frame", "block"):
        g.input(name, TensorProto.INT32, [1, "T"])
    g.input("position", TensorProto.INT64, [1, "T"])
    g.input("shifted", TensorProto.FLOAT, [1, "T", latent + 1])
    g.input("previous", TensorProto.FLOAT, [1, "T", latent])
    g.input("first", TensorProto.FLOAT, [1, "T", latent])
    g.input("decay", TensorProto.FLOAT, [1, "T", c.heads])
    g.input("noise", TensorProto.FLOAT, [1, "N", "G", "C"])  # as large as the logits, or a single 0 for all of them
    g.output("logits", [1, "T", net.groups, net.codes])
    x, residual = embedding(g, net), None  # what is still to be added to x before the next norm
    g.weight("rotary.cos", net.cos)
    g.weight("rotary.sin", net.sin)
    g.constant("heads", np.array([0, 0, c.heads, c.value_dim], np.int64))
    g.constant("flat", np.array([0, 0, c.heads * c.value_dim], np.int64))
    g.weight("ones", torch.ones(c.value_dim))
    for i, layer in enumerate(net.layers):
        x, residual = retention_layer(g, layer, i, x, residual, c)
    _, y = skip_norm(g, x, residual, net.heads.norm.weight, "final")
    answer(g, net, y, "T", "noise")
    newest = g.node("Gather", [y, g.constant("newest", np.array([-1]))], "newest.token", axis=1)
    g.node("MatMul", [newest, g.weight("changes", net.heads.changes.weight.T)], "change")
    g.output("change", [1, 1, net.cells])
    return g


def answer(g: Graph, net: RetNet, y: str, tokens: int | str, noise: str | None = None):
    """Logits, and the codes of the highest ones after noise: who draws need not take the logits off the GPU.

    With Gumbel noise times a temperature, the highest one is a sample of softmax(logits / temperature).
    ArgMax gives int64, and so it stays: WebGPU has no kernel that casts it, and would hand it to the CPU for that.
    """
    y = g.node("MatMul", [y, g.weight("codes.matrix", net.heads.codes.weight.T)], "codes.out")
    g.constant("split.codes", np.array([0, 0, net.groups, net.codes], np.int64))
    logits = g.node("Reshape", [y, "split.codes"], "logits")
    compared = g.node("Add", [logits, noise], "logits.noisy") if noise else logits
    g.node("ArgMax", [compared], "codes", axis=-1, keepdims=0)
    g.output("codes", [1, tokens, net.groups], TensorProto.INT64)


def embedding(g: Graph, net: RetNet) -> str:
    parts = []
    for name in ("word", "place", "frame", "block"):
        weight = getattr(net, name).weight.detach().clone()
        weight[0] = 0
        parts.append(g.node("Gather", [g.weight(f"{name}.table", weight), name], f"{name}.row", axis=0))
    for name in ("shifted", "previous", "first"):
        parts.append(g.node("MatMul", [name, g.weight(f"{name}.matrix", getattr(net, name).weight.T)], f"{name}.row"))
    total = parts[0]
    for i, part in enumerate(parts[1:]):
        total = g.node("Add", [total, part], f"embedding.{i}")
    return total


def skip_norm(g: Graph, x: str, residual: str | None, scale: torch.Tensor, name: str) -> tuple[str, str]:
    """(x + residual, RMS norm of it), in one node where there is something to add."""
    weight = g.weight(f"{name}.norm", scale)
    if residual is None:
        return x, g.node("SimplifiedLayerNormalization", [x, weight], f"{name}.normed", axis=-1, epsilon=1e-6)
    outputs = [f"{name}.normed", "", "", f"{name}.sum"]
    g.nodes.append(helper.make_node("SkipSimplifiedLayerNormalization", [x, residual, weight], outputs,
                                    name=name, domain=MICROSOFT, epsilon=1e-6))  # fmt: skip
    return f"{name}.sum", f"{name}.normed"


def gated(g: Graph, gate: str, value: str, name: str) -> str:
    """SiLU(gate) · value; QuickGelu with alpha 1 is SiLU in one node."""
    return g.node("Mul", [g.node("QuickGelu", [gate], f"{name}.silu", domain=MICROSOFT, alpha=1.0), value], f"{name}.gated")


def retention_layer(g: Graph, layer, i: int, x: str, residual: str | None, c) -> tuple[str, str]:
    n, r = f"layer{i}", layer.retention
    x, y = skip_norm(g, x, residual, layer.norm1.weight, f"{n}.in")
    y = g.node("MatMul", [y, g.weight(f"{n}.qkvg", r.qkvg.weight.T)], f"{n}.mixed")
    sizes = g.constant(f"{n}.sizes", np.array([r.keys, r.keys, r.values, r.values], np.int64))
    q, k, v, gate = g.node("Split", [y, sizes], f"{n}.split", outputs=4, axis=-1)
    turn = dict(domain=MICROSOFT, num_heads=c.heads, interleaved=0)
    q = g.node("RotaryEmbedding", [q, "position", "rotary.cos", "rotary.sin"], f"{n}.q", **turn)
    k = g.node("RotaryEmbedding", [k, "position", "rotary.cos", "rotary.sin"], f"{n}.k", **turn)
    past = g.input(f"past.{i}", TensorProto.FLOAT, [1, c.heads, c.key_dim, c.value_dim])
    g.output(f"present.{i}", [1, c.heads, c.key_dim, c.value_dim])
    g.nodes.append(helper.make_node("LinearAttention", [q, k, v, past, "decay"], [f"{n}.o", f"present.{i}"], name=f"{n}.retention",
                                    domain=MICROSOFT, q_num_heads=c.heads, kv_num_heads=c.heads, update_rule="gated", scale=1.0))  # fmt: skip
    o = g.node("Reshape", [f"{n}.o", "heads"], f"{n}.heads")
    o = g.node("SimplifiedLayerNormalization", [o, "ones"], f"{n}.headnorm", axis=-1, epsilon=1e-6)
    o = gated(g, gate, g.node("Reshape", [o, "flat"], f"{n}.flat"), f"{n}.retained")
    o = g.node("MatMul", [o, g.weight(f"{n}.out", r.out.weight.T)], f"{n}.mix")
    x, y = skip_norm(g, x, o, layer.norm2.weight, f"{n}.mid")
    y = g.node("MatMul", [y, g.weight(f"{n}.up", layer.up.weight.T)], f"{n}.wide")
    a, b = g.node("Split", [y], f"{n}.halves", outputs=2, axis=-1, num_outputs=2)
    return x, g.node("MatMul", [gated(g, a, b, f"{n}.ffn"), g.weight(f"{n}.down", layer.down.weight.T)], f"{n}.narrow")


def conv(g: Graph, x: str, m: torch.nn.Conv2d, name: str, gain=1.0, shift=0.0) -> str:
    weights = [g.weight(f"{name}.weight", m.weight * gain), g.weight(f"{name}.bias", m.bias * gain + shift)]
    return g.node("Conv", [x, *weights], name, kernel_shape=[3, 3], pads=[1, 1, 1, 1])


def silu(g: Graph, x: str) -> str:
    return g.node("Mul", [x, g.node("Sigmoid", [x], f"{x}.sigmoid")], f"{x}.silu")


def decoder_graph(decoder: Decoder, latent: int) -> Graph:
    """`latent` [N, D, h, w] → `rgba` [N, 4, 16h, 16w]; the last scale and shift are folded into the head."""
    g = Graph("decoder")
    x = conv(g, g.input("latent", TensorProto.FLOAT, ["N", latent, "h", "w"]), decoder.stem, "stem")
    g.output("rgba", ["N", 4, "H", "W"])
    for i, blocks in enumerate(decoder.stages):
        if i > 0:
            x = conv(g, silu(g, x), decoder.ups[i - 1], f"ups.{i - 1}")
            x = g.node("DepthToSpace", [x], f"ups.{i - 1}.space", blocksize=2, mode="CRD")
        for j, block in enumerate(blocks):
            name = f"stages.{i}.{j}"
            y = conv(g, silu(g, x), block.first, f"{name}.first")
            x = g.node("Add", [x, conv(g, silu(g, y), block.second, f"{name}.second")], f"{name}.sum")
    x = conv(g, silu(g, x), decoder.head, "head", gain=0.5, shift=0.5)
    x = g.node("DepthToSpace", [x], "head.space", blocksize=2, mode="CRD")
    limits = [g.constant("zero", np.array(0, np.float32)), g.constant("one", np.array(1, np.float32))]
    g.node("Clip", [x, *limits], "rgba")
    return g


def interpolator_graph(net: Interpolator, latent: int, cells: int) -> Graph:
    """`earlier`, `later` [N, D, cells, cells], `time` [N, 1] → `field` [N, 5, cells, cells]."""
    g = Graph("interpolator")
    for name in ("earlier", "later"):
        g.input(name, TensorProto.FLOAT, ["N", latent, cells, cells])
    g.input("time", TensorProto.FLOAT, ["N", 1])
    g.output("field", ["N", OUTPUTS, cells, cells])
    turns = g.constant("turns", (np.pi * np.arange(1, net.waves + 1, dtype=np.float32))[None])
    angle = g.node("MatMul", ["time", turns], "angle")
    wave = g.node("Concat", ["time", g.node("Sin", [angle], "sines"), g.node("Cos", [angle], "cosines")], "wave", axis=-1)
    when = g.node("Gemm", [wave, g.weight("when.matrix", net.when.weight.T), g.weight("when.bias", net.when.bias)], "when")
    when = g.node("Unsqueeze", [when, g.constant("axes", np.array([2, 3], np.int64))], "when.planes")
    x = conv(g, g.node("Concat", ["earlier", "later"], "pair", axis=1), net.first, "first")
    x = conv(g, silu(g, g.node("Add", [x, when], "first.timed")), net.second, "second")
    x = conv(g, silu(g, x), net.third, "third")
    conv(g, silu(g, x), net.last, "last")
    g.nodes[-1].output[0] = "field"
    return g
