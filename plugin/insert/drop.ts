/** A clip that is dragged out of the panel and dropped on the canvas. */

import type { MadeClip } from '../protocol';
import { toast } from '../unseen';
import { WORDS } from '../words';
import { isInInstance, isLocked, offerRelaunch, storeRequest } from './layer';
import { createLayer } from './newlayer';
import { allOrNothing, asRefusal } from './transaction';

const MARK = 'flashvideo'; // in what a drop carries: another plugin's is not ours

let dragged: MadeClip | null = null; // bytes come by message: a drop carries text

/** A drag began in the panel. */
export function dragOut(clip: MadeClip): void {
  dragged = clip;
}

/** Listens for drops as long as the plugin runs. */
export function receiveDrops(): void {
  figma.on('drop', (event) => {
    if (event.dropMetadata !== MARK || !dragged) return true; // Figma's own business
    const clip = dragged;
    dragged = null;
    try {
      figma.notify(toast(place(clip, event)));
    } catch (error) {
      const { message } = asRefusal(error, WORDS.nothingInserted);
      figma.notify(toast(message), { error: true });
    }
    return false;
  });
}

/** A new layer whose middle lies where the clip was dropped, in the frame there. */
function place(
  { gif, request }: MadeClip,
  { node, x, y, absoluteX, absoluteY }: DropEvent,
): string {
  const { width, height } = request;
  const container = 'appendChild' in node && !isLocked(node) && !isInInstance(node) ? node : null;
  const { hash } = figma.createImage(gif);
  return allOrNothing((change) => {
    const layer = createLayer(hash, change);
    layer.resize(width, height);
    (container ?? figma.currentPage).appendChild(layer as never);
    const middle = container ? { x, y } : { x: absoluteX, y: absoluteY };
    layer.x = Math.round(middle.x - width / 2);
    layer.y = Math.round(middle.y - height / 2);
    layer.name = request.prompt;
    change(() => storeRequest(layer, request));
    change(() => offerRelaunch(layer, request));
    change(() => {
      const { selection } = figma.currentPage;
      figma.currentPage.selection = [layer];
      return () => {
        figma.currentPage.selection = selection;
      };
    });
    const where =
      container && container.type !== 'PAGE' ? WORDS.inside(WORDS.quoted(container.name)) : '';
    return WORDS.dropped(request.prompt, where);
  });
}
