import { type Attack, jsonAttack } from './attack.ts';

const bundle = (type: string, entries: readonly unknown[]) =>
  JSON.stringify({ resourceType: 'Bundle', type, entry: entries });
const urn = (index: number) => `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const get = (url: string) => ({ request: { method: 'GET', url } });
const post = (resource: { readonly resourceType: string }, more: object = {}) => ({
  resource,
  request: { method: 'POST', url: resource.resourceType, ...more },
});
const circle = (count: number) =>
  times(count, (index) => ({
    fullUrl: urn(index),
    ...post({ resourceType: 'Organization', name: 'x', partOf: { reference: urn((index + 1) % count) } } as {
      resourceType: string;
    }),
  }));

/** Bundles that are too large, circular, or multiply the work. */
export const bundleAttacks: readonly Attack[] = [
  jsonAttack(
    'twenty thousand and one entries',
    '/',
    bundle(
      'batch',
      times(20_001, () => get('Patient/never')),
    ),
    413,
  ),
  jsonAttack(
    'five thousand reads in a batch',
    '/',
    bundle(
      'batch',
      times(5000, () => get('Patient/never')),
    ),
  ),
  jsonAttack(
    'two thousand searches in a batch',
    '/',
    bundle(
      'batch',
      times(2000, () => get('Observation?_include=*&_revinclude=*')),
    ),
  ),
  jsonAttack(
    'two thousand histories in a batch',
    '/',
    bundle(
      'batch',
      times(2000, () => get('_history')),
    ),
  ),
  jsonAttack('two thousand organisations in a circle', '/', bundle('transaction', circle(2000)), 200),
  jsonAttack('an organisation that is part of itself', '/', bundle('transaction', circle(1)), 200),
  jsonAttack(
    'two thousand entries of the same name',
    '/',
    bundle(
      'transaction',
      times(2000, () => ({ fullUrl: urn(1), ...post({ resourceType: 'Basic' }) })),
    ),
  ),
  jsonAttack(
    'two thousand conditional creates of the same',
    '/',
    bundle(
      'transaction',
      times(2000, () => post({ resourceType: 'Patient' }, { ifNoneExist: 'identifier=urn:x|same' })),
    ),
  ),
  jsonAttack(
    'a thousand conditional references',
    '/',
    bundle(
      'transaction',
      times(1000, (index) =>
        post({ resourceType: 'Organization', partOf: { reference: `Organization?name=x${index}` } } as {
          resourceType: string;
        }),
      ),
    ),
  ),
  jsonAttack(
    'a batch in a batch',
    '/',
    bundle('batch', [
      { resource: JSON.parse(bundle('batch', [get('Patient')])), request: { method: 'POST', url: '' } },
    ]),
  ),
  jsonAttack('bundles in bundles in bundles', '/Bundle', nested(20)),
  jsonAttack(
    'a collection of twenty thousand',
    '/Bundle',
    bundle(
      'collection',
      times(20_000, (index) => ({ fullUrl: urn(index), resource: { resourceType: 'Basic', code: { text: 'x' } } })),
    ),
  ),
  ...[
    '',
    '/',
    '//',
    'Patient/../metadata',
    'http://elsewhere.example/Patient',
    'Patient?',
    '?',
    '$x',
    '%',
    'Patient/%00',
    'javascript:alert(1)',
    'Patient/a/_history/..',
    '#',
    `Patient?${'_has:Observation:patient:'.repeat(30)}code=a`,
  ].flatMap((url) =>
    ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'].map((method) =>
      jsonAttack(`${method} ${url.slice(0, 40)} in a batch`, '/', bundle('batch', [{ request: { method, url } }])),
    ),
  ),
  jsonAttack(
    'urns in a narrative, many times over',
    '/',
    bundle('transaction', [
      ...circle(500),
      post({
        resourceType: 'Basic',
        code: { text: 'x' },
        text: {
          status: 'generated',
          div: `<div xmlns="http://www.w3.org/1999/xhtml">${times(20_000, (index) => `<a href="${urn(index % 500)}">x</a>`).join('')}</div>`,
        },
      } as { resourceType: string }),
    ]),
  ),
];

function nested(depth: number): string {
  const inner = '{"resourceType":"Basic","code":{"text":"x"}}';
  return times(depth, (index) => index).reduce(
    (text) => `{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"${urn(1)}","resource":${text}}]}`,
    inner,
  );
}
