import { type Html, html } from '@baseplate-epr/clinical-format';
import type { AssemblyView, ChangeOverView, ChangesView } from '@baseplate-epr/contracts';
import { linkTo, type Visit } from '../visit.ts';
import { placeName, storeName } from '../words/names.ts';

/** What an administrator must know before looking at the bricks: what is not well, what is moving, what can be undone. */
export function notices(visit: Visit, { bricks, changes }: AssemblyView): Html {
  const unwell = bricks.filter(({ health }) => health.status !== 'pass');
  return html`${unwell.map(
    ({ place, title, health }) =>
      html`<p class="notice notice--${health.status}"><b>${placeName(place, title)}:</b> ${health.reason ?? 'It does not say why.'} <a href="${linkTo(visit, `/bricks/${place}`)}">See it</a></p>`,
  )}${changes?.changeOvers.map((over) => changeOverNotice(visit, over))}${changes !== undefined && servicesNotices(visit, changes)}${
    changes === undefined &&
    html`<p class="notice">This assembly has no ledger, so its stores cannot be changed while it is in use. Add <code>ledger: { directory: … }</code> to its configuration.</p>`
  }`;
}

function changeOverNotice(visit: Visit, { place, phase, from, to, isLed, isUndoneNext }: ChangeOverView): Html {
  const name = placeName(place);
  const undo = (words: string) =>
    isUndoneNext
      ? html`<a href="${linkTo(visit, '/rollback')}">${words} …</a>`
      : 'What was done after it is rolled back first.';
  if (phase === 'mirroring') {
    return html`<p class="notice"><b>${name}:</b> changed over to ${storeName(to)}. ${storeName(from)} is kept, and you can go back to it with everything written since. ${undo('Roll back')} <a href="${linkTo(visit, '/finish')}">Give up the way back …</a></p>`;
  }
  return isLed
    ? html`<p class="notice notice--warn"><b>${name}:</b> changing over to ${storeName(to)} now. <a href="${linkTo(visit, '/progress')}">Watch it</a></p>`
    : html`<p class="notice notice--warn"><b>${name}:</b> a change-over to ${storeName(to)} was begun and left. ${storeName(from)} is in force, and nothing is held. <a href="${linkTo(visit, '/plan')}">Go on with it …</a> ${undo('Give it up')}</p>`;
}

function servicesNotices(visit: Visit, { undo, swap, processes }: ChangesView): Html {
  const late = processes.filter(({ isLate }) => isLate);
  return html`${
    swap?.phase === 'loading' &&
    html`<p class="notice notice--warn"><b>Digital services:</b> ${
      swap.isLed
        ? html`other ones are being loaded beside those in force. <a href="${linkTo(visit, '/progress')}">Watch it</a>`
        : html`other ones were to be loaded, and whoever led that is gone. Those in force stay. <a href="${linkTo(visit, '/plan')}">See the plan</a>`
    }</p>`
  }${late.map(
    ({ pid, host }) =>
      html`<p class="notice notice--warn"><b>Process ${pid} on ${host}:</b> other services than those in force still answer in it. It goes on trying; its log says why.</p>`,
  )}${
    undo === 'services' &&
    html`<p class="notice"><b>Digital services:</b> swapped. Those of before can be put back. <a href="${linkTo(visit, '/rollback')}">Roll back …</a></p>`
  }`;
}
