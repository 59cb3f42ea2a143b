/** Name of the state namespace in which the record keeps what is not part of it. */
export const recordNamespace = 'record';
