export { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from './json/json-value.ts';
export { noSourceDigits, type SourceDigits } from './json/source-digits.ts';
export { type CodeList, codeListOf } from './structure/code-list.ts';
export { resourceTypes } from './structure/resource-types.ts';
export type { ElementDefinition, ElementKey, ElementType, Structure } from './structure/structure.ts';
export { structureOf } from './structure/structure-of.ts';
export type { Invariant } from './structure/structure-table.ts';
