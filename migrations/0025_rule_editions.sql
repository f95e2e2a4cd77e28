-- Tables of rules that the county itself keeps: the words of the first guess, the questions of self-help. An edition is whole and is
-- never changed; the newest of its kind holds, and where there is none, what came with the program (edition 0).
create table rule_editions (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('guess_words', 'self_help')),
  version integer not null check (version > 0),
  body jsonb not null,
  because text not null check (because <> ''),
  made_at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  -- What its trial on past files said when it was made, as it was read then.
  trial jsonb,
  unique (kind, version)
);
comment on table rule_editions is 'Editions of the county''s own tables of rules (本县自己维护的词表、问答). No case data; append-only: the newest of a kind holds.';
grant select, insert on rule_editions to fengqiao_app;
