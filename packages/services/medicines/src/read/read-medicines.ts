import { allowed, type FhirClient } from '@baseplate-epr/fhir-client';
import type { MedicationRequest, Resource } from '@medplum/fhirtypes';
import { endOf, plannedEndOf } from './medicine-dates.ts';
import type { MedicineEntry } from './medicine-entry.ts';
import { type ListName, type MedicineLists, noticeDays } from './medicine-lists.ts';
import { readDirectory } from './read-directory.ts';
import { toEntry } from './to-entry.ts';

/** Medicines read at most for one list. */
const limit = 300;
const day = 86_400_000;

const statuses = {
  current: { request: 'active,on-hold,unknown,draft', statement: 'active,on-hold,unknown,intended' },
  past: {
    request: 'completed,stopped,cancelled,entered-in-error',
    statement: 'completed,stopped,not-taken,entered-in-error',
  },
} as const;

/** Whose medicines, and which. */
export interface ReadMedicinesOptions {
  /** Logical id. */
  readonly patient: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly list: ListName;
}

/**
 * Reads one list of medicines: three searches at once, then one for who works where and what was replaced.
 * @throws FhirError 403 if prescriptions are withheld from this role altogether
 */
export async function readMedicines(client: FhirClient, options: ReadMedicinesOptions): Promise<MedicineLists> {
  const { patient, now, list } = options;
  const include = ['MedicationRequest:encounter', 'MedicationRequest:medication'];
  const [requests, statements, stopped] = await Promise.all([
    client.searchAll(
      'MedicationRequest',
      {
        patient,
        status: statuses[list].request,
        _sort: '-authoredon',
        _count: 100,
        _include: include,
        '_include:iterate': 'Encounter:service-provider',
      },
      limit,
    ),
    allowed(
      client.searchAll(
        'MedicationStatement',
        {
          patient,
          status: statuses[list].statement,
          _sort: '-effective',
          _count: 100,
          _include: 'MedicationStatement:medication',
        },
        limit,
      ),
    ),
    list === 'current' ? readStopped(client, patient, now) : { matches: [], included: [] },
  ]);
  const found = [...requests.matches, ...(statements?.matches ?? [])];
  const background = await readDirectory(client, {
    patient,
    medicines: [...found, ...stopped.matches],
    known: stopped.matches,
  });
  const directory: readonly Resource[] = [
    ...requests.included,
    ...(statements?.included ?? []),
    ...stopped.included,
    ...background.resources,
  ];
  const entries = found
    .map((resource) => toEntry(resource, directory))
    .sort(list === 'past' ? latestEnded : newestFirst);
  return {
    list,
    entries,
    more: !requests.complete || statements?.complete === false,
    stopped: stopped.matches
      .map((resource) => toEntry(resource, directory))
      .sort((a, b) => stoppedAt(b.resource) - stoppedAt(a.resource)),
    withheld: statements === undefined ? ['Medicines that were reported but not prescribed here'] : [],
    sourcesWithheld: background.withheld,
  };
}

/** Whatever stopped in these days was also written in these days, so the search stays small whatever the length of the record. */
async function readStopped(client: FhirClient, patient: string, now: number) {
  const since = now - noticeDays * day;
  const { matches, included } = await client.searchAll(
    'MedicationRequest',
    {
      patient,
      status: 'stopped,cancelled',
      _lastUpdated: `ge${new Date(since).toISOString()}`,
      _sort: '-_lastUpdated',
      _count: 100,
      _include: 'MedicationRequest:medication',
    },
    limit,
  );
  return { matches: matches.filter((resource) => isLately(resource, since, now)), included };
}

/**
 * Most senders do not write when a prescription was stopped. Then it counts from when that was written here, unless it came here
 * as stopped long after it was signed: that is history being copied.
 */
function isLately(resource: MedicationRequest, since: number, now: number): boolean {
  const ended = endOf(resource);
  if (ended !== undefined) return time(ended) >= since && time(ended) <= now;
  return resource.meta?.versionId !== '1' || hadTimeLeft(resource, now) || time(resource.authoredOn) >= since;
}

function hadTimeLeft(resource: MedicationRequest, now: number): boolean {
  return time(plannedEndOf(resource)) > now;
}

function stoppedAt(resource: MedicineEntry['resource']): number {
  return time(endOf(resource) ?? resource.meta?.lastUpdated);
}

/** Of the same moment, by name, so that the order stays the same from one look to the next. */
function newestFirst(one: MedicineEntry, other: MedicineEntry): number {
  const [first, second] = [time(other.started), time(one.started)];
  return first === second ? one.description.text.localeCompare(other.description.text, 'en-GB') : first - second;
}

/** What ended last comes first; what has no end stands where it began. */
function latestEnded(one: MedicineEntry, other: MedicineEntry): number {
  const [first, second] = [time(other.ended ?? other.started), time(one.ended ?? one.started)];
  return first === second ? newestFirst(one, other) : first - second;
}

/** Milliseconds for sorting; what has no date comes last. */
function time(date: string | undefined): number {
  const milliseconds = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(milliseconds) ? Number.NEGATIVE_INFINITY : milliseconds;
}
