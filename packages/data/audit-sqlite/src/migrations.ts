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
  `
  create table place (
    position integer primary key not null,
    writer text not null,
    sequence integer not null,
    time integer not null,
    kind text not null,
    agent text not null,
    request text not null
  );
  insert into place select position, writer, sequence, time, kind, agent, request from entry;
  create table kept (
    position integer primary key not null,
    hash blob not null,
    content text not null
  );
  insert into kept select position, hash, content from entry;
  drop table entry;
  alter table kept rename to entry;
  create unique index place_by_number on place (writer, sequence);
  create index place_by_time on place (time, writer, sequence);
  create index place_by_agent on place (agent, time, writer, sequence);
  create index place_by_request on place (request, time, writer, sequence);
  create table indexed (
    position integer not null
  );
  insert into indexed select coalesce(max(position), 0) from entry;
  `,
  `
  drop table place;
  drop table entry_patient;
  drop table unresolved_intent;
  drop table indexed;
  `,
];
