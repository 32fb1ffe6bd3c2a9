/** Colours as text, and the one that lies under a clip. */
import { requestOf } from './insert/layer';
import { type Container, type Fillable, flows } from './insert/place';

/** '#rrggbb'. */
export function hex({ r, g, b }: RGB): string {
  const two = (part: number) => Math.round(part * 255).toString(16);
  return `#${[r, g, b].map((part) => two(part).padStart(2, '0')).join('')}`;
}

/** The paints that stay under a clip: colours, but neither a picture nor an earlier clip's own ground. */
export function coloursOf(layer: Fillable): Paint[] {
  const ground = requestOf(layer)?.background.toLowerCase();
  return (layer.fills as readonly Paint[]).filter((paint) =>
    paint.type === 'SOLID' ? hex(paint.color) !== ground : paint.type.startsWith('GRADIENT'),
  );
}

/** The one colour under clips that fill these layers, as '#rrggbb'; `null` when nothing certain is. */
export function colourUnderFills(layers: readonly Fillable[]): string | null {
  const [first, ...others] = layers.map(colourUnderFill);
  return first !== undefined && others.every((one) => one === first) ? first : null;
}

function colourUnderFill(layer: Fillable): string | null {
  const own = colourOf(coloursOf(layer));
  return own === undefined ? colourBehind(layer) : own;
}

/** The colour under a layer that is added to the container; `null` when anything there may lie under it. */
export function colourWithin(container: Container): string | null {
  const box = container.type === 'PAGE' ? figma.viewport.bounds : container.absoluteBoundingBox;
  if (!flows(container) && container.children.some((one) => mayCover(one, box))) return null;
  const own = colourOf(paintsOf(container));
  return own === undefined ? colourBehind(container) : own;
}

/** The colour that is seen where the node is see-through. */
function colourBehind(node: BaseNode & { absoluteBoundingBox?: Rect | null }): string | null {
  const box = node.absoluteBoundingBox ?? null;
  let at: BaseNode = node;
  for (let { parent } = node; parent; at = parent, { parent } = parent) {
    const siblings = parent.children as readonly BaseNode[];
    const below = siblings.slice(0, siblings.indexOf(at)) as readonly SceneNode[];
    if (below.some((one) => mayCover(one, box))) return null;
    const colour = colourOf(paintsOf(parent));
    if (colour !== undefined) return colour;
  }
  return null;
}

/** The colour that paints show: `undefined` when they are see-through, `null` when it is not one colour. */
function colourOf(paints: unknown): string | null | undefined {
  if (!Array.isArray(paints)) return null; // figma.mixed
  const seen = (paints as Paint[]).filter(({ visible }) => visible !== false);
  const top = seen[seen.length - 1];
  if (!top) return undefined;
  return isOpaqueSolid(top) ? hex(top.color) : null;
}

const isOpaqueSolid = (paint: Paint): paint is SolidPaint =>
  paint.type === 'SOLID' &&
  (paint.opacity ?? 1) === 1 &&
  (paint.blendMode ?? 'NORMAL') === 'NORMAL';

function paintsOf(node: BaseNode): unknown {
  if (node.type === 'PAGE') return node.backgrounds;
  return 'fills' in node ? node.fills : [];
}

function mayCover(node: SceneNode, box: Rect | null): boolean {
  if (!node.visible) return false;
  const other = node.absoluteBoundingBox;
  if (!other || !box) return true;
  const meet = (from: number, span: number, to: number, width: number) =>
    from < to + width && to < from + span;
  return (
    meet(box.x, box.width, other.x, other.width) && meet(box.y, box.height, other.y, other.height)
  );
}
