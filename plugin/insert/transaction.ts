/** All or nothing: the canvas ends up changed as meant, or as it was. */
import { WORDS } from '../words';

/** Carries a sentence for the designer. */
export class Refusal extends Error {}

/** Makes one change now; `apply` answers with what takes it back. */
export type Change = (apply: () => () => void) => void;

/**
 * Runs the changes as one undo step; when one throws, takes back those before it, last first.
 * @param hold the step stays open for changes that follow
 * @throws {Refusal} with a sentence
 */
export function allOrNothing<T>(work: (change: Change) => T, hold = false): T {
  const undos: (() => void)[] = [];
  try {
    const result = work((apply) => void undos.push(apply()));
    if (!hold) figma.commitUndo();
    return result;
  } catch (error) {
    for (const undo of undos.reverse()) attempt(undo);
    throw asRefusal(error, WORDS.nothingInserted);
  }
}

// What cannot be taken back must not keep the rest from being taken back.
function attempt(undo: () => void): void {
  try {
    undo();
  } catch (error) {
    console.warn('A change could not be taken back:', error);
  }
}

/** The sentence for whatever was thrown; `what` says which part of the work did not happen. */
export function asRefusal(error: unknown, what: string): Refusal {
  if (error instanceof Refusal) return error;
  const why = error instanceof Error ? error.message : String(error);
  return /read.?only|view.?only|edit access|permission/i.test(why)
    ? new Refusal(WORDS.viewOnly)
    : new Refusal(WORDS.because(what, why));
}
