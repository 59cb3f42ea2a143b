import type { TextPredicate } from '@baseplate-epr/contracts';
import { passage, text } from './entries.ts';
import { and, not, type PredicateTable } from './predicate-table.ts';

const says = (words: string, more: Partial<TextPredicate> = {}): TextPredicate => ({
  kind: 'text',
  parameter: 'content',
  words: words === '' ? [] : words.split(' '),
  ...more,
});

/** Texts, found by their words. */
export const passageTables: readonly PredicateTable[] = [
  {
    name: 'text: whole words, next to each other and in their order, in one entry',
    resources: {
      a: [passage('content', 'severe asthma with cough')],
      b: [passage('content', 'cough with asthma severe'), passage('content', 'no asthma')],
      c: [passage('content', 'asthmatic'), passage('content', 'severe')],
      d: [text('content', 'severe asthma')],
      e: [passage('notes', 'severe asthma')],
      f: [passage('content', '')],
    },
    finds: [
      [says('asthma'), 'a b'],
      [says('severe asthma'), 'a'],
      [says('asthma severe'), 'b'],
      [says('with'), 'a b'],
      [says('asthma no'), ''],
      [says('severe cough'), ''],
      [and(says('severe'), says('cough')), 'a b'],
      [says('severe', { parameter: 'notes' }), 'e'],
      [says(''), ''],
      [not(says('asthma')), 'c d e f'],
    ],
  },
  {
    name: 'text: only the last word may be a beginning, and only if asked for',
    resources: {
      a: [passage('content', 'acute asthma')],
      b: [passage('content', 'acute asthmatic attack')],
      c: [passage('content', 'asthma acute')],
      d: [passage('content', 'acutely asthmatic')],
    },
    finds: [
      [says('asth'), ''],
      [says('asth', { prefix: true }), 'a b c d'],
      [says('asthma', { prefix: true }), 'a b c d'],
      [says('acute asth', { prefix: true }), 'a b'],
      [says('acu asthma', { prefix: true }), ''],
      [says('', { prefix: true }), ''],
    ],
  },
  {
    name: 'text: words are compared literally in every script, and none is special',
    resources: {
      a: [passage('content', 'or and not near')],
      b: [passage('content', '\u{1F3E5} \u00e9t\u00e9 \u65e5\u672c 1x')],
      c: [passage('content', 'e\u0301te\u0301 \u65e5')],
      d: [passage('content', 'ete \u{E000} content')],
    },
    finds: [
      [says('or'), 'a'],
      [says('and not near'), 'a'],
      [says('near'), 'a'],
      [says('content'), 'd'],
      [says('\u00e9t\u00e9'), 'b'],
      [says('e\u0301te\u0301'), 'c'],
      [says('ete'), 'd'],
      [says('ete content'), ''],
      [says('\u65e5'), 'c'],
      [says('\u65e5', { prefix: true }), 'b c'],
      [says('\u{1F3E5} \u00e9t\u00e9'), 'b'],
      [says('1'), ''],
      [says('1', { prefix: true }), 'b'],
    ],
  },
];
