import type { Include, Predicate } from '@baseplate-epr/contracts';
import { compartmentResourceTypes, resourceTypes } from '@baseplate-epr/fhir';
import { allOf } from '../access/combine-predicates.ts';
import { giveOut } from '../binary/give-out.ts';
import { badValue } from '../error/refusals.ts';
import { findVersion } from '../read/read-version.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { EverythingOptions, SearchAnswer } from '../session/search-types.ts';
import { careDatesPredicate } from './care-dates.ts';
import { ownTimesIssues } from './own-times.ts';

/** What resources of a compartment refer to and cannot be understood without. */
const explanatory = ['Organization', 'Practitioner', 'PractitionerRole', 'Location', 'Medication', 'Device'] as const;

/** Gathers what is known about one patient, page by page; see `RecordSession.everything`. */
export async function everythingAbout(
  parts: RecordParts,
  caller: Caller,
  options: EverythingOptions,
): Promise<SearchAnswer> {
  const { patient } = options;
  await findVersion(parts, caller, { type: 'Patient', id: patient });
  const binding = JSON.stringify(['everything', caller.principal.id, patient]);
  const state = stateOf(options, (cursor) => parts.cursors.open(binding, cursor) as EverythingState);
  const { since, types, count, care } = state;
  if (!types.every((type) => resourceTypes.has(type))) {
    throw badValue(
      '_type names something that is not a resource type of R4. Types are written as in the specification.',
    );
  }
  const wanted = explanatory.filter((type) => types.length === 0 || types.includes(type));
  const where = allOf([
    { kind: 'compartment', type: 'Patient', ids: [patient] },
    ...(types.length === 0 ? [] : [{ kind: 'type', types } as const]),
    ...(since === undefined ? [] : [updatedSince(since)]),
    ...(care === undefined ? [] : [careDatesPredicate(care)]),
  ]);
  const { matches, included, next } = await parts.records.search({
    types: [],
    where,
    access: caller.access.rules('search'),
    count: Math.max(1, Math.min(count ?? parts.limits.defaultCount, parts.limits.maximumCount)),
    includes: includesOf(wanted),
    includeLimit: parts.limits.includeLimit,
    ...(state.cursor === undefined ? {} : { cursor: state.cursor }),
  });
  const all = [...matches, ...included];
  await caller.trail.access({ action: 'everything', versions: all, patients: [patient] });
  const given = await giveOut(parts, all);
  return {
    matches: given.slice(0, matches.length),
    included: given.slice(matches.length),
    applied: [],
    issues: ownTimesIssues(parts.records.capabilities, { where, sort: [] }),
    ...(next === undefined ? {} : { next: parts.cursors.seal(binding, { ...state, cursor: next }) }),
  };
}

/** All that a next page needs beside the patient. */
interface EverythingState extends Pick<EverythingOptions, 'since' | 'count' | 'care'> {
  readonly types: readonly string[];
  /** The store's cursor; absent on the first page. */
  readonly cursor?: string;
}

function stateOf(options: EverythingOptions, open: (cursor: string) => EverythingState): EverythingState {
  const { since, count, care, types = [], cursor } = options;
  if (cursor !== undefined) return open(cursor);
  return {
    types,
    ...(since === undefined ? {} : { since }),
    ...(care === undefined ? {} : { care }),
    ...(count === undefined ? {} : { count }),
  };
}

function updatedSince(value: number): Predicate {
  return { kind: 'lastUpdated', bounds: [{ end: 'low', operator: '>=', value }] };
}

const sources = ['Patient', ...compartmentResourceTypes('Patient')];
const known = new Map<string, readonly Include[]>();

/** Hundreds, so they are made once for each choice of targets: a store may remember what it made of a list. */
function includesOf(targets: readonly string[]): readonly Include[] {
  const key = targets.join(' ');
  const made =
    known.get(key) ??
    sources.flatMap((source) =>
      targets.map((target): Include => ({ direction: 'forward', source, parameter: '*', target })),
    );
  known.set(key, made);
  return made;
}
