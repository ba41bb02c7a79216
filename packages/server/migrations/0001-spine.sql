-- expand
-- The spine: what came in (deliveries), what may have changed (subjects, hints), what was decided (streams, events,
-- facts), what must be true outside (targets, contexts), and what people look at (changes, repositories).

-- Webhook deliveries as they came. The row is remembered longer than the forge redelivers; the payload need not be.
create table deliveries (
  seq          bigint generated always as identity primary key,
  provider     text not null,
  delivery_id  text not null,
  event        text not null,
  payload      bytea,
  received_at  timestamptz not null default clock_timestamp(),
  processed_at timestamptz,
  attempts     int not null default 0,
  due_at       timestamptz not null default clock_timestamp(),
  parked_at    timestamptz,
  parked_reason text,
  unique (provider, delivery_id)
);
create index deliveries_unprocessed on deliveries (seq) where processed_at is null and parked_at is null;
create index deliveries_received on deliveries (received_at);

-- Things that may have changed, and things to be made true outside, are one device: a row with a wanted and a done
-- sequence. A row whose sequences differ is work; a sweep takes it when due; a lease keeps others away meanwhile.
-- subjects: wanted_seq is raised by hints, done_seq is the sequence the last evaluation started from.
create table subjects (
  id            bigint generated always as identity primary key,
  provider      text not null,
  repository    text not null,
  kind          text not null check (kind in ('change', 'commit', 'group')),
  key           text not null,
  wanted_seq    bigint not null default 0,
  done_seq      bigint not null default 0,
  -- A sequence above done_seq that only a fresh read satisfies, whatever the hints say (reconcile, recheck, commands).
  read_seq      bigint not null default 0,
  due_at        timestamptz not null default clock_timestamp(),
  lease_owner   uuid,
  lease_until   timestamptz,
  attempts      int not null default 0,
  rereads       int not null default 0,
  last_read_at  timestamptz,
  data          jsonb not null default '{}',
  parked_at     timestamptz,
  parked_reason text,
  unique (provider, repository, kind, key)
);
create index subjects_due on subjects (due_at) where wanted_seq > done_seq and parked_at is null;
create index subjects_parked on subjects (parked_at) where parked_at is not null;

-- Hints that no read has shown yet. Deleted once a read shows what they announced.
create table hints (
  subject_id  bigint not null references subjects (id) on delete cascade,
  seq         bigint not null,
  hint        jsonb not null,
  closing     text not null check (closing in ('yes', 'no', 'unknown')),
  delivery_id text,
  received_at timestamptz not null default clock_timestamp(),
  -- A decision has taken it into account, as a doubt that no read has settled yet.
  judged      boolean not null default false,
  primary key (subject_id, seq)
);

-- The last read of a subject: tells whether a hint says anything new, and stands in while the forge is away.
create table readings (
  subject_id bigint primary key references subjects (id) on delete cascade,
  reading    jsonb not null,
  read_at    timestamptz not null
);

create table streams (
  id      text primary key,
  kind    text not null check (kind in ('change', 'run', 'repository', 'bypass')),
  version int not null,
  state   jsonb not null
);

-- Append-only. Read in the order (tx, position) and only below the oldest transaction still running: a position is
-- drawn before its commit, so by position alone a reader could pass one that is still to appear.
create table events (
  position bigint generated always as identity primary key,
  tx       xid8 not null default pg_current_xact_id(),
  stream   text not null,
  version  int not null,
  type     text not null,
  at       timestamptz not null,
  data     jsonb not null,
  -- Who did it: apart, so that it can be blanked without touching the decision.
  personal jsonb not null default '{}',
  unique (stream, version)
);
create index events_order on events (tx, position);

-- Facts by content: equal facts are stored once.
create table facts (
  digest text primary key,
  key    text not null,
  value  jsonb not null
);

-- Policies in force, by content.
create table policies (
  digest text primary key,
  policy jsonb not null
);

create table repositories (
  provider      text not null,
  name          text not null,
  state         text not null default 'active' check (state in ('active', 'removed')),
  -- The last good policy per base branch: {"main": {"digest", "commit", "branch", "chosen"}}
  policies      jsonb not null default '{}',
  -- Problems of the newest policy files per base branch; empty when they are in force.
  problems      jsonb not null default '{}',
  reconciled_at timestamptz,
  seen_at       timestamptz not null default clock_timestamp(),
  primary key (provider, name)
);

