import { type Html, html } from '@baseplate-epr/clinical-format';
import type { RunView } from '@baseplate-epr/contracts';
import { durationWords, momentWords } from '../words/amounts.ts';

const kinds: Readonly<Record<RunView['kind'], string>> = {
  apply: 'Apply',
  rollback: 'Roll back',
  finish: 'Give up the way back',
};

const states: Readonly<Record<RunView['state'], readonly [string, string, string]>> = {
  running: ['warn', '⇄', 'At work'],
  done: ['pass', '✓', 'Done'],
  failed: ['fail', '✕', 'Failed'],
  stopped: ['plain', '■', 'Stopped'],
  lost: ['fail', '?', 'Ended without a word'],
};

/** A run in a few lines: what, by whom, when, how it stands, and what it said. */
export function runSummary({ kind, by, startedAt, endedAt, state, said }: RunView): Html {
  const [tone, sign, word] = states[state] ?? ['unknown', '?', 'Unknown'];
  const took = endedAt === undefined ? '' : `, took ${durationWords(endedAt - startedAt)}`;
  return html`<b>${kinds[kind] ?? kind}</b> <span class="badge badge--${tone}"><span aria-hidden="true">${sign}</span> ${word}</span><br><span class="quiet">${by}, ${momentWords(startedAt)}${took}</span>${
    state === 'lost' &&
    html`<p>Its process is gone. What it had copied is kept, the ledger says which store is in force, and a new apply goes on where it stood.</p>`
  }${said.length > 0 && html`<div class="said">${said.map((line) => html`<p>${line}</p>`)}</div>`}`;
}
