/** Layers made for a clip. */

import type { Size } from '../protocol';
import { type Container, flows, isAt, type Spot } from './place';
import type { Change } from './transaction';

export type NewLayer = RectangleNode | MediaNode;

/** A layer of this size for the clip at the spot, where it hides no other. */
export function addLayer(spot: Spot, size: Size, hash: string, change: Change): NewLayer {
  const layer = createLayer(hash, change);
  const { container, beside } = spot;
  const { x, y } = freePosition(spot, size); // before the layer is one of those in the way
  layer.resize(size.width, size.height);
  const index = beside ? container.children.indexOf(beside as never) + 1 : 0;
  if (index > 0 && flows(container)) container.insertChild(index, layer);
  else container.appendChild(layer);
  if (!flows(container)) {
    layer.x = x;
    layer.y = y;
  }
  return layer;
}

/** A media layer cannot change its picture: a new one takes its place. */
export function replaceMedia(old: MediaNode, hash: string, change: Change): NewLayer {
  const layer = createLayer(hash, change);
  layer.resize(old.width, old.height);
  old.parent?.insertChild(old.parent.children.indexOf(old) + 1, layer);
  layer.x = old.x;
  layer.y = old.y;
  return layer;
}

/** A GIF that plays where the editor has such layers (FigJam), else a rectangle filled with it. */
export function createLayer(hash: string, change: Change): NewLayer {
  const layer = createMedia(hash) ?? figma.createRectangle();
  change(() => () => layer.remove());
  if (layer.type === 'RECTANGLE') {
    layer.fills = [{ type: 'IMAGE', imageHash: hash, scaleMode: 'FILL' }]; // it has the clip's aspect
  }
  return layer;
}

function createMedia(hash: string): MediaNode | null {
  if (figma.editorType === 'figma' || typeof figma.createGif !== 'function') return null;
  try {
    return figma.createGif(hash);
  } catch {
    return null; // an editor that names createGif without offering it
  }
}

const ON_SLIDE = 0.5; // of the slide's height; a clip's own size would be a speck

/** The clip's own size, but never larger than the frame around it; on a slide as large as suits it. */
export function sizeIn(container: Container, { width, height }: Size): Size {
  if (container.type === 'PAGE') return { width, height };
  const room = container.type === 'SLIDE' ? ON_SLIDE : 1;
  const fit = Math.min((room * container.height) / height, container.width / width);
  const scale = container.type === 'SLIDE' ? fit : Math.min(1, fit);
  return { width: width * scale, height: height * scale };
}

const GAP = 24; // px between a layer and the one beside it, and between repeats
const REPEATS = 40; // shifts that are tried

/** Beside what is selected where there is room, else in the middle; shifted until nothing is hidden. */
function freePosition({ container, beside }: Spot, size: Size): Vector {
  const start = (beside && roomBeside(container, beside, size)) ?? middle(container, size);
  const shifted = Array.from({ length: REPEATS }, (_, i) => ({
    x: Math.round(start.x + i * GAP),
    y: Math.round(start.y + i * GAP),
  }));
  const inside = container.type === 'PAGE' ? [] : shifted.map((at) => within(container, at, size));
  const others = container.children as readonly SceneNode[];
  const seen = others.filter(({ visible }) => visible);
  const free = [...inside, ...shifted].find((at) => !seen.some((one) => hides(at, size, one)));
  return free ?? { x: Math.round(start.x), y: Math.round(start.y) };
}

function roomBeside(container: Container, beside: SceneNode, size: Size): Vector | null {
  const right = { x: beside.x + beside.width + GAP, y: beside.y };
  const below = { x: beside.x, y: beside.y + beside.height + GAP };
  if (container.type === 'PAGE') return right;
  const fits = ({ x, y }: Vector) =>
    x >= 0 && y >= 0 && x + size.width <= container.width && y + size.height <= container.height;
  return [right, below].find(fits) ?? null;
}

/** The container's middle; the view's where a frame is seen in part only. A slide is always seen whole. */
function middle(container: Container, { width, height }: Size): Vector {
  const { center } = figma.viewport;
  if (container.type === 'PAGE') return { x: center.x - width / 2, y: center.y - height / 2 };
  const box = container.absoluteBoundingBox;
  const own = { x: (container.width - width) / 2, y: (container.height - height) / 2 };
  if (!box || container.type === 'SLIDE' || isInView(box) || !isAt(box, center)) return own;
  const seen = { x: center.x - box.x - width / 2, y: center.y - box.y - height / 2 };
  return within(container, seen, { width, height });
}

function within(box: Size, { x, y }: Vector, { width, height }: Size): Vector {
  const clamp = (at: number, most: number) => Math.max(0, Math.min(at, Math.floor(most)));
  return { x: clamp(x, box.width - width), y: clamp(y, box.height - height) };
}

const HIDDEN = 0.8; // of a layer under the new one: no more of it would be noticed

function hides(at: Vector, size: Size, layer: SceneNode): boolean {
  if (!('width' in layer)) return false;
  const overlap = (from: number, length: number, to: number, span: number) =>
    Math.max(0, Math.min(from + length, to + span) - Math.max(from, to));
  const area =
    overlap(at.x, size.width, layer.x, layer.width) *
    overlap(at.y, size.height, layer.y, layer.height);
  return area > HIDDEN * layer.width * layer.height;
}

/** Selects the layers and brings them into view without changing the zoom. */
export function select(layers: readonly SceneNode[], change: Change): void {
  const page = figma.currentPage;
  const here = layers.filter((layer) => isOn(page, layer)); // others cannot be selected here
  const [first] = here;
  if (!first) return;
  change(() => {
    const { selection } = page;
    page.selection = here;
    return () => {
      page.selection = selection;
    };
  });
  const box = first.absoluteBoundingBox;
  if (box && !isInView(box)) {
    figma.viewport.center = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
}

export function isOn(page: PageNode, layer: BaseNode): boolean {
  for (let one = layer.parent; one; one = one.parent) if (one.id === page.id) return true;
  return false;
}

function isInView(box: Rect): boolean {
  const view = figma.viewport.bounds;
  const inside = (at: number, length: number, from: number, span: number) =>
    at >= from && at + length <= from + span;
  return (
    inside(box.x, box.width, view.x, view.width) && inside(box.y, box.height, view.y, view.height)
  );
}
