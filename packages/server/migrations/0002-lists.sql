-- expand
-- The orders in which the dashboard lists changes. Without them each page sorts all changes: 13 ms instead of 185 ms at
-- 100,000.
create index changes_created on changes (created_at desc, id);
create index changes_repository on changes (repository, id);
