import type { Logger } from '@baseplate-epr/contracts';
import type { RecordCore } from '@baseplate-epr/record';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { CertificateOverride } from '../configuration/certification.ts';

/** Writes into the audit and the log that packages run without a certificate, by whose decision, why, and until when. */
export async function auditOverrides(
  overridden: readonly CertificateOverride[],
  { record, logger, organisation, requestId }: AuditOverridesOptions,
): Promise<void> {
  for (const { package: name, digest, administrator, reason, until } of overridden) {
    const words = `${name} runs without a certificate until ${until}: ${administrator} decided so (${reason})`;
    logger.warn(words, { package: name, digest });
    await record.auditEvent({
      principal: {
        id: `administrator/${administrator}`,
        kind: 'system',
        display: administrator,
        role: { code: 'administrator', display: 'Administrator' },
        organisation: { odsCode: organisation.odsCode, display: organisation.name },
        purposeOfUse: 'SYSADMIN',
        scopes: [],
      },
      requestId: requestId(),
      action: 'certificate-override',
      outcome: 'success',
      detail: `${name} ${digest} until ${until}: ${reason}`,
    });
  }
}

/** Where it is written. */
export interface AuditOverridesOptions extends Pick<AssemblyConfiguration, 'organisation'> {
  readonly record: Pick<RecordCore, 'auditEvent'>;
  readonly logger: Logger;
  requestId(): string;
}
