import type { Command } from '../command.ts';
import { examine } from '../doctor/examine.ts';
import { findingLine } from '../doctor/finding.ts';

/** `baseplate doctor`: says in words what is wrong with an installation. */
export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Say what is wrong with this installation, and what to do',
  options: [
    {
      name: 'statement',
      description:
        'Also try all that /metadata claims, and what it does not: thousands of audited requests that change nothing',
    },
  ],
  async run({ flags }, { terminal, context, configuration }) {
    let ill = 0;
    for await (const finding of examine({ context, configuration, statement: flags.has('statement') })) {
      if (finding.verdict === 'ill') ill += 1;
      terminal.answer(findingLine(finding));
    }
    terminal.answer(
      ill === 0
        ? 'Nothing is wrong that the doctor can see.'
        : `${ill} ${ill === 1 ? 'thing needs' : 'things need'} your hand.`,
    );
    return ill === 0 ? 0 : 1;
  },
};
