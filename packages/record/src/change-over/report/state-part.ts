import type { StateStore } from '@baseplate-epr/contracts';
import { compareState } from '../state/compare-state.ts';
import type { StateDifference } from '../state/state-types.ts';
import type { OtherStore } from './reconciliation-report.ts';
import type { ReconciliationReport } from './report-types.ts';

/** Two state stores to compare, and what is said of where they are. */
export interface StatePartOptions {
  readonly left: Pick<StateStore, 'namespace' | 'namespaces'>;
  readonly right: Pick<StateStore, 'namespace' | 'namespaces'>;
  readonly sides: ReconciliationReport['sides'];
  /** The stores themselves, free of secrets. */
  readonly names: ReconciliationReport['sides'];
  /** What expires before this moment is left out, in milliseconds since 1970. */
  readonly expiringBefore: number;
  readonly signal?: AbortSignal;
}

/**
 * Compares sessions, drafts, keys and journals entry by entry. Names namespaces and counts, never keys or values: some are secrets of people
 * who are signed in.
 *
 * @throws BaseplateError `cancelled`; whatever the stores throw
 */
export async function statePart({ sides, names, ...options }: StatePartOptions): Promise<OtherStore> {
  const { entries, differences } = await compareState(options);
  const [first] = differences;
  const written = (count: number) => count.toLocaleString('en-GB');
  return {
    store: 'state',
    name: 'State',
    facts: [
      { label: 'Kept in', ...names, differs: false },
      { label: 'Entries', left: written(entries.left), right: written(entries.right) },
      {
        label: 'First difference',
        left: first === undefined ? 'none' : inWords(first, sides),
        right: '',
        differs: first !== undefined,
      },
    ],
    differences: differences.map((difference) => inWords(difference, sides)),
  };
}

function inWords(
  { namespace, missingLeft, missingRight, different }: StateDifference,
  sides: ReconciliationReport['sides'],
): string {
  const parts = [
    ...(missingRight > 0 ? [`${missingRight} only in ${sides.left}`] : []),
    ...(missingLeft > 0 ? [`${missingLeft} only in ${sides.right}`] : []),
    ...(different > 0 ? [`${different} with another value or expiry`] : []),
  ];
  return `Namespace ${namespace}: ${parts.join(', ')}.`;
}
