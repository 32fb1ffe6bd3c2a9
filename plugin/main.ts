/** Entry of the plugin thread: what was chosen in the menu decides how the UI opens. */

import { clipsIn } from './find';
import { receiveDrops } from './insert/drop';
import { requestOf } from './insert/layer';
import { Refusal } from './insert/transaction';
import { measure } from './layout/measure';
import type { Opening, RegenerateTarget } from './protocol';
import { openUi } from './session';
import { loadLastClip } from './stored/settings';
import { offerSuggestions, quickOpening } from './suggest';
import { toast } from './unseen';
import { WORDS } from './words';

figma.on('run', async ({ command, parameters }) => {
  try {
    const opening = await openingOf(command, parameters);
    if (typeof opening === 'string') figma.closePlugin(toast(opening));
    else openUi(opening);
  } catch (error) {
    if (error instanceof Refusal) return figma.closePlugin(toast(error.message));
    // Never left running silently.
    console.error(error);
    const why = error instanceof Error ? error.message : String(error);
    figma.closePlugin(toast(WORDS.notStarted(why)));
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
    case 'fill':
      return { kind: 'fill' };
    case 'skeleton':
      return { kind: 'skeleton', layout: await measure(null) };
    case 'clips':
      return { kind: 'clips' };
    case 'select-clips':
      return selectClips();
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

async function regenerateSelected(): Promise<Opening | string> {
  const targets: RegenerateTarget[] = [];
  for (const clip of selectedClips()) targets.push(await withLayout(clip));
  return targets.length > 0 ? { kind: 'regenerate', targets } : WORDS.pickAClip;
}

/** A skeleton is made anew of what its frame holds now. */
async function withLayout(clip: RegenerateTarget): Promise<RegenerateTarget> {
  const { skeleton } = clip.request;
  return skeleton ? { ...clip, layout: await measure(skeleton.of) } : clip;
}

async function editSelected(): Promise<Opening | string> {
  const [clip] = selectedClips();
  if (!clip) return WORDS.pickAClip;
  const { skeleton } = clip.request;
  if (!skeleton) return { kind: 'edit', ...clip };
  return { kind: 'skeleton', layout: await measure(skeleton.of), edited: clip };
}

/** Selects what is still a placeholder; a sentence says how much that is. */
function selectClips(): string {
  const layers = clipsIn('page');
  figma.currentPage.selection = layers;
  if (layers.length === 0) return WORDS.noClips;
  figma.viewport.scrollAndZoomIntoView(layers);
  return WORDS.selectedClips(layers.length);
}

/** The last clip's layer, when this file still has it; else its prompt, as a new clip. */
async function regenerateLast(): Promise<Opening | string> {
  const last = await loadLastClip();
  if (!last) return WORDS.noLastClip;
  const node = await figma.getNodeByIdAsync(last.nodeId);
  const request = node && !node.removed ? requestOf(node) : null;
  const same = request?.prompt === last.request.prompt && request.seed === last.request.seed;
  return same
    ? { kind: 'regenerate', targets: [await withLayout({ nodeId: last.nodeId, request })] }
    : { kind: 'quick', prompt: last.request.prompt };
}
