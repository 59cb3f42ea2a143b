/** Marks a database file as an audit log ("BPAU"), so that no other store's file is taken for one. */
export const applicationId = 0x42504155;

/** Statements that take the schema from version n to n + 1, at place n. One that was ever released never changes. */
export const migrations: readonly string[] = [
  `
  create table chain (
    writer text primary key not null,
    sequence integer not null,
    hash blob not null
  ) without rowid;

  create table entry (
    position integer primary key not null,
    writer text not null,
    sequence integer not null,
    time integer not null,
    kind text not null,
    agent text not null,
    request text not null,
    hash blob not null,
    content text not null
  );
  create unique index entry_by_place on entry (writer, sequence);
  create index entry_by_time on entry (time, writer, sequence);
  create index entry_by_agent on entry (agent, time, writer, sequence);
  create index entry_by_request on entry (request, time, writer, sequence);

  create table entry_patient (
    patient text not null,
    time integer not null,
    writer text not null,
    sequence integer not null,
    primary key (patient, time, writer, sequence)
  ) without rowid;

  create table unresolved_intent (
    time integer not null,
    writer text not null,
    sequence integer not null,
    request text not null,
    primary key (time, writer, sequence)
  ) without rowid;
  create index unresolved_intent_by_request on unresolved_intent (request);
  `,
];
