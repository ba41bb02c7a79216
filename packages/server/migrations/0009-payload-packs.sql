-- expand
-- The payloads of deliveries that were stored by one statement, packed as one: they repeat each other, and become a
-- thirtieth of their size where each by itself becomes a sixth. A delivery that came alone keeps its own, as before.
create table payload_packs (
  id         bigint generated always as identity primary key,
  packed     bytea not null,
  created_at timestamptz not null default clock_timestamp()
);
alter table payload_packs alter column packed set storage external;
create index payload_packs_created on payload_packs (created_at);
-- Where the payload is: in which pack, and from which byte of its content, as many as `bytes` says.
alter table deliveries add column pack_id bigint;
alter table deliveries add column pack_start integer;
create index deliveries_parked on deliveries (parked_at) where parked_at is not null;