-- Things to be made true on the forge: the contexts of a commit, our one comment on a change.
create table targets (
  id            bigint generated always as identity primary key,
  provider      text not null,
  repository    text not null,
  kind          text not null check (kind in ('contexts', 'comment')),
  key           text not null,
  wanted_seq    bigint not null default 0,
  done_seq      bigint not null default 0,
  due_at        timestamptz not null default clock_timestamp(),
  lease_owner   uuid,
  lease_until   timestamptz,
  attempts      int not null default 0,
  -- A write whose outcome is unknown, or a value that differs on the forge: read back before anything is written.
  verify        boolean not null default false,
  -- contexts: {"members": [7, 9]}; comment: {"body": "..."}
  data          jsonb not null default '{}',
  parked_at     timestamptz,
  parked_reason text,
  unique (provider, repository, kind, key)
);
create index targets_due on targets (due_at) where wanted_seq > done_seq and parked_at is null;
create index targets_parked on targets (parked_at) where parked_at is not null;

create table contexts (
  target_id        bigint not null references targets (id) on delete cascade,
  name             text not null,
  desired          jsonb not null,
  desired_digest   text not null,
  -- The events the value was made from: [{"stream", "version"}]
  made_from        jsonb not null default '[]',
  performed_digest text,
  performed_state  text,
  performed_id     text,
  performed_at     timestamptz,
  primary key (target_id, name)
);

-- Every value that was set on the forge, and what it was made from.
create table context_writes (
  id         bigint generated always as identity primary key,
  target_id  bigint not null references targets (id) on delete cascade,
  name       text not null,
  outcome    text not null,
  title      text not null,
  made_from  jsonb not null,
  written_at timestamptz not null default clock_timestamp()
);
create index context_writes_target on context_writes (target_id, id);

-- The read model of changes: what lists and pages show, and what contexts are made from.
create table changes (
  id           text primary key,
  provider     text not null,
  repository   text not null,
  number       bigint not null,
  url          text,
  title        text not null default '',
  author       text not null default '',
  head_sha     text not null,
  base_ref     text not null,
  lifecycle    text not null check (lifecycle in ('open', 'draft', 'merged', 'closed')),
  state        text not null,
  step         text not null,
  risk         text not null default 'LOW',
  tier         text not null default 'standard',
  outcome      text not null,
  gates        jsonb not null default '[]',
  waiting_for  jsonb not null default '[]',
  -- Per context key, what this change alone would set; null until its head was evaluated.
  contexts     jsonb,
  context_names jsonb not null default '{}',
  shadow       boolean not null default false,
  -- null: not known.
  author_can_write boolean,
  -- What is missing to merge: [{"gate", "condition", "action", "who", "why"}]
  missing      jsonb not null default '[]',
  version      int not null,
  created_at   timestamptz not null default clock_timestamp(),
  updated_at   timestamptz not null default clock_timestamp(),
  unique (provider, repository, number)
);
create index changes_head on changes (provider, repository, head_sha);
create index changes_open on changes (provider, repository, base_ref) where lifecycle in ('open', 'draft');
create index changes_updated on changes (updated_at desc, id);

-- Commands that came by API or CLI and wait for the evaluation that answers them.
create table commands (
  id         uuid primary key,
  change_id  text not null,
  type       text not null,
  body       jsonb not null,
  actor      jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  done_at    timestamptz,
  result     jsonb
);
create index commands_waiting on commands (change_id, created_at) where done_at is null;

create table tokens (
  id           uuid primary key,
  -- SHA-256 of the token; the token itself is shown once and stored nowhere.
  digest       bytea not null unique,
  subject      text not null,
  role         text not null check (role in ('viewer', 'developer', 'coordinator', 'admin')),
  login        text,
  created_at   timestamptz not null default clock_timestamp(),
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz
);

-- Small values of the installation: keys made at set-up, the time of the last reconcile.
create table settings (
  key   text primary key,
  value jsonb not null
);
