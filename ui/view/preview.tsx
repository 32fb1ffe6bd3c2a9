/** The picture in the middle: a hint, then key frames as they are made, then the clip playing. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Picture } from '../../worker/api';
import type { Reel } from '../preview/reel';
import { type Job, reelOf } from '../state';
import { WORDS } from '../words';
import { Film, paint, prefersStill } from './film';
import { Deck, Screen, type Sight, useSlider } from './player';
import type { ViewProps } from './props';

export function Preview({ state, actions }: ViewProps) {
  const { job, engine, form, result } = state;
  const reel = reelOf(state);
  const [at, setAt] = useState(prefersStill() ? 0 : null);
  const look: Sight = { ...state.look, at };
  const onLook = ({ at: frame, ...changes }: Partial<Sight>) => {
    if (frame !== undefined) setAt(frame);
    if (Object.keys(changes).length > 0) actions.look(changes);
  };
  const slider = useSlider(at, reel?.of ?? 1);
  useEffect(() => actions.stopAt(at), [at]); // what is changed shows there first
  return (
    <div class="preview">
      <section class={`stage ${look.ground}`} aria-label={WORDS.preview}>
        {reel ? (
          <Screen reel={reel} density={form.canvas.density} look={look} slider={slider} />
        ) : job ? (
          <Drawing job={job} before={result?.reel ?? null} />
        ) : (
          <Invitation
            examples={engine.kind === 'ready' ? engine.loaded.examples : []}
            onPick={(prompt) => {
              actions.edit({ prompt });
              actions.generate();
            }}
          />
        )}
      </section>
      {reel ? (
        <Deck reel={reel} look={look} onLook={onLook} slider={slider} />
      ) : (
        <div class="deck" />
      )}
    </div>
  );
}

interface InvitationProps {
  examples: string[];
  onPick: (prompt: string) => void;
}

const Invitation = ({ examples, onPick }: InvitationProps) => (
  <div class="invitation">
    <p>{WORDS.invitation}</p>
    <ul class="chips" aria-label={WORDS.examples}>
      {examples.slice(0, 6).map((prompt) => (
        <li key={prompt}>
          <button type="button" class="chip" onClick={() => onPick(prompt)}>
            {prompt}
          </button>
        </li>
      ))}
    </ul>
  </div>
);

/** The newest key frame, and where there are more all of them in a row; the clip before is dimmed until one comes. */
function Drawing({ job, before }: { job: Job; before: Reel | null }) {
  const newest = job.keyFrames.filter((picture) => picture).at(-1);
  return (
    <>
      {newest ? (
        <Still picture={newest} label={WORDS.newestKeyFrame} />
      ) : (
        before && <Film reel={before} class="art waiting" at={0} />
      )}
      {job.keyFrames.length > 1 && (
        <ol class="key-frames" aria-hidden="true">
          {job.keyFrames.map((picture, i) => (
            <li key={i}>{picture && <Still picture={picture} />}</li>
          ))}
        </ol>
      )}
    </>
  );
}

function Still({ picture, label }: { picture: Picture; label?: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current) paint(canvas.current, picture);
  }, [picture]);
  return <canvas ref={canvas} class="art" role={label ? 'img' : undefined} aria-label={label} />;
}
