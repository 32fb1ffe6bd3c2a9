/** Hands clips to the plugin thread for tools, apart from the panel's own insertions. */
import type { MadeClip, Target, ToUi } from '../../plugin/protocol';
import type { Send } from '../link/channel';
import { WORDS } from '../words';

const FIRST = 1_000_000_000; // ids far from those of the panel
const ANSWER_TIME = 20_000; // ms in which the plugin thread has to answer

export interface Answer {
  done: boolean; // inserted; else the canvas is as it was
  message: string; // a sentence
}

export type Hand = ReturnType<typeof createHand>;

export function createHand(send: Send) {
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = FIRST;

  /** @param hold one undo step with what comes after it, up to 'commit' */
  function give(clip: MadeClip, target: Target, hold = false): Promise<Answer> {
    const id = ++last;
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle({ done: false, message: WORDS.silence }), ANSWER_TIME);
      const settle = (answer: Answer) => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve(answer);
      };
      waiting.set(id, settle);
      send({ type: 'insert', id, clips: [clip], target, hold });
    });
  }

  function receive(message: ToUi): void {
    if (message.type !== 'inserted' && message.type !== 'refused') return;
    waiting.get(message.id)?.({ done: message.type === 'inserted', message: message.message });
  }

  return { give, receive };
}
