import { sharedPanelCases } from '@baseplate-epr/service-testing';
import { test } from 'vitest';
import { createObservations } from '../create-observations.ts';

test.each(Object.entries(sharedPanelCases))('%s', (_, holds) => holds(createObservations()));
