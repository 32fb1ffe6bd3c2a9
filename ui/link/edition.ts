/** What an edition of the plugin gives the panel: one carries everything in its page, the other is served by a team. */
import type { Engine, ModelSource, Runtimes } from '../../worker/api';

export interface Edition {
  /** It rejects with a sentence, as those below do. */
  startWorker(): Promise<Worker>;
  /**
   * What an engine runs on, read anew for each worker: a crash loses nothing.
   *
   * @param whole whether the lean runtime, which an edition may give WASM, has proved to be too lean
   */
  runtimes(engine: Engine, whole: boolean): Promise<Runtimes>;
  model(): Promise<ModelSource>;
  line: Line;
  /** Keeps what a host serves, and says whether the next opening needs no network. */
  keep?(): Promise<boolean>;
}

/** The line to Figma's page, which has the panel in a frame. */
export interface Line {
  post(message: object): void;
  /** Whether a message came along it. */
  carried(event: MessageEvent): boolean;
}
