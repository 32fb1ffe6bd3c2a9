/** Where a clip goes: the selected shapes that take an image fill, else a new layer. */
import { isInInstance, isLocked } from './layer';

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

export type Place =
  | { kind: 'fill'; layers: Fillable[]; others: number } // others: selected, but left as they are
  | { kind: 'new'; container: Container; because?: string };

const SHAPES = ['RECTANGLE', 'ELLIPSE', 'POLYGON', 'STAR', 'VECTOR', 'BOOLEAN_OPERATION'];
const FRAMES = ['FRAME', 'COMPONENT', 'INSTANCE'];

const NAMES: Record<string, string> = {
  GROUP: 'a group takes no fill',
  TEXT: 'text keeps its own fill',
  INSTANCE: 'an instance takes no new layers',
  SECTION: 'a section takes no image',
};

/** A shape, or a frame with nothing in it; what a frame holds would hide behind the picture. */
export function isFillable(node: SceneNode): node is Fillable {
  const empty = FRAMES.includes(node.type) && 'children' in node && node.children.length === 0;
  if (!empty && !SHAPES.includes(node.type)) return false;
  return 'fills' in node && Array.isArray(node.fills) && !isLocked(node); // not figma.mixed
}

/** Decides by the selected layers. Changes nothing. */
export function findPlace(selected: readonly SceneNode[]): Place {
  const layers = selected.filter(isFillable);
  if (layers.length > 0) return { kind: 'fill', layers, others: selected.length - layers.length };
  const [only] = selected;
  if (only && selected.length === 1 && isOpenContainer(only)) {
    return { kind: 'new', container: only };
  }
  return { kind: 'new', container: ground(), ...reason(selected) };
}

// Slides' single view shows one slide only: a layer on the page would lie out of sight.
function ground(): Container {
  const single = figma.editorType === 'slides' && figma.viewport.slidesView === 'single-slide';
  return (single && figma.currentPage.focusedSlide) || figma.currentPage;
}

function isOpenContainer(node: SceneNode): node is Exclude<Container, PageNode> {
  const holds = ['FRAME', 'COMPONENT', 'SECTION', 'SLIDE'].includes(node.type);
  return holds && !isLocked(node) && !isInInstance(node);
}

function reason(selected: readonly SceneNode[]): { because?: string } {
  const [first] = selected;
  if (!first) return {};
  if (selected.every(isLocked)) {
    return { because: selected.length === 1 ? 'the layer is locked' : 'the layers are locked' };
  }
  if (selected.length > 1) return { because: 'none of the selected layers takes an image' };
  const inside = isInInstance(first) ? NAMES.INSTANCE : undefined;
  return { because: NAMES[first.type] ?? inside ?? 'the selected layer takes no image' };
}

/** Where a new layer lies, as the end of a sentence. */
export function whereabouts({ container, because }: Place & { kind: 'new' }): string {
  if (container.type === 'PAGE') {
    return `in the middle of the view${because ? `, because ${because}` : ''}`;
  }
  const flows = 'layoutMode' in container && container.layoutMode !== 'NONE';
  return flows ? `at the end of “${container.name}”` : `inside “${container.name}”`;
}
