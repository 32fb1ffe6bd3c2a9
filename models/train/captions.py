"""Captions: what a designer might type for a picture or a clip, as rows of word ids drawn on the device."""

import torch
import torch.nn.functional as F

from pack import Pack


class Captions:
    """Phrases of style, subject and motion as padded tables."""

    def __init__(self, pack: Pack):
        phrases = lambda items: table([item["phrases"] for item in items], pack.device)
        self.subject, self.motion, self.style = phrases(pack.subjects), phrases(pack.motions), phrases(pack.styles)
        own = [s.get("alive") or [[]] for s in pack.subjects]
        self.own = table(own, pack.device)  # what a subject does in its own animation

    def draw(self, subject, style, motion, alive, words: int, g: torch.Generator) -> torch.Tensor:
        """Random phrases in any order: [B, words], `<pad>` (0) last. `alive` [B]: the motion is the subject's own."""
        s = pick(self.subject, subject, 0.5, g)
        m = pick(self.motion, motion, 0.4, g)
        chance = lambda p: torch.rand(len(s), 1, generator=g, device=s.device) < p
        look = pick(self.style, style, 0.5, g)
        # The first style need not be said, and a clip of real animation looks as it does whatever is said.
        silent = chance(0.75) & (style == 0)[:, None] | chance(0.5) & alive[:, None]
        look = look * ~silent
        own = pick(self.own, subject, 0.3, g) * (alive[:, None] & chance(0.3))
        m = m * ~(own.any(1, keepdim=True) & chance(0.4))  # "burning fire" says enough
        by_motion = torch.where(chance(0.6), torch.cat([s, own, m], 1), torch.cat([m, own, s], 1))
        return packed(torch.where(chance(0.7), torch.cat([look, by_motion], 1), torch.cat([by_motion, look], 1)), words)

    def canonical(self, subject, style, motion, words: int) -> torch.Tensor:
        """Style (but the first), subject, motion: how the evaluation asks."""
        first = lambda t, i: t[0][i, 0]
        look = first(self.style, style) * (style > 0)[:, None]
        return packed(torch.cat([look, first(self.subject, subject), first(self.motion, motion)], 1), words)


def table(phrases: list[list[list[int]]], device: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Phrases of each item as (rows [items, most, width], how many [items])."""
    width = max(1, max(len(p) for rows in phrases for p in rows))
    most = max(len(rows) for rows in phrases)
    out = torch.zeros(len(phrases), most, width, dtype=torch.long)
    for i, rows in enumerate(phrases):
        for j, row in enumerate(rows):
            out[i, j, : len(row)] = torch.tensor(row, dtype=torch.long)
    return out.to(device), torch.tensor([len(rows) for rows in phrases]).to(device)


def pick(rows: tuple[torch.Tensor, torch.Tensor], item: torch.Tensor, canonical: float, g: torch.Generator) -> torch.Tensor:
    """One phrase an item, the first with probability `canonical`: [B] → [B, width]."""
    draw = lambda: torch.rand(len(item), generator=g, device=item.device)
    index = (draw() * rows[1][item]).long() * (draw() >= canonical)
    return rows[0][item, index]


def packed(ids: torch.Tensor, words: int) -> torch.Tensor:
    """Words to the front in their order, `<pad>` behind: [B, n] → [B, words]."""
    order = torch.sort((ids == 0).to(torch.int8), dim=1, stable=True).indices
    return F.pad(ids.gather(1, order), (0, words))[:, :words]
