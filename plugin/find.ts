/** Finds layers that take a clip or show one, and the words around them that say which clip belongs there. */
import { colourUnderFills } from './colour';
import { KEY, requestOf, upwards } from './insert/layer';
import { type Fillable, isFillable, showsClip } from './insert/place';
import type { Found, FoundLayer, Kind, Scope } from './protocol';

const PLACES: NodeType[] = [
  'RECTANGLE',
  'ELLIPSE',
  'POLYGON',
  'STAR',
  'FRAME',
  'COMPONENT',
  'INSTANCE',
];
const MOST = 500; // layers in a list
const LEAST_EDGE = 16; // px: what is smaller is a line, a dot or a corner
const LOOK_ABOVE = 50; // siblings: what lies on a background comes soon after it
const MOST_TEXTS = 3; // near a layer
const TEXT_LENGTH = 80; // characters: longer ones are prose

/** The layers of the scope. Changes nothing. */
export async function find(kind: Kind, scope: Scope): Promise<Found> {
  const nodes = kind === 'clips' ? clipsIn(scope) : fillableIn(scope);
  const layers: FoundLayer[] = [];
  for (const node of nodes.slice(0, MOST)) layers.push(await describe(node));
  return { kind, scope, layers, more: Math.max(0, nodes.length - MOST) };
}

/** All layers of the page that show a clip, or those at the selection. */
export function clipsIn(scope: Scope): (Fillable | MediaNode)[] {
  const ours = { pluginData: { keys: [KEY] } };
  return unique(lookIn(scope, (node) => node.findAllWithCriteria(ours)).filter(showsClip));
}

/** What is selected may be any shape; deeper down drawings, backgrounds and specks are no places for a clip. */
function fillableIn(scope: Scope): Fillable[] {
  const places = { types: PLACES };
  const nodes = lookIn(scope, (node) => node.findAllWithCriteria(places)).filter(isFillable);
  return unique(scope === 'selection' ? nodes : nodes.filter(isPlace));
}

function lookIn(
  scope: Scope,
  within: (node: ChildrenMixin) => SceneNode[], // a search of Figma's own, as walking a large file takes long
): SceneNode[] {
  figma.skipInvisibleInstanceChildren = true;
  const { currentPage } = figma;
  if (scope === 'page') return within(currentPage);
  if (scope === 'selection') return currentPage.selection.slice();
  return currentPage.selection.flatMap((node) =>
    'findAllWithCriteria' in node ? [node, ...within(node)] : [node],
  );
}

/** A layer may be found twice, as selected itself and inside something selected. */
const unique = <T extends SceneNode>(nodes: T[]): T[] => {
  const ids = new Set<string>();
  return nodes.filter(({ id }) => !ids.has(id) && ids.add(id));
};

function isPlace(node: Fillable): boolean {
  const large = node.width >= LEAST_EDGE && node.height >= LEAST_EDGE;
  const seen = upwards(node).every((one) => !('visible' in one) || one.visible);
  return PLACES.includes(node.type) && large && seen && !isBackground(node);
}

/** Something with content of its own lies upon it. */
function isBackground(node: Fillable): boolean {
  const siblings = (node.parent?.children ?? []) as readonly SceneNode[];
  const next = siblings.indexOf(node) + 1;
  const above = siblings.slice(next, next + LOOK_ABOVE);
  const content = ['TEXT', 'FRAME', 'GROUP', 'INSTANCE'];
  return above.some((one) => one.visible && content.includes(one.type) && liesIn(one, node));
}

function liesIn(inner: SceneNode, { x, y, width, height }: Fillable): boolean {
  return (
    inner.x >= x &&
    inner.y >= y &&
    inner.x + inner.width <= x + width &&
    inner.y + inner.height <= y + height
  );
}

async function describe(node: Fillable | MediaNode): Promise<FoundLayer> {
  return {
    nodeId: node.id,
    name: node.name,
    width: node.width,
    height: node.height,
    words: await wordsAt(node),
    request: requestOf(node),
    matte: node.type === 'MEDIA' ? null : colourUnderFills([node]),
  };
}

/** The names and texts that may say what belongs there, the likeliest first. */
async function wordsAt(node: SceneNode): Promise<string[]> {
  const words = [...nameOf(node), ...textsNear(node)];
  for (const one of upwards(node).slice(1)) {
    if (one.type === 'PAGE' || one.parent?.type === 'PAGE') break; // a screen's name says nothing of its parts
    if (one.type === 'INSTANCE') words.push(...(await componentOf(one)));
    if ('visible' in one) words.push(...nameOf(one));
  }
  return words.filter((one, i) => words.indexOf(one) === i);
}

const GIVEN: Partial<Record<NodeType, string>> = {
  RECTANGLE: 'Rectangle',
  ELLIPSE: 'Ellipse',
  POLYGON: 'Polygon',
  STAR: 'Star',
  FRAME: 'Frame',
  GROUP: 'Group',
  COMPONENT: 'Component',
  SECTION: 'Section',
  VECTOR: 'Vector',
};

/** A name that somebody chose; not the one that Figma gives with a number. */
function nameOf({ name, type }: SceneNode): string[] {
  const given = GIVEN[type];
  const rest = given !== undefined && name.startsWith(given) ? name.slice(given.length) : name;
  return /^\s*\d*$/.test(rest) ? [] : [name];
}

/** What the texts beside the layer say, the nearest first. */
function textsNear(node: SceneNode): string[] {
  const siblings = (
    node.parent?.type === 'PAGE' ? [] : (node.parent?.children ?? [])
  ) as SceneNode[];
  const texts = siblings.filter((one): one is TextNode => one.type === 'TEXT' && one.visible);
  const away = (one: SceneNode) =>
    Math.abs(one.x + one.width / 2 - node.x - node.width / 2) +
    Math.abs(one.y + one.height / 2 - node.y - node.height / 2);
  return texts
    .filter(({ characters }) => characters.trim() !== '' && characters.length <= TEXT_LENGTH)
    .sort((a, b) => away(a) - away(b))
    .slice(0, MOST_TEXTS)
    .map(({ characters }) => characters);
}

/** The name of an instance's component; of a variant, that of its set. */
async function componentOf(instance: InstanceNode): Promise<string[]> {
  const component = await instance.getMainComponentAsync().catch(() => null);
  if (!component) return [];
  return [component.parent?.type === 'COMPONENT_SET' ? component.parent.name : component.name];
}
