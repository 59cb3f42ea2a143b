import { type OperationEntry, readCondition, resourceLimit } from '@baseplate-epr/record';
import { requireKnownConditions } from '../request/conditions.ts';
import { ifMatchOf } from '../request/entity-tag.ts';
import { readBody, readBundleBody } from '../request/read-body.ts';
import { readPatchBody } from '../request/read-patch-body.ts';
import { requestError } from '../request/request-error.ts';
import { doInTurns } from '../response/in-turns.ts';
import type { Answer } from '../response/respond.ts';
import { entryShape, responseBundleText, withoutResources } from '../response/response-bundle-text.ts';
import { writeAnswer, writeForm } from '../response/version-answer.ts';
import type { Interaction } from './interaction.ts';

/** create and conditional create (R4 §3.1.0.8, §3.1.0.8.1). */
export async function create(interaction: Interaction, type: string): Promise<Answer> {
  const { request, session, limits } = interaction;
  const form = writeForm(interaction);
  const condition = request.headers.get('if-none-exist');
  const result = await session.create({
    type,
    text: await readBody(request, resourceLimit(limits, type)),
    ...(condition === null ? {} : { ifNoneExist: readCondition(condition, type) }),
  });
  return writeAnswer(result, form);
}

/** update, and create under the client's id (R4 §3.1.0.5). */
export async function update(interaction: Interaction, type: string, id: string): Promise<Answer> {
  const { request, session, limits } = interaction;
  requireKnownConditions(request, { onlyNew: true });
  const form = writeForm(interaction);
  const ifMatch = ifMatchOf(request);
  const text = await readBody(request, resourceLimit(limits, type));
  const result = await session.update({
    type,
    id,
    text,
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...onlyNew(request),
  });
  return writeAnswer(result, form);
}

/** conditional update (R4 §3.1.0.5.2). */
export async function conditionalUpdate(interaction: Interaction, type: string): Promise<Answer> {
  const { request, session, limits, parameters } = interaction;
  requireKnownConditions(request, { onlyNew: true });
  const form = writeForm(interaction);
  requireCondition(parameters.rest.length);
  const ifMatch = ifMatchOf(request);
  const text = await readBody(request, resourceLimit(limits, type));
  const result = await session.conditionalUpdate({
    type,
    text,
    parameters: parameters.rest,
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...onlyNew(request),
  });
  return writeAnswer(result, form);
}

function onlyNew(request: Request): { readonly ifNoneMatch?: '*' } {
  return request.headers.get('if-none-match')?.trim() === '*' ? { ifNoneMatch: '*' } : {};
}

/** patch (R4 §3.1.0.6). */
export async function patch(interaction: Interaction, type: string, id: string): Promise<Answer> {
  const { request, session, limits } = interaction;
  requireKnownConditions(request, { onlyNew: false });
  const form = writeForm(interaction);
  const ifMatch = ifMatchOf(request);
  const body = await readPatchBody(request, limits.resourceLength);
  const condition = ifMatch === undefined ? {} : { ifMatch };
  return writeAnswer(await session.patch({ type, id, patch: body, ...condition }), form);
}

/** conditional patch (R4 §3.1.0.6). */
export async function conditionalPatch(interaction: Interaction, type: string): Promise<Answer> {
  const { request, session, limits, parameters } = interaction;
  requireKnownConditions(request, { onlyNew: false });
  const form = writeForm(interaction);
  requireCondition(parameters.rest.length);
  const ifMatch = ifMatchOf(request);
  const result = await session.conditionalPatch({
    type,
    parameters: parameters.rest,
    patch: await readPatchBody(request, limits.resourceLength),
    ...(ifMatch === undefined ? {} : { ifMatch }),
  });
  return writeAnswer(result, form);
}

/** delete (R4 §3.1.0.7). */
export async function remove(interaction: Interaction, type: string, id: string): Promise<Answer> {
  const { request, session } = interaction;
  requireKnownConditions(request, { onlyNew: false });
  const form = writeForm(interaction);
  const ifMatch = ifMatchOf(request);
  return writeAnswer(await session.delete({ type, id, ...(ifMatch === undefined ? {} : { ifMatch }) }), form);
}

/** conditional delete, of one resource or several (R4 §3.1.0.7.1). */
export async function conditionalDelete(interaction: Interaction, type: string): Promise<Answer> {
  const { request, session, parameters } = interaction;
  requireKnownConditions(request, { onlyNew: false });
  const form = writeForm(interaction);
  requireCondition(parameters.rest.length);
  const ifMatch = ifMatchOf(request);
  const condition = ifMatch === undefined ? {} : { ifMatch };
  return writeAnswer(await session.conditionalDelete({ type, parameters: parameters.rest, ...condition }), form);
}

/** Carries out an operation that an entry of a Bundle calls. */
export type RunOperation = (interaction: Interaction, entry: OperationEntry) => Promise<Answer>;

/** batch and transaction (R4 §3.1.0.11). */
export async function bundle(interaction: Interaction, runOperation: RunOperation): Promise<Answer> {
  const { request, session, limits, prefer, baseUrl, longAnswers } = interaction;
  const answer = await session.bundle({
    text: await readBundleBody(request, limits.bundleLength),
    operation: async (entry) => {
      const { status, text } = await runOperation(interaction, entry);
      return { status, ...(text === undefined ? {} : { text: typeof text === 'string' ? text : text.join('') }) };
    },
    check: ({ url }) => {
      entryShape(url);
    },
  });
  const headers: Record<string, string> = prefer.returnAsked ? { 'preference-applied': `return=${prefer.return}` } : {};
  const form = { baseUrl, prefer };
  const text = await doInTurns(responseBundleText(answer, form), longAnswers);
  return { status: 200, text, headers, instead: () => ({ status: 200, text: withoutResources(answer, form) }) };
}

function requireCondition(count: number): void {
  if (count === 0)
    throw requestError(
      400,
      'required',
      'A conditional interaction needs search parameters that say which resource is meant.',
    );
}
