import type { FloorAnswer, Point } from '../floor/floor-question.ts';
import { fetchAnswer } from '../load/fetch-answer.ts';
import { requestBytes } from '../load/request-bytes.ts';
import type { Operation } from '../operations/operation.ts';

/**
 * Sends the first requests of an operation once and keeps the answers for the floor.
 *
 * @throws an Error where an answer is no success, or a search found nothing: that is not what shall be measured
 */
export async function keepAnswers(port: number, operation: Operation): Promise<readonly FloorAnswer[]> {
  const answers: FloorAnswer[] = [];
  for (const request of operation.requests.slice(0, operation.kept)) {
    const answer = await fetchAnswer(port, requestBytes(request));
    const told = `${operation.name}: ${request.path.split('?', 1)[0]?.split('/', 3).join('/')}`;
    if (answer.status < 200 || answer.status > 299)
      throw new Error(`${told} was answered with status ${answer.status}.`);
    const isJson = answer.headers['content-type']?.includes('json') === true;
    const points = isJson && !operation.writes ? pointsOf(answer.body) : [];
    if (isJson && !operation.writes && points.length === 0) throw new Error(`${told} found nothing.`);
    answers.push({ answer, points });
  }
  return answers;
}

interface Answered {
  readonly resourceType: string;
  readonly id?: string;
  readonly entry?: readonly { readonly resource?: { readonly resourceType: string; readonly id: string } }[];
}

function pointsOf(body: string): readonly Point[] {
  const { resourceType, id = '', entry = [] } = JSON.parse(body) as Answered;
  if (resourceType !== 'Bundle') return [{ type: resourceType, id }];
  return entry.flatMap(({ resource }) =>
    resource === undefined ? [] : [{ type: resource.resourceType, id: resource.id }],
  );
}
