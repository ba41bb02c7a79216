-- expand
-- A row that is changed many times a second is cheap only where PostgreSQL can put the new version beside the old one,
-- without a new entry in every index: nothing that an index or its condition mentions may change. By the two sequences
-- themselves every change touched the index of what is due; by whether they differ only those do that make work or end
-- it. Under a steady 1,000 deliveries a second a look at what is due had taken 0.6 ms, and is told in docs/performance.md.
alter table subjects add column dirty boolean not null
  generated always as (wanted_seq > done_seq and parked_at is null) stored;
alter table targets add column dirty boolean not null
  generated always as (wanted_seq > done_seq and parked_at is null) stored;
drop index subjects_due;
drop index targets_due;
create index subjects_due on subjects (due_at) where dirty;
create index targets_due on targets (due_at) where dirty;
-- Room for the new versions, and cleaning before dead ones are looked through; by default that waits for a fifth of the
-- table, which is much where every row is changed again and again.
alter table subjects set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
alter table targets set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
alter table hints set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
