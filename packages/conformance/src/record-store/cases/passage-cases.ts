import { assertFinds, nowAndWhereKept, put } from './actions.ts';
import { passage, token } from './entries.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

const says = (...words: readonly string[]) => ({ kind: 'text', parameter: 'content', words }) as const;

/** What becomes of the words of a text. */
export const passageCases: readonly RecordStoreCase[] = [
  safetyCase('passage: a new version, a deletion and an indexing take the old words away', async (context) => {
    const { adapter } = context;
    await put(adapter, { id: 'a', entries: [passage('content', 'first words')] });
    await put(adapter, { id: 'b', entries: [passage('content', 'first of b')] }, { id: 'c', entries: [] });
    await put(adapter, { id: 'a', version: 2, entries: [passage('content', 'second words')] });
    const replacement = { type: 'Observation', id: 'c', versionId: '1', entries: [passage('content', 'third first')] };
    await adapter.index({ generation: 1, entries: [replacement] });
    await assertFinds(
      adapter,
      { where: says('first') },
      ['Observation/b', 'Observation/c'],
      'Words of an earlier version are found, or new ones are not.',
    );
    await assertFinds(adapter, { where: says('words') }, ['Observation/a'], 'Words of a new version are not found.');
    await put(adapter, { id: 'b', version: 2, deleted: true });
    await adapter.index({ generation: 2, entries: [{ ...replacement, entries: [passage('content', 'fourth')] }] });
    await nowAndWhereKept(context, async (store) => {
      await assertFinds(store, { where: says('first') }, [], 'Words that were taken away are found.');
      await assertFinds(store, { where: says('fourth') }, ['Observation/c'], 'Words of an indexing are not found.');
    });
  }),
  safetyCase('passage: access applies, also at the hops of chains', async ({ adapter }) => {
    const words = passage('content', 'secret asthma');
    await put(adapter, { id: 'open', entries: [words] }, { id: 'shut', entries: [words, token('secret', 'x')] });
    await put(adapter, {
      type: 'Flag',
      id: 'f',
      entries: [{ kind: 'reference', parameter: 'about', type: 'Observation', id: 'shut', url: '' }],
    });
    const hidden = { kind: 'not', predicate: { kind: 'token', parameter: 'secret', code: 'x' } } as const;
    const access = { byType: { Observation: hidden }, otherwise: { kind: 'all' } } as const;
    await assertFinds(
      adapter,
      { where: says('asthma'), access },
      ['Observation/open'],
      'Words show what may not be seen.',
    );
    const chained = { kind: 'chained', parameter: 'about', types: ['Observation'], where: says('asthma') } as const;
    await assertFinds(adapter, { where: chained }, ['Flag/f'], 'A chain does not find words.');
    await assertFinds(adapter, { where: chained, access }, [], 'A chain tells of words that may not be seen.');
  }),
];
