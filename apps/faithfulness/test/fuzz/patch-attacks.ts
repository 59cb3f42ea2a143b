import type { Attack } from './attack.ts';

const jsonPatch = (name: string, operations: unknown): Attack => ({
  name: `patch: ${name}`,
  method: 'PATCH',
  path: '/Patient/secret',
  body: typeof operations === 'string' ? operations : JSON.stringify(operations),
  headers: { 'content-type': 'application/json-patch+json' },
});
const fhirPathPatch = (name: string, path: string): Attack => ({
  name: `FHIRPath patch: ${name}`,
  method: 'PATCH',
  path: '/Patient/secret',
  body: JSON.stringify({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'delete' },
          { name: 'path', valueString: path },
        ],
      },
    ],
  }),
  headers: { 'content-type': 'application/fhir+json' },
});

/** Patches that multiply, reach into what is no element, or evaluate without end. */
export const patchAttacks: readonly Attack[] = [
  jsonPatch('a copy that doubles thirty times', [
    { op: 'add', path: '/extension', value: [{ url: 'a', valueString: 'x' }] },
    ...Array.from({ length: 30 }, () => ({ op: 'copy', from: '/extension', path: '/extension/0/extension' })),
  ]),
  jsonPatch(
    'a copy of everything into itself, five hundred times',
    Array.from({ length: 500 }, () => ({ op: 'copy', from: '/name', path: '/name/0/extension' })),
  ),
  jsonPatch(
    'five hundred copies of the names',
    Array.from({ length: 500 }, () => ({ op: 'copy', from: '/name/0', path: '/name/-' })),
  ),
  jsonPatch(
    'ten thousand operations',
    Array.from({ length: 10_000 }, () => ({ op: 'test', path: '/id', value: 'secret' })),
  ),
  jsonPatch('__proto__', [{ op: 'add', path: '/__proto__/polluted', value: true }]),
  jsonPatch('constructor.prototype', [{ op: 'add', path: '/constructor/prototype/polluted', value: true }]),
  jsonPatch('another id', [{ op: 'replace', path: '/id', value: 'other' }]),
  jsonPatch('another type', [{ op: 'replace', path: '/resourceType', value: 'Observation' }]),
  jsonPatch('the whole', [{ op: 'replace', path: '', value: {} }]),
  jsonPatch('a million deep', '['.repeat(1_000_000)),
  jsonPatch('a pointer of a hundred thousand steps', [{ op: 'test', path: '/a'.repeat(100_000), value: 1 }]),
  jsonPatch('a huge index', [{ op: 'add', path: '/name/99999999999999999999', value: {} }]),
  jsonPatch('a move into itself', [{ op: 'move', from: '/name', path: '/name/0' }]),
  fhirPathPatch('an evil expression', `Patient.name.where(family.matches('^(a+)+$'))`),
  fhirPathPatch('an evil expression on long text', `Patient.name.where('${'a'.repeat(50)}!'.matches('^(a+)+$'))`),
  fhirPathPatch('a repeat without end', 'Patient.repeat($this)'),
  fhirPathPatch('a repeat that grows', `Patient.repeat(1 | 2 | 'a')`),
  fhirPathPatch('parentheses', `${'('.repeat(20_000)}Patient${')'.repeat(20_000)}`),
  fhirPathPatch('a hundred thousand steps', `Patient${'.name'.repeat(100_000)}`),
  fhirPathPatch('descendants of descendants', `Patient${'.descendants()'.repeat(30)}`),
  fhirPathPatch(
    'unions that double',
    `Patient.name.where(${'(1|2)'.repeat(1)}${'.combine(%context.descendants())'.repeat(20)}.exists())`,
  ),
  fhirPathPatch('an unclosed string', `Patient.name.where(family='${'a'.repeat(100_000)}`),
];
