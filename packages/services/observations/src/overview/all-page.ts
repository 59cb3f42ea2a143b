import { buttonLink, card, fragmentResponse, html, scoreSet } from '@baseplate-epr/clinical-format';
import { scopesAllow } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';
import type { ObservationVisit } from '../observation-visit.ts';
import { readPatientFacts } from '../reading/patient-facts.ts';
import { readSets, type SetsPage, toSetsPage } from '../reading/read-sets.ts';
import { graphs, readMeasurements } from './graphs.ts';
import { periodFilter, periodOf } from './period.ts';
import { setTable } from './set-table.ts';

/** Sets on a page. */
const pageSize = 20;

/** Every set, struck out ones too, newest first and by period; and above them a graph of each parameter. */
export async function allPage(visit: ObservationVisit): Promise<Response> {
  const { page, record, context, url } = visit;
  const { patient, linkBase } = page;
  const period = periodOf(url.searchParams.get('period'));
  const may = (interaction: 'c' | 'u') => scopesAllow(context.principal.scopes, 'Observation', interaction);
  const after = url.searchParams.get('after');
  const date = period.days === undefined ? [] : [`ge${new Date(context.now - period.days * 86_400_000).toISOString()}`];
  const [facts, sets, measurements] = await Promise.all([
    readPatientFacts(record, patient),
    after === null ? readSets(record, { patient, count: pageSize, struck: true, date }) : nextSets(visit, after),
    after === null ? readMeasurements(record, patient, date) : undefined,
  ]);
  const scored = sets.sets.map((set) => scoreSet(set, facts, context.now));
  const cursor =
    sets.next === undefined ? null : new URL(sets.next, 'http://record.invalid').searchParams.get('_cursor');
  const more =
    cursor !== null &&
    html`<p><a class="nhsuk-link" href="${linkBase}/all?period=${period.name}&amp;after=${encodeURIComponent(cursor)}">Older sets</a></p>`;
  return fragmentResponse(
    card({
      id: 'observations-all',
      heading: 'All observations',
      meta: after !== null ? `${period.words}, older sets` : period.days === undefined ? undefined : period.words,
      content: html`${periodFilter(period, linkBase)}${may('c') && html`<p>${buttonLink('Record observations', `${linkBase}/record`)}</p>`}${
        measurements !== undefined && html`<h3 class="nhsuk-heading-s">Graphs</h3>${graphs(measurements)}`
      }<h3 class="nhsuk-heading-s">Sets</h3>${setTable(scored, { linkBase, mayStrike: may('u'), period: period.words })}${more}`,
    }),
  );
}

/** The next page by the record's cursor, which is encrypted and holds only for this person and search. */
async function nextSets({ record, page }: ObservationVisit, cursor: string): Promise<SetsPage> {
  const next = `http://record.invalid/fhir/Observation?_cursor=${encodeURIComponent(cursor)}`;
  const found = await record.nextPage<Observation>({ matches: [], included: [], next });
  return found === undefined ? { sets: [], next: undefined } : toSetsPage(found, page.patient);
}
