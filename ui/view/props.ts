/** What each part of the panel is given: what is so, and what can be done. */
import type { Actions } from '../flow';
import type { State } from '../state';

export interface ViewProps {
  state: State;
  actions: Actions;
}
