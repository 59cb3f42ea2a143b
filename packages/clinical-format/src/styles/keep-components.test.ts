import { describe, expect, it } from 'vitest';
import { keepComponents } from './keep-components.ts';

const keep = (css: string) => keepComponents(css, ['card', 'button', 'u-nowrap']);

describe('keepComponents', () => {
  it('keeps the rules of named blocks with their elements and variants, and rules of plain elements', () => {
    const css =
      'a{color:blue}.nhsuk-card{x:y}.nhsuk-card__content{x:y}.nhsuk-button--warning:hover{x:y}.nhsuk-u-nowrap{x:y}';
    expect(keep(css)).toBe(css);
  });

  it('drops other blocks, also out of a list of selectors', () => {
    expect(
      keep('.nhsuk-header{x:y}.nhsuk-hero,.nhsuk-card{x:y}.nhsuk-button-group{x:y}.nhsuk-card .nhsuk-hero{x:y}'),
    ).toBe('.nhsuk-card{x:y}');
  });

  it('looks inside of media and drops what becomes empty', () => {
    expect(keep('@media print{.nhsuk-hero{x:y}}@media print{.nhsuk-card{x:y}.nhsuk-hero{x:y}}')).toBe(
      '@media print{.nhsuk-card{x:y}}',
    );
  });

  it('drops what would fetch a picture that is not served', () => {
    expect(keep('.nhsuk-card:after{background:url(/assets/cross.svg)}.nhsuk-card{x:url(data:y)}')).toBe(
      '.nhsuk-card{x:url(data:y)}',
    );
  });

  it('drops variants that are not wanted', () => {
    expect(keepComponents('.nhsuk-card--reverse{x:y}.nhsuk-card--urgent{x:y}', ['card'], ['reverse'])).toBe(
      '.nhsuk-card--urgent{x:y}',
    );
  });

  it('fetches nothing from elsewhere', () => {
    expect(keep('@charset "UTF-8";@font-face{src:url(https://x)}a{x:y}')).toBe('a{x:y}');
  });
});
