-- The ballots of an open vote lie together in one locked text of the vote itself: equal ballots counted together, in the
-- order of their content, encrypted with a key that the database does not hold. No ballot has a row, so none has a
-- transaction, a place or a moment that could be joined to a code.
alter table vote add column box text;
alter table vote add constraint box_of_an_open_vote_alone check (box is null or state = 'open');

-- Ballots of before lay open in rows, which this file cannot lock.
alter table ballot no force row level security;
do $$ begin
  if exists (select from ballot) then
    raise exception 'a vote is open: start the version before, close or cancel the vote, then update';
  end if;
end $$;
drop table ballot;
