import type { SearchParameters } from '../session/search-types.ts';

/**
 * Whether one of these codes may be meant somewhere in a search: in a name with its chains, or in the value of a parameter such as
 * `_sort`, `_include` or `_filter`. Sooner true than false.
 */
export function mentionsAny(parameters: SearchParameters, codes: readonly string[]): boolean {
  if (codes.length === 0) return false;
  return parameters.some(([name, value]) => {
    const said = name.startsWith('_') ? `${name} ${value}` : name;
    return codes.some((code) => said.includes(code)) || (name.startsWith('_') && value.includes('*'));
  });
}
