import { structureOf } from '../structure/structure-of.ts';
import type { CheckCompiler, ObjectCheck } from './check.ts';
import { compileObjectCheck } from './compile-object-check.ts';
import { containedCheck, resourceCheck } from './resource-check.ts';

const compiled = new Map<string, ObjectCheck>();

function objectCheck(type: string): ObjectCheck {
  const known = compiled.get(type);
  if (known !== undefined) return known;
  const structure = structureOf(type);
  if (structure === undefined) throw new TypeError(`R4 has no type ${type}`);
  const check = compileObjectCheck(structure, checkCompiler);
  compiled.set(type, check);
  return check;
}

/** Compiles every type once per process, when it is first met. */
export const checkCompiler: CheckCompiler = {
  objectCheck,
  resourceCheck: resourceCheck(objectCheck),
  containedCheck: containedCheck(objectCheck),
};
