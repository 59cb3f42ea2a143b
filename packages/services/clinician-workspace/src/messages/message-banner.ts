import { type Html, html } from '@baseplate-epr/clinical-format';

/** A sentence that tells what has just been done, read out by screen readers. */
export function messageBanner(sentence: string | undefined): Html {
  if (sentence === undefined) return html``;
  return html`<div class="workspace-done" role="status"><p><b>Done</b> ${sentence}</p></div>`;
}
