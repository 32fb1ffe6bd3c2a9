"""A patch discriminator, for training only: it tells a decoded patch from a true one, and so asks for sharp edges."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor


class Critic(nn.Module):
    """Frames [B, 4, S, S] → a logit a patch [B, 1, S/8, S/8]: positive is true (with three widths)."""

    def __init__(self, widths: tuple[int, ...]):
        super().__init__()
        layers, last = [], 4
        for width in widths:
            layers += [nn.Conv2d(last, width, 4, stride=2, padding=1), nn.LeakyReLU(0.2)]
            last = width
        self.net = nn.Sequential(*layers, nn.Conv2d(last, 1, 3, padding=1))

    def forward(self, x: Tensor) -> Tensor:
        return self.net(x * 2 - 1)


def hinge(true: Tensor, made: Tensor) -> Tensor:
    """The critic's loss (Lim and Ye, arXiv 1705.02894); the decoder's is the mean of −`made`."""
    return F.relu(1 - true).mean() + F.relu(1 + made).mean()
