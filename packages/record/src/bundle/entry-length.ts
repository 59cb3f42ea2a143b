import type { RecordIssue } from '../error/record-issue.ts';
import type { BundleEntryResult } from '../session/bundle-types.ts';

/** Characters of what stands around a resource or an issue: names, addresses, times. */
const around = 200;

/** How many UTF-16 units an entry takes in the answer to its Bundle, about: its resources, and what is said of them. */
export function lengthOfEntry({ result }: BundleEntryResult): number {
  switch (result?.kind) {
    case 'version':
      return around + result.version.text.length;
    case 'text':
      return around + result.text.length;
    case 'search': {
      const { matches, included, applied, issues } = result.answer;
      const link = applied.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
      return around + lengthOfVersions(matches) + lengthOfVersions(included) + link + lengthOfIssues(issues);
    }
    case 'history':
      return around + lengthOfVersions(result.answer.versions);
    default:
      return around;
  }
}

/** The same of issues. */
export function lengthOfIssues(issues: readonly RecordIssue[]): number {
  return issues.reduce((sum, { diagnostics = '' }) => sum + around + diagnostics.length, 0);
}

function lengthOfVersions(versions: readonly { readonly text: string }[]): number {
  return versions.reduce((sum, { text }) => sum + around + text.length, 0);
}
