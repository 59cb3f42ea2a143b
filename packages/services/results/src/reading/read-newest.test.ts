import { sharedPanelCases } from '@baseplate-epr/service-testing';
import { test } from 'vitest';
import { createResults } from '../create-results.ts';

test.each(Object.entries(sharedPanelCases))('%s', (_, holds) => holds(createResults()));
