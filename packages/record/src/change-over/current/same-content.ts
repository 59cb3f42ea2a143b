import { isJsonObject, type JsonValue, type ParsedResource, parseResource } from '@baseplate-epr/fhir';

const limits = { maxDepth: 512, maxLength: Number.POSITIVE_INFINITY };

/**
 * Whether two texts say the same: members in any order, numbers by their digits, `meta.versionId` and `meta.lastUpdated` left out.
 *
 * @throws BaseplateError `input-invalid` if one of them is no resource
 */
export function isSameContent(left: string, right: string): boolean {
  return left === right || contentOf(left) === contentOf(right);
}

function contentOf(text: string): string {
  const parsed = parseResource(text, limits);
  const { meta, ...rest } = parsed.resource;
  const pieces = Object.keys(rest).map((key) => [key, written(parsed, parsed.resource, key, rest[key])] as const);
  if (isJsonObject(meta)) {
    for (const key of Object.keys(meta)) {
      if (key !== 'versionId' && key !== 'lastUpdated')
        pieces.push([`meta.${key}`, written(parsed, meta, key, meta[key])]);
    }
  }
  return JSON.stringify(pieces.sort(byKey));
}

function written(
  parsed: ParsedResource,
  container: object,
  key: string | number,
  value: JsonValue | undefined,
): string {
  if (typeof value === 'number') return parsed.digits.digitsOf(container, key) ?? JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item, index) => written(parsed, value, index, item)).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).map((name) => [name, written(parsed, value, name, value[name])] as const);
  return `{${members
    .sort(byKey)
    .map(([name, text]) => `${JSON.stringify(name)}:${text}`)
    .join(',')}}`;
}

function byKey([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return left < right ? -1 : Number(left > right);
}
