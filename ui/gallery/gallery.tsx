/** All that can be drawn, by group: a view of its own over the panel, searchable by what words mean. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { KnownThing } from '../../worker/api';
import { useNames, useSheet, useTools } from '../prompt/context';
import { CloseIcon } from '../view/icons';
import { WORDS } from '../words';
import { groupsOf, nameOfGroup } from './groups';
import { moveFocus } from './roving';
import { Tile } from './tile';

/** What a search came to. */
interface Found {
  query: string;
  things: string[];
}

interface GalleryProps {
  /** A thing goes into the prompt, and is drawn at once or not. */
  onTake: (thing: string, generate: boolean) => void;
  onClose: () => void;
}

const words = WORDS.gallery;
const FEW = 12; // of each group, until it is opened
const WAIT = 80; // ms that typing rests before a search

export function Gallery({ onTake, onClose }: GalleryProps) {
  const { reader, player } = useTools();
  const names = useNames();
  const sheet = useSheet();
  const dialog = useRef<HTMLDialogElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [group, setGroup] = useState('');
  const [found, setFound] = useState<Found | null>(null); // null where nothing is looked for
  const groups = useMemo(() => groupsOf(names?.things ?? []), [names]);
  const suits = useMemo(() => new Map(names?.things.map((one) => [one.name, one.suits])), [names]);

  useLayoutEffect(() => dialog.current?.showModal(), []);
  useEffect(() => player.leave, [player]);
  useEffect(() => {
    if (query.trim() === '') return setFound(null);
    let gone = false;
    const timer = setTimeout(() => {
      reader.find(query).then((things) => {
        if (!gone) setFound({ query, things });
      });
    }, WAIT);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [reader, query]);

  /** A movement that is computed: what lives of itself takes the network a few times as long. */
  function clipOf(thing: string): string {
    const motion = suits.get(thing) ?? 'still';
    return motion === 'still' ? thing : `${thing} ${motion}`;
  }

  const tiles = (things: readonly string[]) => (
    <div class="tiles">
      {things.map((thing) => (
        <Tile key={thing} thing={thing} clip={clipOf(thing)} sheet={sheet} onTake={onTake} />
      ))}
    </div>
  );
  const shown = group === '' ? groups : groups.filter((one) => one.group === group);
  return (
    <dialog
      ref={dialog}
      class="gallery"
      aria-label={words.title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape')
          event.stopPropagation(); // it closes the gallery, not the clip
        else if (event.target instanceof HTMLButtonElement) moveFocus(grid.current, event);
      }}
    >
      <header>
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.searchHint}
          autocomplete="off"
          spellcheck={false}
          value={query}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault(); // nothing is chosen yet
            if (event.key === 'ArrowDown') moveFocus(grid.current, event);
          }}
        />
        <select
          aria-label={words.group}
          value={group}
          onChange={({ currentTarget }) => setGroup(currentTarget.value)}
        >
          <option value="">{words.allGroups}</option>
          {groups.map((one) => (
            <option key={one.group} value={one.group}>
              {nameOfGroup(one.group)}
            </option>
          ))}
        </select>
        <button
          type="button"
          class="tool"
          aria-label={words.close}
          title={words.closeHint}
          onClick={onClose}
        >
          <CloseIcon />
        </button>
      </header>
      <div ref={grid} class="shelves">
        {found ? (
          <section aria-label={words.thingsFor(found.query)}>
            {found.things.length > 0 ? (
              tiles(found.things)
            ) : (
              <p class="none">{words.nothingNear(found.query)}</p>
            )}
          </section>
        ) : (
          shown.map(({ group: one, things }) => (
            <Shelf
              key={one}
              name={nameOfGroup(one)}
              things={things}
              open={group !== ''}
              onOpen={() => setGroup(one)}
              tiles={tiles}
            />
          ))
        )}
      </div>
      <p class="hint">{words.hint}</p>
      <p class="unseen" role="status">
        {found ? words.found(found.things.length) : ''}
      </p>
    </dialog>
  );
}

interface ShelfProps {
  name: string;
  things: KnownThing[];
  open: boolean;
  onOpen: () => void;
  tiles: (things: readonly string[]) => preact.JSX.Element;
}

const Shelf = ({ name, things, open, onOpen, tiles }: ShelfProps) => (
  <section aria-label={name}>
    <h2>
      {name}
      {!open && things.length > FEW && (
        <button
          type="button"
          class="link"
          onClick={onOpen}
          aria-label={words.allOf(things.length, name)}
        >
          {words.all(things.length)}
        </button>
      )}
    </h2>
    {tiles((open ? things : things.slice(0, FEW)).map((thing) => thing.name))}
  </section>
);
