import { expect, test } from 'vitest';
import { lengthOfEntry } from './entry-length.ts';

test('what an entry brings is counted, whatever it is, with what stands around it', () => {
  const request = { method: 'GET', url: 'Patient' };
  const version = { text: 'x'.repeat(70_000) } as never;
  const search = { matches: [version, version], included: [version], applied: [], issues: [] } as never;
  const entries = [
    [70_000, { kind: 'version', version }],
    [50_000, { kind: 'text', text: 'x'.repeat(50_000) }],
    [3 * 70_000, { kind: 'search', answer: search }],
    [70_000, { kind: 'history', answer: { versions: [version] } as never }],
  ] as const;
  for (const [texts, result] of entries) {
    const length = lengthOfEntry({ request, status: 200, result });
    expect(length).toBeGreaterThan(texts);
    expect(length).toBeLessThan(1.02 * texts);
  }
});
