/** What views of words and things are given besides the state: the reader, and what plays a thing. */
import { createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { Completion, Names, PromptReading, Thumbnails } from '../../worker/api';
import type { Player } from '../gallery/player';
import type { Reader } from './reader';
import { type Sheet, sheetOf } from './sheet';

export interface Tools {
  reader: Reader;
  player: Player;
}

const nothing: Tools = {
  reader: {
    read: async () => null,
    complete: async () => [],
    find: async () => [],
    names: async () => null,
    thumbnails: async () => null,
    unpacked: async () => null,
  },
  player: { play: async () => null, leave: () => {} },
};

export const ToolsContext = createContext(nothing);

export const useTools = () => useContext(ToolsContext);

/** What a promise came to; `null` until then. */
function useAnswer<T>(ask: () => Promise<T>): T | null {
  const [answer, setAnswer] = useState<T | null>(null);
  useEffect(() => {
    let gone = false;
    ask().then((given) => {
      if (!gone) setAnswer(() => given);
    });
    return () => {
      gone = true;
    };
  }, [ask]);
  return answer;
}

export const useNames = (): Names | null => useAnswer(useTools().reader.names);

const sheets = new WeakMap<Thumbnails, Sheet>(); // one image for all who show of it

function sheetFor(thumbnails: Thumbnails): Sheet {
  const sheet = sheets.get(thumbnails) ?? sheetOf(thumbnails);
  sheets.set(thumbnails, sheet);
  return sheet;
}

export function useSheet(): Sheet | null {
  const { reader } = useTools();
  const ask = useMemo(
    () => () => reader.thumbnails().then((one) => one && sheetFor(one)),
    [reader],
  );
  return useAnswer(ask);
}

/** A prompt and what it is read as; the last one until the next is there. */
export interface Read {
  prompt: string;
  reading: PromptReading;
}

export function useReading(prompt: string): Read | null {
  const { reader } = useTools();
  const [read, setRead] = useState<Read | null>(null);
  // Asked for before what else is asked at a key press: the reading is shown first.
  useLayoutEffect(() => {
    let gone = false;
    reader.read(prompt).then((reading) => {
      if (!gone) setRead(reading && { prompt, reading });
    });
    return () => {
      gone = true;
    };
  }, [reader, prompt]);
  return read;
}

export type { Completion };
