import type { RunningRecord } from '../support/start-record.ts';
import { compareIncludes } from './compare-includes.ts';
import { compareOrders } from './compare-orders.ts';
import { type Comparison, type Difference, differenceOf } from './comparison.ts';
import { type Derived, deriveQueries } from './derive-queries.ts';
import { followPages } from './follow-pages.ts';
import type { Oracle } from './oracle.ts';

/** What the comparison brought. */
export interface Compared {
  readonly searches: number;
  /** Searches and differences by kind. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly differences: readonly Difference[];
}

/** Sends every search that can be derived from the examples, and compares each answer with the oracle's. */
export async function compareSearches(record: RunningRecord, oracle: Oracle): Promise<Compared> {
  const types = [...new Set(oracle.held.map(({ type }) => type))].sort();
  const counts = new Map<string, { searches: number; differences: number }>();
  const differences: Difference[] = [];
  let searches = 0;
  for (const type of types) {
    const waiting = [
      ...deriveQueries(oracle, type).map((derived) => matchComparison(oracle, derived)),
      ...compareIncludes(oracle, type),
      ...compareOrders(oracle, type),
    ].values();
    const work = async () => {
      for (const { kind, run } of waiting) {
        const count = counts.get(kind) ?? { searches: 0, differences: 0 };
        counts.set(kind, count);
        count.searches += 1;
        searches += 1;
        const difference = await run(record);
        if (difference === undefined) continue;
        count.differences += 1;
        differences.push(difference);
      }
    };
    await Promise.all(Array.from({ length: 4 }, work));
  }
  const kinds = [...counts]
    .sort()
    .map(([kind, one]) => [kind, `${one.searches} searches, ${one.differences} differ`] as const);
  return { searches, kinds: Object.fromEntries(kinds), differences };
}

/** Which resources are found. */
function matchComparison(oracle: Oracle, { type, parameters, kind }: Derived): Comparison {
  const query = parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  const search = `${type}?${parameters.map(([name, value]) => `${name}=${value}`).join('&')}`;
  return {
    kind,
    async run(record) {
      const expected = oracle
        .ofType(type)
        .filter((one) => parameters.every(([name, value]) => oracle.answers(one, name, value)));
      const found = await followPages(record, `/${type}?${query}&_elements=id`);
      const names = typeof found === 'number' ? found : new Set(found.map(({ name }) => name));
      return differenceOf(search, kind, new Set(expected.map(({ id }) => `${type}/${id}`)), names);
    },
  };
}
