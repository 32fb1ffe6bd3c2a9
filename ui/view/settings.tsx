/** The rows of choices: background, canvas, loop, seed, engine. */
import { type Background, BEST_GUESS, type EngineChoice } from '../../worker/api';
import type { EngineState } from '../state';
import { CanvasRows, LoopRow } from './canvas';
import { HexField, SeedField } from './fields';
import { AnotherIcon } from './icons';
import type { ViewProps } from './props';
import { Row } from './row';
import { ENGINES } from './words';

const GROUNDS: { value: Background; name: string }[] = [
  { value: 'transparent', name: 'Transparent' },
  { value: '#ffffff', name: 'White' },
  { value: '#1e1e1e', name: 'Black' },
  { value: '#e5f4ff', name: 'Sky' },
  { value: '#fff1d6', name: 'Butter' },
  { value: '#e3f5e9', name: 'Mint' },
];

export function Settings({ state, actions }: ViewProps) {
  const { form, choice, engine, job, result } = state;
  return (
    <section class="settings" aria-label="Settings">
      <BackgroundRow
        value={form.background}
        onPick={(background) => actions.edit({ background })}
      />
      <CanvasRows state={state} actions={actions} />
      <LoopRow state={state} actions={actions} />
      <Row label="Seed" field="seed">
        <SeedField seed={form.seed} onPick={(seed) => actions.edit({ seed })} />
        {result && !job ? (
          <button type="button" class="quiet" onClick={actions.another}>
            <AnotherIcon /> Another
          </button>
        ) : (
          form.seed === BEST_GUESS && <span class="aside">the best guess</span>
        )}
      </Row>
      <Row label="Engine" field="engine" note={engineNote(engine)}>
        <select
          id="engine"
          value={choice}
          disabled={job !== null}
          aria-describedby="engine-note"
          onChange={({ currentTarget }) => actions.choose(currentTarget.value as EngineChoice)}
        >
          <option value="auto">{autoLabel(engine)}</option>
          <option value="wasm">CPU (WASM)</option>
          <option value="webgpu">GPU (WebGPU)</option>
        </select>
        <select
          aria-label="Quality"
          value={form.best ? 'best' : 'usual'}
          onChange={({ currentTarget }) => actions.edit({ best: currentTarget.value === 'best' })}
        >
          <option value="usual">Usual quality</option>
          <option value="best">Best, slower</option>
        </select>
      </Row>
    </section>
  );
}

const autoLabel = (engine: EngineState) =>
  engine.kind === 'ready' ? `Auto (${ENGINES[engine.loaded.engine]})` : 'Auto';

function engineNote(engine: EngineState): string {
  switch (engine.kind) {
    case 'ready':
      return engine.loaded.reason;
    case 'loading':
      return 'Getting ready…';
    case 'failed':
      return 'Not running.';
    default:
      return engine satisfies never;
  }
}

interface BackgroundProps {
  value: Background;
  onPick: (background: Background) => void;
}

/** Swatches are radio buttons, so that arrow keys and screen readers know them. */
const BackgroundRow = ({ value, onPick }: BackgroundProps) => (
  <div class="row" role="radiogroup" aria-labelledby="background-label">
    <span id="background-label">Background</span>
    <div class="controls">
      {GROUNDS.map((ground) => (
        <input
          key={ground.value}
          type="radio"
          name="background"
          class={`swatch ${ground.value === 'transparent' ? 'checker' : ''}`}
          style={{ backgroundColor: ground.value }}
          aria-label={ground.name}
          title={ground.name}
          checked={ground.value === value}
          onChange={() => onPick(ground.value)}
        />
      ))}
      <HexField value={value} onPick={onPick} />
    </div>
  </div>
);
