/** Marks a database file as the index of an audit log ("BPAI"). */
export const indexApplicationId = 0x42504149;

/**
 * Statements that take the schema from version n to n + 1, at place n. One that was ever released never changes; since all of it can be made
 * anew from the log, a later one may drop what is there and set the mark back.
 *
 * What is searched by often is narrow: names are kept once and meant by their numbers, and an index of `place` gives the position in the log.
 */
export const indexMigrations: readonly string[] = [
  `
  create table indexed (
    position integer not null,
    hash blob,
    generation text not null
  );
  insert into indexed values (0, null, lower(hex(randomblob(8))));

  create table writer (
    number integer primary key not null,
    writer text unique not null
  );
  create table name (
    number integer primary key not null,
    name text unique not null
  );

  create table place (
    position integer primary key not null,
    writer integer not null,
    sequence integer not null,
    time integer not null,
    kind text not null,
    agent integer not null,
    request text not null
  );
  create unique index place_by_number on place (writer, sequence);
  create index place_by_time on place (time);
  create index place_by_agent on place (agent, time);
  create index place_by_request on place (request);

  create table entry_patient (
    patient integer not null,
    time integer not null,
    position integer not null,
    primary key (patient, time, position)
  ) without rowid;

  create table unresolved_intent (
    time integer not null,
    position integer not null,
    request text not null,
    primary key (time, position)
  ) without rowid;
  create index unresolved_intent_by_request on unresolved_intent (request);
  `,
];
