/** What keys do anywhere in the panel. */
import type { Actions } from './flow';
import { showHelp } from './view/help';

/** Fields that undo what is typed in them by themselves. */
const OWN_UNDO = '.prompt input, textarea, [role=combobox], [data-typing]';

export function pressed(event: KeyboardEvent, actions: Actions): void {
  const { key, target, shiftKey } = event;
  if (key === 'Escape') actions.cancel();
  if (key === 'F1') {
    event.preventDefault(); // the browser's own
    showHelp();
  }
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  if (target instanceof Element && target.matches(OWN_UNDO)) return;
  const letter = key.toLowerCase();
  const redoes = (letter === 'z' && shiftKey) || (letter === 'y' && !shiftKey);
  if (!redoes && letter !== 'z') return;
  event.preventDefault();
  if (redoes) actions.redo();
  else actions.undo();
}
