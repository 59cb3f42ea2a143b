import { structureOf } from '../structure/structure-of.ts';
import type { CheckCompiler, ObjectCheck } from './check.ts';
import { compileObjectCheck } from './compile-object-check.ts';
import { containedCheck, resourceCheck } from './resource-check.ts';

function createCheckCompiler(advice: boolean): CheckCompiler {
  const compiled = new Map<string, ObjectCheck>();
  const objectCheck = (type: string): ObjectCheck => {
    const known = compiled.get(type);
    if (known !== undefined) return known;
    const structure = structureOf(type);
    if (structure === undefined) throw new TypeError(`R4 has no type ${type}`);
    const check = compileObjectCheck(structure, compiler);
    // As in the structures: the name given may be cut from the text of a resource, and would keep it in memory.
    compiled.set(structure.name, check);
    return check;
  };
  const compiler: CheckCompiler = {
    advice,
    objectCheck,
    resourceCheck: resourceCheck(objectCheck),
    containedCheck: containedCheck(objectCheck),
  };
  return compiler;
}

/** Compiles every type once per process, when it is first met. */
export const checkCompiler: CheckCompiler = createCheckCompiler(false);

/** The same with what R4 recommends besides. Apart, so that writes do not pay for it. */
export const advisingCompiler: CheckCompiler = createCheckCompiler(true);
