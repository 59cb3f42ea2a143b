import { test } from 'vitest';
import { registerKit } from '../kit/register-kit.ts';
import { auditLogKit } from './audit-log-kit.ts';
import { memoryAuditSubject } from './memory-audit-subject.ts';

registerKit({ kit: auditLogKit, subject: memoryAuditSubject(), test });
