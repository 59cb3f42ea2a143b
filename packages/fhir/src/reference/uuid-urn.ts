const form = /^urn:uuid:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/** `urn:uuid:…` for a UUID, in lower case as RFC 9562 writes it. */
export function uuidUrn(uuid: string): string {
  return `urn:uuid:${uuid.toLowerCase()}`;
}

/** The UUID of a `urn:uuid:…` in lower case, or undefined for anything else. */
export function uuidOfUrn(urn: string): string | undefined {
  return form.exec(urn)?.[1]?.toLowerCase();
}
