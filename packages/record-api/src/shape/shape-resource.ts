import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  keptTextLimits,
  newJsonObject,
  type ParsedResource,
  parseResource,
  type SourceDigits,
  writeJson,
} from '@baseplate-epr/fhir';
import { doInTurns, type InTurns } from '../response/in-turns.ts';
import type { LongAnswers } from '../response/long-answers.ts';
import { keepElements } from './keep-elements.ts';
import { keepSummary } from './keep-summary.ts';
import { isPartial, type ResourceShape } from './resource-shape.ts';

/** Says which members of an object are written; depth 0 is the resource itself. */
export type Keep = (key: string, depth: number, object: JsonObject) => boolean;

const subsetted = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

/**
 * The part of a resource that the client wants, tagged as SUBSETTED so that nobody writes it back as if it were whole
 * (R4 §3.1.1.5.8). Numbers keep their digits.
 */
export function shapeResource(text: string, shape: ResourceShape): string {
  if (!isPartial(shape)) return text;
  const parsed = parseResource(text, keptTextLimits);
  const { root, digits } = tagged(parsed);
  return writeJson(root, digits, { keep: keepOf(shape, parsed.resource) });
}

/** The same in turns with other long answers, if the text is long. */
export function shapeInTurns(text: string, shape: ResourceShape, answers: LongAnswers): string | Promise<string> {
  return isPartial(shape) ? doInTurns(shaped(text, shape), answers) : text;
}

/** The same as a part of an answer that is put together in turns. */
export function* shaped(text: string, shape: ResourceShape): InTurns<string> {
  if (isPartial(shape)) yield text.length;
  return shapeResource(text, shape);
}

function keepOf({ summary, elements }: ResourceShape, resource: JsonObject): Keep {
  if (elements !== undefined) return keepElements(resource, elements);
  if (summary === 'data') return (key, depth) => depth > 0 || key !== 'text';
  return summary === 'text' ? keepElements(resource, ['text']) : keepSummary(resource);
}

/** A copy of the resource's first two levels with the tag. Digits are known by the objects read, so the copies are led back. */
function tagged({ resource, digits }: ParsedResource): { readonly root: JsonObject; readonly digits: SourceDigits } {
  const given = isJsonObject(resource.meta) ? resource.meta : newJsonObject();
  const tags: readonly JsonValue[] = Array.isArray(given.tag) ? given.tag : [];
  const already = tags.some((tag) => isJsonObject(tag) && tag.code === subsetted.code);
  const meta = Object.assign(newJsonObject(), given, { tag: already ? [...tags] : [...tags, subsetted] });
  const root = Object.assign(newJsonObject(), resource, { meta });
  const original = new Map<object, object>([
    [root, resource],
    [meta, given],
  ]);
  return {
    root,
    digits: { digitsOf: (container, key) => digits.digitsOf(original.get(container) ?? container, key) },
  };
}
