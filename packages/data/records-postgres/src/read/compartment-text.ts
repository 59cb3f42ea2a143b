import type { Compartment } from '@baseplate-epr/contracts';

/** A compartment as it stands in the column: between spaces, escaped, so that one search for it tells whether it is there. */
export function writtenCompartment({ type, id }: Compartment): string {
  return ` ${encodeURIComponent(type)}/${encodeURIComponent(id)} `;
}

/** A version's compartments as one text. */
export function writeCompartments(compartments: readonly Compartment[]): string {
  return compartments.map(writtenCompartment).join('');
}

/** The reverse of {@link writeCompartments}. */
export function readCompartments(text: string): Compartment[] {
  if (text === '') return [];
  const decode = text.includes('%') ? decodeURIComponent : (part: string) => part;
  return text
    .trim()
    .split(/ +/)
    .map((name) => {
      const slash = name.indexOf('/');
      return { type: decode(name.slice(0, slash)), id: decode(name.slice(slash + 1)) };
    });
}

/** Names of compartments, each once. */
export function compartmentNames(compartments: readonly Compartment[]): readonly string[] {
  return [...new Set(compartments.map(({ type, id }) => `${type}/${id}`))];
}
