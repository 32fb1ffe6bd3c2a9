/** What the panel is told of the selection. */
import { colourUnderFills, colourWithin } from './colour';
import { sizeIn } from './insert/newlayer';
import { type Fillable, findSpot, isFillable, named, showsClip, whereabouts } from './insert/place';
import type { Offer, SelectionSummary } from './protocol';
import { WORDS } from './words';

/**
 * What Insert would do with each kind of target, how large what it changes is, and the colour that
 * lies under the clip. Layers that were `added` just now are not offered to be filled.
 */
export function summarise(added: ReadonlySet<string>): SelectionSummary {
  const { selection } = figma.currentPage;
  const fillable = selection.filter(isFillable).filter(({ id }) => !added.has(id));
  const clips = selection.filter(showsClip);
  return {
    name: selection[0]?.name ?? null,
    new: offerNew(selection),
    fill: offerOf(fillable, selection, WORDS.wouldFill),
    replace: offerOf(clips, selection, WORDS.wouldReplace),
  };
}

const SQUARE = { width: 100, height: 100 }; // px; its scale says how large clips are to be

function offerNew(selection: readonly SceneNode[]): Offer {
  const spot = findSpot(selection);
  const { container } = spot;
  const hint = WORDS.wouldAdd(whereabouts(spot));
  const sizes = container.type === 'SLIDE' ? [sizeIn(container, SQUARE)] : [];
  return { hint, nodeIds: [], sizes, matte: colourWithin(container) };
}

function offerOf(
  layers: readonly (Fillable | MediaNode)[],
  selection: readonly SceneNode[],
  does: (what: string, rest: string) => string,
): Offer | null {
  if (layers.length === 0) return null;
  const others = selection.length - layers.length;
  const rest = others > 0 ? WORDS.leavesRest(others) : '';
  const filled = layers.filter((layer) => layer.type !== 'MEDIA');
  return {
    hint: does(named(layers), rest),
    nodeIds: layers.map(({ id }) => id),
    sizes: layers.map(({ width, height }) => ({ width, height })),
    matte: filled.length === layers.length ? colourUnderFills(filled) : null,
  };
}
