/** The whole panel: prompt, preview, settings and what can be done now. */
import { Footer } from './footer';
import { Preview } from './preview';
import { PromptField } from './prompt';
import type { ViewProps } from './props';
import { Settings } from './settings';
import { Status } from './status';
import { announcement } from './words';

export const Panel = ({ state, actions }: ViewProps) => (
  <form
    class="panel"
    onSubmit={(event) => {
      event.preventDefault();
      actions.generate();
    }}
  >
    <main class="body">
      <PromptField state={state} actions={actions} />
      <Preview state={state} actions={actions} />
      <Status state={state} actions={actions} />
      <Settings state={state} actions={actions} />
    </main>
    <Footer state={state} actions={actions} />
    <input type="submit" hidden />
    <p class="unseen" role="status" aria-live="polite">
      {announcement(state)}
    </p>
  </form>
);
