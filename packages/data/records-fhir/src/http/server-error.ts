import { BaseplateError, type ErrorCode } from '@baseplate-epr/contracts';

/** What an error says of the answer it was made of; never any of the answer's own words, which may be about a patient. */
export interface RefusalDetails {
  readonly status: number;
  /** `OperationOutcome.issue.code` of each issue: codes of R4's own list. */
  readonly issues: readonly string[];
}

/** The error for an answer that is no success. `what` names the interaction. */
export function refusedBy(status: number, text: string, what: string): BaseplateError {
  const issues = issueCodes(text);
  const said = issues.length === 0 ? `${status}` : `${status}, ${issues.join(', ')}`;
  const [code, advice] = meaningOf(status);
  return new BaseplateError({
    code,
    message: `The FHIR server has refused ${what} (${said}). ${advice}`,
    details: { status, issues } satisfies RefusalDetails,
  });
}

/** The error for a request that got no answer. */
export function notReached(what: string, cause: unknown, afterMs?: number): BaseplateError {
  const why = afterMs === undefined ? 'cannot be reached' : `has not answered within ${afterMs} ms`;
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `The FHIR server that keeps the record ${why} (${what}). See that it runs and that its address is right; then the record goes on by itself.`,
    cause,
  });
}

/** The error for a write that was never begun, since those before it took so long. */
export function waitedTooLong(milliseconds: number): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `The FHIR server that keeps the record has been busy with earlier writes for ${milliseconds} ms, so this one was not begun and nothing of it is written. See that the server answers, and try again.`,
    details: { nothingWritten: true },
  });
}

/** The error for an answer that R4 does not allow. */
export function notFhir(what: string, why: string): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `The FHIR server's answer to ${what} cannot be used: ${why}. See that \`url\` names an R4 base, which often ends in /fhir or /r4, and that nothing between here and there writes answers anew.`,
  });
}

/** The error for a redirect, which is not followed: a token goes to the address in the configuration and nowhere else. */
export function redirectedBy(status: number, { what, to }: { what: string; to?: string | undefined }): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `The FHIR server has answered ${what} with a redirect (${status}${to === undefined ? '' : `, to ${to}`}), which is not followed, since the token goes to \`url\` alone. Give as \`url\` the address of the FHIR base itself, at which /metadata answers; it often ends in /fhir or /r4.`,
    details: { status, issues: [] } satisfies RefusalDetails,
  });
}

/** The error for a base below which there is no CapabilityStatement. */
export function noStatementAt(status: number): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `The server answers, but at \`url\` it has no FHIR base: there is no CapabilityStatement (/metadata) below it (${status}). Give as \`url\` the address of the R4 base; it often ends in /fhir or /r4.`,
    details: { status, issues: [] } satisfies RefusalDetails,
  });
}

function meaningOf(status: number): readonly [ErrorCode, string] {
  if (status === 401 || status === 403) {
    return ['storage-unavailable', 'Give a token that may read and write everything in the record.'];
  }
  if (status === 413) return ['limit-exceeded', 'It is larger than the server takes. Write less at once.'];
  if (status === 409 || status === 412) return ['write-conflict', 'Read again and repeat.'];
  if (status === 404 || status === 410) return ['not-found', 'It is not there.'];
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
    return ['input-invalid', 'The server asks for something that the record does not; see its own log for what.'];
  }
  return [
    'storage-unavailable',
    'See what is wrong with the server; the record goes on by itself when it answers again.',
  ];
}

function issueCodes(text: string): string[] {
  try {
    const outcome: unknown = JSON.parse(text);
    const issues = (outcome as { issue?: unknown }).issue;
    if (!Array.isArray(issues)) return [];
    const codes = issues.map((issue: { code?: unknown }) => String(issue?.code));
    return [...new Set(codes)].filter((code) => /^[a-z-]{1,20}$/.test(code)).slice(0, 5);
  } catch {
    return []; // Not JSON, so no OperationOutcome: the status says what there is to say.
  }
}
