import { type JsonValue, parseResource } from '@baseplate-epr/fhir';
import type { RecordParts } from '../session/record-parts.ts';
import type { PutBinaryOptions } from '../session/write-types.ts';

/** The Binary of a raw upload as JSON, still without its data; `kept` protects it where the upload does not say what does. */
export function describeBinary({ contentType, securityContext }: PutBinaryOptions, kept?: JsonValue): string {
  const protection = securityContext === undefined ? kept : { reference: securityContext };
  return JSON.stringify({
    resourceType: 'Binary',
    contentType,
    ...(protection === undefined ? {} : { securityContext: protection }),
  });
}

/**
 * What protects the Binary that an upload takes the place of. Bytes cannot say it themselves, and a sender that leaves the header out
 * must not lay open what was protected.
 */
export async function protectionOf(
  { records }: Pick<RecordParts, 'records'>,
  id: string,
): Promise<JsonValue | undefined> {
  const version = await records.read({ type: 'Binary', id });
  return version === undefined || version.deleted ? undefined : parseResource(version.text).resource.securityContext;
}
