import { describeProblem } from '@baseplate-epr/clinical-format';
import type { FhirClient } from '@baseplate-epr/fhir-client';
import type { Condition, Resource } from '@medplum/fhirtypes';

/** A patient's problems, apart by what they are now. */
export interface Problems {
  readonly active: readonly Condition[];
  readonly past: readonly Condition[];
  /** Refuted and entered in error. */
  readonly notTrue: readonly Condition[];
  /** Encounters they were recorded in. */
  readonly included: readonly Resource[];
  /** There are more than were read. */
  readonly moreActive: boolean;
  readonly morePast: boolean;
}

const over = 'inactive,remission,resolved';

/**
 * Reads problems with two searches at once: whatever is not over, and what is, newest first.
 * @throws FhirError 403 if problems are withheld
 */
export async function readProblems(client: FhirClient, patient: string, pastLimit: number): Promise<Problems> {
  const common = { patient, _include: 'Condition:encounter', '_include:iterate': 'Encounter:service-provider' };
  const [open, ended] = await Promise.all([
    client.searchAll(
      'Condition',
      { ...common, 'clinical-status:not': over, _sort: '-recorded-date', _count: 100 },
      300,
    ),
    client.searchAll(
      'Condition',
      { ...common, 'clinical-status': over, _sort: '-recorded-date', _count: Math.min(pastLimit, 100) },
      pastLimit,
    ),
  ]);
  const all = [...open.matches, ...ended.matches];
  const group = (wanted: string) => all.filter((condition) => describeProblem(condition).group === wanted);
  return {
    active: group('active'),
    past: group('past'),
    notTrue: group('not-true'),
    included: [...open.included, ...ended.included],
    moreActive: !open.complete,
    morePast: !ended.complete,
  };
}
