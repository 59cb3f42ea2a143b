import { resourceTypes } from '@baseplate-epr/fhir';
import { beforeAll, describe, expect, test } from 'vitest';
import { faultsOf, type TestApi, testApi, testBase } from '../__fixtures__/test-api.ts';

interface Capability {
  readonly type: string;
  readonly interaction: readonly { readonly code: string }[];
  readonly searchParam: readonly { readonly name: string; readonly type: string }[];
  readonly searchInclude?: readonly string[];
  readonly searchRevInclude?: readonly string[];
  readonly operation: readonly Operation[];
}

interface Operation {
  readonly name: string;
  readonly definition: string;
}

interface OperationDefinition {
  readonly id: string;
  readonly code: string;
  readonly base: string;
  readonly system: boolean;
  readonly type: boolean;
  readonly instance: boolean;
}

interface Statement {
  readonly contained: readonly OperationDefinition[];
  readonly rest: readonly [
    {
      readonly resource: readonly Capability[];
      readonly interaction: readonly { readonly code: string }[];
      readonly searchParam: readonly { readonly name: string; readonly type: string }[];
      readonly operation: readonly Operation[];
      readonly compartment: readonly string[];
    },
  ];
}

let api: TestApi;
let text: string;
let contained: Statement['contained'];
let rest: Statement['rest'][0];

beforeAll(async () => {
  api = await testApi();
  ({ text } = await api.send('GET /metadata'));
  ({
    contained,
    rest: [rest],
  } = JSON.parse(text) as Statement);
});

const strict = { prefer: 'handling=strict' };
/** A value that every kind of parameter understands. */
const values: Readonly<Record<string, string>> = {
  token: 'x',
  string: 'x',
  date: '2026-01-01',
  number: '1',
  quantity: '1',
  reference: 'Patient/a',
  uri: 'urn:x',
  composite: 'x$x',
};

test('the statement is itself valid R4, for every resource type, and the same whoever asks', async () => {
  expect(faultsOf(text)).toEqual([]);
  expect(rest.resource.map(({ type }) => type)).toEqual([...resourceTypes].sort());
  expect((await api.send('GET /metadata')).text).toBe(text);
  expect((await api.send('GET /metadata?_pretty=true')).text).toContain('\n');
  expect((await api.send('GET /metadata', { headers: { accept: 'text/turtle' } })).status).toBe(406);
  expect((await api.send('HEAD /metadata')).text).toBe('');
});

const bodies: Readonly<Record<string, object>> = {
  Patient: {},
  Observation: { status: 'final', code: { text: 'x' } },
  Organization: { name: 'x' },
  Basic: { code: { text: 'x' } },
  Parameters: {},
  Bundle: { type: 'collection' },
};

describe.each(Object.keys(bodies))('%s', (type) => {
  const body = { resourceType: type, id: 'a', ...bodies[type] };
  const ways: Readonly<Record<string, readonly [line: string, status: number, body?: object]>> = {
    create: [`POST /${type}`, 201, body],
    update: [`PUT /${type}/a`, 201, body],
    read: [`GET /${type}/a`, 200],
    vread: [`GET /${type}/a/_history/1`, 200],
    'history-instance': [`GET /${type}/a/_history`, 200],
    'history-type': [`GET /${type}/_history`, 200],
    'search-type': [`GET /${type}?_id=a`, 200],
    patch: [`PATCH /${type}/a`, 200, { resourceType: 'Parameters' }],
    delete: [`DELETE /${type}/a`, 204],
  };

  test('every interaction that is claimed works', async () => {
    const claimed = rest.resource.find((one) => one.type === type)?.interaction.map(({ code }) => code) ?? [];
    expect(claimed).toHaveLength(9);
    for (const code of [...claimed].sort(
      (left, right) => Object.keys(ways).indexOf(left) - Object.keys(ways).indexOf(right),
    )) {
      const [line, status, sent] = ways[code] ?? ['GET /', 0];
      const answer = await api.send(line, sent === undefined ? {} : { body: sent });
      expect([code, answer.status]).toEqual([code, status]);
    }
  });

  test('a search parameter that is not claimed is refused', async () => {
    expect((await api.send(`GET /${type}?unheard=of`, { headers: strict })).status).toBe(400);
  });

  test('every include that is claimed is applied', async () => {
    const { searchInclude = [], searchRevInclude = [] } = rest.resource.find((one) => one.type === type) ?? {};
    const asked = [
      ...searchInclude.map((name) => `_include=${name}`),
      ...searchRevInclude.slice(0, 40).map((name) => `_revinclude=${name}`),
    ];
    for (const query of asked) {
      const answer = await api.send(`GET /${type}?${query}`, { headers: strict });
      expect([query, answer.status]).toEqual([query, 200]);
    }
  });

  test('every operation that is claimed works', async () => {
    await api.send(`PUT /${type}/b`, { body: { ...body, id: 'b' } });
    const { operation = [] } = rest.resource.find((one) => one.type === type) ?? {};
    const all = ['validate', 'meta', 'meta-add', 'meta-delete'];
    expect(operation.map(({ name }) => name)).toEqual(type === 'Patient' ? [...all, 'everything'] : all);
    const meta = { name: 'meta', valueMeta: { tag: [{ code: 'x' }] } };
    for (const { name } of operation) {
      const changing = name.startsWith('meta-');
      const sent =
        name === 'validate' ? { body } : changing ? { body: { resourceType: 'Parameters', parameter: [meta] } } : {};
      const path = name === 'validate' ? `/${type}` : `/${type}/b`;
      const line = `${name === 'validate' || changing ? 'POST' : 'GET'} ${path}/$${name}`;
      expect([name, (await api.send(line, sent)).status]).toEqual([name, 200]);
    }
  });
});

