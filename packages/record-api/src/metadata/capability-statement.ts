import { resourceTypes, searchParametersForMetadata, searchRegistry } from '@baseplate-epr/fhir';

/** What the statement says about this installation. */
export interface CapabilityOptions {
  readonly baseUrl: string;
  readonly organisation: { readonly name: string };
  /** When the assembly was started, in milliseconds since 1970. */
  readonly started: number;
}

const interactions = ['read', 'vread', 'update', 'delete', 'history-instance', 'history-type', 'create', 'search-type'];

/** The CapabilityStatement (R4 §5.2), made from what the record really offers. */
export function capabilityStatement({ baseUrl, organisation, started }: CapabilityOptions): object {
  const revincludes = reverseIncludes();
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: new Date(started).toISOString(),
    publisher: organisation.name,
    kind: 'instance',
    software: { name: 'Baseplate' },
    implementation: { description: `Electronic patient record of ${organisation.name}`, url: baseUrl },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        security: { description: 'Bearer token with SMART App Launch v2 scopes. Every access is audited.' },
        resource: [...resourceTypes].sort().map((type) => resourceCapability(type, revincludes.get(type) ?? [])),
        interaction: ['transaction', 'batch', 'search-system', 'history-system'].map((code) => ({ code })),
      },
    ],
  };
}

function resourceCapability(type: string, searchRevInclude: readonly string[]): object {
  const { searchParam, searchInclude } = searchParametersForMetadata(type);
  return {
    type,
    interaction: interactions.map((code) => ({ code })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalRead: 'full-support',
    conditionalUpdate: true,
    conditionalDelete: 'single',
    ...(searchInclude.length === 0 ? {} : { searchInclude }),
    ...(searchRevInclude.length === 0 ? {} : { searchRevInclude }),
    searchParam,
    operation: operationsOf(type),
  };
}

function operationsOf(type: string): readonly object[] {
  const validate = { name: 'validate', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate' };
  if (type !== 'Patient') return [validate];
  return [validate, { name: 'everything', definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything' }];
}

function reverseIncludes(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const source of [...resourceTypes].sort()) {
    for (const { name, target } of referenceTargets(source)) {
      const list = found.get(target) ?? [];
      list.push(`${source}:${name}`);
      found.set(target, list);
    }
  }
  return found;
}

function referenceTargets(source: string): readonly { readonly name: string; readonly target: string }[] {
  return searchRegistry
    .parametersOf(source)
    .filter((parameter) => parameter.type === 'reference')
    .flatMap((parameter) => parameter.targets.map((target) => ({ name: parameter.name, target })));
}
