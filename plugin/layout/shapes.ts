/** Shapes and texts as boxes. Places are those of the page. */
import type { LayoutBox } from '../protocol';
import { type Corners, NO_CORNERS } from './clip';

export const paintsOf = (node: SceneNode, what: 'fills' | 'strokes'): Paint[] => {
  const paints = what in node ? (node as GeometryMixin)[what] : [];
  return Array.isArray(paints) ? paints.filter(({ visible }: Paint) => visible !== false) : [];
};

export const shows = (node: SceneNode) =>
  paintsOf(node, 'fills').length > 0 || paintsOf(node, 'strokes').length > 0;

export const showsImage = (node: SceneNode) =>
  paintsOf(node, 'fills').some(({ type }) => type === 'IMAGE' || type === 'VIDEO');

export function shapeBox(node: SceneNode, { x, y, width, height }: Rect): LayoutBox {
  const radius = cornersOf(node);
  const square = Math.abs(width / height - 1) < 0.1;
  const round = radius.every((corner) => corner >= Math.min(width, height) / 2 - 1);
  if (square && round) return { kind: 'avatar', x, y, width, height };
  return { kind: showsImage(node) ? 'image' : 'block', x, y, width, height, radius };
}

export function cornersOf(node: SceneNode): Corners {
  if (node.type === 'ELLIPSE') {
    const half = Math.min(node.width, node.height) / 2;
    return [half, half, half, half];
  }
  if (!('topLeftRadius' in node)) return NO_CORNERS;
  const { topLeftRadius, topRightRadius, bottomRightRadius, bottomLeftRadius } = node;
  const most = Math.min(node.width, node.height) / 2;
  const corner = (radius: number) => Math.min(radius, most);
  return [
    corner(topLeftRadius),
    corner(topRightRadius),
    corner(bottomRightRadius),
    corner(bottomLeftRadius),
  ];
}

/** As wide as its letters, as high as its lines. */
export function textBox(node: TextNode, box: Rect): LayoutBox {
  const ink = node.absoluteRenderBounds ?? box;
  const { x, width } = ink.width > 0 ? ink : box;
  const lineHeight = lineHeightOf(node);
  const align = ALIGNED[node.textAlignHorizontal] ?? 'left';
  const fixed = node.textAutoResize === 'NONE' || node.textAutoResize === 'TRUNCATE';
  if (!fixed) return { kind: 'text', x, y: box.y, width, height: box.height, lineHeight, align };
  // A box of a size of its own may be higher than its text.
  const lines = Math.max(1, Math.round((ink.height + 0.3 * lineHeight) / lineHeight));
  const height = lines * lineHeight;
  const y = ink.y + (ink.height - height) / 2;
  return { kind: 'text', x, y, width, height, lineHeight, align };
}

const ALIGNED: Record<string, LayoutBox['align']> = { CENTER: 'center', RIGHT: 'right' };

const USUAL_LINE = 1.2; // times the size of the letters
const USUAL_SIZE = 16; // px, where letters differ in size

function lineHeightOf({ lineHeight, fontSize }: TextNode): number {
  const size = typeof fontSize === 'number' ? fontSize : USUAL_SIZE;
  if (typeof lineHeight !== 'object' || lineHeight.unit === 'AUTO') return USUAL_LINE * size;
  return lineHeight.unit === 'PIXELS' ? lineHeight.value : (lineHeight.value / 100) * size;
}
