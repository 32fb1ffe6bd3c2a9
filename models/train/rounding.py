"""Storage: integers times a scale for each row.

What is rare costs more bits after compression, so the step is the same share of every row's RMS, and no value is
clipped. Training ends with weights that are rounded already (`Storage`), and a checkpoint holds these with their scales:
half of the weights come to lie at the middle between two steps, where float16 alone would round them anew.
"""

import math

import torch
from torch import Tensor, nn

from retnet import RetNet
from tokenizer import Decoder


def retnet_steps(net: RetNet) -> dict[str, tuple[nn.Module, float]]:
    """What is rounded under the names that the graph has for it, and the step of each as a share of its rows' RMS."""
    c = net.c
    found = {"word.table": (net.word, c.word_step), "codes.matrix": (net.heads.codes, c.head_step), "changes": (net.heads.changes, c.head_step)}
    found |= {f"{name}.matrix": (getattr(net, name), c.head_step) for name in ("shifted", "previous", "first")}
    for i, layer in enumerate(net.layers):
        matrices = {"qkvg": layer.retention.qkvg, "out": layer.retention.out, "up": layer.up, "down": layer.down}
        found |= {f"layer{i}.{name}": (matrix, c.matrix_step) for name, matrix in matrices.items()}
    return found


def decoder_steps(decoder: Decoder, step: float) -> dict[str, tuple[nn.Module, float]]:
    return {f"{name}.weight": (m, step) for name, m in decoder.named_modules() if isinstance(m, nn.Conv2d)}


class Storage:
    """While training: weights as storage will have them during a step, and as they were before the optimiser moves them.

    At first noise of the size that rounding will make, uniform within a step of storage and drawn anew for each step of
    training (pseudo quantisation noise, Défossez et al., arXiv 2104.09987), so that the weights come to lie where
    rounding costs little. Then the rounding itself, with the gradient passed straight through (Bengio et al., arXiv
    1308.3432): noise has to be borne, a rounding that stays can be learnt.
    """

    def __init__(self, found: dict[str, tuple[nn.Module, float]], g: torch.Generator, scales: dict[str, Tensor] | None = None):
        """`scales`: of a checkpoint that is rounded already; what it has none of gets its own."""
        self.found, self.g, self.clean = found, g, []
        self.weights = [module.weight for module, _ in found.values()]
        self.scales = {name: scale.to(self.weights[0].device) for name, scale in (scales or {}).items()}

    @torch.no_grad()
    def add_noise(self, share: float = 1.0):
        """`share` of the noise of storage."""
        self._keep()
        noise = [torch.rand(weight.shape, generator=self.g, device=weight.device).sub_(0.5) for weight in self.weights]
        spread = [as_rows(scale_of(module.weight, step * share), module.weight) for module, step in self.found.values()]
        torch._foreach_add_(self.weights, torch._foreach_mul(noise, spread))

    @torch.no_grad()
    def round(self):
        """The scales are those of the first time: were they to follow the weights, all of a row would jump with them."""
        self._keep()
        for name, (module, step) in self.found.items():
            if name not in self.scales:
                self.scales[name] = scale_of(module.weight, step)
            module.weight.copy_(rounded(module.weight, self.scales[name]))

    @torch.no_grad()
    def size(self) -> float:
        """Bytes of the values by how often each occurs: what entropy coding makes of them at best. NaN until they have scales."""
        bits = 0.0
        for name, (module, _) in self.found.items():
            if name not in self.scales:
                return math.nan
            values = (module.weight / as_rows(self.scales[name], module.weight)).round().clamp(-127, 127)
            share = torch.bincount((values + 127).long().flatten(), minlength=255).double() / values.numel()
            bits -= values.numel() * torch.xlogy(share, share).sum().item() / math.log(2)
        return bits / 8

    @torch.no_grad()
    def restore(self):
        torch._foreach_copy_(self.weights, self.clean)

    @torch.no_grad()
    def settle(self):
        """What is rounded stays so: each weight goes on from the middle of its step. Before anything is rounded, nothing happens."""
        if self.scales:
            self.round()

    def _keep(self):
        self.clean = [weight.clone() for weight in self.weights]


def rounded(weight: Tensor, scale: Tensor) -> Tensor:
    rows = as_rows(scale, weight)
    return (weight / rows).round().clamp(-127, 127) * rows


def scale_of(weight: Tensor, step: float) -> Tensor:
    """[rows], with a mantissa of 8 bits: the rest would say nothing and not compress. No value may need more than int8."""
    rows = weight.flatten(1)
    return torch.maximum(rows.square().mean(1).sqrt() * step, rows.abs().amax(1) / 126).clamp(min=1e-12).bfloat16().float()


def as_rows(scale: Tensor, weight: Tensor) -> Tensor:
    """Scales [rows] in a shape that multiplies the weight, one row each."""
    return scale.view(-1, *[1] * (weight.dim() - 1))
