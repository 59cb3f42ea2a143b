import { type Html, html } from '@baseplate-epr/clinical-format';
import type { PlanStepView } from '@baseplate-epr/contracts';
import { countWords, sizeWords } from '../words/amounts.ts';
import { placeName, storeName } from '../words/names.ts';
import { servicesStep } from './services-step.ts';

type ChangeOver = Extract<PlanStepView, { readonly kind: 'change-over' }>;

const compared: Readonly<Record<string, string>> = {
  records: 'the digests of both stores',
  documents: 'the lists of both stores',
  audit: 'the ends of all chains',
  state: 'all entries',
};

/** One step of a plan: what it does, moves, holds and risks. */
export function planStep(step: PlanStepView): Html {
  switch (step.kind) {
    case 'change-over':
      return changeOver(step);
    case 'rollback':
      return html`<h2>${placeName(step.place)}: back from ${storeName(step.from)} to ${storeName(step.to)}</h2><dl class="facts"><div><dt>Does</dt><dd>What was written since goes back as well, and the old store is in force again.</dd></div><div><dt>Holds</dt><dd>Writes at the flip, for a fraction of a second; none fails.</dd></div></dl>`;
    case 'services':
      return servicesStep(step);
    case 'settings':
      return html`<h2>${placeName(step.place)}: other settings</h2><p>Of ${storeName(step.store)}, at the next start of each process.</p>`;
    case 'restart':
      return html`<h2>${step.part}: ${step.change}</h2><p>At the next start of each process.</p>`;
  }
}

function changeOver({ place, from, to, items, bytes, resumes, shadow, losses = [], ends }: ChangeOver): Html {
  const amount =
    items === undefined
      ? 'Everything that is there.'
      : losses.length > 0
        ? `The newest version of each resource, of ${countWords(items)} versions.`
        : `${countWords(items)} versions with their history, about ${sizeWords(bytes ?? 0)} of text.`;
  const comparison = losses.length > 0 ? 'what each resource says in both' : (compared[place] ?? 'both stores');
  const kept = place === 'records' || place === 'documents';
  return html`<h2>${placeName(place)}: ${storeName(from)} → ${storeName(to)}</h2><dl class="facts"><div><dt>Moves</dt><dd>${amount}${resumes && ' An earlier run has begun it, and it goes on there.'}${
    shadow !== undefined &&
    ` A shadow has brought ${countWords(shadow.versions)} of them, and it goes on there: ${countWords(shadow.left)} are left.`
  }</dd></div><div><dt>Does</dt><dd>Copies while the record is used, compares ${comparison}, and flips every process together. Then the old store is kept${kept && ' like the new one'}, so that a rollback ${kept ? 'keeps' : 'can bring back'} later writes.</dd></div><div><dt>Holds</dt><dd>Writes at the flip, for a fraction of a second; none fails.</dd></div><div><dt>Risk</dt><dd>Before the flip none: the old store stays in force. After it both stores must be reachable for a rollback, until you give up the way back.</dd></div>${
    losses.length > 0 &&
    html`<div><dt>Loses</dt>${losses.map((loss) => html`<dd>${loss}</dd>`)}<dd>Who may decide that accepts it by name, at the command line: baseplate apply --accept-loss.</dd></div>`
  }${ends !== undefined && html`<div><dt>Ends</dt><dd>The way back to ${storeName(ends)}.</dd></div>`}</dl>`;
}
