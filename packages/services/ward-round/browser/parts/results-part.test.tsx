import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { ResultsView } from '../../src/patient/results-view.ts';
import { ResultsPart } from './results-part.tsx';

const words = (value: ResultsView) =>
  renderToStaticMarkup(<ResultsPart part={{ state: 'there', value }} again={() => undefined} />).replace(
    /<[^>]*>/g,
    '',
  );

test('results that were not read are said to be there, also where those that were hold no test', () => {
  const none = 'No laboratory results recorded.';
  const cut = 'Only the newest 200 results were read.';
  expect(words({ tests: [], others: 0, cutAfter: undefined })).toContain(none);
  expect(words({ tests: [], others: 0, cutAfter: undefined })).not.toContain(cut);
  expect(words({ tests: [], others: 0, cutAfter: 200 })).toContain(cut);
  expect(words({ tests: [], others: 0, cutAfter: 200 })).not.toContain(none);
});
