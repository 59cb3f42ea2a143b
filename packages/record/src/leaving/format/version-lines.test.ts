import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { versionOf } from '../../change-over/__fixtures__/stores.ts';
import { readLines } from '../reading/read-lines.ts';
import { archivedVersion, readFacts, versionLines } from './version-lines.ts';

const whiteSpace = fc.constantFrom('', ' ', '\n', '\r\n', '\t', '\r', ' \n\n ');
const text = fc
  .tuple(whiteSpace, whiteSpace, fc.string({ unit: 'grapheme' }), fc.constantFrom('1.0', '1.2300e+1', '-0', '1e400'))
  .map(([a, b, value, number]) => `{${a}"resourceType":"Basic",${b}"n":${number},"t":${JSON.stringify(value)}${a}}`);

test('any text comes back to the byte, and its line among the resources is the same JSON', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 5 }), fc.integer({ min: 1, max: 50 }), async (texts, size) => {
      const written = texts.map((one, index) =>
        versionLines(versionOf({ id: `v${index}`, text: one, compartments: [{ type: 'Patient', id: 'a' }] }), {
          order: index + 1,
          hash: '0'.repeat(32),
        }),
      );
      const file = Buffer.from(written.map(({ resource }) => resource).join(''));
      const chunks = Array.from({ length: Math.ceil(file.length / size) }, (_, at) =>
        file.subarray(at * size, (at + 1) * size),
      );
      const lines = await Array.fromAsync(readLines(Readable.from(chunks)));
      expect(lines).toHaveLength(texts.length);
      for (const [index, { facts }] of written.entries()) {
        const read = archivedVersion('Observation', readFacts(facts, 'x'), lines[index]);
        const { entries: _, ...expected } = versionOf({
          id: `v${index}`,
          text: texts[index] ?? '',
          compartments: [{ type: 'Patient', id: 'a' }],
        });
        expect(read).toEqual({ ...expected, order: index + 1, hash: '0'.repeat(32) });
        expect(JSON.parse(lines[index] ?? '')).toEqual(JSON.parse(texts[index] ?? ''));
      }
    }),
  );
});
