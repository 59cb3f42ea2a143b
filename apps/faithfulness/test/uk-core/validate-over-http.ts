import { sendRequest } from '../support/send-request.ts';
import type { RunningRecord } from '../support/start-record.ts';

/** One issue of an OperationOutcome. */
export interface Told {
  readonly severity: string;
  readonly code: string;
  readonly diagnostics?: string;
  readonly expression?: readonly string[];
}

/** What `$validate` says about a resource against a profile. */
export async function validateOverHttp(
  { base, token }: Pick<RunningRecord, 'base' | 'token'>,
  resource: { readonly type: string; readonly text: string },
  profile: string,
): Promise<readonly Told[]> {
  const answer = await sendRequest(base, token, {
    method: 'POST',
    path: `/${resource.type}/$validate?profile=${encodeURIComponent(profile)}`,
    headers: { 'content-type': 'application/fhir+json' },
    body: resource.text,
  });
  const { issue } = JSON.parse(answer.text) as { issue?: readonly Told[] };
  if (issue === undefined) throw new Error(`$validate answered ${answer.status} ${answer.broken ?? ''}`);
  return issue;
}
