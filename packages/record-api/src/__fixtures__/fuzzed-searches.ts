import fc from 'fast-check';

const operator = fc.constantFrom(
  ...['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'lt', 'ge', 'le', 'ap', 'sa', 'eb', 'pr', 'po', 'ss', 'sb', 'in', 'ni', 're'],
  'xx',
);
const name = fc.constantFrom(
  ...['name', 'birthdate', 'gender', 'identifier', '_id', '_lastUpdated', 'code', 'value-quantity', 'subject', 'near'],
  ...['organization.name', 'name[family eq a].given', 'link[', '__proto__', '_filter', 'code-value-quantity', 'x'],
);
const compared = fc.oneof(
  fc.constantFrom('a', 'true', '"Edwards"', '"a \\" b"', '"', '2000-01-01', '1e999', 'urn:x|1', '|', 'Patient/a', ''),
  fc.string({ maxLength: 6 }),
);
const comparison = fc.tuple(name, operator, compared).map((parts) => parts.join(' '));
const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 3, arbitrary: comparison },
    fc
      .tuple(tie('filter'), fc.constantFrom('and', 'or', 'xor'), tie('filter'))
      .map(([left, word, right]) => `${left} ${word} ${right}`),
    tie('filter').map((inner) => `not (${inner})`),
    tie('filter').map((inner) => `(${inner}`),
    tie('filter').map((inner) => `(${inner})`),
  ),
}));
const date = fc.constantFrom(
  ...['2020', '2026-01-01T00:00:00Z', 'gt2020-01-01', '2020-13', '0000', '9999-12-31T23:59:59.999+14:00', '', 'x'],
  ...['1e9', '%00', '2020-01-01T00:00:00 00:00'],
);
const count = fc.constantFrom('0', '1', '-1', '1e9', '99999999999999999999', 'NaN', '', '1,2');
const pairsOf = (...pairs: readonly fc.Arbitrary<readonly [string, string]>[]) =>
  fc
    .array(fc.oneof(...pairs), { maxLength: 4 })
    .map((some) => some.map(([key, one]) => `${key}=${encodeURIComponent(one.toWellFormed())}`).join('&'));
const named = (names: readonly string[], kind: fc.Arbitrary<string>) =>
  fc.tuple(fc.constantFrom(...names), kind.map(String));

/** A path with a `_filter`, whose expression is more or less one. */
export const filterSearch = fc
  .tuple(fc.constantFrom('/Patient', '/Observation', '/Patient/a/Observation', '/'), filter)
  .map(([where, expression]) => `${where}?_filter=${encodeURIComponent(expression.toWellFormed())}`);

/** A history of an instance, a type or everything, with the parameters that R4 gives it and others. */
export const historySearch = fc
  .tuple(
    fc.constantFrom(
      '/Patient/a/_history',
      '/Patient/_history',
      '/_history',
      '/Patient/never/_history',
      '/Binary/_history',
    ),
    pairsOf(
      named(['_since', '_at'], date),
      named(['_count'], count),
      named(['_cursor', '_sort', '_list', 'name', '_elements', '_summary'], fc.string({ maxLength: 8 })),
    ),
  )
  .map(([where, asked]) => `${where}?${asked}`);

/** A search within a compartment. */
export const compartmentSearch = fc
  .tuple(
    fc.constantFrom('Patient', 'Encounter', 'Practitioner', 'Device', 'RelatedPerson', 'Observation'),
    fc.constantFrom('a', 'never', '*', '%00'),
    fc.constantFrom('Observation', 'Condition', '*', 'Patient', 'Nonsense', 'Binary', 'Observation/_search'),
    pairsOf(
      named(['_count'], count),
      named(['date', '_lastUpdated'], date),
      named(['code', 'patient', 'subject', '_include', '_revinclude', '_type', '_sort'], compared),
    ),
  )
  .map(([type, id, searched, asked]) => `/${type}/${id}/${searched}?${asked}`);

/** What follows `$everything`, and its parameters. */
export const everythingCall = fc
  .tuple(
    fc.constantFrom(
      '/Patient/a/$everything',
      '/Patient/never/$everything',
      '/Patient/$everything',
      '/Observation/a/$everything',
    ),
    pairsOf(
      named(['start', 'end', '_since'], date),
      named(['_count'], count),
      named(['_type', '_elements', '_summary', '_cursor', 'x'], compared),
    ),
  )
  .map(([where, asked]) => `${where}?${asked}`);

/** What follows `$reindex`; never more than a moment's work. */
export const reindexCall = pairsOf(
  named(['milliseconds'], fc.constantFrom('0', '1', '-1', '1e9', '0x1', 'NaN', '', '99999')),
  named(['everything'], fc.constantFrom('true', 'false', 'maybe')),
  named(['x'], compared),
).map((asked) => `/$reindex?${asked}`);

/** A condition that a write names, found or not. */
export const condition = fc.oneof(
  fc.constantFrom(
    ...['identifier=urn:x|1', 'identifier=urn:x|new', 'name=Edwards', '_id=a', '_id=never', '', '_count=1', 'x=1'],
    ...['name:missing=false', '_filter=name eq a', 'birthdate=2020-13', '_has:Observation:patient:code=8867-4', '%ff'],
  ),
  fc.tuple(name, compared).map(([key, one]) => `${encodeURIComponent(key)}=${encodeURIComponent(one.toWellFormed())}`),
);
