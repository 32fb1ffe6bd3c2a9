"""Rounds the token model's weights for storage, so that few bits lose little.

Storage is integers times a scale for each row; what is rare costs more bits after compression, so the step may be
the same share of every row's RMS and no value is clipped. Errors of rounding are fed back: each column's error is
made up for by the columns not rounded yet, weighed by what the layer sees (GPTQ, Frantar et al., arXiv 2210.17323).
"""

import torch
from torch import Tensor, nn

from config import Config
from retnet import Linear, RetNet, retention_chunkwise

DAMPING = 0.01  # of the mean diagonal of the inputs' second moments


def steps(net: RetNet, config: Config) -> dict[str, tuple[nn.Module, float]]:
    """What is rounded under the names that the graph has for it, and the step of each as a share of its rows' RMS."""
    found = {"word.table": (net.word, config.word_step), "head": (net.head, config.head_step),
             "shifted.matrix": (net.shifted, config.head_step), "previous.matrix": (net.previous, config.head_step)}  # fmt: skip
    for i, layer in enumerate(net.layers):
        matrices = {"qkvg": layer.retention.qkvg, "out": layer.retention.out, "up": layer.up, "down": layer.down}
        found |= {f"layer{i}.{name}": (matrix, config.matrix_step) for name, matrix in matrices.items()}
    return found


@torch.no_grad()
def round_weights(net: RetNet, token: dict[str, Tensor], config: Config) -> dict[str, Tensor]:
    """In place. `token` is what the model sees (`RetNet.sequence`). Returns the scales [rows] of each, by the graph's names."""
    found = steps(net, config)
    scales = {name: scale_of(module.weight, step) for name, (module, step) in found.items()}
    for name in ("word.table", "head", "shifted.matrix", "previous.matrix"):
        weight = found[name][0].weight
        weight.copy_(rounded(weight, scales[name]))
    rotary = (net.cos[token["position"]], net.sin[token["position"]])
    length = token["word"].shape[1]
    form = lambda q, k, v, g, s: retention_chunkwise(q, k, v, g, s, length // 4 if length % 4 == 0 else length)
    x = net.embed(token)
    for i, (layer, state) in enumerate(zip(net.layers, net.states(len(x)))):
        if i == net.c.reference_layer:
            x = net.reference(x, token["reference"], token["gate"])
        run = lambda: layer(x, net.log_decay, rotary, state, form)[0]
        for name in (f"layer{i}.{kind}" for kind in ("qkvg", "out", "up", "down")):
            matrix = found[name][0]
            matrix.weight.copy_(round_columns(matrix.weight, moments(matrix, run), scales[name]))
        x = run()
    return scales


class StorageNoise:
    """While training: noise of the size that rounding will make, so that the weights come to lie where it costs little.

    Uniform within a step of storage, drawn anew for each step of training (pseudo quantisation noise, Défossez et
    al., arXiv 2104.09987), and taken out before the optimiser moves the weights.
    """

    def __init__(self, net: RetNet, config: Config, g: torch.Generator):
        self.found = [(module.weight, step) for module, step in steps(net, config).values()]
        self.g, self.clean = g, []

    @torch.no_grad()
    def add(self):
        self.clean = [weight.clone() for weight, _ in self.found]
        for weight, step in self.found:
            noise = torch.rand(weight.shape, generator=self.g, device=weight.device) - 0.5
            weight.add_(noise * scale_of(weight, step)[:, None])

    @torch.no_grad()
    def remove(self):
        for (weight, _), clean in zip(self.found, self.clean):
            weight.copy_(clean)


def rounded(weight: Tensor, scale: Tensor) -> Tensor:
    return (weight / scale[:, None]).round().clamp(-127, 127) * scale[:, None]


def scale_of(weight: Tensor, step: float) -> Tensor:
    """[rows], with a mantissa of 8 bits: the rest would say nothing and not compress."""
    return (weight.square().mean(1).sqrt() * step).clamp(min=1e-12).bfloat16().float()


def moments(matrix: Linear, run) -> Tensor:
    """Second moments [inputs, inputs] of what a matrix is given during `run`."""
    seen = []
    handle = matrix.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0].flatten(0, -2)))
    run()
    handle.remove()
    return (seen[0].T @ seen[0]).double() / len(seen[0])


def round_columns(weight: Tensor, moments: Tensor, scale: Tensor) -> Tensor:
    """weight [rows, n] on the grid of `scale` [rows], with error feedback along n."""
    n, w, s = len(moments), weight.double(), scale.double()
    damped = moments + DAMPING * moments.diagonal().mean() * torch.eye(n, dtype=torch.double)
    inverse = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(damped)), upper=True)
    for j in range(n):
        column = (w[:, j] / s).round().clamp(-127, 127) * s
        error = (w[:, j] - column) / inverse[j, j]
        w[:, j] = column
        w[:, j + 1 :] -= error[:, None] * inverse[j, j + 1 :]
    return w.to(weight.dtype)
