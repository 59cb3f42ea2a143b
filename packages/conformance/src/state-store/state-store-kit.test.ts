import { test } from 'vitest';
import { registerKit } from '../kit/register-kit.ts';
import { memoryStateSubject } from './memory-state-subject.ts';
import { stateStoreKit } from './state-store-kit.ts';

registerKit({ kit: stateStoreKit, subject: memoryStateSubject(), test });
