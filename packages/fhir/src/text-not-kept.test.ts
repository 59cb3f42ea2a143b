import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { indexResource, parseResource, rewriteResource, validateResource } from './index.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const megabytes = 8;

/** Everything that a write does with a text. Nothing of it is returned, so nothing may be held when it is over. */
function write(type: string): void {
  const padding = 'x'.repeat(megabytes * 1024 * 1024);
  const text = `{"resourceType":"${type}","status":"draft","language":"en","extension":[{"url":"http://a.test/e","valueString":"${padding}"}]}`;
  const parsed = parseResource(text, { maxLength: Number.POSITIVE_INFINITY });
  validateResource(parsed);
  const { resource } = rewriteResource(parsed, { id: 'a', versionId: '1', rewriteReference: () => undefined });
  indexResource({ type, resource, baseUrl: 'http://a.test/fhir' });
}

test('what is kept of a type that is met for the first time does not keep the text it was met in', () => {
  collect();
  const before = process.memoryUsage().heapUsed;
  write('ResearchElementDefinition');
  write('SubstanceSpecification');
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(megabytes * 1024 * 1024);
});
