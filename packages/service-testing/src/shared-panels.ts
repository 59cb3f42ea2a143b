import assert from 'node:assert/strict';
import type { DigitalService } from '@baseplate-epr/contracts';
import { notingQuestions } from './noting-questions.ts';
import { clerk, doctor, nurse } from './people.ts';
import { openWard } from './ward.ts';

/** What holds of a service whose alerts and card of one chart are made from one reading, by what it says. */
export const sharedPanelCases: Readonly<Record<string, (service: DigitalService) => Promise<void>>> = {
  'what both panels of a page are made from is asked for once, and they say the same as when each asks for itself':
    async (service) => {
      const { panels, panel, asked } = await openPanels(service);
      const together = await panels();
      assert(asked.length > 2, 'The panels asked for next to nothing.');
      assert.equal(new Set(asked).size, asked.length);
      const alerts = await panel('/alerts');
      assert.deepEqual(together, [alerts, await panel('/card')]);
      assert.notEqual(alerts.html, '');
    },
  'the next page asks anew': async (service) => {
    const { panels, asked } = await openPanels(service);
    await panels();
    const once = [...asked];
    assert(once.length > 2, 'The panels asked for next to nothing.');
    asked.length = 0;
    await panels();
    assert.deepEqual([...asked].sort(), once.sort());
  },
  'nothing is shared between people, whatever the request is called': async (service) => {
    const { panels, asked } = await openPanels(service);
    const answers = await Promise.all([panels(nurse), panels(doctor), panels(clerk)]);
    const [ofNurse = 0, ofDoctor, ofClerk = 0] = [nurse, doctor, clerk].map(
      ({ id }) => asked.filter((question) => question.startsWith(`${id} `)).length,
    );
    assert(ofNurse > 2 && ofClerk > 0, 'Somebody asked for next to nothing.');
    assert.equal(ofDoctor, ofNurse);
    assert.deepEqual(
      answers.map((panelsOf) => panelsOf.map(({ status }) => status)),
      [
        [200, 200],
        [200, 200],
        [403, 403],
      ],
    );
  },
};

async function openPanels(service: DigitalService) {
  const { service: noted, asked } = notingQuestions(service);
  const ward = await openWard();
  const patient = ward.patientOf('mary-edwards');
  const panel = (path: string, principal = nurse) => ward.get(noted, patient, path, { principal });
  const panels = (principal = nurse) => Promise.all(['/alerts', '/card'].map((path) => panel(path, principal)));
  return { asked, panel, panels };
}
