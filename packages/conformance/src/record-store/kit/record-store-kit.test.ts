import { test } from 'vitest';
import { registerKit } from '../../kit/register-kit.ts';
import { memoryRecordStoreSubject } from '../memory-record-store-subject.ts';
import { recordStoreKit } from './record-store-kit.ts';

registerKit({ kit: recordStoreKit, subject: memoryRecordStoreSubject, test });
