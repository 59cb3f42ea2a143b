/** What a client prefers (RFC 7240, R4 §3.1.0.1.10). What is not understood is ignored, as the RFC wants. */
export interface Preferences {
  readonly return: 'minimal' | 'representation' | 'OperationOutcome';
  readonly handling: 'strict' | 'lenient';
  /** True if the client asked for that form of answer itself. */
  readonly returnAsked: boolean;
}

const unasked: Preferences = { return: 'representation', handling: 'lenient', returnAsked: false };

/** Reads the `Prefer` header. */
export function preferences(request: Request): Preferences {
  const header = request.headers.get('prefer');
  if (header === null) return unasked;
  const found = (name: string) =>
    new RegExp(`(?:^|[,;])\\s*${name}\\s*=\\s*"?([A-Za-z]+)"?\\s*(?:$|[,;])`, 'i').exec(header)?.[1]?.toLowerCase();
  const wanted = forms.get(found('return') ?? '');
  return {
    return: wanted ?? 'representation',
    handling: found('handling') === 'strict' ? 'strict' : 'lenient',
    returnAsked: wanted !== undefined,
  };
}

const forms: ReadonlyMap<string, Preferences['return']> = new Map([
  ['minimal', 'minimal'],
  ['representation', 'representation'],
  ['operationoutcome', 'OperationOutcome'],
]);
