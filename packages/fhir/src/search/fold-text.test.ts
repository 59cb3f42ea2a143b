import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldedLength, foldText } from './fold-text.ts';

describe('foldText', () => {
  test.each([
    ['Núñez  GARCÍA', 'nunez garcia'],
    ['  O’Brien\t', 'obrien'],
    ['Ångström', 'angstrom'],
    ['Đặng-Łukaszewicz Ørjan Ǿ', 'dang lukaszewicz orjan o'],
    ['Þórður Weiß Œdipe Æsa', 'thordur weiss oedipe aesa'],
    ['ﬁnal', 'final'],
    ['Ǆ', 'dz'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΥΣΣΕΎΣ Ὀδυσσεύς', 'οδυσσευσ οδυσσευσ'],
    ['山田 太郎', '山田 太郎'],
    ['plain text', 'plain text'],
    ['Vital Signs 2', 'vital signs 2'],
    ['   ', ''],
  ])('%j becomes %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  test('folding what is folded changes nothing, and the limit holds', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600, size: 'medium' }), (text) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
        expect(folded.length).toBeLessThanOrEqual(foldedLength);
      }),
    );
  });

  test('case, composition and white space do not matter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
        expect(foldText(` ${text}\n`)).toBe(foldText(text));
      }),
    );
  });

  test('the beginning of a word is the beginning of what it folds to, whatever its case', () => {
    for (const word of ['ΟΔΥΣΣΕΎΣ', 'Ὀδυσσεύς', 'İSTANBUL', 'Straße', 'ŒUVRE']) {
      for (let end = 1; end <= word.length; end += 1) {
        for (const start of [word.slice(0, end), word.slice(0, end).toUpperCase()])
          expect(foldText(word).startsWith(foldText(start)), start).toBe(true);
      }
    }
  });

  test('long text is cut between characters', () => {
    const folded = foldText(`${'a'.repeat(foldedLength - 1)}😀`);
    expect(folded).toBe('a'.repeat(foldedLength - 1));
  });
});
