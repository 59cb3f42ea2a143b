import type { BrowserDocument, BrowserElement } from './browser-types.ts';

declare const document: BrowserDocument;

/** Runs in the browser: a second click within a second sends nothing, and a summary of mistakes gets the focus. */
export function guardForms(): void {
  const sent = new WeakMap<BrowserElement, number>();
  document.addEventListener('submit', (event) => {
    const { target } = event;
    if (target === null || event.defaultPrevented) return;
    const before = sent.get(target);
    if (before !== undefined && event.timeStamp - before < 1000) event.preventDefault();
    else sent.set(target, event.timeStamp);
  });
  const summary = document.querySelector('.nhsuk-error-summary, .workspace-problem');
  if (summary !== null) {
    summary.tabIndex = -1;
    summary.focus();
  }
}
