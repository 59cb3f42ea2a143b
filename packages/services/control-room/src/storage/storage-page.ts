import { type Html, html } from '@baseplate-epr/clinical-format';
import type { AssemblyView } from '@baseplate-epr/contracts';
import { askAssembly } from '../assembly/ask-assembly.ts';
import { documentPage } from '../page/document.ts';
import { notToldPage } from '../page/message-page.ts';
import type { Visit } from '../visit.ts';
import { momentWords, sizeWords } from '../words/amounts.ts';
import { placeName, shortPackage } from '../words/names.ts';
import { growthLine } from './growth-line.ts';
import { growthOf, type StoragePlace } from './growth-of.ts';

const places: readonly StoragePlace[] = ['records', 'documents', 'audit', 'state'];

/** How much room the stores take, and how fast that grows. */
export async function storagePage(visit: Visit): Promise<Response> {
  const told = await askAssembly(visit);
  if (told.outcome !== 'told') return notToldPage(visit, told);
  const { storage } = told.value;
  const last = storage.at(-1);
  return documentPage(visit, {
    title: 'Storage',
    main: html`<h1>Storage</h1><p>${
      last === undefined
        ? 'No sample has been taken yet. One is taken every hour, the first soon after a start.'
        : html`As it was at ${momentWords(last.at)}; a sample is taken every hour. Sizes are those on the disk, with indexes and what has not been tidied away yet.`
    }</p><dl class="facts">${places.map((place) => placeRow(told.value, place))}</dl><p class="quiet">A change-over puts another store in a place, and the size begins anew with it.</p>`,
  });
}

function placeRow({ storage, bricks }: AssemblyView, place: StoragePlace): Html {
  const growth = growthOf(storage, place);
  const brick = bricks.find((one) => one.place === `data.${place}`);
  const name = html`<dt>${placeName(place)}<br><span class="quiet">${shortPackage(brick?.package ?? '')}</span></dt>`;
  if (growth === undefined)
    return html`<div>${name}<dd>Unknown: ${storage.length === 0 ? 'no sample yet' : 'this store does not tell how much room it takes, or could not'}</dd></div>`;
  const { bytes, isEstimate, aDay } = growth;
  const grows =
    aDay === undefined
      ? 'How fast it grows is not known yet'
      : `${aDay < 0 ? 'Shrinks' : 'Grows'} by about ${sizeWords(Math.abs(aDay))} a day`;
  return html`<div>${name}<dd><b>${isEstimate && 'About '}${sizeWords(bytes)}</b><br>${grows}${growthLine(growth)}</dd></div>`;
}
