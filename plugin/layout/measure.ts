/**
 * What a frame holds, as boxes: the leaves of its tree, where they are seen. Surfaces, which content lies
 * on, are no boxes; small things that belong together, such as a button and its label, are one.
 */
import { hex } from '../colour';
import { quoted } from '../insert/place';
import { Refusal } from '../insert/transaction';
import type { Layout, LayoutBox } from '../protocol';
import { WORDS } from '../words';
import { type Clip, type Corners, cut, meet } from './clip';
import { cornersOf, paintsOf, shapeBox, shows, showsImage, textBox } from './shapes';

const MOST = 400; // boxes: the smallest of more are left out
const LARGEST = 2048; // px of an edge: what a clip can be
const SMALL = 64; // px: the height up to which a surface with its label is one thing

/**
 * The layout of the frame with this id, or of the one that is selected.
 * @throws {Refusal} with a sentence
 */
export async function measure(nodeId: string | null): Promise<Layout> {
  const frame = nodeId === null ? selectedFrame() : await figma.getNodeByIdAsync(nodeId);
  if (!frame || frame.removed) throw new Refusal(WORDS.frameGone);
  if (!isFrame(frame)) throw new Refusal(WORDS.noFrame(quoted(frame)));
  return layoutOf(frame);
}

function selectedFrame(): SceneNode {
  const [only, ...others] = figma.currentPage.selection;
  if (!only || others.length > 0) {
    throw new Refusal(WORDS.selectOneFrame);
  }
  return only;
}

type Frame = FrameNode | ComponentNode | InstanceNode | SectionNode | GroupNode | SlideNode;

const FRAMES = ['FRAME', 'COMPONENT', 'INSTANCE', 'SECTION', 'GROUP', 'SLIDE'];

const isFrame = (node: BaseNode): node is Frame => FRAMES.includes(node.type);

function layoutOf(frame: Frame): Layout {
  const { id, name, width, height } = frame;
  const box = frame.absoluteBoundingBox;
  if (!box || box.width < 1 || box.height < 1) throw new Refusal(WORDS.noSize(quoted(frame)));
  if (Math.max(width, height) > LARGEST) {
    throw new Refusal(WORDS.tooLarge(quoted(frame), LARGEST));
  }
  const boxes = childrenOf(frame, { ...box, radius: cornersOf(frame) }).map((one) => ({
    ...one,
    x: one.x - box.x,
    y: one.y - box.y,
  }));
  if (boxes.length === 0) throw new Refusal(WORDS.holdsNothing(quoted(frame)));
  const kept = new Set(boxes.slice().sort(byArea).slice(0, MOST));
  return {
    nodeId: id,
    name,
    width: box.width,
    height: box.height,
    boxes: boxes.filter((one) => kept.has(one)),
    more: boxes.length - kept.size,
    ground: groundOf(frame),
  };
}

const byArea = (a: LayoutBox, b: LayoutBox) => b.width * b.height - a.width * a.height;

function groundOf(frame: Frame): string | null {
  const seen = paintsOf(frame, 'fills');
  const top = seen[seen.length - 1];
  return top?.type === 'SOLID' && (top.opacity ?? 1) === 1 ? hex(top.color) : null;
}

/** The boxes of what a frame holds, within `clip`. Places are those of the page. */
function childrenOf(frame: ChildrenMixin, clip: Clip): LayoutBox[] {
  const seen = frame.children.filter(isSeen);
  const { surfaces, labels } = sort(seen);
  return seen.flatMap((node, i) => (surfaces.has(i) || labels.has(i) ? [] : boxesOf(node, clip)));
}

const isSeen = (node: SceneNode): boolean =>
  node.visible && (!('opacity' in node) || node.opacity > 0.02);

/** Which of these, by index, others lie on, and which lie alone on a small shape, as a label on a button's. */
function sort(nodes: readonly SceneNode[]) {
  const boxes = nodes.map(({ absoluteBoundingBox }) => absoluteBoundingBox); // each asked for once
  const surfaces = new Set<number>();
  const labels = new Set<number>();
  nodes.forEach((node, i) => {
    if (isFrame(node) || node.type === 'TEXT') return;
    const upon: number[] = [];
    for (let j = i + 1; j < boxes.length; j++) if (liesIn(boxes[j], boxes[i])) upon.push(j);
    const [label, ...others] = upon;
    if (label === undefined) return;
    if (node.height <= SMALL && others.length === 0) labels.add(label);
    else if (!showsImage(node) && node.type !== 'ELLIPSE') surfaces.add(i);
  });
  return { surfaces, labels };
}

const liesIn = (a: Rect | null | undefined, b: Rect | null | undefined): boolean =>
  !!a &&
  !!b &&
  a.x >= b.x - 1 &&
  a.y >= b.y - 1 &&
  a.x + a.width <= b.x + b.width + 1 &&
  a.y + a.height <= b.y + b.height + 1;

function boxesOf(node: SceneNode, clip: Clip): LayoutBox[] {
  const box = node.absoluteBoundingBox;
  if (!box) return [];
  if (node.type === 'TEXT') return cut(textBox(node, box), clip);
  if (!isFrame(node)) return shows(node) ? cut(shapeBox(node, box), clip) : [];
  if (isIcon(node) && !shows(node)) return cut({ kind: 'block', ...box, radius: soft(box) }, clip);
  if (showsImage(node) || isIcon(node) || isButton(node)) return cut(shapeBox(node, box), clip);
  const clips = 'clipsContent' in node && node.clipsContent;
  const within = clips ? meet(clip, { ...box, radius: cornersOf(node) }) : clip;
  const inner = within ? childrenOf(node, within) : [];
  const empty = inner.length === 0 && shows(node);
  return empty ? cut(shapeBox(node, box), clip) : inner;
}

/** Small, and nothing but drawings. */
function isIcon(node: Frame): boolean {
  const seen = node.children.filter(isSeen);
  const small = node.width <= SMALL && node.height <= SMALL;
  return small && seen.length > 0 && seen.every(isDrawing);
}

/** A low surface with a label, and perhaps an icon. */
function isButton(node: Frame): boolean {
  const seen = node.children.filter(isSeen);
  const labelled = seen.length <= 2 && seen.some(({ type }) => type === 'TEXT');
  return node.height <= SMALL && labelled && shows(node);
}

const DRAWINGS = ['VECTOR', 'BOOLEAN_OPERATION', 'LINE', 'STAR', 'POLYGON', 'ELLIPSE'];

const isDrawing = (node: SceneNode): boolean =>
  node.type === 'GROUP'
    ? node.children.every(isDrawing)
    : DRAWINGS.includes(node.type) && !showsImage(node);

/** The corners of what has none of its own. */
function soft({ width, height }: Rect): Corners {
  const radius = Math.min(width, height) / 5;
  return [radius, radius, radius, radius];
}
