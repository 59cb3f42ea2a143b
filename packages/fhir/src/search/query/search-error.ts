import { BaseplateError } from '@baseplate-epr/contracts';

/**
 * A malformed search.
 * @param parameter the name of a known parameter; what a client invents stays out of messages.
 * @param problem what is wrong and what to write instead; never holds the value.
 */
export function searchError(parameter: string, problem: string): BaseplateError {
  return new BaseplateError({
    code: 'query-invalid',
    message: `The search parameter “${parameter}” ${problem}`,
    details: { parameter },
  });
}
