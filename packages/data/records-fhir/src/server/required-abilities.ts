import { BaseplateError } from '@baseplate-epr/contracts';
import { isJsonObject, type JsonObject, type JsonValue } from '@baseplate-epr/fhir';
import { headType } from './head.ts';

const systemInteractions = ['transaction', 'history-system'];
const typeInteractions = ['read', 'vread', 'update', 'delete'];

/**
 * Holds a CapabilityStatement (R4 §2.21) against what a record store cannot do without.
 *
 * @returns the types of which the server offers everything that is needed
 * @throws BaseplateError `configuration-invalid` that names all that is missing
 */
export function requireAbilities(statement: JsonObject, types: readonly string[]): ReadonlySet<string> {
  const faults: string[] = [];
  const { fhirVersion } = statement;
  if (!(typeof fhirVersion === 'string' && /^4\.0\./.test(fhirVersion))) {
    faults.push(`it speaks FHIR ${textOf(fhirVersion)}, and R4 (4.0.1) is needed`);
  }
  const rest = objects(statement.rest).find(({ mode }) => mode === 'server');
  if (rest === undefined) faults.push('it describes no REST server');
  const offered = codesOf(rest?.interaction);
  for (const code of systemInteractions) {
    if (!offered.has(code)) faults.push(`it does not offer \`${code}\`, which ${reasons[code]}`);
  }
  const lacking = new Map(objects(rest?.resource).map((one) => [textOf(one.type), lacks(one)]));
  for (const type of [headType, ...types]) {
    const missing = lacking.get(type) ?? ['the whole type'];
    if (missing.length > 0) faults.push(`of ${type} it does not offer ${missing.join(', ')}`);
  }
  if (faults.length === 0)
    return new Set([...lacking].flatMap(([type, missing]) => (missing.length === 0 ? type : [])));
  throw new BaseplateError({
    code: 'configuration-invalid',
    message: `This FHIR server cannot keep the record. Its CapabilityStatement says: ${faults.join('; ')}. Choose a server that can, or narrow \`types\` to what the record will hold.`,
    details: { faults },
  });
}

const reasons: Readonly<Record<string, string>> = {
  transaction: 'writes that belong together need',
  'history-system': 'the index is built and kept up to date from',
};

function lacks(resource: JsonObject): string[] {
  const offered = codesOf(resource.interaction);
  const missing = typeInteractions.filter((code) => !offered.has(code)).map((code) => `\`${code}\``);
  if (resource.updateCreate !== true) missing.push('an update that creates (`updateCreate`)');
  if (resource.versioning !== 'versioned-update') missing.push('If-Match on updates (`versioned-update`)');
  return missing;
}

function codesOf(interactions: JsonValue | undefined): ReadonlySet<string> {
  return new Set(objects(interactions).map(({ code }) => textOf(code)));
}

function objects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : 'of no version that it names';
}
