/** What can stand in the panel's place for a while: filling from names, the list of clips, a skeleton. */
import type { Opening, ToUi } from '../../plugin/protocol';
import { createFill, type FillOptions } from '../fill/fill';
import { createSkeleton, type SkeletonOptions } from '../skeleton/skeleton';
import { createCell } from './cell';
import { createHand } from './hand';

export type ToolName = 'fill' | 'clips' | 'skeleton';

export type Tools = ReturnType<typeof createTools>;

type Options = Omit<FillOptions & SkeletonOptions, 'hand'>;

export function createTools(options: Options) {
  const { send } = options;
  const hand = createHand(send);
  const fill = createFill({ ...options, hand });
  const skeleton = createSkeleton({ ...options, hand });
  const shown = createCell<ToolName | null>(null);

  function open(name: ToolName): void {
    shown.set(name);
    if (name === 'fill') fill.actions.look('fillable', 'children');
    else if (name === 'clips') fill.actions.look('clips', 'page');
    else skeleton.actions.measure();
  }

  function begin(opening: Opening): void {
    if (opening.kind === 'fill' || opening.kind === 'clips') open(opening.kind);
    if (opening.kind !== 'skeleton') return;
    shown.set('skeleton');
    skeleton.actions.open(opening.layout, opening.edited);
  }

  return {
    shown,
    fill,
    skeleton,
    open,
    close: () => shown.set(null),
    receive(message: ToUi): void {
      if (message.type === 'open') begin(message.opening);
      hand.receive(message);
      fill.receive(message);
      skeleton.receive(message);
    },
    watch(watcher: () => void): void {
      for (const cell of [shown, fill.cell, skeleton.cell]) cell.watch(watcher);
    },
  };
}
