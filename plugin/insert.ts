/**
 * Puts a GIF on the canvas. What can be refused is checked before the first change, and what fails
 * after it is taken back.
 */
import { isInInstance, isLocked, offerRelaunch, requestOf, storeRequest } from './layer';
import { IMAGE_EDGE } from './messages';
import { addLayer, type NewLayer, replaceMedia, select } from './newlayer';
import { type Fillable, findPlace, hex, isFillable, whereabouts } from './place';
import type { StoredRequest } from './protocol';
import { allOrNothing, asRefusal, type Change, Refusal } from './transaction';

export interface Insertion {
  gif: Uint8Array;
  width: number; // px
  height: number; // px
  request: StoredRequest;
  nodeId?: string; // the layer to replace; without it the selection decides
  selection?: readonly SceneNode[]; // as it was when the clip was asked for; else what it is now
}

export interface Inserted {
  nodeId: string; // the first layer that shows the clip
  message: string; // a sentence
}

/** The layer to replace is no more. */
export class Gone extends Refusal {}

/**
 * Inserts the clip as one undo step.
 * @throws {Refusal} with a sentence; the canvas is then as it was
 */
export async function insert(insertion: Insertion): Promise<Inserted> {
  checkGif(insertion);
  const { request, nodeId, selection = figma.currentPage.selection } = insertion;
  const target = nodeId === undefined ? null : await findTarget(nodeId);
  const hash = createHash(insertion.gif);
  return allOrNothing((change) => {
    if (target?.type === 'MEDIA') {
      const inserted = present(replaceMedia(target, hash, change), request, change);
      target.remove(); // last, because nothing takes it back
      return { ...inserted, message: `Replaced “${request.prompt}”.` };
    }
    const place = target
      ? fillOnly(target)
      : findPlace(selection.filter(({ removed }) => !removed));
    if (place.kind === 'fill') return fill(place.layers, place.others, request, hash, change);
    const layer = addLayer(place.container, insertion, hash, change);
    return {
      ...present(layer, request, change),
      message: `Added a new layer ${whereabouts(place)}.`,
    };
  });
}

function checkGif({ gif, width, height }: Insertion): void {
  const magic = String.fromCharCode(...gif.subarray(0, 6));
  if (magic !== 'GIF89a' && magic !== 'GIF87a') {
    throw new Refusal('The clip is not a GIF, so it was not inserted. Generate it again.');
  }
  if (Math.max(width, height) > IMAGE_EDGE) {
    throw new Refusal(`The GIF is ${width} × ${height} px; at most ${IMAGE_EDGE} px fit.`);
  }
}

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

function createHash(gif: Uint8Array): string {
  try {
    return figma.createImage(gif).hash;
  } catch (error) {
    throw asRefusal(error, 'The GIF was refused as an image; the canvas is as it was');
  }
}

function present(layer: NewLayer, request: StoredRequest, change: Change) {
  label(layer, request, change);
  select(layer, change);
  return { nodeId: layer.id };
}

function fill(
  layers: readonly Fillable[],
  others: number,
  request: StoredRequest,
  hash: string,
  change: Change,
): Inserted {
  const what = layers.length === 1 ? `“${layers[0]?.name}”` : `${layers.length} layers`;
  const rest = others > 0 ? ` and left the other ${others} as they were` : '';
  for (const layer of layers) {
    change(() => {
      const { fills } = layer;
      layer.fills = fillsWith(hash, request, layer);
      return () => {
        layer.fills = fills;
      };
    });
    label(layer, request, change);
  }
  return { nodeId: layers[0]?.id ?? '', message: `Filled ${what}${rest}.` };
}

/**
 * The whole picture over what colours it: the clip's own ground, or the layer's colours where the
 * clip is transparent. Earlier pictures go, and so does an earlier clip's ground.
 */
function fillsWith(hash: string, { background }: StoredRequest, layer: Fillable): Paint[] {
  const picture: ImagePaint = { type: 'IMAGE', imageHash: hash, scaleMode: 'FIT' };
  if (background !== 'transparent') return [figma.util.solidPaint(background), picture];
  const ground = requestOf(layer)?.background.toLowerCase();
  const colours = (layer.fills as readonly Paint[]).filter((paint) =>
    paint.type === 'SOLID' ? hex(paint.color) !== ground : paint.type.startsWith('GRADIENT'),
  );
  return [...colours, picture];
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
