import engine from 'fhirpath';
import model from 'fhirpath/fhir-context/r4';
import { fields, type OracleResource, text } from './oracle-resource.ts';

/** A value that an expression found, with its FHIR type. */
export interface FoundValue {
  readonly type: string;
  readonly value: unknown;
}

/** `resolve()` would go over the network; what a reference shows of its type is enough here. */
function rewritten(expression: string): string {
  return expression.replace(/resolve\(\) is (\w+)/g, "refersTo('$1')");
}

function userFunctions(resource: unknown) {
  const contained = fields(resource).contained;
  const typeOf = (input: unknown): string | undefined => {
    const reference = typeof input === 'string' ? input : (text(fields(input).reference) ?? '');
    if (reference.startsWith('#')) {
      const inside = Array.isArray(contained)
        ? contained.find((one) => fields(one).id === reference.slice(1))
        : undefined;
      return text(fields(inside).resourceType);
    }
    const path = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]+(?:\/_history\/[A-Za-z0-9.-]+)?$/.exec(reference);
    return path?.[1] ?? text(fields(input).type);
  };
  return {
    refersTo: {
      fn: (inputs: readonly unknown[], type: string) => inputs.length > 0 && typeOf(inputs[0]) === type,
      arity: { 1: ['String' as const] },
    },
  };
}

/** What an expression finds in a resource, or, with `base`, in an element at that path. */
export function foundValues(
  node: unknown,
  expression: string,
  resource: OracleResource,
  base?: string,
): readonly FoundValue[] {
  const run = (path: string): unknown[] =>
    engine.evaluate(
      node,
      base === undefined ? path : { base, expression: path },
      { resource, rootResource: resource },
      model,
      { userInvocationTable: userFunctions(resource), traceFn: () => undefined },
    ) as unknown[];
  // Branch by branch: the engine compares what it unites, and refuses to compare a Quantity that has a comparator.
  return branches(rewritten(expression)).flatMap((branch) => {
    const path = `(${branch}).where($this is System.Boolean or hasValue() or children().exists())`;
    const values: unknown[] = JSON.parse(JSON.stringify(run(path)));
    const types = run(`${path}.select(type().name)`);
    if (values.length !== types.length) throw new Error(`The engine types ${expression} otherwise than it finds it.`);
    return values.map((value, index) => ({ value, type: String(types[index]) }));
  });
}

/** The parts of a union, which is never inside parentheses in what R4 publishes. */
function branches(expression: string): readonly string[] {
  let depth = 0;
  const marked = [...expression].map((character) => {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    return character === '|' && depth === 0 ? '\n' : character;
  });
  return marked
    .join('')
    .split('\n')
    .map((branch) => branch.trim());
}
