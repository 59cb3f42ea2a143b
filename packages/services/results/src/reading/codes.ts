/** Code systems of acknowledgement; the `riverside.example` ones are local, because no published system has the idea. */
export const systems = {
  taskType: 'https://riverside.example/CodeSystem/task-type',
  acknowledgedVersion: 'https://riverside.example/CodeSystem/task-input',
  acknowledgement: 'https://riverside.example/identifier/result-acknowledgement',
} as const;

/** Search value of a Task that follows a report. */
export const acknowledgeCode = `${systems.taskType}|acknowledge-result`;
