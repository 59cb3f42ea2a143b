import { conversionFunctions } from './conversion-functions.ts';
import { existenceFunctions } from './existence-functions.ts';
import { filteringFunctions } from './filtering-functions.ts';
import { numberFunctions } from './number-functions.ts';
import type { PathFunction } from './path-function.ts';
import { resourceFunctions } from './resource-functions.ts';
import { textFunctions } from './text-functions.ts';

const functions: ReadonlyMap<string, PathFunction> = new Map(
  Object.entries({
    ...existenceFunctions,
    ...filteringFunctions,
    ...textFunctions,
    ...numberFunctions,
    ...conversionFunctions,
    ...resourceFunctions,
  }),
);

/** The function of this name that takes this many parameters; undefined if there is none here. */
export function pathFunction(name: string, parameters: number): PathFunction | undefined {
  const found = functions.get(name);
  return found && parameters >= found.least && parameters <= found.most ? found : undefined;
}
