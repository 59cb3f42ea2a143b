import type { BundleAnswer, RecordVersion } from '@baseplate-epr/record';
import { beforeAll, expect, test } from 'vitest';
import { patient } from '../__fixtures__/resources.ts';
import { type TestApi, testApi } from '../__fixtures__/test-api.ts';
import { searchsetText } from './bundle-text.ts';
import { doInTurns } from './in-turns.ts';
import type { LongAnswers } from './long-answers.ts';
import { responseBundleText } from './response-bundle-text.ts';

const patients = 8;
const long = 'x'.repeat(100_000);
let api: TestApi;

beforeAll(async () => {
  api = await testApi();
  for (let index = 0; index < patients; index += 1) {
    await api.send(`PUT /Patient/p${index}`, { body: patient(long, { id: `p${index}`, gender: 'male' }) });
  }
});

/** How many turns of the event loop pass until a request is answered. */
async function turnsOf(line: string, body?: object): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const { status, text } = await api.send(line, body === undefined ? {} : { body });
  isOver = true;
  expect([status, text.includes('SUBSETTED'), text.includes(long)]).toEqual([200, true, false]);
  return turns;
}

test.each(['GET /Patient?_elements=gender', 'GET /Patient?_summary=text', 'GET /Patient/_history?_elements=gender'])(
  '%s: long resources are shortened in turns of the event loop',
  async (line) => {
    expect(await turnsOf(line)).toBeGreaterThanOrEqual(patients - 1);
  },
);

test.each([
  ['a page', ['Patient?_elements=gender']],
  ['reads', Array.from({ length: patients }, (_, index) => `Patient/p${index}?_elements=gender`)],
])('so are those that a batch brings as %s', async (_, urls) => {
  const entry = urls.map((url) => ({ request: { method: 'GET', url } }));
  const turns = await turnsOf('POST /', { resourceType: 'Bundle', type: 'batch', entry });
  expect(turns).toBeGreaterThanOrEqual(patients - 1);
});

/** Notes how often somebody waited for a turn. */
function counted(): LongAnswers & { readonly taken: () => number } {
  let taken = 0;
  return {
    turn: () => undefined,
    async next() {
      taken += 1;
    },
    taken: () => taken,
  };
}

const version = (length: number): RecordVersion => ({
  type: 'Patient',
  id: 'p',
  versionId: '1',
  lastUpdated: 0,
  deleted: false,
  text: JSON.stringify({ resourceType: 'Patient', id: 'p', name: [{ family: 'x'.repeat(length) }] }),
});
const links = { url: 'http://x/fhir/Patient', baseUrl: 'http://x/fhir' };

test('a page of small resources is shortened at once, and one that is given as it is waits for nothing, however long', () => {
  const page = (count: number, length: number, elements?: readonly string[]) => ({
    matches: Array.from({ length: count }, () => version(length)),
    included: [],
    applied: [],
    issues: [],
    ...(elements === undefined ? {} : { elements }),
  });
  const answers = counted();
  for (const one of [page(20, 2000, ['gender']), page(20, 200_000)]) {
    expect(doInTurns(searchsetText(one, links), answers)).not.toBeInstanceOf(Promise);
  }
  expect(answers.taken()).toBe(0);
});

test('as much as fits is done in one turn, and what is longer than any has one for itself', async () => {
  const answers = counted();
  const done: number[] = [];
  const work = function* (lengths: readonly number[]) {
    for (const length of lengths) {
      yield length;
      done.push(answers.taken());
    }
    return 'done';
  };
  const kibibytes = [60, 60, 60, 60, 60, 1000, 60].map((length) => length * 1024);
  expect(await doInTurns(work(kibibytes), answers)).toBe('done');
  expect(done).toEqual([0, 0, 1, 1, 2, 3, 4]);
});

test('long pages within a batch are joined one in each turn', async () => {
  const answers = counted();
  const search = { matches: [version(2_100_000)], included: [], applied: [], issues: [] };
  const request = { method: 'GET', url: 'Patient' };
  const entries = Array.from({ length: 3 }, () => ({
    request,
    status: 200,
    result: { kind: 'search', answer: search } as const,
  }));
  const answer: BundleAnswer = { type: 'batch-response', entries };
  const form = { baseUrl: 'http://x/fhir', prefer: { return: 'representation', returnAsked: false } as never };
  await doInTurns(responseBundleText(answer, form), answers);
  expect(answers.taken()).toBe(3);
});
