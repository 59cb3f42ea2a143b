import { expect, test } from 'vitest';
import { checkStatement, type Send } from './check-statement.ts';

const claims = {
  resourceType: 'CapabilityStatement',
  format: ['application/fhir+json'],
  patchFormat: ['application/json-patch+json'],
  rest: [
    {
      resource: [
        {
          type: 'Basic',
          interaction: [{ code: 'read' }, { code: 'patch' }],
          searchParam: [{ name: 'code', type: 'token' }],
          searchInclude: ['Basic:author'],
          operation: [{ name: 'validate' }],
        },
      ],
      interaction: [{ code: 'batch' }],
      searchParam: [{ name: '_id', type: 'token' }],
      operation: [],
      compartment: [],
    },
  ],
};

/** A record that refuses everything but what the rules answer, the first that fits. */
function recordOf(...rules: readonly (readonly [fits: RegExp, status: number, code?: string])[]): Send {
  return async (path, init = {}) => {
    if (path === '/fhir/metadata') return Response.json(claims);
    const body = typeof init.body === 'string' ? init.body : '';
    const type = new Headers(init.headers).get('content-type') ?? '';
    const line = `${init.method ?? 'GET'} ${path} ${type} ${body}`;
    const [, status, code] = rules.find(([fits]) => fits.test(line)) ?? [undefined, 404, 'not-supported'];
    if (status === 204) return new Response(null, { status });
    return Response.json({ resourceType: 'OperationOutcome', issue: [{ code: code ?? 'not-found' }] }, { status });
  };
}

const honest: readonly (readonly [RegExp, number, string?])[] = [
  [/^GET \/fhir\/metadata\?_format=application%2Ffhir%2Bjson/, 200],
  [/^GET \/fhir\/metadata/, 406],
  [/^GET \/fhir\/Basic\/[^/?$]+ /, 404],
  [/^PATCH \/fhir\/Basic\/\S+ application\/json-patch/, 404],
  [/^PATCH/, 415],
  [/^POST \/fhir\/Basic\/_search.*(&code=x|_include=Basic%3Aauthor)$/, 200],
  [/^POST \/fhir\/Basic\/_search/, 400],
  [/^POST \/fhir .*"batch"/, 200],
  [/^GET \/fhir\?_id=\S+&_id=/, 200],
  [/^OPTIONS \/fhir\/Basic\/\$validate /, 204],
];

test('a record that does what it says, and nothing else, agrees with itself', async () => {
  const { tried, disagreements } = await checkStatement(recordOf(...honest));
  expect(disagreements).toEqual([]);
  expect(tried).toBeGreaterThan(190);
});

test.each<[string, (typeof honest)[number], string]>([
  [
    'an interaction that is claimed and refused',
    [/^PATCH/, 405, 'not-supported'],
    'patch of Basic is claimed, and answers 405',
  ],
  [
    'an interaction that is not claimed and offered',
    [/^DELETE \/fhir\/Basic/, 204],
    'delete of Basic is not claimed, and yet answers 204',
  ],
  ['a parameter that is refused', [/&code=x$/, 400], 'search parameter Basic.code is claimed, and answers 400'],
  ['an include that is refused', [/_include=Basic%3Aauthor/, 400], 'each include of Basic is claimed, and answers 400'],
  [
    'an include that nobody has',
    [/_include=Basic%3Anothing/, 200],
    '_include=Basic:nothing is not claimed, and yet answers 200',
  ],
  [
    'an operation that is not there',
    [/^OPTIONS \/fhir\/Basic\/\$validate /, 404],
    '$validate on Basic is claimed, and answers 404, 404',
  ],
  [
    'an operation that is not claimed',
    [/^OPTIONS \/fhir\/\$export /, 204],
    '$export on the system is not claimed, and yet answers 204',
  ],
  [
    'a format that is not claimed',
    [/_format=application%2Ffhir%2Bturtle/, 200],
    'format application/fhir+turtle is not claimed, and yet answers 200',
  ],
  [
    'a patch format that is not claimed',
    [/xml-patch/, 404],
    'patch format application/xml-patch+xml is not claimed, and yet answers 404',
  ],
  [
    'a type that is not claimed',
    [/^GET \/fhir\/Patient\/1 /, 404],
    'resources of type Patient is not claimed, and yet answers 404',
  ],
  ['a failure', [/^GET \/fhir\/Basic\/[^/?$]+ /, 500], 'read of Basic is claimed, and answers 500'],
])('%s is found out', async (_, rule, words) => {
  const { disagreements } = await checkStatement(recordOf(rule, ...honest));
  expect(disagreements).toContain(words);
});
