import type { IndexingReport } from '../reindex/read-report.ts';
import type { Finding } from './finding.ts';

/**
 * Whether searches find what there is. After an upgrade whose release indexes otherwise, they may miss results until the record is indexed
 * anew; a search parameter that waits is refused, and misses nothing in silence.
 */
export function indexFinding({ state, done, total, failed, waiting, rules }: IndexingReport): Finding {
  const subject = 'Search index';
  const run = 'Run: baseplate reindex (the record may be in use meanwhile).';
  if (state === 'complete') return { verdict: 'well', subject, words: 'every resource is found by what it says.' };
  const verdict = rules ? 'ill' : 'look';
  if (state === 'running') {
    const far = `it is being made anew, ${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} resources so far`;
    return {
      verdict,
      subject,
      words: `${far}. Until it is done, ${consequence(rules, waiting)}. Unless it goes on: ${run}`,
    };
  }
  if (failed > 0) {
    const which = `${failed.toLocaleString('en-GB')} ${failed === 1 ? 'resource' : 'resources'} could not be indexed`;
    return {
      verdict,
      subject,
      words: `${which}, so ${consequence(rules, waiting)}. Run baseplate reindex: it names them.`,
    };
  }
  return { verdict, subject, words: `a reindex is due. Until then ${consequence(rules, waiting)}. ${run}` };
}

function consequence(rules: boolean, waiting: number): string {
  if (rules) return 'some searches miss what they should find';
  const parameters = waiting === 1 ? 'search parameter is' : 'search parameters are';
  return `${waiting.toLocaleString('en-GB')} ${parameters} not offered`;
}
