import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexedWorld } from './__fixtures__/indexed-world.ts';
import { modifiers, sampledResource, sampledTypes, searchedValue } from './__fixtures__/sampled-resources.ts';
import { type OracleParameter, oracleParameters, parameterByUrl } from './oracle-parameters.ts';
import { createSearchOracle } from './search-oracle.ts';

const baseUrl = 'https://x.example/fhir';
const now = Date.UTC(2026, 0, 1);
const seed = process.env.BASEPLATE_SEARCH_SEED === 'random' ? undefined : 20_260_101;

const world = fc
  .tuple(...sampledTypes.flatMap((type) => [sampledResource(type), sampledResource(type)]))
  .map((resources) => [...new Map(resources.map((one) => [`${one.resourceType}/${one.id}`, one])).values()]);

type Search = readonly [name: string, value: string];

function searchedFor(parameter: OracleParameter): fc.Arbitrary<string> {
  if (parameter.type !== 'composite') return searchedValue(parameter.type) ?? fc.constant('x');
  const parts = parameter.component.map(
    ({ definition }) => searchedValue(parameterByUrl(definition)?.type ?? '') ?? fc.constant('x'),
  );
  return fc.tuple(...parts).map((values) => values.join('$'));
}

function searchOf(parameter: OracleParameter): fc.Arbitrary<Search> {
  return fc.constantFrom(...(modifiers[parameter.type] ?? [''])).chain((modifier) => {
    const name = `${parameter.code}${modifier}`;
    if (modifier === ':missing') return fc.constantFrom<Search>([name, 'true'], [name, 'false']);
    if (modifier === ':identifier')
      return searchedFor({ ...parameter, type: 'token' }).map((value): Search => [name, value]);
    if (modifier === ':of-type') {
      return fc.constantFrom<Search>([name, 'urn:s|a|b'], [name, 'http://loinc.org|A|Ana'], [name, 'urn:S|b|8480-6']);
    }
    return fc
      .array(searchedFor(parameter), { minLength: 1, maxLength: 2 })
      .map((values): Search => [name, values.join(',')]);
  });
}

const searched = fc.constantFrom(...sampledTypes).chain((type) => {
  const known = oracleParameters(type).filter(({ code, type: kind }) => code !== '_lastUpdated' && kind !== 'special');
  return fc.constantFrom(...known).chain((parameter) => searchOf(parameter).map((search) => ({ type, search })));
});

const nameSearch = searchedValue('string') ?? fc.constant('x');
const chained = fc
  .constantFrom('Observation', 'Encounter', 'QuestionnaireResponse')
  .chain((type) =>
    fc
      .tuple(
        fc.constantFrom('subject:Patient.', 'subject:Patient._has:Observation:subject:'),
        nameSearch,
        searchedValue('token') ?? nameSearch,
      )
      .map(([path, name, token]): { type: string; search: Search } =>
        path.endsWith('subject:') ? { type, search: [`${path}code`, token] } : { type, search: [`${path}name`, name] },
      ),
  );
const reversed = fc
  .tuple(
    fc.constantFrom('Observation:patient:code', 'Encounter:subject:type', 'Group:member:characteristic'),
    searchedValue('token') ?? nameSearch,
  )
  .map(([path, value]): { type: string; search: Search } => ({ type: 'Patient', search: [`_has:${path}`, value] }));

/** Refusals of the record are judged by its own tests; here it is what it finds that counts. */
const refused = Symbol('refused');

test('the record finds what the specification says, for every kind of parameter, prefix and modifier', {
  timeout: 300_000,
}, async () => {
  const tally = { compared: 0, found: 0, silent: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      world,
      fc.array(fc.oneof({ weight: 8, arbitrary: searched }, chained, reversed), { minLength: 20, maxLength: 20 }),
      async (resources, searches) => {
        const oracle = createSearchOracle({ resources, baseUrl, now });
        const record = await indexedWorld({ resources, baseUrl, now });
        for (const { type, search } of searches) {
          const expected = oracle.search(type, [search]);
          const actual = await record.search(type, [search]).catch(() => refused);
          if (expected === undefined) tally.silent += 1;
          else if (actual === refused) tally.refused += 1;
          else {
            tally.compared += 1;
            if (expected.length > 0) tally.found += 1;
            expect({ type, search, found: actual }).toEqual({ type, search, found: expected });
          }
        }
      },
    ),
    // The same worlds on every run of `npm test`; BASEPLATE_SEARCH_SEED=random looks further.
    seed === undefined ? { numRuns: 200 } : { numRuns: 20, seed },
  );
  // Most searches are compared, and many of them find something, or the test would prove little.
  const searches = tally.compared + tally.silent + tally.refused;
  expect(tally.compared / searches).toBeGreaterThan(0.625);
  expect(tally.found / searches).toBeGreaterThan(0.1);
  expect(tally.refused / searches).toBeLessThan(0.15);
});
