/** Marks a database file as a state store ("BPST"), so that no other store's file is taken for one. */
export const applicationId = 0x42505354;

/** Statements that take the schema from version n to n + 1, at place n. One that was ever released never changes. */
export const migrations: readonly string[] = [
  `
  create table namespace (
    name text primary key not null,
    bytes integer not null
  ) without rowid;

  create table state_entry (
    namespace text not null,
    key blob not null,
    value text not null,
    version text not null,
    expires_at integer,
    bytes integer not null,
    primary key (namespace, key)
  );
  create index state_entry_by_expiry on state_entry (expires_at) where expires_at is not null;
  `,
];
