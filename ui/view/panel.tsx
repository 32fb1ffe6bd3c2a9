/** The whole panel: prompt, preview, settings and what can be done now. */
import { announcement } from '../tell';
import type { Tools } from '../tools/tools';
import { ToolBar } from '../tools/view';
import { WORDS } from '../words';
import { Footer } from './footer';
import { HelpSection } from './help';
import { HistorySection } from './history';
import { Preview } from './preview';
import { PromptField } from './prompt';
import type { ViewProps } from './props';
import { AboutSection } from './settings/about';
import { CanvasSection } from './settings/canvas';
import { LookSection } from './settings/look';
import { MotionSection } from './settings/motion';
import { Status } from './status';
import { Takes } from './takes';

interface Props extends ViewProps {
  open: Tools['open']; // of the tools for a whole design
}

export const Panel = ({ state, actions, open }: Props) => (
  <form
    class="panel"
    onSubmit={(event) => {
      event.preventDefault();
      actions.generate();
    }}
  >
    <main class="body">
      <h1 class="unseen">{WORDS.name}</h1>
      <PromptField state={state} actions={actions} />
      <Preview state={state} actions={actions} />
      <Status state={state} actions={actions} />
      <Takes state={state} actions={actions} />
      <MotionSection state={state} actions={actions} />
      <LookSection state={state} actions={actions} />
      <CanvasSection state={state} actions={actions} />
      <HistorySection state={state} actions={actions} />
      <ToolBar open={open} />
      <AboutSection state={state} actions={actions} />
      <HelpSection actions={actions} />
    </main>
    <Footer state={state} actions={actions} />
    <input type="submit" hidden />
    <p class="unseen" role="status" aria-live="polite">
      {announcement(state)}
    </p>
  </form>
);
