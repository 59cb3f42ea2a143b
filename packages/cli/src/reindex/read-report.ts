import { BaseplateError } from '@baseplate-epr/contracts';

/** How an indexing stands, as the record's `$reindex` says it. */
export interface IndexingReport {
  readonly state: 'complete' | 'running' | 'due';
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** `Type/id` of the first that failed. */
  readonly failures: readonly string[];
  /** Search parameters that are not offered yet. */
  readonly waiting: number;
  readonly rules: boolean;
  readonly milliseconds: number;
}

interface Part {
  readonly name?: unknown;
  readonly valueCode?: unknown;
  readonly valueInteger?: unknown;
  readonly valueBoolean?: unknown;
  readonly valueReference?: { readonly reference?: unknown };
}

/** Reads the answer of `$reindex`. @throws BaseplateError with what the record said, if it refused */
export async function readReport(response: Response): Promise<IndexingReport> {
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok || !isParameters(body)) throw refused(response.status, body);
  const { parameter } = body;
  const number = (name: string) => Number(parameter.find((part) => part.name === name)?.valueInteger ?? 0);
  const state = parameter.find((part) => part.name === 'state')?.valueCode;
  return {
    state: state === 'running' || state === 'due' ? state : 'complete',
    done: number('done'),
    total: number('total'),
    failed: number('failed'),
    failures: parameter.flatMap(({ name, valueReference }) =>
      name === 'failure' && typeof valueReference?.reference === 'string' ? [valueReference.reference] : [],
    ),
    waiting: number('waiting'),
    rules: parameter.find((part) => part.name === 'rules')?.valueBoolean === true,
    milliseconds: number('milliseconds'),
  };
}

function isParameters(body: unknown): body is { readonly parameter: readonly Part[] } {
  return typeof body === 'object' && body !== null && 'parameter' in body && Array.isArray(body.parameter);
}

function refused(status: number, body: unknown): BaseplateError {
  const issues: unknown = typeof body === 'object' && body !== null && 'issue' in body ? body.issue : undefined;
  const [first]: { readonly diagnostics?: string }[] = Array.isArray(issues) ? issues : [];
  return new BaseplateError({
    code: 'module-unavailable',
    message: `The record did not index (status ${status}). ${first?.diagnostics ?? 'Look at its log, then run the command again: it goes on where it was.'}`,
  });
}
