import { isJsonObject, parseResource, writeJson } from '@baseplate-epr/fhir';
import { type ChangeMetaOptions, type MetaAnswer, resourceLimit } from '@baseplate-epr/record';
import { ifMatchOf } from '../request/entity-tag.ts';
import { parametersOf, readOperationBody } from '../request/operation-parameters.ts';
import { readBody, readOptionalBody } from '../request/read-body.ts';
import { requestError } from '../request/request-error.ts';
import type { Answer } from '../response/respond.ts';
import { versionHeaders } from '../response/version-answer.ts';
import type { Interaction } from './interaction.ts';

/** The resource that an operation is called on. */
interface Instance {
  readonly type: string;
  readonly id: string;
}

/** `$meta` of one resource by GET or POST: https://hl7.org/fhir/R4/resource-operation-meta.html */
export async function meta(interaction: Interaction, { type, id }: Instance): Promise<Answer> {
  const { request, session, limits } = interaction;
  requireNoQuery(interaction, '$meta');
  if (request.method === 'POST') {
    const text = await readOptionalBody(request, limits.resourceLength);
    if (text !== '' && parametersOf(readOperationBody(text, limits).resource, '$meta').length > 0) {
      throw requestError(400, 'not-supported', '$meta takes no parameter.');
    }
  }
  return answerOf(await session.meta({ type, id }));
}

/**
 * `$meta-add` and `$meta-delete` on one resource, as a new version of it: https://hl7.org/fhir/R4/resource-operation-meta-add.html,
 * https://hl7.org/fhir/R4/resource-operation-meta-delete.html
 */
export async function changeMeta(
  interaction: Interaction,
  { type, id }: Instance,
  change: ChangeMetaOptions['change'],
): Promise<Answer> {
  const { request, session, limits } = interaction;
  requireNoQuery(interaction, `$meta-${change}`);
  const ifMatch = ifMatchOf(request);
  const text = await readBody(request, resourceLimit(limits, 'Parameters'));
  const asked = { type, id, change, meta: metaIn(text, interaction, `$meta-${change}`) };
  return answerOf(await session.changeMeta({ ...asked, ...(ifMatch === undefined ? {} : { ifMatch }) }));
}

function metaIn(text: string, { limits }: Interaction, operation: string): string {
  const { resource, digits } = readOperationBody(text, limits);
  const [first, ...more] = parametersOf(resource, operation);
  const value = first?.valueMeta;
  if (first?.name !== 'meta' || !isJsonObject(value)) {
    throw requestError(400, 'required', `${operation} takes one parameter: meta, with the Meta as its valueMeta.`);
  }
  if (more.length === 0) return writeJson(value, digits);
  throw requestError(
    400,
    'not-supported',
    `${operation} takes one parameter only: meta, with the Meta as its valueMeta.`,
  );
}

function requireNoQuery({ parameters }: Interaction, operation: string): void {
  if (parameters.rest.length === 0) return;
  throw requestError(400, 'not-supported', `${operation} takes nothing in its address.`);
}

function answerOf({ meta: text, ...version }: MetaAnswer): Answer {
  const { digits, resource } = parseResource(
    `{"resourceType":"Parameters","parameter":[{"name":"return","valueMeta":${text}}]}`,
  );
  return { status: 200, text: writeJson(resource, digits), headers: versionHeaders(version) };
}
