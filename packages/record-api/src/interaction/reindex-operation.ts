import type { ReindexReport, SearchParameters } from '@baseplate-epr/record';
import { plainParameters, readOperationBody } from '../request/operation-parameters.ts';
import { single } from '../request/parameters.ts';
import { readOptionalBody } from '../request/read-body.ts';
import { requestError } from '../request/request-error.ts';
import type { Answer } from '../response/respond.ts';
import type { Interaction } from './interaction.ts';

/** Longest stretch of work in one request. */
const mostMilliseconds = 30_000;
const known = ['milliseconds', 'everything'];

/**
 * `POST /$reindex`: goes on with indexing the record for some milliseconds (default 1,000) and says how far it has come. Who calls
 * it again until the state is no longer `running` brings it to its end.
 */
export async function reindex(interaction: Interaction): Promise<Answer> {
  const parameters = [...interaction.parameters.rest, ...(await bodyParameters(interaction))];
  if (parameters.some(([name]) => !known.includes(name))) {
    throw requestError(400, 'not-supported', `$reindex takes ${known.join(' and ')} and no other parameter.`);
  }
  const milliseconds = Number(single(parameters, 'milliseconds') ?? 1000);
  if (!Number.isSafeInteger(milliseconds) || milliseconds < 0 || milliseconds > mostMilliseconds) {
    throw requestError(400, 'value', `milliseconds of $reindex is a whole number up to ${mostMilliseconds}.`);
  }
  const everything = single(parameters, 'everything') ?? 'false';
  if (everything !== 'true' && everything !== 'false') {
    throw requestError(400, 'value', 'everything of $reindex is true or false.');
  }
  return answerOf(await interaction.session.reindex({ milliseconds, everything: everything === 'true' }));
}

/** `GET /$reindex`: how the indexing stands. */
export async function reindexing({ session, parameters }: Interaction): Promise<Answer> {
  if (parameters.rest.length > 0) throw requestError(400, 'not-supported', 'Asking about $reindex takes no parameter.');
  return answerOf(await session.reindexing({}));
}

async function bodyParameters({ request, limits }: Interaction): Promise<SearchParameters> {
  const text = await readOptionalBody(request, limits.resourceLength);
  if (text === '') return [];
  const { resource } = readOperationBody(text, limits);
  if (resource.resourceType === 'Parameters') return plainParameters(resource);
  throw requestError(400, 'structure', 'The body of $reindex is a Parameters resource, or nothing at all.');
}

function answerOf(report: ReindexReport): Answer {
  const { state, done, total, failed, failures, waiting, rules, milliseconds } = report;
  const resource = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'state', valueCode: state },
      { name: 'done', valueInteger: done },
      { name: 'total', valueInteger: total },
      { name: 'failed', valueInteger: failed },
      ...failures.map(({ type, id }) => ({ name: 'failure', valueReference: { reference: `${type}/${id}` } })),
      { name: 'waiting', valueInteger: waiting },
      { name: 'rules', valueBoolean: rules },
      ...(milliseconds === undefined ? [] : [{ name: 'milliseconds', valueInteger: milliseconds }]),
    ],
  };
  return { status: 200, text: JSON.stringify(resource) };
}
