-- How things are called, for one search over all of them (decision 94). Derived: written with what it names, and nothing
-- else reads it. `thing` is an id or the code of a place, `words` what it is found by.
create table search_name (
  tenant_id uuid not null references tenant (id),
  kind text not null,
  thing text collate "C" not null,
  title_id text not null,
  title_en text not null,
  region_code text collate "C" not null,
  page text not null,
  words text[] not null,
  primary key (tenant_id, kind, thing)
);
select app_guard('search_name', 'select, insert, update, delete');

-- Each word of a name, in the order in which hits are shown. All comparisons are equalities and ranges, which an index
-- serves beneath row-level security too.
create table search_posting (
  tenant_id uuid not null references tenant (id),
  word text collate "C" not null,
  kind text not null,
  thing text collate "C" not null,
  primary key (tenant_id, word, kind, thing)
);
select app_guard('search_posting', 'select, insert, delete');

-- The words with letters that a city's names have, each once, and every three signs in a row of them: a word that was typed
-- wrongly still shares most.
create table search_word (
  tenant_id uuid not null references tenant (id),
  word text collate "C" not null,
  primary key (tenant_id, word)
);
select app_guard('search_word', 'select, insert');
create table search_gram (
  tenant_id uuid not null references tenant (id),
  gram text collate "C" not null,
  word text collate "C" not null,
  primary key (tenant_id, gram, word)
);
select app_guard('search_gram', 'select, insert');
