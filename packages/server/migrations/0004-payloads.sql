-- expand
-- Payloads are packed before they come here, so the database need not try; `bytes` is their length as they came. Rows of
-- before keep theirs as it is, and null.
alter table deliveries alter column payload set storage external;
alter table deliveries add column bytes integer;
