import {
  compartmentTypes,
  resourceTypes,
  revincludableReferences,
  type SearchRegistry,
  searchParametersForMetadata,
} from '@baseplate-epr/fhir';
import type { RecordLimits } from '@baseplate-epr/record';
import { patchTypes } from '../request/read-patch-body.ts';
import {
  everything,
  metaOperations,
  operationDefinitions,
  reindex,
  validate,
  validateAny,
} from './operation-definitions.ts';

/** What the statement says about this installation. */
export interface CapabilityOptions {
  readonly baseUrl: string;
  readonly organisation: { readonly name: string };
  /** When the assembly was started, in milliseconds since 1970. */
  readonly started: number;
  /** The search parameters that searches may use now. */
  readonly registry: SearchRegistry;
  readonly limits: Pick<RecordLimits, 'conditionalDeletes'>;
  /** Canonical URLs of the profiles that resources of a type are held against. */
  readonly profilesOf?: (type: string) => readonly string[];
  /** What searches by `_lastUpdated` do not know, in words. */
  readonly ownTimes?: string | undefined;
}

const typeInteractions = [
  'read',
  'vread',
  'update',
  'patch',
  'delete',
  'history-instance',
  'history-type',
  'create',
  'search-type',
];
const systemInteractions = ['transaction', 'batch', 'search-system', 'history-system'];

/**
 * The CapabilityStatement (R4 §5.2), made from the tables that requests are answered by. It says what the record can do, not what
 * a particular caller may.
 */
export function capabilityStatement(options: CapabilityOptions): object {
  const { baseUrl, organisation, started, registry, ownTimes } = options;
  const types = [...resourceTypes].sort();
  return {
    resourceType: 'CapabilityStatement',
    contained: operationDefinitions,
    status: 'active',
    date: new Date(started).toISOString(),
    publisher: organisation.name,
    kind: 'instance',
    software: { name: 'Baseplate' },
    implementation: { description: `Electronic patient record of ${organisation.name}`, url: baseUrl },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'application/fhir+xml', 'json', 'xml'],
    patchFormat: patchTypes,
    rest: [
      {
        mode: 'server',
        ...(ownTimes === undefined ? {} : { documentation: ownTimes }),
        security: {
          cors: false,
          service: [
            {
              coding: [
                {
                  system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
                  code: 'OAuth',
                  display: 'OAuth',
                },
              ],
            },
          ],
          description: 'Bearer tokens with SMART App Launch v2 scopes. Every access is audited.',
        },
        resource: types.map((type) =>
          resourceCapability(type, revincludableReferences(type, types, registry), options),
        ),
        interaction: systemInteractions.map((code) => ({ code })),
        searchParam: searchParametersForMetadata('Resource', registry).searchParam,
        operation: [validateAny, reindex],
        compartment: compartmentTypes.map((code) => `http://hl7.org/fhir/CompartmentDefinition/${code.toLowerCase()}`),
      },
    ],
  };
}

function resourceCapability(
  type: string,
  searchRevInclude: readonly string[],
  { registry, limits, profilesOf }: CapabilityOptions,
): object {
  const { searchParam, searchInclude } = searchParametersForMetadata(type, registry);
  const supportedProfile = profilesOf?.(type) ?? [];
  return {
    type,
    profile: `http://hl7.org/fhir/StructureDefinition/${type}`,
    ...(supportedProfile.length === 0 ? {} : { supportedProfile }),
    interaction: typeInteractions.filter((code) => code !== 'patch' || type !== 'Binary').map((code) => ({ code })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalRead: 'full-support',
    conditionalUpdate: true,
    conditionalDelete: limits.conditionalDeletes > 1 ? 'multiple' : 'single',
    referencePolicy: ['literal', 'logical', 'local'],
    ...(searchInclude.length === 0 ? {} : { searchInclude }),
    ...(searchRevInclude.length === 0 ? {} : { searchRevInclude }),
    searchParam,
    operation: [validate, ...metaOperations, ...(type === 'Patient' ? [everything] : [])],
  };
}
