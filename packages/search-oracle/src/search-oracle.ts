import { type FoundValue, foundValues } from './found-values.ts';
import { matchesDate } from './match-date.ts';
import { targetOf } from './match-reference.ts';
import { matchesValue } from './match-value.ts';
import { type OracleParameter, oracleParameter, parameterByUrl } from './oracle-parameters.ts';
import { fields, items, type OracleResource, text } from './oracle-resource.ts';
import { splitEscaped, unescaped } from './split-escaped.ts';

/** What is searched. */
export interface OracleWorld {
  readonly resources: readonly OracleResource[];
  readonly baseUrl: string;
  /** Milliseconds since 1970, for `ap`. */
  readonly now: number;
}

/** Answers searches by looking at every resource. */
export interface SearchOracle {
  /** Ids of the resources found, sorted; `undefined` where the oracle has no answer. */
  search(type: string, parameters: readonly (readonly [name: string, value: string])[]): readonly string[] | undefined;
}

type Truth = boolean | undefined;

/** Makes an oracle for a set of resources. */
export function createSearchOracle(world: OracleWorld): SearchOracle {
  const cache = new Map<OracleResource, Map<string, readonly FoundValue[]>>();
  const valuesOf = (resource: OracleResource, expression: string): readonly FoundValue[] => {
    const known = cache.get(resource) ?? new Map<string, readonly FoundValue[]>();
    cache.set(resource, known);
    const found = known.get(expression) ?? foundValues(resource, expression, resource);
    known.set(expression, found);
    return found;
  };
  const judge = { world, valuesOf };
  return {
    search(type, parameters) {
      const found: string[] = [];
      for (const resource of world.resources.filter((one) => one.resourceType === type)) {
        const truths = parameters.map(([name, value]) => holds(judge, resource, name, value));
        if (truths.includes(undefined)) return undefined;
        if (!truths.includes(false)) found.push(resource.id);
      }
      return found.sort();
    },
  };
}

interface Judge {
  readonly world: OracleWorld;
  valuesOf(resource: OracleResource, expression: string): readonly FoundValue[];
}

function holds(judge: Judge, resource: OracleResource, name: string, value: string): Truth {
  const reverse = /^_has:([^:]+):([^:]+):(.+)$/.exec(name);
  if (reverse) return reverseHolds(judge, resource, reverse[1] ?? '', reverse[2] ?? '', reverse[3] ?? '', value);
  const dot = name.indexOf('.');
  const [code = '', modifier] = (dot < 0 ? name : name.slice(0, dot)).split(':');
  const parameter = oracleParameter(resource.resourceType, code);
  if (!parameter) return undefined;
  if (dot >= 0) return chainHolds(judge, resource, parameter, modifier, name.slice(dot + 1), value);
  const values = splitEscaped(value, ',');
  if (code === '_id') return modifier === undefined ? values.includes(resource.id) : undefined;
  if (modifier === 'missing') {
    // “Which usually equates to not having the relevant element”, whatever the element says.
    return (judge.valuesOf(resource, parameter.expression).length === 0) === (value === 'true');
  }
  const alternatives = modifier === 'not' ? undefined : modifier;
  const truth = some(values.map((one) => valueHolds(judge, resource, parameter, alternatives, one)));
  return modifier === 'not' && truth !== undefined ? !truth : truth;
}

function valueHolds(
  judge: Judge,
  resource: OracleResource,
  parameter: OracleParameter,
  modifier: string | undefined,
  value: string,
): Truth {
  if (parameter.type === 'composite') return compositeHolds(judge, resource, parameter, value);
  const { code } = parameter;
  if (code === '_lastUpdated') {
    const found = { type: 'instant', value: fields(resource.meta).lastUpdated };
    return matchesDate(found, value, judge.world.now);
  }
  const found = judge.valuesOf(resource, parameter.expression);
  const [url, version, ...more] = splitEscaped(value, '|').map(unescaped);
  if (code === 'url' && modifier === undefined && url && version && more.length === 0) {
    // https://hl7.org/fhir/R4/search.html#uri: `|` and a version after the url of a conformance resource.
    if (found.some((one) => one.value === url) && fields(resource).version === version) return true;
  }
  return some(found.map((one) => matchesValue(parameter, one, value, modifier, judge.world)));
}

function compositeHolds(judge: Judge, resource: OracleResource, parameter: OracleParameter, value: string): Truth {
  const parts = splitEscaped(value, '$');
  if (parts.length !== parameter.component.length) return undefined;
  const truths: Truth[] = [];
  for (const branch of parameter.expression.split('|').map((one) => one.trim())) {
    if (branch.split('.')[0] !== resource.resourceType) continue;
    for (const { value: node } of judge.valuesOf(resource, branch)) {
      const each = parameter.component.map(({ definition, expression }, index) => {
        const component = parameterByUrl(definition);
        if (!component) return undefined;
        const found = foundValues(node, expression, resource, branch);
        return some(found.map((one) => matchesValue(component, one, parts[index] ?? '', undefined, judge.world)));
      });
      truths.push(each.includes(false) ? false : each.includes(undefined) ? undefined : true);
    }
  }
  return some(truths);
}

function chainHolds(
  judge: Judge,
  resource: OracleResource,
  parameter: OracleParameter,
  type: string | undefined,
  rest: string,
  value: string,
): Truth {
  const ofType = (one: OracleResource) => type === undefined || one.resourceType === type;
  const targets = referred(judge, resource, parameter).filter(ofType);
  // “A chained condition will be evaluated inside contained resources”; what is contained has no id that could be asked for.
  const inside = /^_(id|lastUpdated|has)\b/.test(rest) ? [] : containedIn(judge, resource, parameter).filter(ofType);
  return some([...targets, ...inside].map((target) => holds(judge, target, rest, value) ?? false));
}

function containedIn(judge: Judge, resource: OracleResource, parameter: OracleParameter): readonly OracleResource[] {
  const found = judge.valuesOf(resource, parameter.expression);
  const named = new Set(found.map(({ value }) => text(value) ?? text(fields(value).reference)));
  return (items(resource.contained) as readonly OracleResource[]).filter(({ id }) => named.has(`#${id}`));
}

function reverseHolds(
  judge: Judge,
  resource: OracleResource,
  type: string,
  code: string,
  rest: string,
  value: string,
): Truth {
  const parameter = oracleParameter(type, code);
  if (!parameter) return undefined;
  const sources = judge.world.resources.filter(
    (one) => one.resourceType === type && referred(judge, one, parameter).includes(resource),
  );
  return some(sources.map((source) => holds(judge, source, rest, value)));
}

function referred(judge: Judge, resource: OracleResource, parameter: OracleParameter): readonly OracleResource[] {
  const targets = judge.valuesOf(resource, parameter.expression).map((found) => targetOf(found, judge.world.baseUrl));
  return judge.world.resources.filter(({ resourceType, id }) => targets.includes(`${resourceType}/${id}`));
}

function some(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}
