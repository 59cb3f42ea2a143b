import { type Html, html } from '@baseplate-epr/clinical-format';
import type { PlanStepView, ServiceChangeView, ServiceView } from '@baseplate-epr/contracts';
import { shortPackage } from '../words/names.ts';

/** What becomes of the services: each change, then what all of them do together. */
export function servicesStep({ changes }: Extract<PlanStepView, { readonly kind: 'services' }>): Html {
  return html`<h2>Digital services: ${changes.length === 1 ? 'one changes' : `${changes.length} change`}</h2><dl class="facts">${changes.map(
    (change) => html`<div><dt>${headingOf(change)}</dt><dd>${detailOf(change)}</dd></div>`,
  )}<div><dt>Does</dt><dd>Loads what is new beside the old in every process, sees that it is well, then puts it in front everywhere. Whoever has a page open keeps the session and what is half written, and gets the new one with the next page.</dd></div><div><dt>Holds</dt><dd>Nothing. The old ones finish what is in their hands, and are stopped.</dd></div><div><dt>Risk</dt><dd>If one process cannot load them, the old ones stay everywhere. A rollback puts the old ones back.</dd></div></dl>`;
}

function headingOf({ from, to }: ServiceChangeView): string {
  if (from === undefined) return `Added: ${to?.name ?? ''}`;
  return to === undefined ? `Taken out: ${from.name}` : from.name === to.name ? to.name : `${from.name} → ${to.name}`;
}

function detailOf({ from, to, newScopes, risks }: ServiceChangeView): Html {
  const asked = from === undefined ? 'It asks for' : 'It asks in addition for';
  return html`<p>${wayOf(from, to)}</p>${newScopes.length > 0 && html`<p>${asked} <code>${newScopes.join(' ')}</code></p>`}${risks.map((risk) => html`<p>${risk}</p>`)}`;
}

function wayOf(from: ServiceView | undefined, to: ServiceView | undefined): string {
  const [before, after] = [from, to].map((service) => service && wordsOf(service));
  if (before === undefined || after === undefined) return before ?? after ?? '';
  return before === after ? `${after}, with other settings or from another place` : `${before} → ${after}`;
}

function wordsOf({ package: name, version, runs }: ServiceView): string {
  return `${shortPackage(name)} ${version ?? '(version unknown)'}${runs === 'inline' ? '' : `, ${runs}`}`;
}
