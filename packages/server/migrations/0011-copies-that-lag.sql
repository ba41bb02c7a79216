-- expand
-- When a change is to be read, and the checks of a commit compared, once no copy of the forge can lag behind any more.
-- Apart from look_at, which is when a policy's patience ends: neither may take the other's place.
alter table subjects add column lag_over_at timestamptz;
create index subjects_lag on subjects (lag_over_at) where lag_over_at is not null;
alter table targets add column lag_over_at timestamptz;
create index targets_lag on targets (lag_over_at) where lag_over_at is not null;
