import { useSyncExternalStore } from 'react';

let changed = false;
const listeners = new Set<() => void>();

/** Notes whether the last question was answered by another user interface, put in the place of this one while its page is open. */
export function noteScreens(are: boolean): void {
  if (are === changed) return;
  changed = are;
  for (const listener of listeners) listener();
}

/** Whether other screens are in place. */
export function useScreensChanged(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => changed,
  );
}
