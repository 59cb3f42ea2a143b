import { expect, it } from 'vitest';
import { withLastUpdated } from './with-last-updated.ts';

const later = '2026-03-01T10:00:00.500Z';

it.each([
  [
    '{"resourceType":"Patient","id":"a","meta":{"versionId":"1","lastUpdated":"2026-03-01T10:00:00.000Z"}}',
    `{"resourceType":"Patient","id":"a","meta":{"versionId":"1","lastUpdated":"${later}"}}`,
  ],
  [
    '{ "text":{"div":"\\"meta\\":{}"}, "x": 1.00,\n "\\u006deta" : { "tag":[{"code":"}"}], "lastUpdated" : "2020" } }',
    `{ "text":{"div":"\\"meta\\":{}"}, "x": 1.00,\n "\\u006deta" : { "tag":[{"code":"}"}], "lastUpdated" : "${later}" } }`,
  ],
  ['{"contained":[{"meta":{"lastUpdated":"2020"}}]}', '{"contained":[{"meta":{"lastUpdated":"2020"}}]}'],
])('changes the time of %s and nothing else', (text, changed) => {
  expect(withLastUpdated(text, later)).toBe(changed);
});
