import {
  card,
  conceptText,
  emptyState,
  formatDateTime,
  type Html,
  html,
  joinFacts,
} from '@baseplate-epr/clinical-format';
import { type Loaded, loaded } from '@baseplate-epr/fhir-client';
import type { Encounter } from '@medplum/fhirtypes';
import type { Visit } from '../visit.ts';

/** Admissions and visits, newest first, and whether there are more. */
export interface Visits {
  readonly encounters: readonly Encounter[];
  readonly more: boolean;
}

/** Reads the newest admissions and visits. */
export function readVisits({ record }: Visit, patient: string, limit: number): Promise<Loaded<Visits>> {
  return loaded(
    record
      .search('Encounter', { patient, _sort: '-date', _count: limit })
      .then(({ matches, next }) => ({ encounters: matches, more: next !== undefined })),
  );
}

/** The card of admissions and visits; on the chart it links to the whole history. */
export function visitsCard(
  visits: Loaded<Visits>,
  { patient, shown }: { readonly patient: string; readonly shown?: number },
): Html {
  const heading = 'Admissions and visits';
  const link = shown === undefined ? {} : { link: { text: 'Whole history', href: `/patients/${patient}/history` } };
  if (visits.state === 'withheld')
    return card({ id: 'visits', heading, content: emptyState('Withheld for your role.') });
  if (visits.state === 'unavailable') {
    return card({
      id: 'visits',
      heading,
      tone: 'away',
      content: html`<p>Not available now. The rest of this record is complete. <a class="nhsuk-link" href="/patients/${patient}">Try again<span class="nhsuk-u-visually-hidden">: ${heading}</span></a></p>`,
    });
  }
  const { encounters, more } = visits.value;
  if (encounters.length === 0)
    return card({ id: 'visits', heading, content: emptyState('No admissions or visits recorded.') });
  return card({
    id: 'visits',
    heading,
    ...(more ? { meta: shown === undefined ? `the newest ${encounters.length}` : `newest ${encounters.length}` } : {}),
    ...link,
    content: html`<ol class="workspace-timeline">${encounters.map(visitItem)}</ol>`,
  });
}

function visitItem(encounter: Encounter): Html {
  const { period, serviceProvider, participant = [], status } = encounter;
  const reason = (encounter.reasonCode ?? []).map((each) => conceptText(each)).find((text) => text !== undefined);
  const person = participant.map(({ individual }) => individual?.display).find((display) => display !== undefined);
  const facts = [
    period?.start === undefined ? 'Time not recorded' : formatDateTime(period.start),
    period?.end !== undefined && hasOtherDay(period.start, period.end) && `ended ${formatDateTime(period.end)}`,
    serviceProvider?.display ?? 'Organisation not recorded',
    person,
  ];
  return html`<li><p><b>${kindWords(encounter)}</b>${reason !== undefined && `, ${reason}`}${statusWords(status)}</p><p class="clinical-meta">${joinFacts(facts)}</p></li>`;
}

function kindWords({ class: kind, type = [], serviceType, location = [], period }: Encounter): string {
  const place = location.map((each) => each.location?.display).find((display) => display !== undefined);
  if (kind?.code === 'IMP' || kind?.code === 'ACUTE' || kind?.code === 'NONAC') {
    const where = place ?? conceptText(serviceType);
    return `${period?.end === undefined ? 'Admitted' : 'Inpatient stay'}${where === undefined ? '' : `, ${where}`}`;
  }
  const specialty = conceptText(serviceType);
  const words = type.map((each) => conceptText(each)).find((text) => text !== undefined) ?? kind?.display ?? 'Visit';
  return specialty === undefined ? words : `${words}, ${specialty}`;
}

function statusWords(status: Encounter['status']): Html {
  if (status === 'in-progress') return html` <strong class="nhsuk-tag nhsuk-tag--blue">Now</strong>`;
  if (status === 'cancelled' || status === 'planned' || status === 'entered-in-error') {
    const words = { cancelled: 'Cancelled', planned: 'Planned', 'entered-in-error': 'Entered in error' };
    return html` <strong class="nhsuk-tag nhsuk-tag--grey">${words[status]}</strong>`;
  }
  return html``;
}

function hasOtherDay(start: string | undefined, end: string): boolean {
  return start?.slice(0, 10) !== end.slice(0, 10);
}
