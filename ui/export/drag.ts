/** The clip, dragged out of the panel onto Figma's canvas. */
import type { Send } from '../link/channel';
import { storedOf } from '../request';
import type { State } from '../state';

const MARK = 'flashvideo'; // by which the plugin thread knows a drop of ours

/** Listens until the page goes. What plays in the preview can be dragged. */
export function dragClips(get: () => State, send: Send): void {
  let dragging = false;

  document.addEventListener('dragstart', ({ target }) => {
    const { result } = get();
    dragging = result !== null && target instanceof HTMLCanvasElement;
    if (!dragging || !result) return;
    const [{ clip, request }] = result.made;
    send({ type: 'drag', clip: { gif: clip.gif, request: storedOf(request, result.model) } });
  });

  document.addEventListener('dragend', ({ clientX, clientY }) => {
    if (!dragging) return;
    dragging = false;
    const inside = clientX >= 0 && clientX < innerWidth && clientY >= 0 && clientY < innerHeight;
    if (inside) return; // let go over the panel: a change of mind
    const pluginDrop = { clientX, clientY, items: [], dropMetadata: MARK };
    parent.postMessage({ pluginDrop }, '*');
  });
}
