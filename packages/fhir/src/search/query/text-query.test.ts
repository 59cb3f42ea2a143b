import type { Predicate } from '@baseplate-epr/contracts';
import { describe, expect, test } from 'vitest';
import { searchParametersForMetadata } from '../search-parameters-for-metadata.ts';
import { createSearchRegistry, type FullTextState } from '../search-registry.ts';
import { parseSearch } from './parse-search.ts';

function parse(name: string, value: string, fullText: FullTextState = 'ready') {
  const registry = createSearchRegistry({ fullText });
  return parseSearch({ type: 'Condition', parameters: [[name, value]], now: 0, registry });
}

const says = (words: string, prefix = false): Predicate => ({
  kind: 'text',
  parameter: '_text',
  words: words.split(' '),
  ...(prefix ? { prefix } : {}),
});
const all = (...predicates: Predicate[]): Predicate => ({ kind: 'and', predicates });
const any = (...predicates: Predicate[]): Predicate => ({ kind: 'or', predicates });

describe('_text and _content', () => {
  test.each<[string, Predicate]>([
    ['asthma', says('asthma')],
    ['Severe  ASTHMA', all(says('severe'), says('asthma'))],
    ['"Severe asthma" cough', all(says('severe asthma'), says('cough'))],
    ['asthma OR chronic cough', any(says('asthma'), all(says('chronic'), says('cough')))],
    ['asthma,cough', any(says('asthma'), says('cough'))],
    ['asth*', says('asth', true)],
    ['"chronic bronch"*', says('chronic bronch', true)],
    ['8867-4', says('8867 4')],
    ['asthma AND … cough', all(says('asthma'), says('cough'))],
    ['or and near', all(says('or'), says('and'), says('near'))],
  ])('%s', (value, where) => {
    expect(parse('_text', value)).toMatchObject({ where, unknown: [] });
  });

  test('_content looks at the narrative as well', () => {
    expect(parse('_content', 'asthma').where).toEqual(
      any({ ...says('asthma'), parameter: '_content' } as Predicate, says('asthma')),
    );
  });

  test.each([
    ['a "b', /quotation mark/],
    ['(a OR b) c', /parentheses/],
    ['NOT a', /NOT/],
    ['as*', /fewer than 3 letters/],
    ['…', /no words/],
    ['OR', /no words/],
    [Array.from({ length: 21 }, (_, n) => `w${n}`).join(' '), /more than 20 words/],
  ])('refuses %s', (value, message) => {
    expect(() => parse('_content', value)).toThrow(message);
  });

  test.each([
    ['off', 'turned off'],
    ['pending', 'still being indexed'],
  ] as const)('says that it is %s, and is not offered', (state, reason) => {
    expect(parse('_text', 'asthma', state).unknown).toMatchObject([
      { name: '_text', reason: expect.stringContaining(reason) },
    ]);
    const offered = (fullText: FullTextState) =>
      searchParametersForMetadata('Condition', createSearchRegistry({ fullText })).searchParam.map(({ name }) => name);
    expect(offered(state)).not.toContain('_text');
    expect(offered('ready')).toEqual(expect.arrayContaining(['_text', '_content']));
  });

  test('takes no modifier', () => {
    expect(parse('_text:not', 'asthma').unknown).toMatchObject([{ refuse: true }]);
  });
});
