/**
 * A clip as Figma's own Motion (beta: not yet seen in real Figma): a frame of its own, in which pictures with their
 * whole alpha go, turn, grow and fade, and pictures that are drawn anew take turns.
 *
 * A top-level frame cannot be animated and a layer turns about its own middle, so each picture lies alone at the
 * corner of a wrapper: whether an editor counts translations from there or from where the layer was, is the same.
 */

import { allOrNothing, Refusal } from '../insert/transaction';
import type { Part, PlacedPicture, Recipe } from '../protocol';
import { WORDS } from '../words';
import { type LayerTrack, pageTrack, tracksOf } from './keyframes';

/**
 * Adds the clip in the middle of the view, as one undo step, and selects it.
 *
 * @returns a sentence for the panel
 * @throws {Refusal} with a sentence; the canvas is then as it was
 */
export function insertMotion(name: string, recipe: Recipe): string {
  try {
    return allOrNothing((change) => {
      const page = figma.currentPage;
      const frame = createFrame(name, recipe);
      change(() => () => frame.remove());
      page.appendChild(frame);
      const { x, y } = figma.viewport.center;
      frame.x = Math.round(x - recipe.width / 2);
      frame.y = Math.round(y - recipe.height / 2);
      frame.fills = recipe.ground === 'transparent' ? [] : [figma.util.solidPaint(recipe.ground)];
      frame.clipsContent = true; // what leaves the canvas is gone
      recipe.parts.forEach((part, i) => {
        addPart(frame, part, `${name} ${i + 1}`, recipe);
      });
      for (const { id } of frame.timelines) frame.setTimelineDuration(id, recipe.seconds);
      change(() => {
        const { selection } = page;
        page.selection = [frame];
        return () => {
          page.selection = selection;
        };
      });
      return WORDS.addedMotion(name);
    });
  } catch (error) {
    // Those without the beta are told by this error (figma/plugin-typings#372).
    if (error instanceof Error && /not a supported API/.test(error.message)) {
      throw new Refusal(WORDS.noMotion);
    }
    throw error;
  }
}

function createFrame(name: string, { width, height }: Recipe): FrameNode {
  const frame = figma.createFrame();
  frame.name = name;
  frame.resize(width, height);
  return frame;
}

function addPart(frame: FrameNode, part: Part, name: string, recipe: Recipe): void {
  if (part.kind === 'moved') {
    const layer = addPicture(frame, part.picture, name);
    for (const track of tracksOf(part.tracks, recipe)) animate(layer, track);
    return;
  }
  for (const page of part.pages) {
    const layer = addPicture(frame, page, WORDS.page(name, page.from, page.until));
    if (page.from > 0) layer.opacity = 0; // at rest the first page shows
    const track = pageTrack(page, recipe);
    if (track) animate(layer, track);
  }
}

function addPicture(frame: FrameNode, picture: PlacedPicture, name: string): RectangleNode {
  const { png, x, y, width, height } = picture;
  const wrapper = figma.createFrame();
  frame.appendChild(wrapper);
  wrapper.name = name;
  wrapper.resize(width, height);
  wrapper.x = x;
  wrapper.y = y;
  wrapper.fills = [];
  wrapper.clipsContent = false;
  const layer = figma.createRectangle();
  wrapper.appendChild(layer);
  layer.name = name;
  layer.resize(width, height);
  layer.x = 0;
  layer.y = 0;
  const { hash } = figma.createImage(png);
  layer.fills = [{ type: 'IMAGE', imageHash: hash, scaleMode: 'FILL' }];
  return layer;
}

function animate(layer: RectangleNode, { field, track }: LayerTrack): void {
  if (typeof layer.applyManualKeyframeTrack !== 'function') throw new Refusal(WORDS.noMotion);
  layer.applyManualKeyframeTrack(field, track);
}
