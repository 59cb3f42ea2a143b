import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import { writeJson } from '../json/write-json.ts';
import { digitsOfDraft, type JsonDraft, removeValue } from './json-draft.ts';
import { patchError } from './patch-fault.ts';
import { resourcesWithin } from './resources-within.ts';

/** Members of a resource that no narrative tells, its own or that of a resource around it. */
const untold: ReadonlySet<string> = new Set(['meta', 'implicitRules', 'language', 'text']);

/** What the resources of a draft were before a patch, by what they are in the draft. */
export type Counterparts = ReadonlyMap<object, JsonObject>;

/**
 * Pairs the resources of two drafts of the same text. To be called before one of them is patched: wherever a patch moves a resource, it
 * stays the same object.
 */
export function pairResources(before: JsonDraft, after: JsonDraft): Counterparts {
  const old = resourcesWithin(before.holder.root);
  const pairs = resourcesWithin(after.holder.root).map(
    ({ resource }, index) => [resource, old[index]?.resource ?? {}] as const,
  );
  return new Map(pairs);
}

/**
 * Sees to it that no narrative in a patched resource contradicts the data that it is about, nor that of a resource within it: "The server
 * SHALL ensure that the narrative in a resource is not clinically unsafe after the PATCH operation is performed" (R4 §3.1.0.6).
 *
 * A narrative whose text (`div`) the patch itself has changed is its author's word. Otherwise, where data has changed, a narrative that was
 * made from the data alone (`generated`, `extensions`) is taken away, since it tells what is no longer so; one that says more
 * (`additional`) cannot be, and the patch is refused.
 *
 * @returns FHIRPath to each narrative that was taken away, such as `Patient.contained[0].text`
 * @throws BaseplateError (unprocessable)
 */
export function keepNarrativeTrue(before: JsonDraft, after: JsonDraft, counterparts: Counterparts): readonly string[] {
  const named = new Map(resourcesWithin(before.holder.root).map(({ resource }) => [nameOf(resource), resource]));
  const { root } = before.holder;
  const removed: string[] = [];
  const lying = resourcesWithin(after.holder.root).flatMap(({ resource, path }, index) => {
    // One that was put in place of another is that one still, if it has its name.
    const outermost = index === 0 && isJsonObject(root) ? root : undefined;
    const old = outermost ?? counterparts.get(resource) ?? named.get(nameOf(resource));
    const untrue = old !== undefined && isUntrue({ draft: before, resource: old }, { draft: after, resource });
    return untrue ? [{ resource, path }] : [];
  });
  for (const { resource, path } of lying) {
    if (isJsonObject(resource.text) && resource.text.status === 'additional') {
      throw patchError(
        'unprocessable',
        `The narrative (${path}.text) says more than the data, and would no longer agree with it. Patch its div as well, or update.`,
      );
    }
    removeValue(after, { container: resource, key: 'text' });
    removed.push(`${path}.text`);
  }
  return removed;
}

interface InDraft {
  readonly draft: JsonDraft;
  readonly resource: JsonObject;
}

/** Whether a resource's data has changed and its narrative has not. */
function isUntrue(before: InDraft, after: InDraft): boolean {
  const { text } = after.resource;
  const old = before.resource.text;
  if (!isJsonObject(text)) return false;
  if (text.div !== (isJsonObject(old) ? old.div : undefined)) return false;
  if (text.status === 'empty' && isJsonObject(old) && old.status === 'empty') return false;
  const [was, is] = [toldBy(before), toldBy(after)];
  return [...new Set([...was.keys(), ...is.keys()])].some((key) => was.get(key) !== is.get(key));
}

/** What a narrative is about: the text of each member, without what no narrative tells. */
function toldBy({ draft, resource }: InDraft): ReadonlyMap<string, string> {
  const digits = digitsOfDraft(draft);
  const keep = (key: string, _depth: number, object: JsonObject) => !(untold.has(key) && isResource(object));
  const told = Object.entries(resource).filter(([key]) => !untold.has(key) && key !== 'id');
  return new Map(
    told.map(([key, value]) => [key, digits.digitsOf(resource, key) ?? writeJson(value, digits, { keep })]),
  );
}

function isResource({ resourceType }: JsonObject): boolean {
  return typeof resourceType === 'string';
}

function nameOf({ resourceType, id }: JsonObject): string {
  return `${String(resourceType)}/${String(id)}`;
}
