import assert from 'node:assert/strict';
import type { Predicate, Query, RecordStore } from '@baseplate-epr/contracts';
import * as fc from 'fast-check';
import type { CaseContext } from '../../kit/case-context.ts';
import { randomQuery } from '../random/random-query.ts';
import { randomChange, randomWorld, type WorldChange, worldCompartments, worldNames } from '../random/random-world.ts';
import { put } from './actions.ts';
import { answers, asKept, draftOf, holdsAtRandom } from './agreement.ts';
import type { Draft } from './drafts.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

/** Worlds tried, and changes and questions in each. */
const worlds = 12;
const changesPerWorld = 10;
const questionsPerWorld = 6;

/** Random questions, asked again after each of many random changes, answered by the store and by the reference. */
export const againRandomCases: readonly RecordStoreCase[] = [
  safetyCase('again: random questions are answered by what is there now, whatever has changed', (context) =>
    holdsAtRandom(context, worlds, again),
  ),
];

const compartment = fc.constantFrom(...worldCompartments).map((name): Predicate => {
  const [type = '', id = ''] = name.split('/');
  return { kind: 'compartment', type, ids: [id] };
});

/** Most are about one compartment, as what a chart asks is. */
const question: fc.Arbitrary<Query> = fc
  .tuple(randomQuery, fc.option(compartment, { freq: 5 }), fc.integer({ min: 0, max: 3 }))
  .map(([query, enclosing, narrow]): Query => {
    if (enclosing === null) return query;
    const { where, ...open } = query;
    if (narrow > 0 || where === undefined) return { ...open, where: enclosing };
    return { ...open, where: { kind: 'and', predicates: [enclosing, where] } };
  });

function again({ adapter }: CaseContext<RecordStore>, reference: RecordStore) {
  const newest = new Map<string, Draft>();
  let moment = 0;
  let generation = 0;
  const write = async (drafts: readonly Draft[]) => {
    await put(adapter, ...drafts);
    await put(reference, ...(await Promise.all(drafts.map((draft) => asKept(adapter, draft)))));
  };
  const indexAnew = async (name: string, entries: Draft['entries'] = []) => {
    const { type = '', id, version = 1 } = newest.get(name) as Draft;
    generation += 1;
    const options = { generation, entries: [{ type, id, versionId: String(version), entries }] };
    assert.deepEqual(await adapter.index(options), await reference.index(options));
  };
  const change = async ({ place, resource, indexedOnly }: WorldChange) => {
    moment += 10;
    const name = worldNames[place] ?? '';
    if (indexedOnly && resource !== undefined && newest.get(name)?.deleted === false)
      await indexAnew(name, resource.entries);
    else await write(draftOf(newest, name, resource, moment));
  };
  const questions = fc.array(question, { minLength: questionsPerWorld, maxLength: questionsPerWorld });
  const changes = fc.array(randomChange, { minLength: changesPerWorld, maxLength: changesPerWorld });
  return fc.asyncProperty(randomWorld, questions, changes, async (world, asked, happening) => {
    moment += 10;
    await write(world.flatMap((resource, place) => draftOf(newest, worldNames[place] ?? '', resource, moment)));
    const ask = async (promise: string) => {
      for (const query of asked)
        assert.deepEqual(await answers(adapter, query), await answers(reference, query), promise);
    };
    await ask('Another answer than the reference.');
    await ask('Another answer when asked again.');
    for (const one of happening) {
      await change(one);
      await ask('Another answer than the reference once something had changed.');
    }
  });
}
