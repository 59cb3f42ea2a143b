/**
 * Name of the entries that a reference parameter's chain looks at in contained resources of a type: `medication:Medication.code` beside
 * `medication`. As a chain it would be written the same.
 */
export function containedParameter(reference: string, type: string, parameter: string): string {
  return `${reference}:${type}.${parameter}`;
}

/** Name of the entries that tell whether a reference parameter leads to contained resources of a type, by these codes. */
export function containedPresence(reference: string, type: string): string {
  return `${reference}:${type}`;
}

/** There is one, or there are several. */
export const containedCount = { some: 'some', several: 'several' } as const;
