// What is in the product: every package that the reference assembly runs with, with version, checksum and licence, as CycloneDX 1.6
// (ECMA-424).
// Fails if one comes without a checksum or under a licence that has not been weighed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';

const file = 'sbom/baseplate.cdx.json';
// Permissive licences, and MPL-2.0, whose duties end at its own files.
const weighed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
]);

// Read by a person, since the package names no licence that a program understands.
const read = new Map([
  ['@lhncbc/ucum-lhc 5.0.4', 'like BSD-3-Clause, with the UCUM licence for its table'],
  ['@lhncbc/ucum-lhc 7.1.10', 'like BSD-3-Clause, with the UCUM licence for its table'],
  ['fhirpath 5.1.1', 'like BSD-3-Clause'],
  ['xmldoc 0.4.0', 'MIT, in its LICENSE'],
  ['emitter-component 1.1.2', 'MIT where it is developed; the package itself carries no text'],
]);

mkdirSync('sbom', { recursive: true });
const { status, stderr } = spawnSync(
  'pnpm',
  [
    '--filter',
    'reference',
    'sbom',
    '--sbom-format',
    'cyclonedx',
    '--sbom-spec-version',
    '1.6',
    '--sbom-type',
    'application',
    '--prod',
    '--out',
    file,
  ],
  { encoding: 'utf8' },
);
if (status !== 0) {
  console.error(`The SBOM could not be written: ${stderr}`);
  process.exit(1);
}
const { components } = JSON.parse(readFileSync(file, 'utf8'));
const problems = components.flatMap((component) => {
  const name = `${component.group ? `${component.group}/` : ''}${component.name} ${component.version}`;
  const own = component.group === '@baseplate-epr' || component.version === '0.0.0';
  const licences = (component.licenses ?? []).map(
    ({ license, expression }) => expression ?? license?.id ?? license?.name,
  );
  return [
    ...(own || component.externalReferences?.some(({ hashes }) => hashes?.length > 0)
      ? []
      : [`${name} has no checksum.`]),
    ...(read.has(name) || (licences.length > 0 && licences.every(mayBeUsed))
      ? []
      : [`${name}: the licence ${licences.join(', ') || '(none)'} has not been weighed.`]),
  ];
});
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${components.length} packages in ${file}, each with a licence that has been weighed.`);

/** Of alternatives one is enough; what is joined must all be weighed. */
function mayBeUsed(expression) {
  return expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((licence) => weighed.has(licence)));
}
