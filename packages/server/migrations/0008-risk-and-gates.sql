-- expand
-- How risky a change is, why, and how strictly it is taken: {"risk", "score", "reasons", "tier", "rigour"}. Null until it
-- is judged by a program that says so; risk and tier of such rows are placeholders.
alter table changes add column assessed jsonb;

-- How each gate does on each change, folded from its judgements, so that a month of all gates is read from one row each
-- instead of from every event.
create table gate_standings (
  change_id    text not null,
  gate         text not null,
  repository   text not null,
  -- The head judged last and what the gate said of it.
  head         text not null,
  outcome      text not null,
  -- Heads of which it came to an answer (waiting and skipping are none), and those it let pass.
  answers      int not null,
  passes       int not null,
  -- Since when it does not open; null while it does.
  closed_since timestamptz,
  -- Seconds from when it last did not open until it did; null where it always opened at once.
  seconds_to_green double precision,
  -- Whether it keeps an open change from merging now.
  holds        boolean not null,
  -- A day, no moment: what is written several times a day then changes no index, and finds room on its page.
  judged_on    date not null,
  primary key (change_id, gate)
) with (fillfactor = 80);
create index gate_standings_recent on gate_standings (judged_on);
create index gate_standings_repository on gate_standings (repository, judged_on);
create index gate_standings_holding on gate_standings (gate, repository) where holds;
