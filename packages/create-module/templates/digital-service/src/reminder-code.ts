/** What tells a reminder from the tasks of others. Choose a system under a domain that is yours. */
export const reminderCode = { system: 'urn:module-name', code: 'reminder', display: 'Reminder' } as const;
