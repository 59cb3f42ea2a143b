/** What a client prefers (RFC 7240, R4 §3.1.0.1.10). What is not understood is ignored, as the RFC wants. */
export interface Preferences {
  readonly return: 'minimal' | 'representation' | 'OperationOutcome';
  readonly handling: 'strict' | 'lenient';
}

/** Reads the `Prefer` header. */
export function preferences(request: Request): Preferences {
  const header = request.headers.get('prefer') ?? '';
  const found = (name: string) =>
    new RegExp(`(?:^|[,;])\\s*${name}\\s*=\\s*"?([A-Za-z]+)"?`, 'i').exec(header)?.[1]?.toLowerCase();
  const wanted = found('return');
  return {
    return: wanted === 'minimal' ? 'minimal' : wanted === 'operationoutcome' ? 'OperationOutcome' : 'representation',
    handling: found('handling') === 'strict' ? 'strict' : 'lenient',
  };
}
