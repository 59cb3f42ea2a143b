import { parseFhirPath } from '../fhirpath/parse-fhirpath.ts';
import { supportsExpression } from '../fhirpath/supports-expression.ts';
import type { Expression } from '../fhirpath/syntax.ts';
import type { FhirPathPatchOperation } from './fhirpath-patch.ts';
import { patchError } from './patch-fault.ts';

/**
 * Functions a path may use. Each costs no more than what it is called on: those that multiply (`combine`, `repeat`, `replace`) and
 * those that take regular expressions could be made to run for ever by whoever sends the patch.
 */
const functions = new Set([
  ...['where', 'exists', 'all', 'empty', 'not', 'count', 'first', 'last', 'single', 'tail', 'skip', 'take', 'iif'],
  ...['ofType', 'as', 'is', 'type', 'children', 'extension', 'hasValue', 'getValue', 'trace', 'now', 'today'],
  ...['startsWith', 'endsWith', 'contains', 'indexOf', 'length', 'upper', 'lower', 'substring'],
  ...['toString', 'toInteger', 'toDecimal', 'toBoolean', 'toDate', 'toDateTime', 'toQuantity'],
]);

/** Operators that compare every element of one side with every element of the other. */
const comparesAll: ReadonlySet<string> = new Set(['|', '~', '!~']);

/**
 * Parses the path of an operation.
 *
 * @throws BaseplateError `input-invalid` (malformed, unprocessable)
 */
export function readPatchPath({ name, path }: FhirPathPatchOperation): Expression {
  const expression = parsed(path, name);
  if (supportsExpression(expression) && isBounded(expression, true)) return expression;
  throw patchError(
    'unprocessable',
    `${name} has a path with functions, constants or literals not supported in patches.`,
  );
}

function parsed(path: string, name: string): Expression {
  try {
    return parseFhirPath(path);
  } catch {
    // The parser's words may quote the path, which may hold anything.
    throw patchError('malformed', `${name} has a path that is no FHIRPath expression.`);
  }
}

/** Whole-resource constants and `descendants()` only where the path is not evaluated once for each of many elements. */
function isBounded(path: Expression, outermost: boolean): boolean {
  switch (path.kind) {
    case 'constant':
      return outermost || !['context', 'resource', 'rootResource'].includes(path.name);
    case 'member':
      return path.target === undefined || isBounded(path.target, outermost);
    case 'index':
      return isBounded(path.target, outermost) && isBounded(path.index, false);
    case 'sign':
    case 'type':
      return isBounded(path.operand, outermost);
    case 'binary':
      return !comparesAll.has(path.operator) && isBounded(path.left, false) && isBounded(path.right, false);
    case 'call': {
      const deep = path.name === 'descendants';
      const known = functions.has(path.name) || (deep && outermost);
      const target = path.target === undefined || isBounded(path.target, outermost && !deep);
      return known && target && path.parameters.every((one) => isBounded(one, false));
    }
    default:
      return true;
  }
}
