import { isSubtype } from '../fhirpath/type-model.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';
import type { Structure } from '../structure/structure.ts';
import { structureOf } from '../structure/structure-of.ts';
import type { ValidationRun } from '../validation/validation-run.ts';
import type { ExtensionContext } from './structure-definition.ts';

/** What an extension stands in. */
interface Holder {
  readonly value: JsonValue | undefined;
  readonly type: string;
  /** The paths by which a definition could call it: `Patient.contact.name`, `HumanName`. */
  readonly paths: ReadonlySet<string>;
}

/**
 * Whether an extension may stand where the path leads to (its last steps are `extension` and its index). True also where that
 * cannot be told: a context in FHIRPath.
 */
export function mayStandHere(contexts: readonly ExtensionContext[], run: ValidationRun): boolean {
  if (contexts.length === 0) return true;
  const holder = holderOf(run);
  return holder === undefined || contexts.some((context) => allows(context, holder));
}

function allows({ type, expression }: ExtensionContext, holder: Holder): boolean {
  if (type === 'fhirpath') return true;
  if (type === 'extension') {
    const [url] = expression.split('#');
    return holder.type === 'Extension' && isJsonObject(holder.value) && holder.value.url === url;
  }
  const path = expression.replaceAll('[x]', '');
  return holder.paths.has(path) || isSubtype(holder.type, path) || !/^[A-Za-z][\w.]*$/.test(path);
}

function holderOf({ path, outermost }: ValidationRun): Holder | undefined {
  const end = path.findLastIndex((step) => step === 'extension' || step === 'modifierExtension');
  let holder: Holder = ofResource(outermost);
  let full = holder.type;
  for (const step of path.slice(1, end)) {
    if (typeof step === 'number') {
      const { value } = holder;
      holder = { ...holder, value: Array.isArray(value) ? value[step] : undefined };
      if (holder.type === 'Resource' && isJsonObject(holder.value)) {
        holder = ofResource(holder.value);
        full = holder.type;
      }
      continue;
    }
    const next = within(holder, step, full);
    if (next === undefined) return undefined;
    full = `${full}.${step}`;
    holder = next;
    if (holder.type === 'Resource' && isJsonObject(holder.value)) {
      holder = ofResource(holder.value);
      full = holder.type;
    }
  }
  return holder;
}

function ofResource(resource: JsonObject): Holder {
  const type = String(resource.resourceType);
  return { value: resource, type, paths: new Set([type]) };
}

function within({ value, type }: Holder, name: string, full: string): Holder | undefined {
  const structure = structureOf(type);
  if (structure === undefined || !isJsonObject(value)) return undefined;
  const key = keyOf(structure, name, value);
  const found = key === undefined ? undefined : structure.keys.get(key);
  if (key === undefined || found === undefined) return undefined;
  const { path } = found.element;
  return {
    value: value[key],
    type: found.type.code,
    paths: new Set([path.replace('[x]', ''), `${full}.${name}`, found.type.code]),
  };
}

/** The JSON key of an element that the path calls by its plain name. */
function keyOf(structure: Structure, name: string, object: JsonObject): string | undefined {
  if (structure.keys.has(name)) return name;
  return [...structure.keys]
    .filter(([, { element }]) => element.isChoice && element.name === name)
    .map(([key]) => key)
    .find((key) => object[key] !== undefined || object[`_${key}`] !== undefined);
}
