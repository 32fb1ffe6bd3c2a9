/** A choice of an engine is kept once it runs; one that cannot run here gives way to the automatic choice. */
import type { EngineChoice } from '../../worker/api';
import type { Store } from '../store';
import { WORDS } from '../words';

export interface EngineOptions {
  store: Store;
  save: () => void; // the settings as they are
  choose: (choice: EngineChoice) => void;
}

export function watchEngine({ store, save, choose }: EngineOptions) {
  const { get, dispatch, subscribe } = store;
  let seen = get().engine;
  let kept: EngineChoice = 'auto';

  subscribe(() => {
    const { engine, choice } = get();
    if (engine === seen) return;
    seen = engine;
    if (choice === kept || engine.kind === 'loading') return;
    if (engine.kind === 'failed' && choice !== 'webgpu') return; // trying again may help
    kept = choice;
    if (engine.kind === 'ready') {
      save();
      return;
    }
    const text = WORDS.engineRefused(engine.message);
    choose('auto');
    dispatch({ type: 'noticed', notice: { tone: 'bad', text } });
  });

  return {
    /** What was kept the last time. */
    keep(choice: EngineChoice): void {
      kept = choice;
    },
  };
}
