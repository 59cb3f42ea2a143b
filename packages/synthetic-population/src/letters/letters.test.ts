import { describe, expect, it } from 'vitest';
import type { Letter } from './letter.ts';
import { letterAsHtml } from './letter-as-html.ts';
import { letterAsText } from './letter-as-text.ts';

const letter: Letter = {
  title: 'Clinic letter',
  from: 'Riverside NHS Trust',
  date: '6 August 2018',
  recipient: 'To Elm Surgery',
  patientLines: ["Siân O'Shaughnessy <Ng>"],
  sections: [
    { heading: 'Diagnoses', items: ['Asthma', 'SpO₂ < 92% & wheeze'] },
    { heading: 'Plan', paragraphs: ['Review in a year.'] },
  ],
  signature: 'Dr Adaeze Okafor',
};

describe('letters', () => {
  it('escape every text in HTML', () => {
    const html = letterAsHtml(letter);
    expect(html).toContain('Siân O&#39;Shaughnessy &lt;Ng&gt;');
    expect(html).toContain('<li>SpO₂ &lt; 92% &amp; wheeze</li>');
    expect(html).not.toContain('<Ng>');
  });

  it('read in order as plain text', () => {
    const text = letterAsText(letter);
    expect(text.indexOf('DIAGNOSES')).toBeLessThan(text.indexOf('PLAN'));
    expect(text).toContain('- Asthma');
  });
});
