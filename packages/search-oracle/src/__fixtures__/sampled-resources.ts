import fc from 'fast-check';

/** Small pools, so that what is searched for is often there, and often nearly there. */
const words = [
  'Ana',
  'ana',
  'Núñez',
  'Nunez',
  "O'Brien",
  'Smith-Jones',
  'de la Cruz',
  'Eve',
  'Evelyn',
  'a,b',
  'x|y',
  'Ὀδυσσεύς',
];
const addresses = ['1 Ana Street, Evelyn; Smith-Jones', 'Eve\nNúñez, 12', 'ana'];
const systems = ['http://loinc.org', 'urn:s', 'urn:S'];
const codes = ['a', 'A', 'b', '8480-6', 'mg'];
const dates = [
  '2019',
  '2020',
  '2020-02',
  '2020-02-29',
  '2020-03-01',
  '2020-02-29T10:00:00Z',
  '2020-02-29T10:00:00.500Z',
  '2020-03-01T00:30:00+01:00',
  '2020-02-29T23:59:59-02:00',
];
const numbers = [0, 1, 2, 5, 5.4, 5.35, 5.45, 0.0054, 99.5, 100, 100.4, 120, -3];
const units = ['mg', 'g', 'kg', 'mm[Hg]', 'kPa', 'Cel', '[degF]', 'mmol/L', 'mmHg'];
const references = [
  'Patient/p0',
  'Patient/p1',
  'Patient/p9',
  'Group/p0',
  'https://x.example/fhir/Patient/p1',
  'Patient/p0/_history/2',
  'http://elsewhere.example/fhir/Patient/p0',
  '#c',
];
const canonicals = [
  'http://q.example/q',
  'http://q.example/q|1',
  'http://q.example/q|1.2',
  'http://q.example/q|10',
  'http://q.example/q/sub',
];
const ucum = 'http://unitsofmeasure.org';

const one = <T>(pool: readonly T[]) => fc.constantFrom(...pool);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
const some = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: 2 });
const record = (shape: Record<string, fc.Arbitrary<unknown>>) => fc.record(shape, { requiredKeys: [] });

const coding = record({ system: one(systems), code: one(codes), display: one(words) });
const concept = record({ coding: some(coding), text: one(words) });
const identifier = record({ system: one(systems), value: one([...codes, ...words]), type: concept });
const quantity = fc
  .record({
    value: one(numbers),
    code: one(units),
    system: one([ucum, ucum, 'urn:s']),
    comparator: fc.constantFrom(undefined, undefined, undefined, '<', '>'),
  })
  .map(({ comparator, ...rest }) => ({ ...rest, unit: rest.code, ...(comparator ? { comparator } : {}) }));
const period = record({ start: one(dates), end: one(dates) });
const reference = record({ reference: one(references), identifier });
const name = record({ family: one(words), given: some(one(words)), prefix: some(one(words)), text: one(words) });
const containedPatient = fc
  .tuple(some(name), maybe(some(identifier)))
  .map(([names, identifiers]) => ({ resourceType: 'Patient', id: 'c', name: names, identifier: identifiers }));
const subject = fc.oneof(reference, fc.constant({ reference: '#c' }));
const position = fc.nat(2).map((n) => `p${n}`);

const shapes: Record<string, Record<string, fc.Arbitrary<unknown>>> = {
  Patient: {
    name: some(name),
    address: some(record({ city: one(words), line: some(one(words)), use: fc.constant('home'), text: one(addresses) })),
    birthDate: one(dates.slice(0, 5)),
    identifier: some(identifier),
    active: fc.boolean(),
    telecom: some(record({ system: one(['phone', 'email']), value: one(codes) })),
    generalPractitioner: some(reference),
    deceasedDateTime: one(dates),
    meta: record({ profile: some(one(canonicals)), tag: some(coding), source: one(['urn:x', 'http://q.example/q']) }),
  },
  Observation: {
    code: concept,
    category: some(concept),
    subject,
    effectiveDateTime: one(dates),
    valueQuantity: quantity,
    component: some(record({ code: concept, valueQuantity: quantity })),
    issued: one(dates.filter((date) => date.includes('T'))),
    contained: fc.tuple(containedPatient),
  },
  Encounter: {
    period,
    subject,
    type: some(concept),
    identifier: some(identifier),
    length: quantity,
    contained: fc.tuple(containedPatient),
  },
  RiskAssessment: {
    prediction: some(
      fc.oneof(
        record({ probabilityDecimal: one(numbers) }),
        record({
          probabilityRange: record({ low: record({ value: one(numbers) }), high: record({ value: one(numbers) }) }),
        }),
      ),
    ),
    occurrencePeriod: period,
  },
  QuestionnaireResponse: { questionnaire: one(canonicals), authored: one(dates), subject: reference },
  ValueSet: {
    url: one([...canonicals, 'urn:oid:1.2']),
    version: one(['1', '1.2']),
    name: one(words),
    date: one(dates),
  },
  Group: {
    characteristic: some(record({ code: concept, valueCodeableConcept: concept, exclude: fc.boolean() })),
    member: some(record({ entity: reference })),
  },
};

