import type { DefinitionResource } from './definition-resource.ts';
import type { TypeRow } from './type-table.ts';

/** `[name, type, expression, url, targets, components]`, the expression cut down to the branches that can apply. */
export type SearchParameterRow = readonly [
  name: string,
  type: string,
  expression: string,
  url: string,
  targets: readonly string[],
  components: readonly (readonly [url: string, expression: string])[],
];

/** The search parameters of each resource type; those of every type stand under `Resource`. */
export function searchParameterTable(
  parameters: readonly DefinitionResource[],
  types: Readonly<Record<string, TypeRow>>,
): Readonly<Record<string, readonly SearchParameterRow[]>> {
  const table: Record<string, SearchParameterRow[]> = {};
  for (const parameter of parameters) {
    // They compare how names sound, which nothing here does: https://hl7.org/fhir/R4/valueset-search-xpath-usage.html
    if (parameter.xpathUsage === 'phonetic') continue;
    for (const base of parameter.base ?? []) {
      const expression = branchesFor(base, parameter.expression ?? '', types);
      if (expression === '') continue;
      table[base] ??= [];
      table[base].push([
        parameter.code ?? '',
        parameter.type ?? '',
        expression,
        parameter.url ?? '',
        parameter.target ?? [],
        (parameter.component ?? []).map((component) => [component.definition, component.expression]),
      ]);
    }
  }
  for (const rows of Object.values(table)) rows.sort((left, right) => (left[0] < right[0] ? -1 : 1));
  return table;
}

/** A parameter shared by several types is a union of one branch or more for each; a type needs only its own. */
function branchesFor(base: string, expression: string, types: Readonly<Record<string, TypeRow>>): string {
  const branches = splitUnion(expression).filter((branch) => {
    const first = /^[\s(]*([A-Za-z]+)/.exec(branch)?.[1];
    return first !== undefined && (first === base || types[first]?.[0] !== 'r');
  });
  return branches.join(' | ');
}

function splitUnion(expression: string): readonly string[] {
  const branches: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < expression.length; at += 1) {
    const character = expression[at];
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === '|' && depth === 0) {
      branches.push(expression.slice(start, at).trim());
      start = at + 1;
    }
  }
  branches.push(expression.slice(start).trim());
  return branches.filter((branch) => branch !== '');
}
