/** Stands in for the panel while the UI works unseen, and ends the run when the UI falls silent. */
import type { Opening } from './protocol';
import { WORDS } from './words';

const SILENCE = 300_000; // ms without a word of the UI, far over what the slowest clip takes
const TOAST_LENGTH = 100; // characters that notify takes

/** What a notification can show: cut between letters, never within one, as an emoji is several units. */
export function toast(sentence: string): string {
  if (sentence.length <= TOAST_LENGTH) return sentence;
  let cut = '';
  for (const letter of Array.from(sentence)) {
    if (cut.length + letter.length >= TOAST_LENGTH) break;
    cut += letter;
  }
  return `${cut.replace(JOINED, '')}…`;
}

const JOINED = /[\u200d\ufe0f]+$/; // what joins an emoji to a next one that was cut off

export type Watch = ReturnType<typeof watchUnseen>;

/** A notification that says what is going on and can cancel it, errors as they come, a last word. */
export function watchUnseen(opening: Opening) {
  let shown: NotificationHandler | undefined;
  let timer: number | undefined;
  let insertions = 0;
  let lastWord: string | undefined;

  function working(sentence: string): void {
    shown?.cancel();
    shown = figma.notify(toast(sentence), {
      timeout: Number.POSITIVE_INFINITY, // until the plugin closes
      button: { text: WORDS.cancel, action: () => figma.closePlugin(WORDS.cancelled) },
    });
  }

  /** The UI gave a sign of life. */
  function heard(): void {
    if (timer !== undefined) clearTimeout(timer);
    timer = setTimeout(() => figma.closePlugin(WORDS.stuck), SILENCE);
  }

  function trouble(sentence: string): void {
    figma.notify(toast(sentence), { error: true });
  }

  function inserted(sentence: string): void {
    insertions += 1;
    lastWord = insertions === 1 ? sentence : WORDS.regenerated(insertions);
  }

  working(intent(opening));
  heard();
  return { working, heard, trouble, inserted, farewell: () => lastWord && toast(lastWord) };
}

function intent(opening: Opening): string {
  if (opening.kind === 'quick') return WORDS.drawingOf(opening.prompt);
  if (opening.kind !== 'regenerate') return WORDS.drawing;
  const [first, ...others] = opening.targets;
  return first && others.length === 0
    ? WORDS.drawingAnew(first.request.prompt)
    : WORDS.drawingAllAnew(opening.targets.length);
}
