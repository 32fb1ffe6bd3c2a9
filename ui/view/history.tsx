/** Clips of earlier runs: each is a click away, and stays when it is a favourite. */
import { useState } from 'preact/hooks';
import type { Remembered } from '../../plugin/protocol';
import { addressOf } from '../preview/thumbnail';
import { WORDS } from '../words';
import { CloseIcon, StarIcon } from './icons';
import type { ViewProps } from './props';
import { Section } from './row';

export function HistorySection({ state: { history }, actions }: ViewProps) {
  const [asked, setAsked] = useState(false); // whether favourites are to go too
  const clips = history?.clips ?? [];
  const favourites = clips.filter(({ favourite }) => favourite);
  const others = clips.filter(({ favourite }) => !favourite);
  return (
    <Section title={WORDS.history}>
      {clips.length === 0 ? (
        <p class="aside">{WORDS.noHistory}</p>
      ) : (
        <>
          <ul class="clips" aria-label={WORDS.history}>
            {[...favourites, ...others].map((clip) => (
              <Clip key={clip.id} clip={clip} actions={actions} />
            ))}
          </ul>
          <button
            type="button"
            class="quiet clear"
            onBlur={() => setAsked(false)}
            onClick={() => {
              if (asked) actions.forget(null);
              setAsked(!asked);
            }}
          >
            {asked ? WORDS.clearAll : WORDS.clear}
          </button>
        </>
      )}
    </Section>
  );
}

function Clip({ clip, actions }: { clip: Remembered; actions: ViewProps['actions'] }) {
  const { id, request, thumbnail, favourite } = clip;
  const { prompt } = request;
  return (
    <li class="clip">
      <button
        type="button"
        class="again"
        title={WORDS.again(prompt)}
        onClick={() => actions.revive(request)}
      >
        <img src={addressOf(thumbnail)} width={32} height={32} alt="" />
        <span>{prompt}</span>
      </button>
      <button
        type="button"
        class="tool"
        aria-pressed={favourite}
        aria-label={WORDS.favourite(prompt)}
        title={WORDS.favouriteHint}
        onClick={() => actions.favour(id, !favourite)}
      >
        <StarIcon full={favourite} />
      </button>
      <button
        type="button"
        class="tool"
        aria-label={WORDS.forget(prompt)}
        title={WORDS.forgetHint}
        onClick={() => actions.forget(id)}
      >
        <CloseIcon />
      </button>
    </li>
  );
}
