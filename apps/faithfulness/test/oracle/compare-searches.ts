import { sendRequest } from '../support/send-request.ts';
import type { RunningRecord } from '../support/start-record.ts';
import { type Derived, deriveQueries } from './derive-queries.ts';
import type { Oracle } from './oracle.ts';

/** A search that the record answers otherwise than the oracle. */
export interface Difference {
  readonly search: string;
  readonly kind: string;
  readonly status?: number;
  /** What the oracle expects and the record did not find, and the other way round; the first ten of each. */
  readonly lacking: readonly string[];
  readonly extra: readonly string[];
  readonly expected: number;
  readonly found: number;
}

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
    const waiting = deriveQueries(oracle, type).values();
    const work = async () => {
      for (const derived of waiting) {
        const count = counts.get(derived.kind) ?? { searches: 0, differences: 0 };
        counts.set(derived.kind, count);
        count.searches += 1;
        searches += 1;
        const difference = await compare(record, oracle, derived);
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

async function compare(
  record: RunningRecord,
  oracle: Oracle,
  { type, parameters, kind }: Derived,
): Promise<Difference | undefined> {
  const query = parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  const search = `${type}?${parameters.map(([name, value]) => `${name}=${value}`).join('&')}`;
  const expected = new Set(
    oracle
      .ofType(type)
      .filter((one) => parameters.every(([name, value]) => oracle.answers(one, name, value)))
      .map(({ id }) => id),
  );
  const found = await findAll(record, `/${type}?${query}&_elements=id`);
  if (typeof found === 'number')
    return { search, kind, status: found, lacking: [], extra: [], expected: expected.size, found: 0 };
  const lacking = [...expected].filter((id) => !found.has(id));
  const extra = [...found].filter((id) => !expected.has(id));
  if (lacking.length === 0 && extra.length === 0) return undefined;
  return {
    search,
    kind,
    lacking: lacking.slice(0, 10),
    extra: extra.slice(0, 10),
    expected: expected.size,
    found: found.size,
  };
}

/** The ids on all pages, in smaller ones where the large are refused for their length; or the status of a refusal. */
async function findAll(record: RunningRecord, path: string): Promise<ReadonlySet<string> | number> {
  for (const count of [1000, 10]) {
    const found = await followPages(record, `${path}&_count=${count}`);
    if (found !== 422) return found;
  }
  return followPages(record, `${path}&_count=1`);
}

/** The ids on all pages, or the status of a refusal. A parameter that was passed over is no answer either. */
async function followPages(record: RunningRecord, path: string): Promise<ReadonlySet<string> | number> {
  const ids = new Set<string>();
  const headers = { prefer: 'handling=strict' };
  for (let next: string | undefined = path; next !== undefined; ) {
    const answer = await sendRequest(record.base, record.token, { method: 'GET', path: next, headers });
    if (answer.status !== 200) return answer.status;
    const { entry = [], link } = JSON.parse(answer.text) as {
      entry?: readonly { resource: { id: string } }[];
      link: readonly { relation: string; url: string }[];
    };
    for (const { resource } of entry) ids.add(resource.id);
    next = link.find(({ relation }) => relation === 'next')?.url.slice(record.base.length);
  }
  return ids;
}
