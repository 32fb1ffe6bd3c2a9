/** A value and those who watch it. */
export interface Cell<T> {
  get(): T;
  set(value: T): void;
  watch(watcher: () => void): void;
}

export function createCell<T>(first: T): Cell<T> {
  let value = first;
  const watchers = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const watcher of watchers) watcher();
    },
    watch: (watcher) => void watchers.add(watcher),
  };
}
