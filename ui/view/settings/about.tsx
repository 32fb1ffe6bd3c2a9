/** What runs, how well it draws, and that nothing leaves the machine. */
import { BEST_GUESS, type EngineChoice } from '../../../worker/api';
import { autoLabel, engineNote } from '../../tell';
import { ENGINE_CHOICES, WORDS } from '../../words';
import type { ViewProps } from '../props';
import { Row, Section } from '../row';

export function AboutSection({ state, actions }: ViewProps) {
  const { form, choice, engine, offline, job, history } = state;
  const host = servedBy();
  return (
    <Section title={WORDS.about}>
      <Row label={WORDS.engine} field="engine" note={engineNote(engine)}>
        <select
          id="engine"
          value={choice}
          disabled={job !== null}
          aria-describedby="engine-note"
          onChange={({ currentTarget }) => actions.choose(currentTarget.value as EngineChoice)}
        >
          <option value="auto">{autoLabel(engine)}</option>
          <option value="wasm">{ENGINE_CHOICES.wasm}</option>
          <option value="webgpu">{ENGINE_CHOICES.webgpu}</option>
        </select>
      </Row>
      <Row label={WORDS.quality} field="quality">
        <select
          id="quality"
          value={form.best ? 'best' : 'usual'}
          onChange={({ currentTarget }) => actions.edit({ best: currentTarget.value === 'best' })}
        >
          <option value="usual">{WORDS.usual}</option>
          <option value="best">{WORDS.best}</option>
        </select>
      </Row>
      {form.seed !== BEST_GUESS && (
        <Row label={WORDS.seed} field="seed">
          <output id="seed" class="numbers">
            {form.seed}
          </output>
          <button type="button" class="link" onClick={() => actions.edit({ seed: BEST_GUESS })}>
            {WORDS.bestGuess}
          </button>
        </Row>
      )}
      <p class="aside">{WORDS.private(host, history?.bytes ?? null)}</p>
      {offline && host !== null && <p class="aside">{WORDS.offline(host)}</p>}
    </Section>
  );
}

/** The host of this page; `null` where the plugin carries it. */
const servedBy = () => (location.protocol === 'https:' ? location.host : null);
