import type { SearchParameters } from '@baseplate-epr/record';
import { single } from '../request/parameters.ts';
import { requestError } from '../request/request-error.ts';

/** Which part of each resource the client wants (R4 §3.1.1.5.8, §3.1.1.5.9). */
export interface ResourceShape {
  readonly summary?: 'true' | 'text' | 'data' | 'count' | 'false' | undefined;
  /** Names of elements of the resource itself, such as `name` or `value[x]`. */
  readonly elements?: readonly string[] | undefined;
}

const whole: ResourceShape = {};

/** Names of the parameters that {@link shapeOf} reads. */
export const shapeParameters: readonly string[] = ['_summary', '_elements'];

/**
 * The shape that `_summary` and `_elements` of a read, history or operation ask for; a search reads its own.
 *
 * @throws RecordError 400
 */
export function shapeOf(parameters: SearchParameters): ResourceShape {
  if (parameters.length === 0) return whole;
  const summary = single(parameters, '_summary');
  const elements = parameters
    .filter(([name]) => name === '_elements')
    .flatMap(([, value]) => value.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (summary !== undefined && !isSummary(summary)) {
    throw requestError(
      400,
      'value',
      '_summary is true, false, text or data here; count is for searches, where there is something to count.',
    );
  }
  return {
    ...(summary === undefined ? {} : { summary }),
    ...(elements.length === 0 ? {} : { elements }),
  };
}

function isSummary(value: string): value is 'true' | 'false' | 'text' | 'data' {
  return value === 'true' || value === 'false' || value === 'text' || value === 'data';
}

/** True if resources are given out in part. */
export function isPartial({ summary, elements }: ResourceShape): boolean {
  return elements !== undefined || (summary !== undefined && summary !== 'false');
}
