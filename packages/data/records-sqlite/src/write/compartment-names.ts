import type { Compartment } from '@baseplate-epr/contracts';

/**
 * A version's compartments as one text: names `Type/id`, escaped, each followed and the first preceded by a space. In this form
 * one `instr` tells whether a version lies in a compartment.
 */
export function encodeCompartments(compartments: readonly Compartment[]): string {
  if (compartments.length === 0) return '';
  return ` ${compartments.map(({ type, id }) => `${encodeURIComponent(type)}/${encodeURIComponent(id)}`).join(' ')} `;
}

/** The reverse of {@link encodeCompartments}. */
export function decodeCompartments(text: string): Compartment[] {
  if (text === '') return [];
  return text
    .trim()
    .split(' ')
    .map((name) => {
      const [type = '', id = ''] = name.split('/');
      // Nearly always nothing is escaped, and a page decodes many.
      return text.includes('%') ? { type: decodeURIComponent(type), id: decodeURIComponent(id) } : { type, id };
    });
}

/** Names of the compartments, each once. */
export function compartmentNames(compartments: readonly Compartment[]): readonly string[] {
  if (compartments.length === 1) return compartments.map(({ type, id }) => `${type}/${id}`);
  return [...new Set(compartments.map(({ type, id }) => `${type}/${id}`))];
}
