-- expand
-- Searching changes by words. The extension is part of PostgreSQL, but a database's owner may be refused it, or its
-- packages may lack it; then the same search reads every change, which takes longer and finds the same.
do $$
begin
  create extension if not exists pg_trgm;
  create index changes_words on changes
    using gin ((title || ' ' || repository || '#' || number::text || ' ' || author) gin_trgm_ops);
exception when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then
  raise notice 'pg_trgm cannot be had here (%): searching by words stays without an index', sqlerrm;
end $$;
