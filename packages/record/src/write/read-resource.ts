import type { DocumentDescription } from '@baseplate-epr/contracts';
import {
  type BundleScope,
  type ParsedResource,
  type ProfileOptions,
  parseResource,
  resourceTypes,
  validateResource,
} from '@baseplate-epr/fhir';
import type { RecordIssue } from '../error/record-issue.ts';
import { badValue, malformed, notValid } from '../error/refusals.ts';
import { requireLength, resourceLimit } from '../resource-limit.ts';
import type { RecordParts } from '../session/record-parts.ts';
import { requireNoConditionalReferences } from './conditional-reference.ts';
import { requireOwnReferences } from './own-reference.ts';

/** A resource that may be written, and what validation has to say beside. */
export interface ReadResource {
  readonly parsed: ParsedResource;
  readonly issues: readonly RecordIssue[];
  /** For a Binary that was uploaded raw: its bytes, already kept. */
  readonly document?: DocumentDescription;
  /** For a Binary of which only the meta changes: its text stands for bytes that are kept already. */
  readonly bytesStay?: boolean;
}

/** A resource as it came in: its text, or parsed already as part of a Bundle. */
export type ResourceSource = string | ParsedResource;

/** Options of a write whose body may be parsed already. */
export type FromSource<Options extends { readonly text: string }> = Omit<Options, 'text'> & {
  readonly text: ResourceSource;
};

/**
 * Parses (unless it is parsed already) and validates the body of a write that stands by itself, against R4 and the profiles in force.
 *
 * @param expected - the type, and for an update the id, that the address names.
 * @throws RecordError 400 (not JSON, another type or id), 413, 422 (not valid)
 */
export function readResource(
  source: ResourceSource,
  expected: { readonly type?: string; readonly id?: string },
  { limits, profiles, baseUrl }: Pick<RecordParts, 'limits' | 'profiles' | 'baseUrl'>,
): ReadResource {
  const bounds = { maxDepth: limits.depth, maxLength: resourceLimit(limits, expected.type) };
  const parsed = typeof source === 'string' ? parseResource(source, bounds) : source;
  requireLength(parsed, limits);
  const read = checkResource(parsed, expected, profiles.forWrites);
  requireNoConditionalReferences(read.parsed);
  requireOwnReferences(read.parsed, baseUrl());
  return read;
}

/**
 * Validates the body of a write, which may be part of a transaction.
 *
 * @param profiles - those in force; undefined when there are none.
 * @param bundle - the entries of the transaction, which references may mean.
 */
export function checkResource(
  parsed: ParsedResource,
  expected: { readonly type?: string; readonly id?: string },
  profiles: ProfileOptions | undefined,
  bundle?: BundleScope,
): ReadResource {
  requireExpected(parsed, expected);
  const issues = validateResource(parsed, {
    ...(profiles === undefined ? {} : { profiles }),
    ...(bundle === undefined ? {} : { bundle }),
  });
  if (issues.some(({ severity }) => severity === 'error')) throw notValid(issues);
  return { parsed, issues };
}

/** @throws RecordError 400 (another type or id than the address names) */
export function requireExpected(
  parsed: ParsedResource,
  expected: { readonly type?: string; readonly id?: string },
): void {
  const { resourceType, id } = parsed.resource;
  if (typeof resourceType !== 'string' || !resourceTypes.has(resourceType)) {
    throw malformed('The body has no resourceType of FHIR R4. Name the type as in the specification, e.g. "Patient".');
  }
  if (expected.type !== undefined && resourceType !== expected.type) {
    throw badValue(`The body is another type of resource than the address says. Make the two agree.`);
  }
  if (expected.id !== undefined && id !== expected.id) {
    throw badValue('The id in the body is missing or is not the one in the address. Make the two agree.');
  }
}
