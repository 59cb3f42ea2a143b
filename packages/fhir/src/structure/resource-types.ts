import tables from '../generated/structures.json' with { type: 'json' };

const abstract = new Set(['Resource', 'DomainResource']);

/** The names of all concrete R4 resource types, in alphabetical order. */
export const resourceTypes: ReadonlySet<string> = new Set(
  Object.entries(tables)
    .filter(([name, text]) => text.startsWith('{"kind":"resource"') && !abstract.has(name))
    .map(([name]) => name),
);
