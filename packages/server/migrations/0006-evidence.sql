-- expand
-- What CI told of commits: reports found in its artifacts, and measurements that were sent. Only what was understood of
-- them is kept, never the files.
create table reports (
  id          bigint generated always as identity primary key,
  provider    text not null,
  repository  text not null,
  commit      text not null,
  source      text not null check (source in ('artifact', 'api')),
  -- The artifact's name and what in it, or the name it was sent under.
  name        text not null,
  -- The artifact's id, empty for what was sent.
  artifact    text not null default '',
  -- The change for which it was sent: reports sent for one change never stand for what another one merged.
  number      bigint,
  kind        text not null check (kind in ('tests', 'coverage', 'lint', 'benchmarks', 'measurements')),
  -- What is understood: {"total": 12, ...}, or {"broken": "line 3: ..."}.
  summary     jsonb not null,
  -- The bulk: lines of files, findings.
  detail      jsonb,
  digest      text not null,
  at          timestamptz not null,
  unique (provider, repository, commit, source, name, artifact, kind)
);
create index reports_at on reports (at);

-- Artifacts that were looked into, those without any report included: their content never changes.
create table artifacts (
  provider    text not null,
  repository  text not null,
  id          text not null,
  commit      text not null,
  -- Of one name in one workflow run the newest counts: another attempt replaces what the one before uploaded.
  run         text not null,
  name        text not null,
  at          timestamptz not null,
  seen_at     timestamptz not null default clock_timestamp(),
  primary key (provider, repository, id)
);
create index artifacts_commit on artifacts (provider, repository, commit);

-- Commits whose artifacts were listed, and which checks had completed then: with the same ones nothing is new.
create table evidence_commits (
  provider    text not null,
  repository  text not null,
  commit      text not null,
  -- The branches whose tip it was when it was looked at: its reports are then what changes to them are compared with.
  base_refs   text[] not null default '{}',
  checks      text,
  checks_at   timestamptz,
  listed_at   timestamptz not null default clock_timestamp(),
  seen_at     timestamptz not null default clock_timestamp(),
  primary key (provider, repository, commit)
);

create index evidence_commits_base on evidence_commits (provider, repository, seen_at desc) where base_refs <> '{}';

-- How many changes of somebody were merged here, and which were merged last into a branch.
create index changes_merged on changes (provider, repository, author) where lifecycle = 'merged';
create index changes_merged_into on changes (provider, repository, base_ref, updated_at desc) where lifecycle = 'merged';
