/** Entry of the plugin thread: what was chosen in the menu decides how the UI opens. */
import { receiveDrops } from './drop';
import { requestOf } from './layer';
import type { Opening } from './protocol';
import { openUi } from './session';
import { loadLastClip } from './settings';
import { offerSuggestions, quickOpening } from './suggest';
import { toast } from './unseen';

const PICK_A_CLIP = 'Select a layer that FlashVideo made, then try again.';
const NO_LAST_CLIP = 'Nothing was generated yet: choose “Generate GIF…” first.';

figma.on('run', async ({ command, parameters }) => {
  try {
    const opening = await openingOf(command, parameters);
    if (typeof opening === 'string') figma.closePlugin(toast(opening));
    else openUi(opening);
  } catch (error) {
    // Never left running silently.
    console.error(error);
    const why = error instanceof Error ? error.message : String(error);
    figma.closePlugin(toast(`FlashVideo could not start: ${why}`));
  }
});

offerSuggestions();
receiveDrops();

/** How to open the UI, or a sentence that says why not. */
async function openingOf(
  command: string,
  parameters: ParameterValues = {},
): Promise<Opening | string> {
  switch (command) {
    case 'quick-generate':
      return quickOpening(parameters) ?? { kind: 'menu' };
    case 'regenerate-last':
      return regenerateLast();
    case 'regenerate':
      return regenerateSelected();
    case 'edit':
      return editSelected();
    default:
      return { kind: 'menu' };
  }
}

/** The clips among the selected layers. */
function selectedClips() {
  return figma.currentPage.selection.flatMap((node) => {
    const request = requestOf(node);
    return request ? [{ nodeId: node.id, request }] : [];
  });
}

function regenerateSelected(): Opening | string {
  const targets = selectedClips();
  return targets.length > 0 ? { kind: 'regenerate', targets } : PICK_A_CLIP;
}

function editSelected(): Opening | string {
  const [clip] = selectedClips();
  return clip ? { kind: 'edit', ...clip } : PICK_A_CLIP;
}

/** The last clip's layer, when this file still has it; else its prompt, as a new clip. */
async function regenerateLast(): Promise<Opening | string> {
  const last = await loadLastClip();
  if (!last) return NO_LAST_CLIP;
  const node = await figma.getNodeByIdAsync(last.nodeId);
  const request = node && !node.removed ? requestOf(node) : null;
  const same = request?.prompt === last.request.prompt && request.seed === last.request.seed;
  return same
    ? { kind: 'regenerate', targets: [{ nodeId: last.nodeId, request }] }
    : { kind: 'quick', prompt: last.request.prompt };
}
