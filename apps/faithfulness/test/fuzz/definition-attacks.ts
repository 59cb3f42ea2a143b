import { type Attack, jsonAttack, searchAttack } from './attack.ts';

const parameter = (name: string, expression: string): Attack =>
  jsonAttack(
    `search parameter: ${name}`,
    '/SearchParameter',
    JSON.stringify({
      resourceType: 'SearchParameter',
      url: `http://example.org/sp/${name.replace(/\W/g, '-')}`,
      name: 'Attack',
      status: 'active',
      description: 'x',
      code: `attack-${name.replace(/\W/g, '-').slice(0, 40)}`,
      base: ['Patient'],
      type: 'string',
      expression,
    }),
  );
const valueSet = (name: string, filter: object): Attack =>
  jsonAttack(
    `value set: ${name}`,
    '/ValueSet',
    JSON.stringify({
      resourceType: 'ValueSet',
      url: 'http://example.org/vs/attack',
      status: 'active',
      compose: { include: [{ system: 'http://example.org/cs/attack', filter: [filter] }] },
    }),
  );

/** Definitions that a record takes into its own working: expressions, patterns and value sets made to be slow or endless. */
export const definitionAttacks: readonly Attack[] = [
  parameter('evil pattern', `Patient.name.where(family.matches('^(\\\\w+\\\\s?)+$')).family`),
  parameter('repeat without end', 'Patient.repeat($this).id'),
  parameter('descendants of descendants', `Patient${'.descendants()'.repeat(10)}`),
  parameter('parentheses', `${'('.repeat(20_000)}Patient${')'.repeat(20_000)}`),
  parameter('no expression at all', '!!!'),
  parameter('resolve elsewhere', `Patient.generalPractitioner.resolve().name`),
  jsonAttack(
    'a patient for the evil pattern',
    '/Patient',
    JSON.stringify({ resourceType: 'Patient', name: [{ family: `${'a'.repeat(60)}!` }] }),
  ),
  jsonAttack(
    'a code system',
    '/CodeSystem',
    JSON.stringify({
      resourceType: 'CodeSystem',
      url: 'http://example.org/cs/attack',
      status: 'active',
      content: 'complete',
      concept: Array.from({ length: 2000 }, (_, index) => ({ code: `${'a'.repeat(40)}${index}!` })),
    }),
  ),
  jsonAttack(
    'a code system whose concepts are their own parents',
    '/CodeSystem',
    JSON.stringify({
      resourceType: 'CodeSystem',
      url: 'http://example.org/cs/circle',
      status: 'active',
      content: 'complete',
      property: [{ code: 'parent', uri: 'http://hl7.org/fhir/concept-properties#parent', type: 'code' }],
      concept: [
        { code: 'a', property: [{ code: 'parent', valueCode: 'b' }] },
        { code: 'b', property: [{ code: 'parent', valueCode: 'a' }] },
      ],
    }),
  ),
  valueSet('evil pattern', { property: 'code', op: 'regex', value: '^(a+)+$' }),
  searchAttack('codes in an evil value set', '/Observation?code:in=http://example.org/vs/attack'),
  searchAttack('codes not in an evil value set', '/Observation?code:not-in=http://example.org/vs/attack'),
  searchAttack('codes below one that is its own parent', '/Observation?code:below=http://example.org/cs/circle|a'),
  jsonAttack(
    'a value set that imports itself',
    '/ValueSet',
    JSON.stringify({
      resourceType: 'ValueSet',
      url: 'http://example.org/vs/self',
      status: 'active',
      compose: { include: [{ valueSet: ['http://example.org/vs/self'] }] },
    }),
  ),
  searchAttack('codes in a value set that imports itself', '/Observation?code:in=http://example.org/vs/self'),
];
