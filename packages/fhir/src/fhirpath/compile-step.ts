import { evaluationError } from './evaluation-error.ts';
import { pathFunction } from './functions/path-functions.ts';
import { isOfType } from './is-of-type.ts';
import { booleanItems, type Items, integerItems, noItems, numberItems, stringItems } from './item.ts';
import { childItems, itemOf } from './navigate.ts';
import { binaryStep } from './operators.ts';
import type { Step } from './scope.ts';
import { singleton, singletonNumber } from './singleton.ts';
import type { Expression } from './syntax.ts';
import { isKnownType, isSubtype } from './type-model.ts';
import { typeParameter } from './type-parameter.ts';

const self: Step = (scope) => scope.self;

/** Wraps the steps of an expression whose cost is to be counted. */
export interface Counting {
  /** Every step. */
  evaluated(step: Step): Step;
  /** An operand, which may be compared with the other to its last value. */
  compared(step: Step): Step;
}

type Compile = (expression: Expression) => Step;

/**
 * Turns the tree of a supported expression into nested functions.
 *
 * @param counting - for expressions that somebody sends; others are compiled without, and cost nothing more.
 */
export function compileStep(expression: Expression, counting?: Counting): Step {
  if (counting === undefined) return plainStep(expression, plain, plain);
  const compile = (one: Expression) => compileStep(one, counting);
  return counting.evaluated(plainStep(expression, compile, (one) => counting.compared(compile(one))));
}

const plain: Compile = (expression) => compileStep(expression);

function plainStep(expression: Expression, compile: Compile, operand: Compile): Step {
  switch (expression.kind) {
    case 'empty':
      return () => noItems;
    case 'literal': {
      const items: Items = [{ type: `System.${expression.literal.type}`, value: expression.literal.value }];
      return () => items;
    }
    case 'variable':
      if (expression.name === 'this') return self;
      return expression.name === 'index' ? (scope) => integerItems(scope.index) : (scope) => scope.total;
    case 'constant':
      return constantStep(expression.name);
    case 'member':
      return memberStep(expression.target, expression.name, compile);
    case 'index':
      return indexStep(compile(expression.target), compile(expression.index));
    case 'sign':
      return signStep(compile(expression.operand), expression.sign);
    case 'binary':
      return binaryStep(expression.operator, operand(expression.left), operand(expression.right));
    case 'type':
      return typeStep(compile(expression.operand), expression.operator, expression.type);
    case 'call':
      return callStep(expression, compile);
  }
}

function callStep(call: Extract<Expression, { kind: 'call' }>, compile: Compile): Step {
  const target = call.target ? compile(call.target) : self;
  const type = typeParameter(call);
  if (type !== undefined) return typeStep(target, call.name as 'is' | 'as' | 'ofType', type);
  const known = pathFunction(call.name, call.parameters.length);
  if (!known) throw evaluationError('it calls a function that is not known here.');
  return known.compile({ target, parameters: call.parameters.map(compile) });
}

function memberStep(target: Expression | undefined, name: string, compile: Compile): Step {
  if (target) {
    const from = compile(target);
    return (scope) => childItems(from(scope), name);
  }
  if (!isKnownType(name)) return (scope) => childItems(scope.self, name);
  // A path may begin with the type of what it is evaluated on.
  return (scope) => {
    const of = scope.self.filter((item) => isSubtype(item.type, name));
    return of.length > 0 ? of : childItems(scope.self, name);
  };
}

/** `as` filters, like `ofType`: several rules of R4 use it on more than one item. */
function typeStep(from: Step, operator: 'is' | 'as' | 'ofType', type: string): Step {
  if (operator !== 'is') return (scope) => from(scope).filter((item) => isOfType(item, type));
  return (scope) => {
    const item = singleton(from(scope));
    return booleanItems(item && isOfType(item, type));
  };
}

function indexStep(from: Step, index: Step): Step {
  return (scope) => {
    const at = singletonNumber(index(scope));
    const item = at === undefined ? undefined : from(scope)[at];
    return item ? [item] : noItems;
  };
}

function signStep(operand: Step, sign: '+' | '-'): Step {
  if (sign === '+') return operand;
  return (scope) => {
    const value = singletonNumber(operand(scope));
    return value === undefined ? noItems : numberItems(-value);
  };
}

const codeSystems: ReadonlyMap<string, string> = new Map([
  ['sct', 'http://snomed.info/sct'],
  ['loinc', 'http://loinc.org'],
  ['ucum', 'http://unitsofmeasure.org'],
]);

function constantStep(name: string): Step {
  if (name === 'context') return (scope) => scope.environment.context;
  if (name === 'resource') return (scope) => resourceItems(scope.environment.resource);
  if (name === 'rootResource') return (scope) => resourceItems(scope.environment.rootResource);
  const url = urlOf(name);
  const fixed = url === undefined ? undefined : stringItems(url);
  return (scope) => {
    const items = scope.environment.constants?.get(name) ?? fixed;
    if (!items) throw evaluationError('it uses a constant that is not defined.');
    return items;
  };
}

function resourceItems(resource: object | undefined): Items {
  return resource === undefined ? noItems : [itemOf(resource, 'Resource')];
}

function urlOf(name: string): string | undefined {
  if (name.startsWith('vs-')) return `http://hl7.org/fhir/ValueSet/${name.slice(3)}`;
  if (name.startsWith('ext-')) return `http://hl7.org/fhir/StructureDefinition/${name.slice(4)}`;
  return codeSystems.get(name);
}
