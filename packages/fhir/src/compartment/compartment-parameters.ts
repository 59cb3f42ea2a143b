import compartmentTexts from '../generated/compartments.json' with { type: 'json' };

const texts: Readonly<Record<string, string>> = compartmentTexts;
const none: ReadonlySet<string> = new Set();
const compartments = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();

/** The compartments R4 defines: Device, Encounter, Patient, Practitioner, RelatedPerson. */
export const compartmentTypes: readonly string[] = Object.keys(texts);

/** The reference parameters that put resources of a type into a compartment; empty if such resources are never in it. */
export function compartmentParameters(compartment: string, type: string): ReadonlySet<string> {
  return resourcesOf(compartment).get(type) ?? none;
}

/** The resource types that may lie in a compartment, in alphabetical order, without the type that spans it. */
export function compartmentResourceTypes(compartment: string): readonly string[] {
  return [...resourcesOf(compartment).keys()];
}

function resourcesOf(compartment: string): ReadonlyMap<string, ReadonlySet<string>> {
  const known = compartments.get(compartment);
  if (known) return known;
  const text = Object.hasOwn(texts, compartment) ? texts[compartment] : undefined;
  const table = text === undefined ? {} : (JSON.parse(text) as Readonly<Record<string, readonly string[]>>);
  const made = new Map(Object.entries(table).map(([type, parameters]) => [type, new Set(parameters)] as const));
  compartments.set(compartment, made);
  return made;
}
