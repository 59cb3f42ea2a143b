/**
 * Permanent error codes. A code keeps its meaning for ever; new meanings get new codes.
 *
 * - `configuration-invalid`: the assembly or a module's options are wrong; nothing was started.
 * - `contract-mismatch`: a module implements another contract or version than the place it was put in needs.
 * - `module-unavailable`: a module could not be loaded, or is not started.
 * - `storage-unavailable`: the place where data is kept cannot be read or written (folder missing, read-only, disk full).
 * - `storage-corrupt`: what is kept is not what was written.
 * - `storage-newer`: what is kept was written by a newer schema than this program knows.
 * - `store-fenced`: the store has been superseded; `details.successor` names the one to use.
 * - `query-too-costly`: answering needs more work than the stated limit; narrow the search.
 * - `query-invalid`: a query or cursor is malformed.
 * - `load-conflict`: what is to be loaded differs from what is already there, or does not follow it.
 * - `not-found`: what was asked for is not there.
 * - `gone`: it was there and has been deleted.
 * - `write-conflict`: another writer was faster; read again and repeat.
 * - `precondition-failed`: a condition that the caller stated does not hold; nothing was written.
 * - `quota-exceeded`: a namespace holds as much as it may.
 * - `content-mismatch`: bytes do not have the announced digest or length.
 * - `range-unsatisfiable`: a byte range lies outside the document.
 * - `access-refused`: the caller may not do this.
 * - `credentials-invalid`: a token or session is malformed, expired or unknown.
 * - `address-refused`: the module may not listen on this address, or it is in use.
 * - `limit-exceeded`: input is larger or deeper than a stated limit.
 * - `input-invalid`: input does not have the expected form.
 * - `certificate-invalid`: a certificate is missing, changed, expired, about something else, or signed with a key that is not trusted.
 * - `cancelled`: the caller gave up.
 * - `unsupported`: the module does not have this ability; its capabilities say so, and why.
 */
export type ErrorCode =
  | 'configuration-invalid'
  | 'contract-mismatch'
  | 'module-unavailable'
  | 'storage-unavailable'
  | 'storage-corrupt'
  | 'storage-newer'
  | 'store-fenced'
  | 'query-too-costly'
  | 'query-invalid'
  | 'load-conflict'
  | 'not-found'
  | 'gone'
  | 'write-conflict'
  | 'precondition-failed'
  | 'quota-exceeded'
  | 'content-mismatch'
  | 'range-unsatisfiable'
  | 'access-refused'
  | 'credentials-invalid'
  | 'address-refused'
  | 'limit-exceeded'
  | 'input-invalid'
  | 'certificate-invalid'
  | 'cancelled'
  | 'unsupported';
