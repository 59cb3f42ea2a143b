const urn = /^urn:(?:uuid|oid):/;

/** Whether a value is a URN of the kinds that stand for resources of a Bundle. */
export function isUrn(value: string): boolean {
  return urn.test(value);
}
