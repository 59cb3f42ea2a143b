import assert from 'node:assert/strict';
import { assertSame, find, nowAndReopened, put } from './actions.ts';
import { type Draft, versionOf } from './drafts.ts';
import { capabilityCase, type RecordStoreCase, safetyCase } from './record-store-case.ts';

const difficultTexts: readonly (readonly [name: string, text: string])[] = [
  ['numbers with their digits', '{"a":1.00,"b":1e2,"c":-0.0,"d":12345678901234567890.123,"e":0.10}'],
  ['white space and order of members', '{ "z" : 1 ,\r\n\t"a":\n2 }\n'],
  ['escapes as they were written', String.raw`{"a":"\u00e9\/\"\\\n\u0000\ud83d\ude00","\u0061":1}`],
  ['doubled members', '{"a":1,"a":2}'],
  ['every plane of Unicode', '{"a":"é e\u0301 \u202e אבג \u{1F3E5} \u{10FFFF} \uFFFD \u2028"}'],
  ['quotation marks and SQL', `{"a":"'; DROP TABLE versions; -- \\" % _ $1 ? :a @b"}`],
  ['text that is not JSON', "\uFEFF<x a='1'>\u0001</x>"],
];

const difficultMembers = [
  '"a":1.00,"b":1e2,"c":-0.0,"d":12345678901234567890.123,"e":0.10',
  '"z" : 1 ,\r\n\t"a":\n[ 2 , { "m" : true } ] ',
  String.raw`"a":"\u00e9\/\"\\\n\ud83d\ude00"`,
  '"a":"é e\u0301 \u202e אבג \u{1F3E5} \u{10FFFF} \uFFFD \u2028"',
  `"a":"'; DROP TABLE versions; -- % _ $1 ? :a @b <x>&amp;"`,
  '"extension":[{"url":"urn:unknown","valueDecimal":1.50}],"meta":{"tag":[{"code":"kept"}]}',
];

const large = 'né\u{1F3E5}\\n'.repeat(120_000).slice(0, 1024 * 1024 - 100);
const largeText = `{"resourceType":"Observation","id":"large","a":"${large.replace(/\\$/, '')}"}`;

/** What is written comes back. */
export const textCases: readonly RecordStoreCase[] = [
  safetyCase('text: everything a resource says comes back, to the digit', async (context) => {
    const drafts: Draft[] = difficultMembers.map((members, index) => ({
      id: `m${index}`,
      text: `{"resourceType":"Observation","id":"m${index}",${members}}`,
    }));
    await put(context.adapter, ...drafts);
    await nowAndReopened(context, async (store) => {
      for (const draft of drafts) {
        const key = { type: 'Observation', id: draft.id };
        assertSame(
          store,
          await store.read(key),
          versionOf(draft),
          'Fidelity is broken: a resource says something else.',
        );
      }
    });
  }),
  capabilityCase('verbatimHistory', 'text: every byte comes back as it was given', async (context) => {
    const drafts: Draft[] = difficultTexts.map(([, text], index) => ({ id: `t${index}`, text }));
    await put(context.adapter, ...drafts);
    await nowAndReopened(context, async (store) => {
      for (const [index, draft] of drafts.entries()) {
        const promise = `Fidelity is broken: ${difficultTexts[index]?.[0]} did not survive.`;
        const key = { type: 'Observation', id: draft.id };
        assertSame(store, await store.read(key), versionOf(draft), promise);
        assertSame(store, await store.read({ ...key, versionId: '1' }), versionOf(draft), promise);
        const { matches } = await find(store, { where: { kind: 'id', ids: [draft.id] } });
        assert.equal(matches[0]?.text, draft.text, `${promise} (in a search)`);
        const history = await store.history({ scope: key, count: 10 });
        assert.equal(history.versions[0]?.text, draft.text, `${promise} (in a history)`);
      }
      const { versions } = await store.changes({ limit: 100 });
      assert.deepEqual(
        versions.map(({ text }) => text),
        drafts.map(({ text }) => text),
        'Fidelity is broken: changes give another text.',
      );
    });
  }),
  safetyCase('text: a text of one mebibyte comes back whole', async ({ adapter, reopen }) => {
    const draft: Draft = { id: 'large', text: largeText };
    await put(adapter, draft);
    const key = { type: 'Observation', id: 'large' };
    assertSame(adapter, await adapter.read(key), versionOf(draft), 'Fidelity is broken: a large text did not survive.');
    assertSame(
      adapter,
      await (await reopen()).read(key),
      versionOf(draft),
      'A large text did not survive a reopening.',
    );
  }),
  capabilityCase(
    'verbatimHistory',
    'text: times, ids and compartments come back as they were given',
    async ({ adapter }) => {
      const drafts: Draft[] = [
        { id: 'A', lastUpdated: 1 },
        { id: 'a', lastUpdated: Date.UTC(9999, 11, 31, 23, 59, 59, 999) },
        { id: 'x-1.y', type: 'Patient', compartments: ['Patient/x-1.y'] },
        { id: `${'9'.repeat(64)}`, compartments: ['Patient/b', 'Patient/a', 'Encounter/a', 'Patient/B'] },
      ];
      await put(adapter, ...drafts);
      for (const draft of drafts) {
        const written = versionOf(draft);
        assertSame(
          adapter,
          await adapter.read(written),
          written,
          'A version came back with other facts than it was given.',
        );
      }
    },
  ),
];
