import { scopesAllow } from '@baseplate-epr/fhir-client';

/** Whether somebody with these scopes is offered to acknowledge: it completes a Task or makes one. The record decides. */
export function mayAcknowledge(scopes: readonly string[]): boolean {
  return scopesAllow(scopes, 'Task', 'c') && scopesAllow(scopes, 'Task', 'u');
}
