/**
 * Which edition of this package's rules the entries of `indexResource` are made by. Raise it with every release that makes other
 * entries of the same resource: the record then says at its start that a reindex is due.
 */
export const indexCode = 6;
