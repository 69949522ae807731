-- A seal also commits to every seal before it, by the root of a Merkle tree over them, so that the proof of an entry
-- stays small however long the journal grows. `subtrees` keeps the inner hashes of that tree which end with the seal.
-- Seals are made anew by the new rule from the entries that stand: nothing was published under the old one.
delete from journal_leaf;
delete from journal_seal;
alter table journal_seal add column history text not null;
alter table journal_seal add column subtrees text[] not null;

-- A subject's history is asked for by its id alone.
drop index journal_entry_subject;
create index journal_entry_subject on journal_entry (tenant_id, subject_id, id);
