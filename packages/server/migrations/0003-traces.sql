-- expand
-- The span that stored a row (W3C's traceparent), so that what is done for it later, perhaps by another replica, belongs
-- to the same trace. Null while traces are off.
alter table deliveries add column traceparent text;
alter table commands add column traceparent text;
alter table targets add column traceparent text;
