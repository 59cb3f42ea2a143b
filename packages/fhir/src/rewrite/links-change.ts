import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';
import { type RewriteAction, type RewritePlan, rewritePlanOf } from './rewrite-plan.ts';
import type { ResourceRewrite } from './rewrite-resource.ts';
import { isUrn } from './urn.ts';

/**
 * Whether rewriting would change any reference or link, told from the value alone: most resources of most transactions name what is there
 * already, and going through their text again takes several times as long. May say so of markup that turns out to hold no link.
 */
export function linksChange(resource: JsonObject, rewrite: ResourceRewrite): boolean {
  const links = rewrite.rewriteLinks === true;
  const ask = rewrite.rewriteReference ?? (() => undefined);
  const changed = (value: string) => {
    const replacement = ask(value);
    return replacement !== undefined && replacement !== value;
  };
  const inString = (value: string, { kind }: RewriteAction) => {
    if (kind === 'markup') return links ? /href|src|\]\(/.test(value) : value.includes('urn:');
    return (kind === 'reference' || (kind === 'uri' && (links || isUrn(value)))) && changed(value);
  };
  const inObject = (object: JsonObject, plan: RewritePlan | undefined): boolean => {
    if (plan === undefined) return false;
    for (const key in object) {
      const action = plan.get(key);
      if (action !== undefined && inValue(object[key], action)) return true;
    }
    return false;
  };
  const inValue = (value: JsonValue | undefined, action: RewriteAction): boolean => {
    if (typeof value === 'string') return inString(value, action);
    if (!Array.isArray(value)) return isJsonObject(value) && inObject(value, planFor(value, action));
    for (const item of value) if (inValue(item, action)) return true;
    return false;
  };
  return inObject(resource, rewritePlanOf(String(resource.resourceType)));
}

/** The plan for an object that is the value of a key with this action. */
export function planFor(value: JsonObject, action: RewriteAction): RewritePlan | undefined {
  if (action.kind === 'nested') return rewritePlanOf(action.type);
  if (action.kind === 'resource') return rewritePlanOf(String(value.resourceType));
  return undefined;
}
