/** Where a clip goes: layers that take it as their fill, and where a new one belongs. */

import { WORDS } from '../words';
import { isInInstance, isLocked, requestOf, upwards } from './layer';

export type Fillable =
  | RectangleNode
  | EllipseNode
  | PolygonNode
  | StarNode
  | VectorNode
  | BooleanOperationNode
  | FrameNode
  | ComponentNode
  | InstanceNode;

export type Container = PageNode | FrameNode | ComponentNode | SectionNode | SlideNode;

/** A place for a new layer. */
export interface Spot {
  container: Container;
  beside: SceneNode | null; // a child of the container; null for its middle
}

const SHAPES = ['RECTANGLE', 'ELLIPSE', 'POLYGON', 'STAR', 'VECTOR', 'BOOLEAN_OPERATION'];
const FRAMES = ['FRAME', 'COMPONENT', 'INSTANCE'];
const CONTAINERS = ['FRAME', 'COMPONENT', 'SECTION', 'SLIDE'];

/** A shape, or a frame with nothing in it; what a frame holds would hide behind the picture. */
export function isFillable(node: BaseNode): node is Fillable {
  const empty = FRAMES.includes(node.type) && 'children' in node && node.children.length === 0;
  if (!empty && !SHAPES.includes(node.type)) return false;
  return 'fills' in node && Array.isArray(node.fills) && !isLocked(node); // not figma.mixed
}

/** A layer whose picture can change while it stays what it is. */
export function showsClip(node: BaseNode): node is Fillable | MediaNode {
  if (node.type === 'PAGE' || node.type === 'DOCUMENT' || isLocked(node)) return false;
  if (requestOf(node) === null) return false;
  // A frame that was empty when it was filled may hold layers by now; its fill is still ours.
  return node.type === 'MEDIA' || ('fills' in node && Array.isArray(node.fills));
}

/** Into the frame that is selected, beside the layer that is selected, or into the frame in view. */
export function findSpot(selected: readonly SceneNode[]): Spot {
  const [first] = selected;
  if (!first) return { container: containerInView(), beside: null };
  if (selected.length === 1 && isOpenContainer(first)) return { container: first, beside: null };
  let beside: SceneNode = first;
  for (const node of upwards(first).slice(1)) {
    if (node.type === 'PAGE' || isOpenContainer(node)) return { container: node, beside };
    beside = node as SceneNode;
  }
  return { container: containerInView(), beside: null };
}

/** Beside the layer, in the nearest container that leaves room for it: an auto-layout frame would move what it holds. */
export function spotBeside(layer: SceneNode): Spot {
  let beside = layer;
  for (const node of upwards(layer).slice(1)) {
    if (node.type === 'PAGE' || (isOpenContainer(node) && !flows(node)))
      return { container: node, beside };
    beside = node as SceneNode;
  }
  return { container: figma.currentPage, beside: null };
}

/** What lies outside a top-level frame does not play in Present, and what lies outside a slide is not seen. */
function containerInView(): Container {
  const { currentPage } = figma;
  if (figma.editorType === 'slides') return currentPage.focusedSlide ?? currentPage;
  const { center } = figma.viewport;
  let container: Container = currentPage;
  while (container.type === 'PAGE' || container.type === 'SECTION') {
    const under: readonly SceneNode[] = (container.children as readonly SceneNode[]).filter(
      ({ visible, absoluteBoundingBox: box }) => visible && box !== null && isAt(box, center),
    );
    const top: Exclude<Container, PageNode> | undefined = under
      .slice()
      .reverse()
      .find(isOpenContainer);
    if (!top) break;
    container = top;
  }
  return container;
}

/** Whether the point lies within the box. */
export const isAt = ({ x, y, width, height }: Rect, point: Vector): boolean =>
  point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;

function isOpenContainer(node: BaseNode): node is Exclude<Container, PageNode> {
  return CONTAINERS.includes(node.type) && !isLocked(node) && !isInInstance(node);
}

/** An auto-layout frame places its layers itself. */
export const flows = (container: Container): boolean =>
  'layoutMode' in container && container.layoutMode !== 'NONE';

/** Where a new layer lies, as the end of a sentence. */
export function whereabouts({ container, beside }: Spot): string {
  if (container.type === 'PAGE') {
    return beside ? WORDS.beside(quoted(beside)) : WORDS.inView;
  }
  if (!flows(container)) return WORDS.inside(quoted(container));
  return beside
    ? WORDS.behind(quoted(beside), quoted(container))
    : WORDS.atEndOf(quoted(container));
}

const NAME_LENGTH = 40; // characters that a sentence bears

/** A layer's name in a sentence. */
export function quoted({ name }: { name: string }): string {
  const letters = Array.from(name); // whole ones: an emoji is two units
  return letters.length <= NAME_LENGTH
    ? WORDS.quoted(name)
    : WORDS.quoted(`${letters.slice(0, NAME_LENGTH - 1).join('')}…`);
}

/** “Card”, or “3 layers”. */
export const named = (layers: readonly { name: string }[]): string =>
  layers.length === 1 && layers[0] ? quoted(layers[0]) : WORDS.layers(layers.length);
