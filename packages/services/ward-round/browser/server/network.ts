import { useSyncExternalStore } from 'react';

/** Since when nothing has come back from the record, in milliseconds since 1970 by this device; `undefined` while it answers. */
let goneSince: number | undefined = navigator.onLine ? undefined : Date.now();
const listeners = new Set<() => void>();

/** Notes how the last question ended. */
export function noteNetwork(there: boolean): void {
  const next = there ? undefined : (goneSince ?? Date.now());
  if (next === goneSince) return;
  goneSince = next;
  for (const listener of listeners) listener();
}

/** Calls back whenever the network goes or comes. */
export function onNetworkChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the record is believed to answer. */
export function isNetworkThere(): boolean {
  return goneSince === undefined;
}

/** {@link goneSince} for a component. */
export function useNetworkGone(): number | undefined {
  return useSyncExternalStore(onNetworkChange, () => goneSince);
}

globalThis.addEventListener('offline', () => noteNetwork(false));
globalThis.addEventListener('online', () => noteNetwork(true));
