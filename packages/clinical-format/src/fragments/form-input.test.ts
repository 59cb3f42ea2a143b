import { expect, test } from 'vitest';
import { draftWords, openedInput, sentInput } from './form-input.ts';
import { newSubmission, readSubmission } from './submission.ts';

test('reads what was sent', async () => {
  const body = new URLSearchParams([
    ['name', ' gout '],
    ['tick', '1'],
    ['tick', '2'],
  ]);
  const input = await sentInput(new Request('http://service.invalid/', { method: 'POST', body }));
  expect([input.text('name'), input.text('nothing'), input.all('tick'), input.draft]).toEqual([
    'gout',
    '',
    ['1', '2'],
    false,
  ]);
  expect(draftWords(input)).toBe(false);
});

test('an opened form has its draft, and never what every object inherits', () => {
  const input = openedInput({ note: { text: ['kept'] } }, 'note');
  expect([input.text('text'), input.text('constructor'), input.draft]).toEqual(['kept', '', true]);
  expect(String(draftWords(input))).toContain('Unsaved draft');
  const kept = { note: { text: ['kept'], about: ['1'] } };
  expect([openedInput(kept, 'note', '1').draft, openedInput(kept, 'note', '2').text('text')]).toEqual([true, '']);
  expect(openedInput({}, 'constructor')).toMatchObject({ draft: false });
});

test('a form that is sent again has the same id to write under, an altered one another', async () => {
  const submission = newSubmission((size) => new Uint8Array(size).fill(0xff));
  const idOf = async (fields: Record<string, string>) => {
    const body = new URLSearchParams(fields);
    return (await sentInput(new Request('http://service.invalid/', { method: 'POST', body }))).submission;
  };
  const first = await idOf({ submission, substance: 'Penicillin' });
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(await idOf({ submission, substance: 'Penicillin' })).toBe(first);
  expect(await idOf({ submission, substance: 'Aspirin' })).not.toBe(first);
  expect(await idOf({ submission: '11111111-1111-4111-8111-111111111111', substance: 'Penicillin' })).not.toBe(first);
  expect(await idOf({ submission: 'x', substance: 'Penicillin' })).toBeUndefined();
});

test('a submission is a UUID, and nothing else is read as one', () => {
  const made = newSubmission((size) => new Uint8Array(size).fill(0xff));
  expect(made).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
  expect(readSubmission(made)).toBe(made);
  expect(readSubmission('../Patient/1')).toBeUndefined();
});
