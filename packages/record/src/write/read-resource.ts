import type { DocumentDescription } from '@baseplate-epr/contracts';
import { type ParsedResource, parseResource, resourceTypes, validateResource } from '@baseplate-epr/fhir';
import type { RecordIssue } from '../error/record-issue.ts';
import { badValue, malformed, notValid } from '../error/refusals.ts';
import type { RecordLimits } from '../record-limits.ts';

/** A resource that may be written, and what validation has to say beside. */
export interface ReadResource {
  readonly parsed: ParsedResource;
  readonly issues: readonly RecordIssue[];
  /** For a Binary that was uploaded raw: its bytes, already kept. */
  readonly document?: DocumentDescription;
}

/**
 * Parses and validates the body of a write.
 *
 * @param expected - the type, and for an update the id, that the address names.
 * @throws RecordError 400 (not JSON, another type or id), 413, 422 (not valid)
 */
export function readResource(
  text: string,
  expected: { readonly type?: string; readonly id?: string },
  limits: RecordLimits,
): ReadResource {
  const parsed = parseResource(text, { maxDepth: limits.depth, maxLength: limits.resourceLength });
  return checkResource(parsed, expected);
}

/** The same for a resource that is parsed already. */
export function checkResource(
  parsed: ParsedResource,
  expected: { readonly type?: string; readonly id?: string },
): ReadResource {
  const { resourceType, id } = parsed.resource;
  if (typeof resourceType !== 'string' || !resourceTypes.has(resourceType)) {
    throw malformed('The body has no resourceType of FHIR R4. Name the type as in the specification, e.g. "Patient".');
  }
  if (expected.type !== undefined && resourceType !== expected.type) {
    throw badValue(
      `The body is another type of resource than the address says (${expected.type}). Make the two agree.`,
    );
  }
  if (expected.id !== undefined && id !== expected.id) {
    throw badValue('The id in the body is missing or is not the one in the address. Make the two agree.');
  }
  const issues = validateResource(parsed);
  if (issues.some(({ severity }) => severity === 'error')) throw notValid(issues);
  return { parsed, issues };
}
