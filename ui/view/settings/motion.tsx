/** How the clip moves: what is chosen here goes before what the prompt says. */
import { LIMITS, type Shape, type Shapeable } from '../../../worker/api';
import { WORDS } from '../../words';
import { NumberField } from '../fields';
import type { ViewProps } from '../props';
import { Row, Section } from '../row';

const SPEEDS = [0.25, 0.5, 1, 1.5, 2, 3, 4]; // times the usual
const STRENGTHS = [0.5, 1, 1.5, 2] as const; // times the usual
const RATES = [8, 10, 12, 15, 20, 25, 50]; // frames a second

export function MotionSection({ state, actions }: ViewProps) {
  const { form, engine, result } = state;
  const { shape } = form;
  const can: Shapeable | null = result?.made[0].clip.shapeable ?? null;
  const motions = engine.kind === 'ready' ? engine.loaded.motions : [];
  const others = motions.filter((name) => name !== 'still').sort();
  const saidNow = can && shape.motion === undefined ? nameOf(can.motion) : null;
  return (
    <Section title={WORDS.motionSection} open>
      <Row label={WORDS.motion} field="motion">
        <Choice
          id="motion"
          value={shape.motion}
          said={saidNow === null ? WORDS.asSaid : WORDS.asSaidNow(saidNow)}
          options={[...(can?.alive ? ['alive'] : []), 'still', ...others]}
          name={nameOf}
          onPick={(motion) => actions.shape({ motion, direction: undefined })}
        />
        {can && can.directions.length > 0 && (
          <Choice
            label={WORDS.direction}
            value={shape.direction}
            said={WORDS.direction}
            options={can.directions}
            onPick={(direction) => actions.shape({ direction })}
          />
        )}
      </Row>
      <Row label={WORDS.speed} field="speed">
        <Choice
          id="speed"
          value={shape.speed}
          said={WORDS.asSaid}
          options={SPEEDS}
          name={(speed) => `${speed}×`}
          onPick={(speed) => actions.shape({ speed })}
        />
        {can?.strength && (
          <Choice
            label={WORDS.strength}
            value={shape.strength}
            said={WORDS.strength}
            options={STRENGTHS}
            name={(strength) => WORDS.strengths[strength as (typeof STRENGTHS)[number]]}
            onPick={(strength) => actions.shape({ strength })}
          />
        )}
      </Row>
      {can?.several && (
        <Row label={WORDS.order} field="order">
          <Choice
            id="order"
            value={shape.order}
            said={WORDS.asSaid}
            options={['together', 'one after another'] as NonNullable<Shape['order']>[]}
            name={(order) => (order === 'together' ? WORDS.together : WORDS.oneAfterAnother)}
            onPick={(order) => actions.shape({ order })}
          />
        </Row>
      )}
      <LoopRow state={state} actions={actions} />
    </Section>
  );
}

const nameOf = (motion: string) => (motion === 'alive' ? WORDS.alive : motion);

interface ChoiceProps<T> {
  id?: string;
  label?: string;
  value: T | undefined;
  said: string; // what nothing chosen is called
  options: readonly T[];
  name?: (value: T) => string;
  onPick: (value: T | undefined) => void;
}

/** One of some values, or as the prompt says. */
export function Choice<T extends string | number>(props: ChoiceProps<T>) {
  const { id, label, value, said, options, name = String, onPick } = props;
  const all = value === undefined || options.includes(value) ? options : [value, ...options];
  return (
    <select
      id={id}
      aria-label={label}
      title={label}
      value={value === undefined ? '' : String(value)}
      disabled={all.length === 0}
      onChange={({ currentTarget }) =>
        onPick(all.find((one) => String(one) === currentTarget.value))
      }
    >
      <option value="">{said}</option>
      {all.map((one) => (
        <option key={one} value={String(one)}>
          {name(one)}
        </option>
      ))}
    </select>
  );
}

function LoopRow({ state, actions }: ViewProps) {
  const { seconds, fps, shape } = state.form;
  const rates = [...new Set([...RATES, fps])].sort((a, b) => a - b);
  return (
    <Row label={WORDS.loop} field="seconds">
      <NumberField
        id="seconds"
        label={WORDS.seconds}
        value={shape.seconds ?? seconds}
        limits={LIMITS.seconds}
        digits={2}
        onPick={(picked) => actions.shape({ seconds: picked })}
      />
      <span class="aside">{WORDS.secondsAt}</span>
      <select
        aria-label={WORDS.rate}
        value={fps}
        onChange={({ currentTarget }) => actions.edit({ fps: Number(currentTarget.value) })}
      >
        {rates.map((rate) => (
          <option key={rate} value={rate}>
            {WORDS.fps(rate)}
          </option>
        ))}
      </select>
    </Row>
  );
}
