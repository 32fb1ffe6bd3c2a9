/** Layers made for a clip, when nothing that is selected takes it. */
import type { Container } from './place';
import type { Size } from './protocol';
import type { Change } from './transaction';

export type NewLayer = RectangleNode | MediaNode;

/** A layer of the clip's size in the middle of the container, or of the view on a page. */
export function addLayer(container: Container, size: Size, hash: string, change: Change): NewLayer {
  const layer = createLayer(hash, change);
  const { width, height, x, y } = frameOf(container, size);
  layer.resize(width, height);
  container.appendChild(layer);
  // An auto-layout parent places the layer itself.
  if (!('layoutMode' in container) || container.layoutMode === 'NONE') {
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

/** Never larger than the frame around it. */
function frameOf(container: Container, { width, height }: Size): Rect {
  if (container.type === 'PAGE') {
    const { x, y } = figma.viewport.center;
    return { width, height, x: Math.round(x - width / 2), y: Math.round(y - height / 2) };
  }
  const scale = Math.min(1, container.width / width, container.height / height);
  const [w, h] = [width * scale, height * scale];
  const x = Math.round((container.width - w) / 2);
  return { width: w, height: h, x, y: Math.round((container.height - h) / 2) };
}

/** Selects the layer and brings it into view without changing the zoom. */
export function select(layer: NewLayer, change: Change): void {
  const page = figma.currentPage;
  if (!isOn(page, layer)) return; // a layer of another page cannot be selected here
  change(() => {
    const { selection } = page;
    page.selection = [layer];
    return () => {
      page.selection = selection;
    };
  });
  const box = layer.absoluteBoundingBox;
  if (box && !isInView(box)) {
    figma.viewport.center = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
}

function isOn(page: PageNode, layer: BaseNode): boolean {
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
