const base = 'http://hl7.org/fhir/OperationDefinition/';

const metaOut = out('Meta');
const metaIn = { name: 'meta', use: 'in', min: 1, max: '1', type: 'Meta' };
const newVersion =
  'On one resource. Makes a new version, since a version of this record never changes; none if nothing changes.';

/** The operation as R4 defines it. */
export const validate = { name: 'validate', definition: `${base}Resource-validate` };
export const reindex = { name: 'reindex', definition: 'urn:baseplate:operation:reindex' };
/** The operations that are offered otherwise than R4 has them, by what defines them within the statement. */
export const validateAny = { name: 'validate', definition: '#validate', documentation: 'Of any type.' };
export const metaOperations = [
  { name: 'meta', definition: '#meta', documentation: 'On one resource.' },
  { name: 'meta-add', definition: '#meta-add', documentation: newVersion },
  { name: 'meta-delete', definition: '#meta-delete', documentation: newVersion },
];
export const everything = { name: 'everything', definition: '#everything', documentation: 'Of one patient.' };

/**
 * What defines the operations that are offered in part, or in more places than R4 has them: to name R4's own definition would say that
 * “the full capabilities of the operation” are there, on the system and on types too (https://hl7.org/fhir/R4/capabilitystatement-definitions.html#CapabilityStatement.rest.resource.operation.definition).
 */
export const operationDefinitions: readonly object[] = [
  {
    ...definition('validate', 'Validate', 'Resource-validate'),
    affectsState: false,
    resource: ['Resource'],
    ...{ system: true, type: true, instance: true },
    parameter: [
      optional('resource', 'Resource'),
      optional('mode', 'code'),
      optional('profile', 'uri'),
      out('OperationOutcome'),
    ],
  },
  { ...onOne('meta', 'Meta', 'Resource'), affectsState: false, parameter: [metaOut] },
  {
    ...onOne('meta-add', 'MetaAdd', 'Resource'),
    affectsState: true,
    comment: newVersion,
    parameter: [metaIn, metaOut],
  },
  {
    ...onOne('meta-delete', 'MetaDelete', 'Resource'),
    affectsState: true,
    comment: newVersion,
    parameter: [metaIn, metaOut],
  },
  {
    ...onOne('everything', 'Everything', 'Patient'),
    affectsState: false,
    parameter: [
      optional('start', 'date'),
      optional('end', 'date'),
      optional('_since', 'instant'),
      { ...optional('_type', 'code'), max: '*' },
      optional('_count', 'integer'),
      out('Bundle'),
    ],
  },
];

function onOne(code: string, name: string, type: string) {
  return {
    ...definition(code, name, `${type}-${code}`),
    resource: [type],
    ...{ system: false, type: false, instance: true },
  };
}

function definition(code: string, name: string, of: string) {
  return {
    resourceType: 'OperationDefinition',
    id: code,
    name,
    status: 'active',
    kind: 'operation',
    code,
    base: `${base}${of}`,
  };
}

function optional(name: string, type: string) {
  return { name, use: 'in', min: 0, max: '1', type };
}

function out(type: string) {
  return { name: 'return', use: 'out', min: 1, max: '1', type };
}
