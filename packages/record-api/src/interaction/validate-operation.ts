import { locateElement, nestedResource } from '@baseplate-epr/fhir';
import { type RecordIssue, resourceLimit, type SearchParameters } from '@baseplate-epr/record';
import { bodyFormat } from '../request/media-type.ts';
import { plainParameters, readOperationBody, resourceParameter } from '../request/operation-parameters.ts';
import { single } from '../request/parameters.ts';
import { readOptionalBody } from '../request/read-body.ts';
import { requestError } from '../request/request-error.ts';
import { type Answer, outcomeAnswer } from '../response/respond.ts';
import type { Interaction } from './interaction.ts';

/** The resource to validate as text; absent if the operation is about the one at the address. */
interface Asked {
  readonly text?: string;
  readonly parameters: SearchParameters;
  /** What was sent, if it was JSON, and where the resource begins in it. */
  readonly sent?: { readonly text: string; readonly start: number };
}

/**
 * `$validate` of a resource that is sent, by itself or in Parameters, or of the one at the address:
 * https://hl7.org/fhir/R4/resource-operation-validate.html
 *
 * Answers 200 with what there is to say, also about an invalid resource.
 */
export async function validate(
  interaction: Interaction,
  { type, id }: { readonly type?: string; readonly id?: string },
): Promise<Answer> {
  const { session } = interaction;
  const { text, parameters, sent } = await readAsked(interaction, type);
  const mode = single(parameters, 'mode');
  if (mode !== undefined && !['create', 'update', 'delete', 'profile'].includes(mode)) {
    throw requestError(400, 'value', 'mode of $validate is create, update, delete or profile.');
  }
  if (mode === 'delete') return outcomeAnswer(200, await deletionIssues(interaction, type, id));
  const validated = text ?? (await stored(interaction, type, id));
  const profiles = parameters.flatMap(([name, value]) => (name === 'profile' ? [value] : []));
  const { issues } = await session.validate({
    text: validated,
    profiles: profiles.filter((profile) => profile !== `${baseProfile}${type}`),
    ...(type === undefined ? {} : { type }),
    // Of an instance, what is sent is what an update would bring.
    ...(mode === 'update' && id !== undefined ? { id } : {}),
  });
  const located = sent === undefined ? issues : issues.map((issue) => ({ ...issue, ...placeOf(issue, sent) }));
  return outcomeAnswer(200, [...permissionIssues(interaction, mode, type), ...located]);
}

function placeOf({ expression }: RecordIssue, { text, start }: NonNullable<Asked['sent']>): Partial<RecordIssue> {
  return expression === undefined ? {} : { location: locateElement(text, expression, start) };
}

const baseProfile = 'http://hl7.org/fhir/StructureDefinition/';

/** A resource that could be written, but not by this caller. */
function permissionIssues(
  { session }: Interaction,
  mode: string | undefined,
  type: string | undefined,
): readonly RecordIssue[] {
  if (type === undefined || (mode !== 'create' && mode !== 'update')) return [];
  if (session.permits({ type, interaction: mode })) return [];
  return [{ severity: 'error', code: 'forbidden', diagnostics: `You may not ${mode} ${type} resources here.` }];
}

async function readAsked({ request, limits, parameters }: Interaction, type: string | undefined): Promise<Asked> {
  const { rest } = parameters;
  const text = await readOptionalBody(request, resourceLimit(limits, type));
  if (text === '') return { parameters: rest };
  const asIs = (start: number) => (bodyFormat(request) === 'json' ? { sent: { text, start } } : {});
  if (!text.includes('"Parameters"')) return { text, parameters: rest, ...asIs(0) };
  const parsed = readOperationBody(text, limits);
  const { resource } = parsed;
  if (resource.resourceType !== 'Parameters') return { text, parameters: rest, ...asIs(0) };
  const wrapped = resourceParameter(resource, 'resource');
  // Parameters are validated themselves where they are sent to their own type without another resource in them.
  if (wrapped === undefined && type === 'Parameters') return { text, parameters: rest, ...asIs(0) };
  const all = [...rest, ...plainParameters(resource)];
  const inner = wrapped === undefined ? undefined : nestedResource(parsed, wrapped);
  if (wrapped === undefined || inner === undefined) return { parameters: all };
  return { parameters: all, text: inner.text, ...asIs(parsed.spanOf(wrapped)?.start ?? 0) };
}

async function stored({ session }: Interaction, type: string | undefined, id: string | undefined): Promise<string> {
  if (type !== undefined && id !== undefined) return (await session.read({ type, id })).text;
  throw requestError(400, 'required', 'There is no resource to validate. Send it as the body, or in Parameters.');
}

async function deletionIssues(
  { session }: Interaction,
  type: string | undefined,
  id: string | undefined,
): Promise<readonly RecordIssue[]> {
  if (type === undefined || id === undefined) {
    throw requestError(400, 'required', 'mode=delete is about one resource. Call $validate at its own address.');
  }
  await session.read({ type, id });
  if (session.permits({ type, interaction: 'delete' })) return [];
  const diagnostics = `You may not delete ${type} resources here.`;
  return [{ severity: 'error', code: 'forbidden', diagnostics, expression: type }];
}
