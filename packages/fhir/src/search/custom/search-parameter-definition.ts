import { asList, asObject, asText } from '../entry/entry-sink.ts';
import type { SearchParameterDefinition, SearchParameterType } from '../search-parameter.ts';
import { searchRegistry } from '../search-registry.ts';

/**
 * What a SearchParameter resource adds to those of R4, or `undefined` if it adds nothing: it is not active, has no expression or
 * searches by more than what its expression finds (its meaning is then in words only), or is one that R4 has already, given again under its own canonical URL. Says nothing of whether it
 * can be used; see `searchParameterIssues`.
 *
 * @param resource - valid R4
 */
export function searchParameterDefinition(resource: object): SearchParameterDefinition | undefined {
  const fields = resource as Readonly<Record<string, unknown>>;
  if (fields.resourceType !== 'SearchParameter' || fields.status !== 'active') return undefined;
  if (asText(fields.expression) === '') return undefined;
  if (fields.xpathUsage !== undefined && fields.xpathUsage !== 'normal') return undefined;
  const target = texts(fields.target);
  const component = asList(fields.component).map((one) => ({
    definition: asText(asObject(one)?.definition),
    expression: asText(asObject(one)?.expression),
  }));
  const definition = {
    code: asText(fields.code),
    url: asText(fields.url),
    type: asText(fields.type) as SearchParameterType,
    base: texts(fields.base),
    expression: asText(fields.expression),
    ...(target.length === 0 ? {} : { target }),
    ...(component.length === 0 ? {} : { component }),
  };
  return isOfR4(definition) ? undefined : definition;
}

function isOfR4({ code, url, base }: SearchParameterDefinition): boolean {
  return base.length > 0 && base.every((type) => searchRegistry.parameter(type, code)?.url === url);
}

function texts(values: unknown): readonly string[] {
  return asList(values).filter((value) => typeof value === 'string');
}
