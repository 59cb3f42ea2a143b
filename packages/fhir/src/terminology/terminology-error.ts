import { BaseplateError } from '@baseplate-epr/contracts';

/**
 * What a search asks of terminology cannot be answered here.
 * @param problem - what is wrong and what to do; URLs that a caller typed stay out of it.
 */
export function terminologyError(problem: string): BaseplateError {
  return new BaseplateError({ code: 'query-invalid', message: problem });
}

/** A value set or expansion is larger than the configured limit. */
export function tooManyCodes(limit: number): BaseplateError {
  return new BaseplateError({
    code: 'query-too-costly',
    message: `The search stands for more than ${limit} codes, which is the limit. Use a smaller value set, or raise the record's limit “searchCodes”.`,
    details: { limit },
  });
}

/** Code systems have more concepts than the configured limit. */
export function tooManyConcepts(): BaseplateError {
  return new BaseplateError({
    code: 'query-too-costly',
    message:
      "The search needs code systems that have more concepts together than the record's limit “codeSystemConcepts” allows. Name fewer of them, or raise the limit.",
  });
}
