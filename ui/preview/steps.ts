/** Undo and redo: the forms before and after the one that is shown. A form is small, and its clip is soon made again. */
import type { Form } from '../request';

export interface Steps {
  past: Form[]; // the latest last
  future: Form[]; // the next one last
  field: string | null; // what the last step changed: further changes of it belong to that step
}

export const noSteps: Steps = { past: [], future: [], field: null };

const MOST = 100; // steps

/** Notes the form as it was before a change. @param field null for a step of its own */
export function step(steps: Steps, before: Form, field: string | null): Steps {
  const goesOn = field !== null && field === steps.field;
  const past = goesOn ? steps.past : [...steps.past, before].slice(-MOST);
  return { past, future: [], field };
}

/** @param form that is shown; `null` when there is no way back */
export function undo({ past, future }: Steps, form: Form): { steps: Steps; form: Form } | null {
  const before = past.at(-1);
  if (!before) return null;
  const steps = { past: past.slice(0, -1), future: [...future, form], field: null };
  return { steps, form: before };
}

/** @param form that is shown; `null` when nothing was undone */
export function redo({ past, future }: Steps, form: Form): { steps: Steps; form: Form } | null {
  const after = future.at(-1);
  if (!after) return null;
  const steps = { past: [...past, form], future: future.slice(0, -1), field: null };
  return { steps, form: after };
}
