import { BaseplateError } from '@baseplate-epr/contracts';

/** An expression met data it has no meaning for. The message names the rule, never the data. */
export function evaluationError(problem: string, cause?: unknown): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: `A FHIRPath expression could not be evaluated: ${problem} Correct the expression or the resource.`,
    ...(cause === undefined ? {} : { cause }),
  });
}
