import { openAuditMover } from './audit/audit-mover.ts';
import { openDocumentMover } from './documents/document-mover.ts';
import type { Led } from './leadership.ts';
import type { Mover } from './mover.ts';
import { openRecordMover, type RecordMoverOptions } from './records/record-mover.ts';
import { openStateMover } from './state/state-mover.ts';

/** Opens what moves that which the place holds. */
export function openMover(led: Led, options: RecordMoverOptions): Promise<Mover> {
  switch (options.place) {
    case 'records':
      return openRecordMover(led, options);
    case 'documents':
      return openDocumentMover(led, options);
    case 'audit':
      return openAuditMover(led, options);
    case 'state':
      return openStateMover(led, options);
  }
}
