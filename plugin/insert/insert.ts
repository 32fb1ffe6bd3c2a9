/**
 * Puts a GIF on the canvas. What can be refused is checked before the first change, and what fails
 * after it is taken back.
 */
import { coloursOf } from '../colour';
import { type MadeClip, type Size, type StoredRequest, sameAspect, type Target } from '../protocol';
import { WORDS } from '../words';
import { isInInstance, isLocked, offerRelaunch, requestOf, storeRequest } from './layer';
import { addLayer, type NewLayer, replaceMedia, select, sizeIn } from './newlayer';
import {
  type Fillable,
  findSpot,
  isFillable,
  named,
  quoted,
  type Spot,
  showsClip,
  spotBeside,
  whereabouts,
} from './place';
import { allOrNothing, asRefusal, type Change, Refusal } from './transaction';

export interface Insertion {
  clips: MadeClip[]; // of one drawing, at least one; each layer takes the one nearest to its aspect
  target: Target;
  hold?: boolean; // the undo step stays open
  selection?: readonly SceneNode[]; // as it was when the clip was asked for; else what it is now
}

export interface Inserted {
  nodeId: string; // the first layer that shows a clip
  request: StoredRequest; // of that clip
  message: string; // a sentence
  successors: [old: string, id: string][]; // media layers that others took the place of
}

/** A clip that Figma took as an image. */
interface Picture {
  hash: string;
  size: Size; // px, as the GIF has it
  request: StoredRequest;
}

type Pictures = [Picture, ...Picture[]];

/** The layers that were to be changed are no more. */
export class Gone extends Refusal {}

/**
 * Inserts the clips as one undo step.
 * @throws {Refusal} with a sentence; the canvas is then as it was
 */
export async function insert(insertion: Insertion): Promise<Inserted> {
  const { clips, target, hold, selection = figma.currentPage.selection } = insertion;
  for (const { gif } of clips) checkGif(gif);
  if (target.kind === 'new') {
    const spot = await spotFor(target.beside, selection);
    const pictures = clips.map(takeImage) as Pictures;
    return allOrNothing((change) => add(spot, pictures, change), hold);
  }
  const layers = await findLayers(target);
  const pictures = clips.map(takeImage) as Pictures;
  return allOrNothing((change) => show(layers, target, pictures, change), hold);
}

async function spotFor(beside: string | undefined, selection: readonly SceneNode[]): Promise<Spot> {
  const node = beside === undefined ? null : await figma.getNodeByIdAsync(beside);
  if (node && !node.removed && 'visible' in node) return spotBeside(node);
  return findSpot(selection.filter(({ removed }) => !removed));
}

function checkGif(gif: Uint8Array): void {
  const magic = String.fromCharCode(...gif.subarray(0, 6));
  if (magic !== 'GIF89a' && magic !== 'GIF87a') {
    throw new Refusal(WORDS.noGif);
  }
}

/** How far a picture's aspect is from the layer's: 0 is the same, and twice is as far as half. */
const distance = ({ size }: Picture, layer: Size) =>
  Math.abs(Math.log((size.width * layer.height) / (size.height * layer.width)));

const nearest = (pictures: Pictures, layer: Size): Picture =>
  pictures.reduce((best, one) => (distance(one, layer) < distance(best, layer) ? one : best));

/** Those of the chosen layers that can show the clip, at least one. */
async function findLayers(target: Exclude<Target, { kind: 'new' }>) {
  const takes = target.kind === 'fill' ? isFillable : showsClip;
  const nodes: BaseNode[] = [];
  for (const id of target.nodeIds) {
    const node = await figma.getNodeByIdAsync(id);
    if (node && !node.removed) nodes.push(node);
  }
  const layers = nodes.filter((node) => takes(node));
  if (layers.length > 0) return layers as (Fillable | MediaNode)[];
  const [first] = nodes;
  if (!first) throw new Gone(WORDS.layerGone);
  if (isLocked(first)) throw new Refusal(WORDS.locked(quoted(first)));
  const why = target.kind === 'fill' ? WORDS.takesNoFill : WORDS.showsNoClip;
  throw new Refusal(why(quoted(first)));
}

function takeImage({ gif, request }: MadeClip): Picture {
  const edge = (at: number) => (gif[at] ?? 0) + 256 * (gif[at + 1] ?? 0); // of the logical screen
  try {
    const { hash } = figma.createImage(gif);
    return { hash, size: { width: edge(6), height: edge(8) }, request };
  } catch (error) {
    throw asRefusal(error, WORDS.gifRefused);
  }
}

