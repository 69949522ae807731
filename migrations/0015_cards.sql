-- What a module shows of its tables to other modules: a card each. A table itself is read and written by its module
-- alone; row-level security of the table beneath applies to whoever asks.

create view organization_card with (security_invoker = true) as
  select tenant_id, id, kind, name, name_key, region_code, merged_into from organization;

create view membership_card with (security_invoker = true) as
  select tenant_id, organization_id, model_name, since, last_day from membership;

create view neighbourhood_card with (security_invoker = true) as
  select tenant_id, code, village_code, name from neighbourhood;

create view person_card with (security_invoker = true) as
  select tenant_id, id, name, merged_into from person;

create view proposal_card with (security_invoker = true) as
  select tenant_id, id, program_id, organization_id, kind, village_code, place_code, scope, title, title_key, volume, unit, requested,
    granted, state, decided_at, binding_since, followed >= cardinality(follow_up) as followed_up,
    forum
  from proposal;

create view contribution_card with (security_invoker = true) as
  select tenant_id, proposal_id, value from contribution;

create view activity_card with (security_invoker = true) as
  select tenant_id, id, program_id, proposal_id, village_code, scope, title from activity;

create view obligation_card with (security_invoker = true) as
  select tenant_id, id, program_id, fiscal_year, kind, along, occasion, organization_id, subject_type, subject_id, starts_on, due_on,
    stands_since, ruled_since, state, closed_on, accepted_on
  from obligation;

create view step_answer_card with (security_invoker = true) as
  select tenant_id, id, subject_id, office, answered_by, answered_at from step_answer;

create view program_cell_card with (security_invoker = true) as
  select tenant_id, program_id, village_code, scope, committed from program_cell;

grant select on organization_card, membership_card, neighbourhood_card, person_card, proposal_card, contribution_card, activity_card, obligation_card,
  step_answer_card, program_cell_card to pilar_app;
