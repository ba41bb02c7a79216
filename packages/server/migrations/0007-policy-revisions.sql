-- expand
-- Policies as they came in force, and the files that each was made of, so that an earlier one can be taken up again.
create table policy_files (
  digest text primary key,
  -- [{"path", "text"}]
  files  jsonb not null
);

create table policy_revisions (
  id           bigint generated always as identity primary key,
  provider     text not null,
  repository   text not null,
  base_ref     text not null,
  -- The policy: of these files, on what the installation says.
  digest       text not null references policies (digest),
  files_digest text not null references policy_files (digest),
  commit_sha   text not null,
  -- The branch that the files were read from.
  branch       text not null,
  chosen       text not null,
  since        timestamptz not null default clock_timestamp(),
  -- Who brought it in force by hand, and why; null where a push did.
  by_subject   text,
  reason       text,
  -- The earlier revision whose files these are.
  restores     bigint references policy_revisions (id)
);
create index policy_revisions_base on policy_revisions (provider, repository, base_ref, id desc);

-- Rollbacks that hold, per base branch: {"main": {"revision", "instead", "by", "reason", "at"}}
alter table repositories add column rollbacks jsonb not null default '{}';

-- When a subject is to be read again though nothing announced it: a step's time will be over.
alter table subjects add column look_at timestamptz;
create index subjects_look on subjects (look_at) where look_at is not null;
