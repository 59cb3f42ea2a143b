/** The state of a report or result in words, and whether it must stand out. */
export function resultStatus(status: string | undefined): { readonly word: string; readonly notable: boolean } {
  const known: Readonly<Record<string, string>> = {
    registered: 'Awaited',
    partial: 'Partial: more results will follow',
    preliminary: 'Preliminary: may change',
    final: 'Final',
    amended: 'Amended after it was final',
    corrected: 'Corrected after it was final',
    appended: 'Final, with an addition',
    cancelled: 'Cancelled',
    'entered-in-error': 'Entered in error',
  };
  const word = status !== undefined && Object.hasOwn(known, status) ? known[status] : undefined;
  return { word: word ?? 'Status not recorded', notable: status !== 'final' };
}
