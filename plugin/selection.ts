/** What the panel is told of the selection. */
import { colourUnderFills, colourWithin } from './colour';
import { findPlace, whereabouts } from './place';
import type { SelectionSummary } from './protocol';

/** What Insert will do, how large what it fills is, and the colour that lies under the clip. */
export function summarise(): SelectionSummary {
  const place = findPlace(figma.currentPage.selection);
  if (place.kind === 'new') {
    const hint = `Insert adds a new layer ${whereabouts(place)}.`;
    return { sizes: [], hint, matte: colourWithin(place.container), ...named() };
  }
  const { layers, others } = place;
  const what = layers.length === 1 ? `“${layers[0]?.name}”` : `${layers.length} layers`;
  const rest = others > 0 ? ` and leaves the other ${others} as they are` : '';
  return {
    sizes: layers.map(({ width, height }) => ({ width, height })),
    hint: `Insert fills ${what}${rest}.`,
    matte: colourUnderFills(layers),
    ...named(),
  };
}

/** What the one selected layer is called: it may say what is to be drawn there. */
function named(): Pick<SelectionSummary, 'name'> {
  const [layer, ...others] = figma.currentPage.selection;
  return layer && others.length === 0 ? { name: layer.name } : {};
}
