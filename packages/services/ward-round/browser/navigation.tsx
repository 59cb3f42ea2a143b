import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  globalThis.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    globalThis.removeEventListener('popstate', listener);
  };
}

/** Path and query of the screen that is shown. */
export function useAddress(): string {
  return useSyncExternalStore(subscribe, shownAddress);
}

/** {@link useAddress} outside of a component. */
export function shownAddress(): string {
  return location.pathname + location.search;
}

/** Shows another screen of the round. */
export function go(address: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  for (const listener of listeners) listener();
}

/**
 * Shows another screen, unless somebody has left the one that wanted it: an answer may take long, and whoever is with another patient by then
 * must not find themselves in the record of the first.
 *
 * @param from - the address that was shown when it was asked for
 */
export function goOn(from: string, address: string): void {
  if (shownAddress() === from) go(address);
}

/** A link to another screen; with a modifier key or another button the browser does what it always does. */
export function Link({ href, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string }) {
  return <a {...rest} href={href} onClick={(event) => follow(event, href)} />;
}

function follow(event: MouseEvent, href: string): void {
  if (!isPlain(event)) return;
  event.preventDefault();
  go(href);
}

/** A click that means: go there, here. */
export function isPlain(event: Pick<MouseEvent, 'button' | 'metaKey' | 'ctrlKey' | 'shiftKey' | 'altKey'>): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
