/** Ways to say a prompt, each of which can be tried, and the keys. */
import { WORDS } from '../words';
import type { ViewProps } from './props';
import { Section } from './row';

const words = WORDS.help;
const ID = 'help';

export const HelpSection = ({ actions }: Pick<ViewProps, 'actions'>) => (
  <Section id={ID} title={words.title}>
    <p class="aside">{words.say}</p>
    <ul class="tries">
      {words.prompts.map(([prompt, shows]) => (
        <li key={prompt}>
          <button
            type="button"
            class="link"
            onClick={() => {
              actions.edit({ prompt });
              actions.generate();
              document.querySelector('main')?.scrollTo({ top: 0 });
            }}
          >
            {prompt}
          </button>
          <span class="aside">{shows}</span>
        </li>
      ))}
    </ul>
    <h3>{words.keys}</h3>
    <dl class="strokes">
      {words.strokes.map(([stroke, does]) => (
        <div key={stroke}>
          <dt>{stroke}</dt>
          <dd class="aside">{does}</dd>
        </div>
      ))}
    </dl>
  </Section>
);

/** Opens the help and goes there; nothing where a tool stands in the panel's place. */
export function showHelp(): void {
  const help = document.getElementById(ID);
  if (!(help instanceof HTMLDetailsElement)) return;
  help.open = true;
  help.scrollIntoView({ block: 'start' });
  help.querySelector('summary')?.focus({ preventScroll: true });
}
