import type { Include, Predicate, StoredVersion } from '@baseplate-epr/contracts';
import { compartmentResourceTypes, resourceTypes } from '@baseplate-epr/fhir';
import { allOf } from '../access/combine-predicates.ts';
import { giveOut } from '../binary/give-out.ts';
import { badValue } from '../error/refusals.ts';
import { findVersion } from '../read/read-version.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { EverythingOptions, SearchAnswer } from '../session/search-types.ts';

/** What resources of a compartment refer to and cannot be understood without. */
const explanatory = ['Organization', 'Practitioner', 'PractitionerRole', 'Location', 'Medication', 'Device'] as const;

/** Gathers what is known about one patient, page by page; see `RecordSession.everything`. */
export async function everythingAbout(
  parts: RecordParts,
  caller: Caller,
  options: EverythingOptions,
): Promise<SearchAnswer> {
  const { patient, since, types = [] } = options;
  if (!types.every((type) => resourceTypes.has(type))) {
    throw badValue(
      '_type names something that is not a resource type of R4. Types are written as in the specification.',
    );
  }
  await findVersion(parts, caller, { type: 'Patient', id: patient });
  const binding = JSON.stringify(['everything', caller.principal.id, patient, since, types]);
  const cursor = options.cursor === undefined ? undefined : parts.cursors.open(binding, options.cursor);
  const access = caller.access.rules('search');
  const page = await parts.records.search({
    types: [],
    where: allOf([
      { kind: 'compartment', type: 'Patient', ids: [patient] },
      ...(types.length === 0 ? [] : [{ kind: 'type', types } as const]),
      ...(since === undefined ? [] : [updatedSince(since)]),
    ]),
    access,
    count: Math.max(1, Math.min(options.count ?? parts.limits.defaultCount, parts.limits.maximumCount)),
    ...(typeof cursor === 'string' ? { cursor } : {}),
  });
  const wanted = explanatory.filter((type) => types.length === 0 || types.includes(type));
  const included = await referredTo(parts, caller, page.matches, wanted);
  const all = [...page.matches, ...included];
  await caller.trail.access({ action: 'everything', versions: all });
  const given = await giveOut(parts, all);
  return {
    matches: given.slice(0, page.matches.length),
    included: given.slice(page.matches.length),
    applied: [],
    issues: [],
    ...(page.next === undefined ? {} : { next: parts.cursors.seal(binding, page.next) }),
  };
}

function updatedSince(value: number): Predicate {
  return { kind: 'lastUpdated', bounds: [{ end: 'low', operator: '>=', value }] };
}

/** A second search, over the page alone: only now is it known which types stand on it, and there are few. */
async function referredTo(
  parts: RecordParts,
  caller: Caller,
  matches: readonly StoredVersion[],
  targets: readonly string[],
): Promise<readonly StoredVersion[]> {
  const inCompartment = new Set(['Patient', ...compartmentResourceTypes('Patient')]);
  const sources = [...new Set(matches.map(({ type }) => type))].filter((type) => inCompartment.has(type));
  if (sources.length === 0 || targets.length === 0) return [];
  const includes = sources.flatMap((source) =>
    targets.map((target): Include => ({ direction: 'forward', source, parameter: '*', target })),
  );
  const { included } = await parts.records.search({
    types: sources,
    where: { kind: 'id', ids: matches.map(({ id }) => id) },
    access: caller.access.rules('search'),
    count: matches.length,
    includes,
    includeLimit: parts.limits.includeLimit,
  });
  return included.filter(({ type }) => targets.includes(type));
}
