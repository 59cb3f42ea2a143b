import { BaseplateError } from '@baseplate-epr/contracts';
import { keptTextLimits } from '../json/json-limits.ts';
import { jsonTextCursor } from '../json/json-text-cursor.ts';
import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import { type ParsedResource, parseResource } from '../json/parsed-resource.ts';
import { spliceText, type TextEdit } from '../json/splice-text.ts';
import { linksChange } from './links-change.ts';
import { collectMember } from './reference-edits.ts';
import { rewritePlanOf } from './rewrite-plan.ts';
import { memberEdits, memberText } from './version-edits.ts';
import { isEmpty, withVersion } from './with-version.ts';

/** What {@link rewriteResource} changes; what is not given stays. */
export interface ResourceRewrite {
  readonly id?: string;
  readonly versionId?: string;
  /** A FHIR instant. */
  readonly lastUpdated?: string;
  /**
   * Asked for every `Reference.reference`, and for every `urn:uuid:` or `urn:oid:` that is the value of a uri, url, oid or
   * uuid, or the target of a link or image in narrative and markdown. Undefined leaves the value as it is.
   */
  readonly rewriteReference?: (value: string) => string | undefined;
  /** Ask for every uri, url, oid, uuid, link and image, not for URNs alone; default false. */
  readonly rewriteLinks?: boolean;
}

/**
 * Sets a resource's id, version and references by splicing its text.
 *
 * Every byte outside the values named in {@link ResourceRewrite} stays as it is: white space, escapes, order of keys, digits
 * and unknown elements. A missing `id` is inserted after `resourceType`, a missing `meta` after `id`. The parsed resource
 * given is not changed. References are found by element type, so unknown elements are never touched.
 *
 * It does not validate: an `id` of a wrong type is replaced like any other.
 *
 * @throws BaseplateError `input-invalid` when the resource's `meta` is not an object.
 */
export function rewriteResource(parsed: ParsedResource, rewrite: ResourceRewrite): ParsedResource {
  const { meta } = parsed.resource;
  if (meta !== undefined && !isJsonObject(meta)) throw metaNotAnObject();
  const linked = rewrite.rewriteReference !== undefined && linksChange(parsed.resource, rewrite);
  const { id, versionId, lastUpdated } = rewrite;
  const edits = collectEdits(parsed, linked ? rewrite : { id, versionId, lastUpdated });
  if (edits.length === 0) return parsed;
  const text = spliceText(parsed.text, edits);
  // Reading it again takes as long as reading what was sent did; without changed links the rest of the value is known.
  return linked
    ? parseResource(text, keptTextLimits)
    : withVersion(parsed, { id, versionId, lastUpdated }, text, edits);
}

/** With `undefined` for what stays. */
type Edited = { readonly [Member in keyof ResourceRewrite]: ResourceRewrite[Member] | undefined };

function collectEdits({ text, resource }: ParsedResource, rewrite: Edited): readonly TextEdit[] {
  const { rewriteReference, versionId, lastUpdated } = rewrite;
  const cursor = jsonTextCursor(text);
  const edits: TextEdit[] = [];
  const links = rewrite.rewriteLinks === true;
  const job = { text, cursor, edits, links, rewrite: rewriteReference ?? (() => undefined) };
  const plan = rewriteReference === undefined ? undefined : rewritePlanOf(String(resource.resourceType));
  const opening = cursor.position() + 1;
  let typeEnd: number | undefined;
  let idEnd: number | undefined;
  let awaited = plan === undefined ? membersAwaited(resource) : Number.POSITIVE_INFINITY;
  cursor.enter();
  while (awaited > 0 && cursor.more()) {
    const key = cursor.key();
    const start = cursor.position();
    if (key === 'resourceType') {
      awaited -= 1;
      typeEnd = cursor.skip();
    } else if (key === 'id') {
      awaited -= 1;
      idEnd = cursor.skip();
      if (rewrite.id !== undefined && rewrite.id !== resource.id) {
        edits.push({ start, end: idEnd, replacement: JSON.stringify(rewrite.id) });
      }
    } else {
      if (key === 'meta') {
        awaited -= 1;
        edits.push(...memberEdits(text, start, { versionId, lastUpdated }));
      }
      collectMember(job, resource[key], plan?.get(key));
    }
  }
  const insertedId = idEnd === undefined ? memberText({ id: rewrite.id }) : '';
  const version = resource.meta === undefined ? memberText({ versionId, lastUpdated }) : '';
  const insertedMeta = version === '' ? '' : `"meta":{${version}}`;
  const members =
    insertedId === '' || insertedMeta === '' ? insertedId + insertedMeta : `${insertedId},${insertedMeta}`;
  if (members !== '') edits.push(insertion(members, idEnd ?? typeEnd, opening, isEmpty(resource)));
  return edits;
}

/** How many of the members are there whose places decide where things are inserted; nothing after them matters. */
function membersAwaited({ resourceType, id, meta }: JsonObject): number {
  return (resourceType === undefined ? 0 : 1) + (id === undefined ? 0 : 1) + (meta === undefined ? 0 : 1);
}

function insertion(members: string, after: number | undefined, opening: number, empty: boolean): TextEdit {
  if (after !== undefined) return { start: after, end: after, replacement: `,${members}` };
  return { start: opening, end: opening, replacement: empty ? members : `${members},` };
}

function metaNotAnObject(): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message:
      'The resource cannot be given a version: its meta is not an object. Send meta as a JSON object, or leave it out.',
    details: { path: 'meta' },
  });
}
