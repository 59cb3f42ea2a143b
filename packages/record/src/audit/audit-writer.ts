import type { AuditEntry, AuditLog, Logger } from '@baseplate-epr/contracts';
import type { Checkpoints } from './checkpoints.ts';

/** Appends entries and signs a checkpoint every so many. */
export interface AuditWriter {
  append(entries: readonly AuditEntry[]): Promise<void>;
  /** Waits for a checkpoint under way. */
  settled(): Promise<void>;
}

/** Makes the writer that all sessions share. Checkpoints are signed beside the appends and never hold them up. */
export function auditWriter(options: {
  readonly audit: AuditLog;
  readonly checkpoints: Checkpoints;
  readonly every: number;
  readonly logger: Logger;
}): AuditWriter {
  let since = 0;
  let signing: Promise<void> = Promise.resolve();
  const sign = async () => {
    try {
      await options.checkpoints.sign();
    } catch {
      options.logger.error(
        'The audit checkpoint could not be kept; the next one will be tried. Check the state store.',
      );
    }
  };
  return {
    async append(entries) {
      await options.audit.append({ entries });
      since += entries.length;
      if (since < options.every) return;
      since = 0;
      signing = signing.then(sign);
    },
    settled: () => signing,
  };
}
