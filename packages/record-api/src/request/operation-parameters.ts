import { isBaseplateError } from '@baseplate-epr/contracts';
import { isJsonObject, type JsonObject, type JsonValue, type ParsedResource, parseResource } from '@baseplate-epr/fhir';
import type { RecordLimits, SearchParameters } from '@baseplate-epr/record';
import { requestError } from './request-error.ts';

/**
 * The plain parameters of a `Parameters` resource as the body of an operation, as if they had come in the query
 * (R4 §3.2.0.1). `resource` is left out: it is taken by whoever needs it.
 *
 * @throws RecordError 400
 */
export function plainParameters(parameters: JsonObject): SearchParameters {
  return partsOf(parameters).flatMap((part): SearchParameters => {
    const { name } = part;
    if (typeof name !== 'string') throw notParameters();
    if (name === 'resource') return [];
    const [key] = Object.keys(part).filter((one) => one.startsWith('value'));
    const value = key === undefined ? undefined : part[key];
    if (value === undefined || value === null || typeof value === 'object') {
      throw requestError(400, 'value', 'A parameter of the operation has no plain value, such as valueCode.');
    }
    return [[name, String(value)]];
  });
}

/**
 * The parameters of an operation that takes its body as `Parameters` only.
 *
 * @throws RecordError 400 for another resource
 */
export function parametersOf(resource: JsonObject, operation: string): readonly JsonObject[] {
  if (resource.resourceType === 'Parameters') return partsOf(resource);
  throw requestError(400, 'structure', `The body of ${operation} is a Parameters resource.`);
}

/** The resource in a parameter of this name. */
export function resourceParameter(parameters: JsonObject, name: string): JsonObject | undefined {
  const part = partsOf(parameters).find((one) => one.name === name);
  return isJsonObject(part?.resource) ? part.resource : undefined;
}

/**
 * Reads the body of an operation.
 *
 * @throws RecordError 400 for what is not JSON, 413 for more of it than is accepted
 */
export function readOperationBody(text: string, { depth, bundleLength }: RecordLimits): ParsedResource {
  try {
    return parseResource(text, { maxDepth: depth, maxLength: bundleLength });
  } catch (error) {
    if (!isBaseplateError(error)) throw error;
    // Where the text is at fault is told, never what stands there.
    throw error.code === 'limit-exceeded'
      ? requestError(413, 'too-long', error.message)
      : requestError(400, 'structure', error.message);
  }
}

function partsOf({ parameter = [] }: JsonObject): readonly JsonObject[] {
  const parts: readonly JsonValue[] = Array.isArray(parameter) ? parameter : [parameter];
  return parts.map((part) => {
    if (isJsonObject(part)) return part;
    throw notParameters();
  });
}

function notParameters() {
  return requestError(400, 'structure', 'Parameters.parameter is not an array of objects with a name.');
}