/** The types of which resources are made. */
export const sampledTypes: readonly string[] = Object.keys(shapes);

/** Without objects and lists of nothing, which FHIR has not (ele-1) and the record refuses. */
function pruned(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(pruned).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  const entries = Object.entries(value).map(([key, item]) => [key, pruned(item)] as const);
  const kept = entries.filter(([, item]) => item !== undefined);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** A resource of a type, with a random choice of its elements. */
export function sampledResource(type: string): fc.Arbitrary<{ readonly resourceType: string; readonly id: string }> {
  const elements = Object.fromEntries(Object.entries(shapes[type] ?? {}).map(([key, value]) => [key, maybe(value)]));
  return fc
    .tuple(fc.record(elements), position)
    .map(([content, id]) => ({ ...(pruned(content) as object | undefined), resourceType: type, id }));
}

const prefixes = ['', '', 'eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'];
const escaped = (text: string) => text.replace(/[,|$\\]/g, '\\$&');
const prefixed = (value: fc.Arbitrary<string>) => fc.tuple(one(prefixes), value).map((parts) => parts.join(''));
const written = one([...numbers.map(String), '5.40e-3', '1e2', '100.00', '5.4']);
const token = fc
  .tuple(one(['', '', 'x|', '|']), one(systems), one([...codes, ...words]))
  .map(([form, system, code]) => (form === 'x|' ? `${system}|${escaped(code)}` : `${form}${escaped(code)}`));
const values: Readonly<Record<string, fc.Arbitrary<string>>> = {
  token: fc.oneof(token, one(systems.map((system) => `${system}|`)), one(['true', 'false', 'p0'])),
  string: one(
    [...words, 'Jones', 'la Cruz', 'Evelyn', '12', 'ΟΔΥΣ'].flatMap((word) => [
      escaped(word),
      escaped(word.slice(0, 2)),
      escaped(word.slice(1)),
    ]),
  ),
  date: prefixed(one(dates)),
  number: prefixed(written),
  quantity: fc
    .tuple(prefixed(written), one(['', '', '|', `|${ucum}|`, `|${ucum}|`, '|urn:s|']), one(units))
    .map(([number, system, unit]) =>
      system === '' ? number : system === '|' ? `${number}||${unit}` : `${number}${system}${unit}`,
    ),
  reference: one([...references.slice(0, 7), 'p0', 'p1', ...canonicals]),
  uri: one([
    ...canonicals,
    'http://q.example',
    'http://q.example/',
    'http://q.example/q/sub/x',
    'urn:oid:1.2',
    'urn:x',
  ]),
};

/** A value to search a parameter of this type for; `undefined` for types that have none of their own. */
export function searchedValue(type: string): fc.Arbitrary<string> | undefined {
  return values[type];
}

/** Modifiers of each type that the oracle knows. */
export const modifiers: Readonly<Record<string, readonly string[]>> = {
  token: ['', '', ':not', ':text', ':missing', ':of-type'],
  string: ['', ':exact', ':contains', ':missing'],
  date: ['', '', '', ':missing'],
  number: ['', '', '', ':missing'],
  quantity: ['', '', '', '', ':missing'],
  reference: ['', '', ':missing', ':identifier', ':Patient', ':Questionnaire', ':below'],
  uri: ['', ':above', ':below', ':missing'],
};
