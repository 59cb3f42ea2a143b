import type { AuditAgent } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';

/** Who acts at the command line, as the audit names it: the account of the operating system, which is all that is known there. */
export function commandAgent({ organisation }: AssemblyConfiguration, account: string): AuditAgent {
  return {
    id: `command-line/${account}`,
    display: `${account} at the command line`,
    role: 'system',
    organisation: organisation.odsCode,
  };
}