// “If a server references the base definition of an Operation, that means it supports the full capabilities of the operation.”
test('an operation is there at every level that what defines it says, and at no other', async () => {
  const claims = [
    ['', rest.operation] as const,
    ...rest.resource.map((one) => [`/${one.type}`, one.operation] as const),
  ];
  const wrong: string[] = [];
  for (const [type, operations] of claims) {
    for (const { name, definition } of operations.filter((one) => one.definition.startsWith('#'))) {
      const levels = contained.find(({ id }) => `#${id}` === definition);
      expect(levels?.code).toBe(name);
      const at = async (path: string) => (await api.send(`OPTIONS ${path}/$${name}`)).status === 204;
      if (type === '' && (await at('')) !== levels?.system) wrong.push(`/$${name}`);
      if (type !== '' && (await at(type)) !== levels?.type) wrong.push(`${type}/$${name}`);
      if (type !== '' && (await at(`${type}/a`)) !== levels?.instance) wrong.push(`${type}/a/$${name}`);
    }
  }
  expect(wrong).toEqual([]);
  const full = new Set(rest.resource.flatMap(({ operation }) => operation.map((one) => one.definition)));
  expect([...full].filter((one) => !one.startsWith('#'))).toEqual([
    'http://hl7.org/fhir/OperationDefinition/Resource-validate',
  ]);
});

test('what is not claimed is refused', async () => {
  const binary = rest.resource.find(({ type }) => type === 'Binary');
  expect(binary?.interaction.map(({ code }) => code)).not.toContain('patch');
  for (const path of ['Binary/a', 'Binary?_id=a'])
    expect((await api.send(`PATCH /${path}`, { body: {} })).status).toBe(405);
});

test('every search parameter that is claimed of any type is applied', { timeout: 120_000 }, async () => {
  const refused: string[] = [];
  for (const { type, searchParam } of rest.resource) {
    expect(searchParam.length).toBeGreaterThan(4);
    for (const { name, type: kind } of searchParam) {
      const query = `${name}=${encodeURIComponent(valueFor(kind, name))}`;
      const { status } = await api.send(`GET /${type}?${query}`, { headers: strict });
      if (status !== 200) refused.push(`${status} ${type}?${query}`);
    }
  }
  expect(refused).toEqual([]);
});

function valueFor(kind: string, name: string): string {
  if (kind === 'special') return '53.8|-1.5';
  if (kind !== 'composite') return values[kind] ?? 'x';
  if (name.includes('quantity')) return 'x$1';
  if (name.endsWith('coordinate')) return 'x$1$1';
  if (name.includes('date')) return 'x$2026-01-01';
  return 'x$x';
}

test('what is claimed of the whole system works', async () => {
  expect(rest.interaction.map(({ code }) => code)).toEqual(['transaction', 'batch', 'search-system', 'history-system']);
  for (const type of ['transaction', 'batch']) {
    expect((await api.send('POST /', { body: { resourceType: 'Bundle', type } })).json).toMatchObject({
      type: `${type}-response`,
    });
  }
  expect((await api.send('GET /?_type=Patient')).status).toBe(200);
  expect((await api.send('GET /_history')).status).toBe(200);
  expect(rest.searchParam.map(({ name }) => name)).toContain('_lastUpdated');
  for (const { name, type } of rest.searchParam) {
    const answer = await api.send(`GET /?${name}=${encodeURIComponent(valueFor(type, name))}`, { headers: strict });
    expect([name, answer.status]).toEqual([name, 200]);
  }
  expect(rest.operation.map(({ name }) => name)).toEqual(['validate', 'reindex']);
  expect((await api.send('GET /$reindex')).status).toBe(200);
  expect((await api.send('POST /$validate', { body: { resourceType: 'Patient' } })).status).toBe(200);
});

test('every compartment that is claimed can be searched', async () => {
  expect(rest.compartment).toHaveLength(5);
  for (const url of rest.compartment) {
    const definition = url.slice(url.lastIndexOf('/') + 1);
    const type = [...resourceTypes].find((one) => one.toLowerCase() === definition);
    const answer = await api.send(`GET /${type}/a/Observation`);
    expect([type, answer.status]).toEqual([type, 200]);
  }
});

test('the statement names its address', () => {
  expect(JSON.parse(text)).toMatchObject({ implementation: { url: testBase }, fhirVersion: '4.0.1', kind: 'instance' });
});
