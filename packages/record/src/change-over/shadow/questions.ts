import type { IndexEntry, Predicate, RecordStore, StoredVersion } from '@baseplate-epr/contracts';

/** Something that two stores are asked, and must answer alike. */
export interface Question {
  readonly kind: 'read' | 'search';
  /** What is asked, in words without values. */
  readonly words: string;
  /** The answer of a store, in a form that is equal where the answers are. */
  ask(store: Pick<RecordStore, 'read' | 'search'>): Promise<string>;
}

const answersCompared = 50;

/** Questions about a resource: it is read, and it is searched for by what it is found by, in its patient's chart as screens do. */
export function questionsAbout(
  version: StoredVersion,
  entries: readonly IndexEntry[],
  random: () => number,
): readonly Question[] {
  const { type, id, compartments } = version;
  const chart = compartments.find((one) => one.type === 'Patient');
  const inside: Predicate | undefined =
    chart === undefined ? undefined : { kind: 'compartment', type: 'Patient', ids: [chart.id] };
  const questions: Question[] = [{ kind: 'read', words: `${type}/${id}`, ask: (store) => readAnswer(store, type, id) }];
  const about = entries[Math.floor(random() * entries.length)];
  const predicate = about === undefined ? undefined : predicateOf(about);
  if (about !== undefined && predicate !== undefined) {
    const where: Predicate = inside === undefined ? predicate : { kind: 'and', predicates: [inside, predicate] };
    const place = inside === undefined ? '' : ' in a chart';
    questions.push(
      search(`${type} by ${about.parameter} (${about.kind})${place}, as ${type}/${id} has it`, type, where),
    );
  }
  if (inside !== undefined) questions.push(search(`${type} of the patient of ${type}/${id}`, type, inside));
  return questions;
}

function search(words: string, type: string, where: Predicate): Question {
  return {
    kind: 'search',
    words,
    async ask(store) {
      const { matches, next } = await store.search({ types: [type], where, count: answersCompared });
      return JSON.stringify([matches.map(({ id, versionId }) => `${id}/${versionId}`), next !== undefined]);
    },
  };
}

async function readAnswer(store: Pick<RecordStore, 'read'>, type: string, id: string): Promise<string> {
  const version = await store.read({ type, id });
  if (version === undefined) return 'none';
  const { versionId, lastUpdated, deleted, text } = version;
  return JSON.stringify([versionId, lastUpdated, deleted, text]);
}

/** What finds a resource by one of its entries. */
function predicateOf(entry: IndexEntry): Predicate | undefined {
  const { parameter } = entry;
  switch (entry.kind) {
    case 'token':
      return { kind: 'token', parameter, system: entry.system, code: entry.code };
    case 'string':
      return { kind: 'string', parameter, match: 'starts', value: entry.value };
    case 'date':
    case 'number':
      return {
        kind: 'range',
        entry: entry.kind,
        parameter,
        bounds: [
          { end: 'high', operator: '>=', value: entry.low },
          { end: 'low', operator: '<=', value: entry.high },
        ],
      };
    case 'reference':
      return entry.type === '' ? undefined : { kind: 'reference', parameter, type: entry.type, id: entry.id };
    case 'uri':
      return { kind: 'uri', parameter, match: 'exact', value: entry.value };
    default:
      return undefined;
  }
}
