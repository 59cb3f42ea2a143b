import { type Attack, jsonAttack } from './attack.ts';

const observation = (value: string) =>
  `{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":${value}}}`;
const patient = (inner: string) => `{"resourceType":"Patient",${inner}}`;
const narrative = (div: string) => patient(`"text":{"status":"generated","div":${JSON.stringify(div)}}`);
const open = '<div xmlns="http://www.w3.org/1999/xhtml"';
const repeat = (text: string, count: number) => text.repeat(count);
const many = (item: (index: number) => string, count: number) =>
  Array.from({ length: count }, (_, index) => item(index)).join(',');

const texts: readonly (readonly [name: string, body: string | Uint8Array, ...expected: number[]])[] = [
  ['a hundred thousand arrays deep', repeat('[', 100_000), 413],
  ['a hundred thousand objects deep', repeat('{"a":', 100_000), 413],
  ['extensions a hundred thousand deep', patient(repeat('"extension":[{"url":"a",', 100_000)), 413],
  ['a string of ten million characters', patient(`"language":"${repeat('a', 10_000_000)}"`)],
  ['a text of ten million characters', patient(`"name":[{"text":"${repeat('a', 10_000_000)}"}]`)],
  ['ten million spaces', patient(`"name":[{"text":"${repeat(' ', 10_000_000)}"}]`)],
  ['a million escapes', patient(`"name":[{"text":"${repeat('\\u0061', 1_000_000)}"}]`)],
  [
    'a base64 of ten million characters',
    `{"resourceType":"Binary","contentType":"a/b","data":"${repeat('YWFh', 2_500_000)}"}`,
  ],
  [
    'a base64 that ends wrongly',
    `{"resourceType":"Binary","contentType":"a/b","data":"${repeat('YWFh', 1_000_000)}*"}`,
    400,
    422,
  ],
  ['a family name of two million words', patient(`"name":[{"family":"${repeat('a b ', 1_000_000)}"}]`)],
  ['a hundred thousand given names of two words', patient(`"name":[{"given":[${many(() => '"a b"', 100_000)}]}]`)],
  [
    'fifty thousand codings beside a long text',
    `{"resourceType":"Observation","status":"final","code":{"coding":[${many((index) => `{"code":"c${index}"}`, 50_000)}],"text":"${repeat('ä ', 5000)}"}}`,
  ],
  [
    'two hundred thousand times in one timing',
    `{"resourceType":"Observation","status":"final","code":{"text":"x"},"effectiveTiming":{"event":[${many(() => '"2020-01-01"', 200_000)}]}}`,
  ],
  ['two million empty objects', patient(`"name":[${repeat('{},', 2_000_000)}{}]`), 413],
  ['a million nulls', patient(`"name":[{"given":[${repeat('null,', 1_000_000)}null]}]`), 413],
  ['as many empty objects as one resource may have', patient(`"name":[${repeat('{},', 1_300_000)}{}]`), 400, 422],
  ['as many nulls as one resource may have', patient(`"name":[{"given":[${repeat('null,', 800_000)}null]}]`), 400, 422],
  ['two hundred thousand keys', `{"resourceType":"Patient",${many((index) => `"k${index}":1`, 200_000)}}`, 400, 422],
  ['a key twice', patient('"active":true,"active":false'), 400],
  ['a key twice, once escaped', patient('"active":true,"\\u0061ctive":false'), 400],
  ['__proto__', patient('"__proto__":{"polluted":true}'), 400, 422],
  ['constructor.prototype', patient('"constructor":{"prototype":{"polluted":true}}'), 400, 422],
  ['resourceType __proto__', '{"resourceType":"__proto__"}', 400],
  ['resourceType toString', '{"resourceType":"toString"}', 400],
  ['resourceType as an object', '{"resourceType":{"a":1}}', 400],
  ['1e999', observation('1e999'), 400],
  ['1e308', observation('1e308')],
  ['1e-999999999', observation('1e-999999999')],
  ['-1e-999999999', observation('-1e-999999999')],
  ['1E+0000000000000000000001', observation('1E+0000000000000000000001')],
  ['a million digits', observation(`0.${repeat('9', 1_000_000)}`)],
  ['a million zeros', observation(`1.${repeat('0', 1_000_000)}`)],
  ['minus zero', observation('-0.0'), 201],
  ['NaN', observation('NaN'), 400],
  ['hexadecimal', observation('0x10'), 400],
  ['half a surrogate pair, escaped', patient('"name":[{"text":"\\ud800"}]'), 400],
  [
    'half a surrogate pair, encoded',
    Buffer.concat([
      Buffer.from('{"resourceType":"Patient","language":"'),
      Buffer.from([0xed, 0xa0, 0x80]),
      Buffer.from('"}'),
    ]),
    400,
  ],
  [
    'an overlong encoding',
    Buffer.concat([
      Buffer.from('{"resourceType":"Patient","language":"'),
      Buffer.from([0xc0, 0xaf]),
      Buffer.from('"}'),
    ]),
    400,
  ],
  ['NUL, escaped', patient('"name":[{"text":"\\u0000"}]'), 400],
  ['NUL, raw', patient('"name":[{"text":"\u0000"}]'), 400],
  ['a byte order mark', `\uFEFF${patient('"active":true')}`, 201],
  ['a byte order mark within', patient('"name":[{"text":"a\uFEFFb"}]'), 201],
  ['UTF-16', Buffer.from(patient('"active":true'), 'utf16le'), 400],
  ['text that runs backwards', patient('"name":[{"text":"\u202Eabc\u2066"}]'), 201],
  ['ten thousand combining marks', patient(`"name":[{"text":"a${repeat('\u0301', 10_000)}"}]`)],
  [
    'a character that unfolds to eighteen, a hundred thousand times',
    patient(`"name":[{"text":"${repeat('\uFDFA', 100_000)}"}]`),
  ],
  ['a narrative of a hundred thousand elements deep', narrative(`${open}>${repeat('<b>', 100_000)}x`), 400, 422],
  [
    'a narrative with fifty thousand attributes',
    narrative(`${open}${many((index) => ` a${index}="x"`, 50_000).replaceAll(',', '')}>x</div>`),
  ],
  ['a narrative tag that never ends', narrative(`${open}><p${repeat(' a="b"', 200_000)}`), 400, 422],
  ['a narrative tag of spaces', narrative(`${open}><p${repeat(' ', 1_000_000)}x`), 400, 422],
  ['a narrative comment that never ends', narrative(`${open}>x<!--${repeat('-', 200_000)}`), 400, 422],
  ['a narrative of ampersands', narrative(`${open}>${repeat('&', 200_000)}</div>`), 400, 422],
  ['a narrative of less-than signs', narrative(`${open}>${repeat('<', 200_000)}</div>`), 400, 422],
  ['a script in the narrative', narrative(`${open}><script>alert(1)</script></div>`), 400, 422],
  [
    'five thousand contained resources',
    patient(
      `"contained":[${many((index) => `{"resourceType":"Organization","id":"o${index}"}`, 5000)}],"generalPractitioner":[${many((index) => `{"reference":"#o${index}"}`, 5000)}]`,
    ),
  ],
  [
    'five thousand contained resources that nobody names',
    patient(`"contained":[${many((index) => `{"resourceType":"Organization","id":"o${index}"}`, 5000)}]`),
  ],
  [
    'contained resources in a circle',
    patient(
      '"contained":[{"resourceType":"Organization","id":"a","partOf":{"reference":"#b"}},{"resourceType":"Organization","id":"b","partOf":{"reference":"#a"}}],"managingOrganization":{"reference":"#a"}',
    ),
  ],
  [
    'a hundred thousand identifiers',
    patient(`"identifier":[${many((index) => `{"system":"urn:x","value":"${index}"}`, 100_000)}]`),
  ],
  ['a hundred thousand names', patient(`"name":[${many((index) => `{"family":"${index}","given":["a"]}`, 100_000)}]`)],
  ['an id with a slash', patient('"id":"../a"')],
  [
    'an oid of a million parts',
    `{"resourceType":"Basic","code":{"text":"x"},"identifier":[{"system":"urn:oid:1${repeat('.1', 500_000)}"}]}`,
  ],
  ['a date of a million digits', patient(`"birthDate":"${repeat('1', 1_000_000)}"`), 400, 422],
  ['a year nought', patient('"birthDate":"0000"')],
  [
    'a time of many fractions',
    `{"resourceType":"Observation","status":"final","code":{"text":"x"},"effectiveDateTime":"2020-01-01T00:00:00.${repeat('1', 1_000_000)}Z"}`,
  ],
  [
    'sampled data of a million numbers',
    `{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueSampledData":{"origin":{"value":1},"period":1,"dimensions":1,"data":"${repeat('1 ', 1_000_000)}1"}}`,
  ],
];

/** Bodies of JSON that are too deep, too long, ambiguous, or made to be slow. */
export const jsonAttacks: readonly Attack[] = texts.flatMap(([name, body, ...expected]) => {
  const type = /"resourceType":"([A-Z]\w+)"/.exec(body.toString().slice(0, 60))?.[1] ?? 'Patient';
  return [
    jsonAttack(name, `/${type}`, body, ...expected),
    jsonAttack(`$validate: ${name}`, `/${type}/$validate`, body),
  ];
});
