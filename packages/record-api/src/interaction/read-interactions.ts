import { isKnown } from '../request/entity-tag.ts';
import { single } from '../request/parameters.ts';
import { requestError } from '../request/request-error.ts';
import { atOf, countOf, sinceOf } from '../request/result-values.ts';
import { historyText } from '../response/bundle-text.ts';
import { doInTurns } from '../response/in-turns.ts';
import type { Answer } from '../response/respond.ts';
import { versionHeaders } from '../response/version-answer.ts';
import { shapeOf, shapeParameters } from '../shape/resource-shape.ts';
import { shapeInTurns } from '../shape/shape-resource.ts';
import type { Interaction } from './interaction.ts';

/** read and vread (R4 §3.1.0.2, §3.1.0.3), with conditional read by entity tag and date (§3.1.0.2.1). */
export async function read(
  { request, session, parameters, prefer, longAnswers }: Interaction,
  target: { readonly type: string; readonly id: string; readonly versionId?: string },
): Promise<Answer> {
  const { rest } = parameters;
  const shape = shapeOf(rest);
  if (prefer.handling === 'strict' && rest.some(([name]) => !shapeParameters.includes(name))) {
    throw requestError(400, 'not-supported', `A read takes ${shapeParameters.join(', ')}, _format and _pretty only.`);
  }
  const version = await session.read(target);
  const headers = versionHeaders(version);
  if (isKnown(request, version, target.versionId)) {
    return { status: 304, headers };
  }
  return { status: 200, text: await shapeInTurns(version.text, shape, longAnswers), headers };
}

const historyParameters: readonly string[] = ['_count', '_since', '_at', ...shapeParameters];

/**
 * history of an instance, a type or everything (R4 §3.1.0.10). A parameter that is not applied refuses it: a history bundle has no
 * place for a warning.
 */
export async function history(
  { session, parameters, baseUrl, longAnswers }: Interaction,
  scope: { readonly type?: string; readonly id?: string },
): Promise<Answer> {
  const { rest, cursor } = parameters;
  if (rest.some(([name]) => !historyParameters.includes(name))) {
    throw requestError(400, 'not-supported', `A history takes ${historyParameters.join(', ')} and no other parameter.`);
  }
  const shape = shapeOf(rest);
  const answer = await session.history({
    ...scope,
    ...countOf(single(rest, '_count')),
    ...sinceOf(single(rest, '_since')),
    ...atOf(single(rest, '_at')),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const path = [baseUrl, scope.type, scope.id, '_history'].filter((part) => part !== undefined).join('/');
  const text = historyText(answer, { url: path, baseUrl, form: parameters, given: rest, shape });
  return { status: 200, text: await doInTurns(text, longAnswers) };
}
