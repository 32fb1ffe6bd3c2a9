/** The clip, dragged out of the panel onto Figma's canvas. */
import type { ToUi } from '../../plugin/protocol';
import type { Send } from '../link/channel';
import type { Line } from '../link/edition';
import { storedOf } from '../request';
import type { State } from '../state';

const MARK = 'flashvideo'; // by which the plugin thread knows a drop of ours

/**
 * Listens until the page goes. What plays in the preview can be dragged.
 *
 * @returns what hears the plugin's answers: a hosted page has to be told where it lies
 */
export function dragClips(get: () => State, send: Send, line: Line): (message: ToUi) => void {
  let dragging = false;
  let corner = { x: 0, y: 0 }; // of this page, in the window that drops are counted from

  document.addEventListener('dragstart', ({ target }) => {
    const { result } = get();
    dragging = result !== null && target instanceof HTMLCanvasElement;
    if (!dragging || !result) return;
    const [{ clip, request }] = result.made;
    send({ type: 'drag', clip: { gif: clip.gif, request: storedOf(request, result.model, clip) } });
  });

  document.addEventListener('dragend', ({ clientX, clientY }) => {
    if (!dragging) return;
    dragging = false;
    const inside = clientX >= 0 && clientX < innerWidth && clientY >= 0 && clientY < innerHeight;
    if (inside) return; // let go over the panel: a change of mind
    const at = { clientX: corner.x + clientX, clientY: corner.y + clientY };
    line.post({ pluginDrop: { ...at, items: [], dropMetadata: MARK } });
  });

  return (message) => {
    if (message.type === 'corner') corner = message;
  };
}
