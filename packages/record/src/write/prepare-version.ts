import type { Compartment, DocumentDescription, IndexedVersion } from '@baseplate-epr/contracts';
import { indexResource, type ParsedResource, rewriteResource } from '@baseplate-epr/fhir';
import { securityContext } from '../binary/security-context.ts';
import { storeData, withPlaceholder } from '../binary/store-data.ts';
import { requireUsableParameter } from '../indexing/require-usable-parameter.ts';
import { indexEntryLimit } from '../resource-limit.ts';
import type { RecordParts } from '../session/record-parts.ts';

/** What a transaction adds to the making of its versions. */
export interface InTransaction {
  readonly rewriteReference?: (value: string) => string | undefined;
  /** Ask about every link, not about references and URNs alone. */
  readonly rewriteLinks?: boolean;
  /** Compartments of other resources of the same transaction, by `Type/id`. */
  readonly pending?: ReadonlyMap<string, readonly Compartment[]>;
}

/** Which version to make of a resource. */
export interface PrepareVersionOptions extends InTransaction {
  readonly type: string;
  readonly id: string;
  readonly versionId: string;
  /** Milliseconds since 1970. */
  readonly lastUpdated: number;
  /** For a Binary that was uploaded raw: its bytes, already kept. */
  readonly document?: DocumentDescription | undefined;
  /** For a Binary whose text is that of a stored version, and stands for bytes that are kept. */
  readonly bytesStay?: boolean;
}

/**
 * Sets id, version and references in a resource's text and computes its index entries. A Binary's bytes are kept first.
 *
 * @throws BaseplateError `limit-exceeded` for more index entries than one resource may have
 */
export async function prepareVersion(
  parts: RecordParts,
  parsed: ParsedResource,
  options: PrepareVersionOptions,
): Promise<IndexedVersion> {
  const { type, id, versionId, lastUpdated, rewriteReference, rewriteLinks = false } = options;
  const rewritten = rewriteResource(parsed, {
    id,
    versionId,
    lastUpdated: new Date(lastUpdated).toISOString(),
    ...(rewriteReference === undefined ? {} : { rewriteReference, rewriteLinks }),
  });
  const { resource } = rewritten;
  if (type === 'SearchParameter') await requireUsableParameter(parts, id, resource);
  const baseUrl = parts.baseUrl();
  const mostEntries = indexEntryLimit(parts.limits, type);
  const { entries, compartments } = indexResource({
    type,
    resource,
    baseUrl,
    mostEntries,
    ...parts.index.writing(),
  });
  const version = { type, id, versionId, lastUpdated, deleted: false };
  if (type !== 'Binary') return { ...version, text: rewritten.text, entries, compartments };
  const { pending, document, bytesStay = false } = options;
  const text = bytesStay
    ? rewritten.text
    : document === undefined
      ? await storeData(parts.documents, rewritten.text, resource.data)
      : withPlaceholder(rewritten.text, document);
  const { records } = parts;
  const context = await securityContext(resource, { records, baseUrl, ...(pending === undefined ? {} : { pending }) });
  return {
    ...version,
    text,
    entries: [...entries, ...context.entries],
    compartments: [...compartments, ...context.compartments],
  };
}
