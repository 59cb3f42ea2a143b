import { describe, expect, it } from 'vitest';
import { html } from '../html/html.ts';
import { interpretResult } from '../quantities/interpret-result.ts';
import { alertNote } from './alert-note.ts';
import { button, buttonLink } from './button.ts';
import { card } from './card.ts';
import { checkboxInputs } from './checkbox-inputs.ts';
import { radioInputs, selectInput } from './choice-inputs.ts';
import { dateInput } from './date-input.ts';
import { details } from './details.ts';
import { errorFor, errorSummary } from './error-summary.ts';
import { form, hiddenInputs } from './form.ts';
import { interpretationTag } from './interpretation-tag.ts';
import { joinFacts } from './join-facts.ts';
import { emptyState, warningCallout } from './notices.ts';
import { sourceLine } from './source-line.ts';
import { table } from './table.ts';
import { tag } from './tag.ts';
import { textArea, textInput } from './text-input.ts';

describe('card', () => {
  it('is a section named by its heading', () => {
    const text = String(
      card({
        id: 'results',
        heading: 'Results',
        meta: '3 active',
        link: { text: 'All results', href: '/r' },
        content: html`<p>x</p>`,
      }),
    );
    expect(text).toMatch(/^<section class="nhsuk-card clinical-card" id="results" aria-labelledby="results-heading">/);
    expect(text).toContain(
      '<h2 class="nhsuk-heading-s nhsuk-card__heading clinical-card__heading" id="results-heading">Results</h2>',
    );
    expect(text).toContain('href="/r">All results</a>');
    expect(String(card({ id: 'a', heading: 'A', level: 4, tone: 'away', content: '' }))).toMatch(
      /clinical-card--away.*<h4/,
    );
  });
});

describe('table', () => {
  const columns = [
    { heading: 'Test' },
    { heading: 'Result', numeric: true },
    { heading: 'Action', headingHidden: true },
  ];

  it('scrolls by keyboard, has a name, heads its rows and fills missing cells', () => {
    const text = String(
      table({ caption: 'Results', columns, rows: [{ cells: ['<K>', 1], tone: 'urgent' }], empty: 'None.' }),
    );
    expect(text).toContain('role="group" tabindex="0" aria-label="Results"');
    expect(text).toContain(
      '<tr class="clinical-row--urgent"><th scope="row" class="nhsuk-table__header">&lt;K&gt;</th>',
    );
    expect(text).toContain(
      '<td class="nhsuk-table__cell nhsuk-table__cell--numeric">1</td><td class="nhsuk-table__cell"></td>',
    );
    expect(text).toContain('<span class="nhsuk-u-visually-hidden">Action</span>');
  });

  it('is a sentence when empty', () => {
    expect(String(table({ caption: 'Results', columns, rows: [], empty: 'No results recorded.' }))).toBe(
      '<p class="clinical-empty">No results recorded.</p>',
    );
  });
});

describe('sourceLine', () => {
  it('says when, where and who', () => {
    expect(
      String(sourceLine({ organisation: 'Acute Trust', time: '2026-11-20', verb: 'Started', person: 'S. Lindqvist' })),
    ).toBe(
      '<p class="clinical-meta"><span class="clinical-part">Started 20-Nov-2026</span> · Acute Trust · S. Lindqvist</p>',
    );
  });

  it('keeps a short fact with a date in one piece, and lets a long one break', () => {
    const facts = ['Onset 03-Feb-2024', 'Confirmed', undefined, `Recorded 03-Feb-2024 ${'long '.repeat(9)}`];
    expect(String(joinFacts(facts))).toBe(
      `<span class="clinical-part">Onset 03-Feb-2024</span> · Confirmed · Recorded 03-Feb-2024 ${'long '.repeat(9)}`,
    );
  });

  it('says what is missing', () => {
    expect(String(sourceLine({ organisation: undefined, time: undefined, verb: 'Started' }))).toBe(
      '<p class="clinical-meta">Time not recorded · Source not recorded</p>',
    );
  });
});

