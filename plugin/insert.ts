/**
 * Puts a GIF on the canvas. What can be refused is checked before the first change, and what fails
 * after it is taken back.
 */
import { coloursOf } from './colour';
import { isInInstance, isLocked, offerRelaunch, requestOf, storeRequest } from './layer';
import { addLayer, type NewLayer, replaceMedia, select } from './newlayer';
import { type Fillable, findPlace, isFillable, whereabouts } from './place';
import { type MadeClip, type Size, type StoredRequest, sameAspect } from './protocol';
import { allOrNothing, asRefusal, type Change, Refusal } from './transaction';

export interface Insertion {
  clips: MadeClip[]; // of one drawing, at least one; each layer takes the one nearest to its aspect
  nodeId?: string; // the layer to replace; without it the selection decides
  selection?: readonly SceneNode[]; // as it was when the clip was asked for; else what it is now
}

export interface Inserted {
  nodeId: string; // the first layer that shows a clip
  request: StoredRequest; // of that clip
  message: string; // a sentence
}

/** A clip that Figma took as an image. */
interface Picture {
  hash: string;
  size: Size; // px, as the GIF has it
  request: StoredRequest;
}

type Pictures = [Picture, ...Picture[]];

/** The layer to replace is no more. */
export class Gone extends Refusal {}

/**
 * Inserts the clips as one undo step.
 * @throws {Refusal} with a sentence; the canvas is then as it was
 */
export async function insert(insertion: Insertion): Promise<Inserted> {
  const { clips, nodeId, selection = figma.currentPage.selection } = insertion;
  for (const { gif } of clips) checkGif(gif);
  const target = nodeId === undefined ? null : await findTarget(nodeId);
  const pictures = clips.map(takeImage) as Pictures;
  return allOrNothing((change) => {
    if (target?.type === 'MEDIA') {
      const picture = nearest(pictures, target);
      const inserted = present(replaceMedia(target, picture.hash, change), picture, change);
      target.remove(); // last, because nothing takes it back
      return { ...inserted, message: `Replaced “${picture.request.prompt}”.` };
    }
    const place = target
      ? fillOnly(target)
      : findPlace(selection.filter(({ removed }) => !removed));
    if (place.kind === 'fill') return fill(place.layers, place.others, pictures, change);
    const [picture] = pictures;
    const layer = addLayer(place.container, picture.size, picture.hash, change);
    return {
      ...present(layer, picture, change),
      message: `Added a new layer ${whereabouts(place)}.`,
    };
  });
}

function checkGif(gif: Uint8Array): void {
  const magic = String.fromCharCode(...gif.subarray(0, 6));
  if (magic !== 'GIF89a' && magic !== 'GIF87a') {
    throw new Refusal('The clip is not a GIF, so it was not inserted. Generate it again.');
  }
}

/** How far a picture's aspect is from the layer's: 0 is the same, and twice is as far as half. */
const distance = ({ size }: Picture, layer: Size) =>
  Math.abs(Math.log((size.width * layer.height) / (size.height * layer.width)));

const nearest = (pictures: Pictures, layer: Size): Picture =>
  pictures.reduce((best, one) => (distance(one, layer) < distance(best, layer) ? one : best));

async function findTarget(nodeId: string): Promise<Fillable | MediaNode> {
  const node = await figma.getNodeByIdAsync(nodeId);
  if (!node || node.removed)
    throw new Gone('The layer was deleted meanwhile, so nothing was changed.');
  if (isLocked(node)) throw new Refusal(`“${node.name}” is locked: unlock it and try again.`);
  if (node.type === 'MEDIA' || holdsOurFill(node)) return node;
  throw new Refusal(`“${node.name}” takes no image fill, so nothing was changed.`);
}

// A frame that was empty when it was filled may hold layers by now; its fill is still ours.
function holdsOurFill(node: BaseNode): node is Fillable {
  if (node.type === 'PAGE' || node.type === 'DOCUMENT') return false;
  return isFillable(node) || (requestOf(node) !== null && 'fills' in node && isList(node.fills));
}

const isList = (fills: unknown) => Array.isArray(fills); // not figma.mixed

const fillOnly = (layer: Fillable) => ({ kind: 'fill', layers: [layer], others: 0 }) as const;

function takeImage({ gif, request }: MadeClip): Picture {
  const edge = (at: number) => (gif[at] ?? 0) + 256 * (gif[at + 1] ?? 0); // of the logical screen
  try {
    const { hash } = figma.createImage(gif);
    return { hash, size: { width: edge(6), height: edge(8) }, request };
  } catch (error) {
    throw asRefusal(error, 'The GIF was refused as an image; the canvas is as it was');
  }
}

function present(layer: NewLayer, { request }: Picture, change: Change) {
  label(layer, request, change);
  select(layer, change);
  return { nodeId: layer.id, request };
}

function fill(
  layers: readonly Fillable[],
  others: number,
  pictures: Pictures,
  change: Change,
): Inserted {
  const what = layers.length === 1 ? `“${layers[0]?.name}”` : `${layers.length} layers`;
  const rest = others > 0 ? ` and left the other ${others} as they were` : '';
  const shown = layers.map((layer) => ({ layer, picture: nearest(pictures, layer) }));
  for (const { layer, picture } of shown) {
    change(() => {
      const { fills } = layer;
      layer.fills = fillsWith(picture, layer);
      return () => {
        layer.fills = fills;
      };
    });
    label(layer, picture.request, change);
  }
  const { request } = shown[0]?.picture ?? pictures[0];
  return { nodeId: layers[0]?.id ?? '', request, message: `Filled ${what}${rest}.` };
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

/** Names the layer after the prompt and stores the request with it. */
function label(layer: NewLayer | Fillable, request: StoredRequest, change: Change): void {
  if (!isNameKept(layer)) {
    change(() => {
      const { name } = layer;
      layer.name = request.prompt;
      return () => {
        layer.name = name;
      };
    });
  }
  change(() => storeRequest(layer, request));
  change(() => offerRelaunch(layer, request));
}

// Components are found, and overrides matched, by name.
const isNameKept = (layer: SceneNode) =>
  layer.type === 'COMPONENT' || layer.type === 'INSTANCE' || isInInstance(layer);
