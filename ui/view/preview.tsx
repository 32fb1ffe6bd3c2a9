/** The picture in the middle: a hint, then key frames as they are made, then the GIF playing. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Picture } from '../../worker/api';
import { gifBlob } from '../download';
import type { Job, Result } from '../state';
import { PauseIcon, PlayIcon } from './icons';
import type { ViewProps } from './props';

export function Preview({ state, actions }: ViewProps) {
  const { job, result, engine } = state;
  const shown = job?.requests[0] ?? result?.made[0].request ?? state.form;
  const ground = shown.background === 'transparent' ? undefined : shown.background;
  return (
    <section
      class={`stage ${ground ? '' : 'checker'}`}
      style={{ background: ground }}
      aria-label="Preview"
    >
      {job ? (
        <Drawing job={job} before={result} />
      ) : result ? (
        <Playing key={result.url} result={result} />
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
  );
}

interface InvitationProps {
  examples: string[];
  onPick: (prompt: string) => void;
}

const Invitation = ({ examples, onPick }: InvitationProps) => (
  <div class="invitation">
    <p>Describe a thing and how it moves.</p>
    <ul class="chips" aria-label="Examples">
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

/** The newest key frame, and where there are more all of them in a strip; the clip before stays, dimmed, until one comes. */
function Drawing({ job, before }: { job: Job; before: Result | null }) {
  const newest = job.keyFrames.filter((picture) => picture).at(-1);
  return (
    <>
      {newest ? (
        <Still picture={newest} label="The newest key frame" />
      ) : (
        before && <img class="art waiting" src={before.url} alt="" />
      )}
      {job.keyFrames.length > 1 && (
        <ol class="strip" aria-hidden="true">
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
  const { width, height, rgba } = picture;
  useLayoutEffect(() => {
    const pixels = new ImageData(width, height);
    pixels.data.set(rgba);
    canvas.current?.getContext('2d')?.putImageData(pixels, 0, 0);
  }, [width, height, rgba]);
  return (
    <canvas ref={canvas} class="art" width={width} height={height} role="img" aria-label={label} />
  );
}

const prefersStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The GIF, with a button that stops it; it starts stopped for those who asked for less motion. */
function Playing({ result }: { result: Result }) {
  const [playing, setPlaying] = useState(!prefersStill());
  const label = `${result.made[0].request.prompt}, animated`;
  return (
    <>
      {playing ? (
        <img class="art" src={result.url} alt={label} />
      ) : (
        <FirstFrame result={result} label={label} />
      )}
      <button
        type="button"
        class="round"
        aria-label={playing ? 'Pause the preview' : 'Play the preview'}
        onClick={() => setPlaying(!playing)}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
      </button>
    </>
  );
}

/** What the canvas shows: frame 0, complete and recognisable. */
function FirstFrame({ result, label }: { result: Result; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { gif, width, height } = result.made[0].clip;
  useEffect(() => {
    let gone = false;
    createImageBitmap(gifBlob(gif)).then((frame) => {
      if (!gone) canvas.current?.getContext('2d')?.drawImage(frame, 0, 0);
      frame.close();
    });
    return () => {
      gone = true;
    };
  }, [gif]);
  return (
    <canvas ref={canvas} class="art" width={width} height={height} role="img" aria-label={label} />
  );
}