describe('inputs', () => {
  const errors = [{ field: 'pulse', message: 'Enter the pulse in whole beats' }];

  it('link label, hint and error to the input', () => {
    const text = String(
      textInput({
        id: 'pulse',
        label: 'Pulse',
        hint: 'Beats per minute',
        error: errorFor(errors, 'pulse'),
        value: '<8>',
        width: 3,
        inputMode: 'numeric',
      }),
    );
    expect(text).toContain('<label class="nhsuk-label" for="pulse">Pulse</label>');
    expect(text).toContain('aria-describedby="pulse-hint pulse-error" aria-invalid="true"');
    expect(text).toContain('value="&lt;8&gt;"');
    expect(text).toContain('<span class="nhsuk-u-visually-hidden">Error:</span> Enter the pulse in whole beats');
    expect(String(errorSummary(errors))).toContain('<a href="#pulse">Enter the pulse in whole beats</a>');
    expect(String(errorSummary([]))).toBe('');
    expect(errorFor(errors, 'temperature')).toBeUndefined();
  });

  it('have no leftovers without hint and error', () => {
    expect(String(textInput({ id: 'a', label: 'A' }))).not.toMatch(/aria-describedby|aria-invalid|undefined/);
  });

  it('keep what was typed in a text area', () => {
    expect(String(textArea({ id: 'note', label: 'Note', value: '\n</textarea>' }))).toContain(
      '>\n\n&lt;/textarea&gt;</textarea>',
    );
  });

  it('keep what was chosen', () => {
    const choices = [
      { value: '', text: 'Choose' },
      { value: 'A', text: 'Alert', hint: 'Awake' },
    ];
    expect(String(selectInput({ id: 'c', label: 'C', choices, value: 'A' }))).toContain(
      '<option value="A" selected>Alert</option>',
    );
    const radios = String(
      radioInputs({ id: 'c', name: 'acvpu', label: 'C', choices, value: 'A', inline: true, error: 'Choose one' }),
    );
    expect(radios).toContain('<fieldset class="nhsuk-fieldset" aria-describedby="c-error">');
    expect(radios).toContain('id="c" name="acvpu" type="radio" value=""');
    expect(radios).toContain('id="c-2" name="acvpu" type="radio" value="A" checked aria-describedby="c-2-item-hint"');
    expect(String(radioInputs({ id: 'c', label: 'C', choices: choices.slice(1) }))).not.toContain('checked');
  });

  it('split a date in three', () => {
    const text = String(dateInput({ id: 'onset', label: 'Onset', value: { day: '3', year: '2024' } }));
    expect(text).toMatch(/id="onset" name="onset-day".*value="3"/);
    expect(text).toMatch(/for="onset-year".*id="onset-year" name="onset-year".*value="2024"/);
  });
});

describe('form', () => {
  it("carries the shell's fields and the patient by POST", () => {
    const formFields = [
      { name: 'csrf', value: 'a"b' },
      { name: 'patient', value: 'p1' },
    ];
    const text = String(
      form({
        action: '/x',
        formFields,
        hidden: { version: '3', none: undefined },
        draft: 'note',
        content: button('Save'),
      }),
    );
    expect(text).toMatch(/^<form method="post" action="\/x" novalidate data-draft="note">/);
    expect(text).toContain(
      '<input type="hidden" name="csrf" value="a&quot;b"><input type="hidden" name="patient" value="p1"><input type="hidden" name="version" value="3"><button',
    );
    expect(String(hiddenInputs({}))).toBe('');
  });
});

describe('small parts', () => {
  it('write buttons, tags, details and notices', () => {
    expect(String(button('Acknowledge', { variant: 'secondary', small: true, hiddenText: 'potassium' }))).toContain(
      'class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="submit"',
    );
    expect(String(buttonLink('Record', '/new'))).toBe(
      '<a class="nhsuk-button" href="/new" draggable="false">Record</a>',
    );
    expect(String(tag('Stopped', 'red'))).toBe('<strong class="nhsuk-tag nhsuk-tag--red">Stopped</strong>');
    expect(String(details('More', 'x', { open: true }))).toContain('<details class="nhsuk-details" open>');
    expect(String(emptyState('No problems recorded.'))).toBe('<p class="clinical-empty">No problems recorded.</p>');
    expect(String(warningCallout('Potassium', html`<p>High</p>`))).toContain(
      'Important: </span>Potassium</h3><p>High</p>',
    );
  });

  it('say how a result stands with icon and word', () => {
    const flag = (code: string) =>
      String(interpretationTag(interpretResult({ interpretation: [{ coding: [{ code }] }] })));
    expect(flag('HH')).toBe(
      '<strong class="clinical-flag clinical-flag--critical"><span aria-hidden="true">▲</span> Very high</strong>',
    );
    expect(flag('L')).toBe(
      '<strong class="clinical-flag clinical-flag--abnormal"><span aria-hidden="true">▼</span> Low</strong>',
    );
    expect(flag('N')).toBe('<span class="clinical-flag">Within range</span>');
  });
});

it('an alert says the fact, what to do and where from', () => {
  const note = alertNote({
    fact: 'NEWS2 7',
    more: ', repeat',
    action: 'Call',
    source: '08:00',
    link: { text: 'All', href: '/a' },
    tone: 'urgent',
  });
  expect(String(note)).toBe(
    '<div class="clinical-alert clinical-alert--urgent"><p><b>NEWS2 7</b>, repeat</p><p>Call</p><p class="clinical-meta">08:00 · <a class="nhsuk-link" href="/a">All</a></p></div>',
  );
});

it('check boxes are ticked by value and named by their group', () => {
  const boxes = String(
    checkboxInputs({
      id: 'c',
      label: 'Right?',
      choices: [
        { value: 'a', text: 'A' },
        { value: 'b', text: 'B' },
      ],
      values: ['b'],
    }),
  );
  expect(boxes).toContain('id="c" name="c" type="checkbox" value="a">');
  expect(boxes).toContain('id="c-2" name="c" type="checkbox" value="b" checked>');
});