/** A layer of its own, named after the prompt. */
function add(spot: Spot, [picture]: Pictures, change: Change): Inserted {
  const { hash, size, request } = picture;
  const where = whereabouts(spot);
  const own = request.skeleton ? size : sizeIn(spot.container, size); // a skeleton is as large as its frame
  const layer = addLayer(spot, own, hash, change);
  layer.name = request.prompt;
  label(layer, request, change);
  select([layer], change);
  return { nodeId: layer.id, request, message: WORDS.added(where), successors: [] };
}

/** The layers show the clip, each the one that suits it; place, size and a name of their own stay. */
function show(
  layers: readonly (Fillable | MediaNode)[],
  target: Exclude<Target, { kind: 'new' }>,
  pictures: Pictures,
  change: Change,
): Inserted {
  const others = target.nodeIds.length - layers.length;
  const rest = others > 0 ? WORDS.leftRest(others) : '';
  const did = target.kind === 'fill' ? WORDS.filled : WORDS.replaced;
  const message = did(named(layers), rest);
  const shown = layers.map((layer) => showIn(layer, nearest(pictures, layer), change));
  const [first] = shown as [Shown, ...Shown[]];
  const replaced = shown.filter(({ old }) => old !== undefined);
  if (replaced.length > 0) reselect(replaced, change);
  const successors = replaced.map(({ old, layer }): [string, string] => [old?.id ?? '', layer.id]);
  for (const { old } of replaced) old?.remove(); // last, because nothing takes it back
  return { nodeId: first.layer.id, request: first.request, message, successors };
}

interface Shown {
  layer: NewLayer | Fillable;
  request: StoredRequest;
  old?: MediaNode; // whose place the layer took
}

function showIn(layer: Fillable | MediaNode, picture: Picture, change: Change): Shown {
  const { hash, request } = picture;
  if (layer.type !== 'MEDIA') {
    change(() => {
      const { fills } = layer;
      layer.fills = fillsWith(picture, layer);
      return () => {
        layer.fills = fills;
      };
    });
    if (request.skeleton) resize(layer, picture.size, change);
    rename(layer, request, change);
    label(layer, request, change);
    return { layer, request };
  }
  const successor = replaceMedia(layer, hash, change);
  successor.name = nameAfter(layer, request);
  label(successor, request, change);
  return { layer: successor, request, old: layer };
}

/** Those that took the place of selected layers are selected in their stead. */
function reselect(replaced: Shown[], change: Change): void {
  const { selection } = figma.currentPage;
  const successors = new Map(replaced.map(({ old, layer }) => [old?.id, layer]));
  if (!selection.some(({ id }) => successors.has(id))) return;
  select(
    selection.map((one) => successors.get(one.id) ?? one),
    change,
  );
}

/**
 * The whole picture over what colours it: the clip's own ground, or the layer's colours where the
 * clip is transparent. Earlier pictures go, and so does an earlier clip's ground.
 */
function fillsWith({ hash, size, request }: Picture, layer: Fillable): Paint[] {
  const scaleMode = sameAspect(size, layer) ? 'FILL' : 'FIT';
  const picture: ImagePaint = { type: 'IMAGE', imageHash: hash, scaleMode };
  const { background } = request;
  if (background !== 'transparent') return [figma.util.solidPaint(background), picture];
  return [...coloursOf(layer), picture];
}

/** A name that the prompt before gave follows the prompt; a layer's own name stays. */
function nameAfter(layer: SceneNode, { prompt }: StoredRequest): string {
  return layer.name === requestOf(layer)?.prompt && !isNameKept(layer) ? prompt : layer.name;
}

/** A skeleton is as large as its frame, which may have grown. */
function resize(layer: Fillable, size: Size, change: Change): void {
  const { width, height } = layer;
  if (width === size.width && height === size.height) return;
  change(() => {
    layer.resize(size.width, size.height);
    return () => layer.resize(width, height);
  });
}

function rename(layer: Fillable, request: StoredRequest, change: Change): void {
  const { name } = layer;
  const wanted = nameAfter(layer, request);
  if (wanted === name) return;
  change(() => {
    layer.name = wanted;
    return () => {
      layer.name = name;
    };
  });
}

/** Stores the request with the layer, and the buttons to make it again. */
function label(layer: NewLayer | Fillable, request: StoredRequest, change: Change): void {
  change(() => storeRequest(layer, request));
  change(() => offerRelaunch(layer, request));
}

// Components are found, and overrides matched, by name.
const isNameKept = (layer: SceneNode) =>
  layer.type === 'COMPONENT' || layer.type === 'INSTANCE' || isInInstance(layer);
