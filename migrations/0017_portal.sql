-- What the public reads beside the records: figures of the years before they begin, as an office has them, and news.

-- What the programmes of one model came to in a year before their records: how many institutions gave, each counted once.
create table earlier_year (
  tenant_id uuid not null references tenant (id),
  model_name text not null,
  year integer not null,
  givers integer not null check (givers >= 0),
  source text not null,
  office text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, model_name, year)
);
select app_guard('earlier_year', 'select, insert, update');

create table earlier_figure (
  tenant_id uuid not null references tenant (id),
  model_name text not null,
  year integer not null,
  field text not null,
  amount bigint not null check (amount >= 0),
  givers integer not null check (givers >= 0),
  primary key (tenant_id, model_name, year, field),
  foreign key (tenant_id, model_name, year) references earlier_year (tenant_id, model_name, year)
);
select app_guard('earlier_figure', 'select, insert, update');

-- What the offices of a programme tell the public; taken down it stays in the record and is not shown.
create table news_item (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  title text not null,
  body text not null,
  -- The activity that is shown before others, where it tells of one.
  activity_id uuid,
  office text not null,
  published_by uuid not null,
  published_at timestamptz not null,
  withdrawn_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, activity_id) references activity (tenant_id, id)
);
create index news_newest on news_item (tenant_id, program_id, id desc);
create index news_activity on news_item (tenant_id, activity_id) where activity_id is not null;
select app_guard('news_item', 'select, insert, update');

-- How often public pages were opened on a day: counted, of nobody. Visitors keep no account and no cookie.
create table page_visit (
  tenant_id uuid not null references tenant (id),
  on_day date not null,
  opened integer not null check (opened > 0),
  primary key (tenant_id, on_day)
);
select app_guard('page_visit', 'select, insert, update');
