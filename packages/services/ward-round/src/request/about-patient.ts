import type { Visit } from '../visit.ts';
import { refuse } from './answers.ts';
import { type CommandReading, readCommand } from './read-command.ts';

/**
 * Reads a command about a patient. It says whom it was made for, beside the address it is sent to: where the two differ, or none is
 * named, it is refused, whatever else is right about it.
 */
export async function readCommandAbout(visit: Visit, patient: string): Promise<CommandReading> {
  const reading = await readCommand(visit);
  if (reading.outcome === 'refused' || reading.fields.patient === patient) return reading;
  visit.logger.warn('a command about another patient was refused', { requestId: visit.context.requestId });
  return {
    outcome: 'refused',
    answer: refuse(
      'wrong-patient',
      409,
      'Wrong patient: nothing was saved. This was made for another patient than the one it was sent to. Open the patient again, check the name, and start anew.',
    ),
  };
}
