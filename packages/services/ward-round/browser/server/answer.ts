/** What came of a question or command to the service. */
export type Answer<Value> =
  | { readonly outcome: 'answered'; readonly value: Value }
  /** The service said no, in words. */
  | { readonly outcome: 'refused'; readonly status: number; readonly code: string; readonly message: string }
  /** Nobody is signed in any more. */
  | { readonly outcome: 'signed-out' }
  /** Another user interface is in place, which has no such path: nothing was done. */
  | { readonly outcome: 'screens-changed' }
  /** Nothing came back. Whether a command has done its work is not known. */
  | { readonly outcome: 'no-network' };
