import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Profile of the package of {@link writePackage}: a patient has a birth date. */
export const born = (name: string) => `https://example.org/StructureDefinition/${name}`;

/** Writes a FHIR package with one profile on Patient into a new folder, and gives the folder. */
export function writePackage(folder: string, name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '1.0.0' }));
  const definition = {
    resourceType: 'StructureDefinition',
    id: name,
    url: born(name),
    name: 'Born',
    status: 'active',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
    derivation: 'constraint',
    differential: {
      element: [
        { id: 'Patient', path: 'Patient' },
        { id: 'Patient.birthDate', path: 'Patient.birthDate', min: 1 },
      ],
    },
  };
  writeFileSync(join(path, `StructureDefinition-${name}.json`), JSON.stringify(definition));
  return path;
}
